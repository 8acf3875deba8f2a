"""Refuses what HTTP allows or forgives and no client of ours sends (T23).

Servers and proxies disagree about such requests: two lengths, a length beside chunks,
lines that end without CR, folded lines.  Where two disagree, a request can be smuggled
past one of them; so none of it is parsed here at all.
"""

from __future__ import annotations

import re
from typing import Any, Final

import h11

HEAD_BYTES: Final = 65_536
HEADERS_LIMIT: Final = 100
BODY_BYTES: Final = (
    16 * 1024 * 1024
)  # up to here a body is heard out, to be told that it is too much
_BARE_LF: Final = re.compile(rb"(?<!\r)\n")
_VERSIONS: Final = (b" HTTP/1.1", b" HTTP/1.0")
_OTHER_VERSION: Final = re.compile(rb" HTTP/\d(\.\d)?\Z")


class StrictConnection(h11.Connection):
    """An h11 connection that looks at a request's head before h11 does.

    Attributes:
        refused_with: The status to answer, once `next_event` has raised.
    """

    refused_with: int = 400

    def next_event(self) -> Any:
        """The next event, as h11 says it.

        Raises:
            h11.RemoteProtocolError: The request is refused.
        """
        if self.their_state is h11.IDLE:
            self._judge(self.trailing_data[0])
        return super().next_event()

    def _judge(self, received: bytes) -> None:
        head, end, _ = received.partition(b"\r\n\r\n")
        if len(head) > HEAD_BYTES:
            self._refuse(431, "the head is too large")
        if _BARE_LF.search(head):
            self._refuse(400, "a line ends without CR")
        if not end:
            return
        request, *lines = head.split(b"\r\n")
        if not request.endswith(_VERSIONS):
            self._refuse(505 if _OTHER_VERSION.search(request) else 400, "not HTTP/1.1")
        if len(lines) > HEADERS_LIMIT:
            self._refuse(431, "too many headers")
        if any(line.startswith((b" ", b"\t")) for line in lines):
            self._refuse(400, "a folded line")
        self._judge_length(lines)

    def _judge_length(self, lines: list[bytes]) -> None:
        fields = [
            (name.lower(), value.strip())
            for name, _, value in (line.partition(b":") for line in lines)
        ]
        lengths = [value for name, value in fields if name == b"content-length"]
        encodings = [value for name, value in fields if name == b"transfer-encoding"]
        if len(lengths) + len(encodings) > 1:
            self._refuse(400, "more than one length")
        if lengths and not (lengths[0].isdigit() and lengths[0].isascii()):
            self._refuse(400, "no length")
        if lengths and (len(lengths[0]) > len(str(BODY_BYTES)) or int(lengths[0]) > BODY_BYTES):
            self._refuse(413, "the body is too large")

    def _refuse(self, status: int, reason: str) -> None:
        self.refused_with = status
        raise h11.RemoteProtocolError(reason, error_status_hint=status)
