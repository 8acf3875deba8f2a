"""A client of `/stream`: reads server-sent events off a real connection.

with EventStream(platform) as stream:
    event = stream.next("listener")
"""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from app.domain.secret import Secret
from tests.support.platform import RunningPlatform

WAIT_S = 20.0


@dataclass(frozen=True)
class Received:
    """One event as it came."""

    id: str
    kind: str
    data: Any


class EventStream:
    """One connection; `status` and `headers` are those of the answer."""

    def __init__(
        self,
        platform: RunningPlatform,
        *,
        token: Secret | None = None,
        after: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        given = platform.token if token is None else token
        sent = {"Authorization": f"Bearer {given.reveal()}", **(headers or {})}
        if after is not None:
            sent["Last-Event-ID"] = after
        host, port = platform.address
        self._connection = http.client.HTTPConnection(host, port, timeout=WAIT_S)
        self._connection.request("GET", "/api/v1/stream", headers=sent)
        self._answer = self._connection.getresponse()
        self.status = self._answer.status
        self.headers = self._answer.headers

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._answer.close()
        self._connection.close()

    def problem(self) -> Any:
        """The refusal, when it is one."""
        return json.loads(self._answer.read())

    def read(self) -> Received | None:
        """The next event of any kind; None at the end of the stream."""
        found: dict[str, str] = {}
        while line := self._answer.readline().decode():
            if line.startswith(":") or (line == "\n" and not found):
                continue  # a comment
            if line == "\n":
                return Received(found["id"], found["event"], json.loads(found["data"]))
            name, _, value = line.rstrip("\n").partition(": ")
            found[name] = value
        assert not found, "the stream ended inside of an event"
        return None

    def next(self, kind: str) -> Received:
        """The next event of a kind; the others are passed over."""
        while (event := self.read()) is not None:
            if event.kind == kind:
                return event
        raise AssertionError(f"the stream ended without another {kind}")
