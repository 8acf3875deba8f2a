"""Requests and responses as text: what a person reads, and what goes to the clipboard.

Reading is indented, never anything else: keys, numbers and escapes stay exactly as
they were sent, because a re-serialised body would hide what a receiver really got.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from app.ui.text import states

if TYPE_CHECKING:
    from app.domain.delivery import AttemptRequest, AttemptResponse

_INDENT: Final = "  "
_SPACE: Final = " \t\r\n"

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
    """JSON with one member a line; whatever is no JSON comes back as it is."""
    stripped = text.strip(_SPACE)
    if not stripped.startswith(("{", "[")) or not stripped.endswith(("}", "]")):
        return text
    out: list[str] = []
    depth = at = 0
    while at < len(stripped):
        char = stripped[at]
        if char == '"':
            end = _end_of_string(stripped, at)
            out.append(stripped[at:end])
            at = end
            continue
        at += 1
        if char in "{[":
            empty = _next_is(stripped, at, "}]")
            if empty:
                out.append(char + stripped[empty - 1])
                at = empty
                continue
            depth += 1
            out.append(f"{char}\n{_INDENT * depth}")
        elif char in "}]":
            depth = max(0, depth - 1)
            out.append(f"\n{_INDENT * depth}{char}")
        elif char == ",":
            out.append(f",\n{_INDENT * depth}")
        elif char == ":":
            out.append(": ")
        elif char not in _SPACE:
            out.append(char)
    return "".join(out)


def _end_of_string(text: str, at: int) -> int:
    at += 1
    while at < len(text) and text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return min(at + 1, len(text))


def _next_is(text: str, at: int, wanted: str) -> int:
    """The position after the next sign if that is one of `wanted`, else 0."""
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at + 1 if at < len(text) and text[at] in wanted else 0
