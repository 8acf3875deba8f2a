"""Requests and responses as text: what a person reads, and what goes to the clipboard.

Reading is indented, never anything else: keys, numbers and escapes stay exactly as
they were sent, because a re-serialised body would hide what a receiver really got.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from app.ui.text import states

if TYPE_CHECKING:
    from app.domain.delivery import AttemptRequest, AttemptResponse

_INDENT: Final = "  "
_DEEPEST: Final = 64  # from here on everything stands below everything else
_READ_LIMIT: Final = 256 * 1024  # characters: more of it is not shown anyway (D12)
_SPACE: Final = " \t\r\n"
# A string, an opening bracket with the one that closes it at once, any other sign, other words.
_PIECE: Final = re.compile(
    r'"[^"\\]*(?:\\.[^"\\]*)*"?|[{\[](?:[ \t\r\n]*[}\]])?|[}\],:]|[^" \t\r\n{}\[\],:]+', re.DOTALL
)

Headers = Iterable[tuple[str, str]]


def request_line(method: str, path: str) -> str:
    """`POST /clients HTTP/1.1`."""
    return f"{method} {path} HTTP/1.1"


def split_url(url: str) -> tuple[str, str]:
    """Host (with its port) and path of a canonical URL."""
    rest = url.partition("://")[2]
    host, slash, path = rest.partition("/")
    return host, slash + path or "/"


def head_of(request: AttemptRequest) -> str:
    """Request line and headers; the recipient for e-mail."""
    if request.method == "SMTP":
        lines = [f"To: {request.url.removeprefix('mailto:')}"]
    else:
        host, path = split_url(request.url)
        lines = [request_line(request.method, path)]
        if not any(name.lower() == "host" for name, _value in request.headers):
            lines.append(f"host: {host}")
    return "\n".join([*lines, *header_lines(request.headers)])


def head_of_response(response: AttemptResponse, *, is_mail: bool = False) -> str:
    """Status line and headers; the reply code for e-mail."""
    status = states.http_status(response.status)
    first = str(response.status) if is_mail else f"HTTP/1.1 {status}"
    return "\n".join([first, *header_lines(response.headers)])


def header_lines(headers: Headers) -> list[str]:
    """One line each; a line break inside a value cannot make a second one."""
    return [f"{name}: {' '.join(value.splitlines())}" for name, value in headers]


def message(head: str, body: str | None) -> str:
    """Head, an empty line, and the body to be read."""
    return f"{head}\n\n{indented(body)}" if body else head


def indented(text: str) -> str:
    """JSON with one member a line; whatever is no JSON comes back as it is.

    What is too much to be looked at, or nested deeper than anybody reads, is not drawn out:
    32 KiB of brackets would become two gigabytes of spaces.  All of it is still there.
    """
    stripped = text.strip(_SPACE)
    if not stripped.startswith(("{", "[")) or not stripped.endswith(("}", "]")):
        return text
    out: list[str] = []
    length = depth = at = 0
    for found in _PIECE.finditer(stripped):
        if length > _READ_LIMIT:
            out.append(stripped[at:])
            break
        at, piece = found.end(), found.group()
        match piece[0]:
            case "{" | "[":
                is_empty = len(piece) > 1
                depth += not is_empty
                piece = f"{piece[0]}{piece[-1]}" if is_empty else f"{piece}{_line_at(depth)}"
            case "}" | "]":
                depth = max(0, depth - 1)
                piece = _line_at(depth) + piece
            case ",":
                piece += _line_at(depth)
            case ":":
                piece = ": "
        out.append(piece)
        length += len(piece)
    return "".join(out)


def _line_at(depth: int) -> str:
    return "\n" + _INDENT * min(depth, _DEEPEST)
