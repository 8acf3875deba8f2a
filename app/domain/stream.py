"""Server-sent events, read from whatever arrives (contract section 7, `GET /stream`).

An event is a hint and nothing more: what it says is never applied, only asked for.  So
all that is kept of one is its kind and its id; its data is passed over as it comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.domain.errors import ProtocolError

MAX_LINE_BYTES: Final = 256 * 1024  # the longest event has one listener or delivery in it
_MAX_ID: Final = 256


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """One event; `id` is where to go on after it, empty when it has none."""

    kind: str
    id: str = ""


class EventReader:
    """Takes bytes as they come and gives the events that are whole."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._kind = ""
        self._id = ""
        self._has_data = False

    def feed(self, chunk: bytes) -> list[StreamEvent]:
        """The events that end in this chunk.

        Raises:
            ProtocolError: A line is longer than any event has.
        """
        self._rest += chunk
        if b"\n" not in chunk and len(self._rest) <= MAX_LINE_BYTES:
            return []  # a line that drips in costs no more than its length
        *lines, rest = self._rest.split(b"\n")
        if max(map(len, [*lines, rest])) > MAX_LINE_BYTES:
            raise ProtocolError(f"stream: a line is longer than {MAX_LINE_BYTES} bytes")
        self._rest = bytearray(rest)
        return [event for line in lines if (event := self._line(line)) is not None]

    def _line(self, line: bytearray) -> StreamEvent | None:
        if line.endswith(b"\r"):
            del line[-1:]
        if not line:
            return self._end()
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"event":
            self._kind = value[:64].decode("ascii", "replace")
        elif name == b"id" and b"\0" not in value:
            self._id = _sendable(value)
        elif name == b"data":
            self._has_data = True
        return None

    def _end(self) -> StreamEvent | None:
        event = StreamEvent(self._kind or "message", self._id) if self._has_data else None
        self._kind, self._has_data = "", False
        return event


def _sendable(value: bytearray) -> str:
    """An id that a header can carry; anything else is none."""
    text = value.decode("ascii", "replace")
    return text if len(text) <= _MAX_ID and all("!" <= one <= "~" for one in text) else ""
