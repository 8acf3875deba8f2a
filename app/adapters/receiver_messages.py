"""HTTP/1.1 as far as the receiver on this computer needs it: one request, one answer.

Strict where senders of webhooks are, so that a mistake of theirs is seen here first; a
request that cannot be told apart from two is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from app.domain.received import BODY_LIMIT, AnswerPlan, Headers

HEAD_LIMIT: Final = 64 * 1024
DRAIN_LIMIT: Final = 16 * 1024 * 1024  # read and thrown away, so that the answer is heard
_TOKEN: Final = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]"
_REQUEST_LINE: Final = re.compile(_TOKEN + rb"{1,32} [!-~]{1,8192} HTTP/1\.[01]")
_HEADER: Final = re.compile(rb"(" + _TOKEN + rb"+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
_LENGTH: Final = re.compile(r"[0-9]{1,12}")
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8})(?:;[^\r\n]*)?")
_CHUNK_LINE_LIMIT: Final = 1024
_BODILESS: Final = (204, 304)
_DRIPPED: Final = 1000

Receive = Callable[[], bytes]


class BadRequest(Exception):
    """It is no request that could be served; `status` 0 says nothing, because nobody listens."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


@dataclass(frozen=True, slots=True)
class Head:
    """Request line and headers."""

    method: str
    target: str
    headers: Headers
    raw: bytes = field(repr=False)

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for key, value in self.headers if key.lower() == name]

    def header(self, name: str) -> str:
        """The value of a header that came exactly once, else ""."""
        found = self.all(name)
        return found[0] if len(found) == 1 else ""


def read_head(receive: Receive) -> tuple[Head, bytes]:
    """Read up to the empty line; answers what came behind it, too.

    Raises:
        BadRequest: It is no head, too long, or broke off.
    """
    so_far = b""
    while b"\r\n\r\n" not in so_far:
        if len(so_far) > HEAD_LIMIT:
            raise BadRequest(431)
        part = receive()
        if not part:
            raise BadRequest(0)
        so_far += part
    raw, _, rest = so_far.partition(b"\r\n\r\n")
    if len(raw) > HEAD_LIMIT:
        raise BadRequest(431)
    first, *lines = raw.split(b"\r\n")
    found = [_HEADER.fullmatch(line) for line in lines]
    if not _REQUEST_LINE.fullmatch(first) or None in found:
        raise BadRequest(400)
    headers = tuple(
        (one[1].decode("ascii"), one[2].rstrip(b" \t").decode("latin-1"))
        for one in found
        if one is not None
    )
    method, target, _version = first.decode("ascii").split(" ")
    return Head(method, target, headers, raw), rest


def read_body(head: Head, rest: bytes, receive: Receive) -> tuple[bytes, int]:
    """The body, at most `BODY_LIMIT` of it, and how long it was, or was said to be.

    One of more than `DRAIN_LIMIT` is not read to its end.

    Raises:
        BadRequest: Its end cannot be told, or it broke off.
    """
    lengths, codings = head.all("content-length"), head.all("transfer-encoding")
    if codings:
        if lengths or [one.lower() for one in codings] != ["chunked"]:
            raise BadRequest(400)
        return _Body(rest, receive).chunked()
    if not lengths:
        return b"", 0
    if len(lengths) > 1 or not _LENGTH.fullmatch(lengths[0]):
        raise BadRequest(400)
    length = int(lengths[0])
    if length > DRAIN_LIMIT:
        return rest[:BODY_LIMIT], length
    body = _Body(rest, receive)
    body.take(length)
    return body.kept, body.size


class _Body:
    """What is read of a body: kept up to the limit, counted beyond."""

    def __init__(self, rest: bytes, receive: Receive) -> None:
        self._rest = rest
        self._receive = receive
        self._parts: list[bytes] = []
        self._kept = 0
        self.size = 0

    @property
    def kept(self) -> bytes:
        return b"".join(self._parts)

    def take(self, count: int) -> None:
        while count:
            part = self._rest[:count] or self._more()
            part = part[:count]
            self._rest = self._rest[len(part) :]
            count -= len(part)
            self.size += len(part)
            fits = part[: BODY_LIMIT - self._kept]
            self._parts.append(fits)
            self._kept += len(fits)

    def chunked(self) -> tuple[bytes, int]:
        while True:
            size = _CHUNK.fullmatch(self._line())
            if size is None:
                raise BadRequest(400)
            count = int(size[1], 16)
            if self.size + count > DRAIN_LIMIT:
                return self.kept, self.size + count
            if count == 0:
                break
            self.take(count)
            if self._line():
                raise BadRequest(400)
        for _trailer in range(_CHUNK_LINE_LIMIT):
            if not self._line():
                return self.kept, self.size
        raise BadRequest(400)

    def _line(self) -> bytes:
        while b"\r\n" not in self._rest:
            if len(self._rest) > _CHUNK_LINE_LIMIT:
                raise BadRequest(400)
            self._more()
        line, _, self._rest = self._rest.partition(b"\r\n")
        return line

    def _more(self) -> bytes:
        part = self._receive()
        if not part:
            raise BadRequest(0)
        self._rest += part
        return self._rest


def answer_bytes(plan: AnswerPlan, *, is_head: bool = False) -> bytes:
    """A whole answer; every one ends its connection."""
    body = b"" if plan.status in _BODILESS else _words(plan.status)
    lines = [_status_line(plan.status), "connection: close"]
    if plan.retry_header is not None:
        lines.append(f"retry-after: {plan.retry_header}")
    if plan.status == HTTPStatus.METHOD_NOT_ALLOWED:
        lines.append("allow: POST")
    if plan.status not in _BODILESS:
        lines += ["content-type: application/json", f"content-length: {len(body)}"]
    return _head(lines) + (b"" if is_head else body)


def drip_head(plan: AnswerPlan) -> bytes:
    """The beginning of an answer whose body is promised and never comes to its end."""
    lines = [_status_line(plan.status), "connection: close", f"content-length: {_DRIPPED}"]
    return _head(lines)


def _head(lines: list[str]) -> bytes:
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _status_line(status: int) -> str:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    return f"HTTP/1.1 {status} {phrase}"


def _words(status: int) -> bytes:
    return b'{"received":true}' if status < 300 else b'{"received":false}'
