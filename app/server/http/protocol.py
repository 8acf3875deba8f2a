"""One connection of the server: strict about requests, patient only so long (T23).

Nobody can hold a connection without using it: a head has 10 s, a body 30 s, and who does
not read an answer has 30 s too.  When many wait with unfinished requests, the one that
has waited longest makes room, so a flood of them keeps nobody else out.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any, ClassVar, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from app.server.api.answers import problem_answer
from app.server.api.problems import ApiProblem
from app.server.http.strict import HEAD_BYTES, StrictConnection

_REFUSALS: Final = {
    400: ("invalid_request", "This is no request of HTTP/1.1."),
    408: ("request_timeout", "The request took too long to arrive."),
    413: ("body_too_large", "The body is too large."),
    431: ("headers_too_large", "There are too many headers, or they are too large."),
    505: ("version_not_supported", "Only HTTP/1.1 is spoken here."),
}


class PatientProtocol(H11Protocol):
    """uvicorn's protocol with limits of time, number and form.

    Attributes:
        waiting_limit: How many connections may be without a request under way.
        connection_limit: How many there may be in all.
    """

    head_s: ClassVar[float] = 10.0
    body_s: ClassVar[float] = 30.0
    write_s: ClassVar[float] = 30.0
    waiting_limit: ClassVar[int] = 100
    connection_limit: ClassVar[int] = 512

    conn: StrictConnection

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.conn = StrictConnection(h11.SERVER, HEAD_BYTES)
        self.waiting_since = self.loop.time()
        self._phase: object = None
        self._deadline: asyncio.TimerHandle | None = None
        self._write_deadline: asyncio.TimerHandle | None = None

    @property
    def waits(self) -> bool:
        """Whether no request of the connection is under way."""
        cycle = self._request()
        return cycle is None or cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.waiting_since = self.loop.time()
        self._make_room()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel()
        self._stop_write_deadline()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        self.waiting_since = self.loop.time()
        super().on_response_complete()
        self._watch()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._write_deadline = self.loop.call_later(self.write_s, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_write_deadline()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - it says less than we do
        """Refuse what cannot be parsed; uvicorn calls it so, whatever the status."""
        self._refuse(self.conn.refused_with)

    def _make_room(self) -> None:
        if len(self.connections) <= self.waiting_limit:
            return
        others = [one for one in self.connections if isinstance(one, PatientProtocol)]
        waiting = [one for one in others if one.waits and not one.transport.is_closing()]
        if len(waiting) > self.waiting_limit:
            min(
                waiting, key=lambda one: one.waiting_since
            ).transport.close()  # what it is owed goes out
        elif len(others) > self.connection_limit:
            self.transport.abort()

    def _watch(self) -> None:
        """Give what the peer has begun a deadline; what goes on keeps the one it has."""
        phase: object = None
        if not self.transport.is_closing():
            if self.conn.their_state is h11.SEND_BODY:
                phase = h11.SEND_BODY
            elif self.conn.their_state is h11.IDLE and self._has_begun():
                phase = h11.IDLE
        if phase is self._phase:
            return
        self._cancel()
        self._phase = phase
        if phase is not None:
            limit_s = self.head_s if phase is h11.IDLE else self.body_s
            self._deadline = self.loop.call_later(limit_s, self._expire)

    def _has_begun(self) -> bool:
        """A new connection owes its first request; a used one what it has begun to send."""
        return self._request() is None or bool(self.conn.trailing_data[0])

    def _request(self) -> RequestResponseCycle | None:
        """The present or the last request; uvicorn has none at first, whatever its types say."""
        return self.cycle

    def _expire(self) -> None:
        if self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]:
            self.transport.abort()  # it never asked for anything
        else:
            self._refuse(408)

    def _refuse(self, status: int) -> None:
        """Answer with a problem if that is still possible, then close."""
        self._cancel()
        cycle = self._request()
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
            if cycle.response_started:
                self.transport.abort()
                return
        code, detail = _REFUSALS[status]
        answer = problem_answer(ApiProblem(status, code, detail))
        headers = {**answer.headers, "content-length": str(len(answer.body)), "connection": "close"}
        for event in (
            h11.Response(
                status_code=status, headers=list(headers.items()), reason=HTTPStatus(status).phrase
            ),
            h11.Data(data=answer.body),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _cancel(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._phase = None

    def _stop_write_deadline(self) -> None:
        if self._write_deadline is not None:
            self._write_deadline.cancel()
            self._write_deadline = None
