"""The receiver on this computer: started and stopped by a person, kept for this session only.

What arrives is personal data: it lives in memory, bounded, and is gone with the app.  So
are the secrets that signatures are checked with.
"""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed, nobody_listens
from app.domain.errors import NetworkError
from app.domain.received import AnswerPlan, ReceivedRequest, ReceiverServer, numbered

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl

USUAL_PORT: Final = 8787
_NAME: Final = re.compile("[a-z0-9_-]{1,64}")
_MOST_REQUESTS: Final = 500
_MOST_BYTES: Final = 32 * 1024 * 1024

OpenServer = Callable[[Callable[[ReceivedRequest], None], Callable[[], AnswerPlan]], ReceiverServer]


@dataclass(frozen=True, slots=True)
class ReceiverState:
    """What is known at one moment.

    Attributes:
        port: Where it listens; 0 while it does not.
        requests: What came, the newest first.
        forgotten: How many of the oldest had to go, because there is only so much room.
    """

    port: int = 0
    plan: AnswerPlan = AnswerPlan()  # noqa: RUF009 - a value
    requests: tuple[ReceivedRequest, ...] = ()
    forgotten: int = 0

    @property
    def is_listening(self) -> bool:
        """Whether it can be sent to."""
        return self.port > 0

    @property
    def base_url(self) -> str:
        """Its address, without a path; "" while it does not listen."""
        return f"http://127.0.0.1:{self.port}" if self.port else ""

    def url_for(self, entity: str) -> str:
        """An address for one kind of record; any path is received."""
        safe = entity if _NAME.fullmatch(entity) else "in"
        return f"{self.base_url}/{safe}"


class ReceiverService:
    """One receiver for all connections; its methods may be called from any thread."""

    def __init__(self, open_server: OpenServer, *, announce: Announce = nobody_listens) -> None:
        """Prepare; nothing listens yet.

        Args:
            open_server: Makes a server that hands over requests and asks how to answer.
            announce: Told whenever the state is another.
        """
        self._open_server = open_server
        self._announce = announce
        self._lock = threading.Lock()
        self._life = threading.Lock()  # one start or stop at a time
        self._server: ReceiverServer | None = None
        self._port = 0
        self._plan = AnswerPlan()
        self._requests: deque[ReceivedRequest] = deque()
        self._bytes = 0
        self._count = 0
        self._forgotten = 0

    @property
    def count(self) -> int:
        """How many requests are held."""
        with self._lock:
            return len(self._requests)

    def state(self) -> ReceiverState:
        """How it stands; answers at once."""
        with self._lock:
            newest_first = tuple(reversed(self._requests))
            return ReceiverState(self._port, self._plan, newest_first, self._forgotten)

    def start(self, control: JobControl, port: int | None = None) -> ReceiverState:
        """Listen; where it listens already, nothing happens.

        Args:
            control: The job's line; looked at before anything is done.
            port: A port to insist on; None takes the usual one, or any if that is taken.

        Raises:
            NetworkError: The port is taken.
        """
        control.check()
        with self._life:
            if self._server is None:
                server = self._open_server(self._take, self._answer)
                opened = _open(server, port)
                self._server = server
                with self._lock:
                    self._port = opened
        self._announce(Changed.RECEIVED)
        return self.state()

    def stop(self) -> None:
        """Stop listening; what came stays."""
        with self._life:
            server, self._server = self._server, None
            if server is not None:
                server.close()
            with self._lock:
                self._port = 0
        self._announce(Changed.RECEIVED)

    def set_plan(self, plan: AnswerPlan) -> None:
        """Answer so from the next request on."""
        with self._lock:
            self._plan = plan
        self._announce(Changed.RECEIVED)

    def clear(self) -> None:
        """Forget what came."""
        with self._lock:
            self._requests.clear()
            self._bytes = self._forgotten = 0
        self._announce(Changed.RECEIVED)

    def _answer(self) -> AnswerPlan:
        with self._lock:
            return self._plan

    def _take(self, request: ReceivedRequest) -> None:
        with self._lock:
            self._count += 1
            self._requests.append(numbered(request, self._count))
            self._bytes += _room_of(request)
            while len(self._requests) > _MOST_REQUESTS or self._bytes > _MOST_BYTES:
                self._bytes -= _room_of(self._requests.popleft())
                self._forgotten += 1
        self._announce(Changed.RECEIVED)


def _open(server: ReceiverServer, port: int | None) -> int:
    if port is not None:
        return server.open(port)
    try:
        return server.open(USUAL_PORT)
    except NetworkError:
        return server.open(0)


def _room_of(request: ReceivedRequest) -> int:
    return len(request.head) + len(request.body)
