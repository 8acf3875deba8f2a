"""A recorded request as a curl command that can be pasted into a shell.

The text is foreign (URL, headers and body come from a platform), and it ends in a
person's shell: everything is one quoted word, nothing is read from a file by curl
(`@`; a body too long for an argument comes through a pipe), and no control character
reaches the terminal.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.domain.secret import MASK

if TYPE_CHECKING:
    from app.domain.delivery import AttemptRequest

_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BEARERS: Final = frozenset({"bearer", "oauth2_client_credentials"})
_ARGUMENT_BYTES: Final = 100_000  # Linux takes no argument over 128 KiB; printf is the shell's own
_JOIN: Final = " \\\n  "
_SET_BY_CURL: Final = frozenset({"host", "content-length"})


def is_possible(request: AttemptRequest) -> bool:
    """Whether the request is HTTP with a readable body; e-mail and bytes are not."""
    is_http = request.url.startswith(("http://", "https://"))
    return is_http and request.body is not None and request.body_encoding is None


def command(request: AttemptRequest, auth_type: str = "") -> str:
    """The command; secret headers read as they were recorded, masked.

    Args:
        request: What was sent.
        auth_type: How it authenticated, where that is known: then a person puts the secret in
            place of the mask, and nothing else.
    """
    lines = [f"curl --globoff -X {_word(request.method)} {_word(request.url)}"]
    for name, recorded in request.headers:
        value = recorded
        if value == MASK and name.lower() == "authorization":
            if auth_type == "basic":  # name and password, which curl encodes
                lines.append(f"--user {_word(f'{MASK}:{MASK}')}")
                continue
            value = f"Bearer {MASK}" if auth_type in _BEARERS else MASK
        if name.lower() not in _SET_BY_CURL and _TOKEN.fullmatch(name):
            # curl takes "name:" for "leave this header out", and sends an empty one for "name;".
            lines.append(f"-H {_word(f'{name}: {value}' if value.strip() else f'{name};')}")
    if not request.body:
        return _JOIN.join(lines)
    body = _word(request.body)
    if len(body.encode()) < _ARGUMENT_BYTES:
        return _JOIN.join([*lines, f"--data-raw {body}"])
    return f"printf %s {body} | {_JOIN.join([*lines, '--data-binary @-'])}"


def command_with(request: AttemptRequest, header: tuple[str, str] | None) -> str:
    """The command with the secret that its mask stands for: for a clipboard, and nothing else."""
    secret = {} if header is None else {header[0].lower(): header[1]}
    headers = tuple(
        (name, secret.get(name.lower(), value) if value == MASK else value)
        for name, value in request.headers
    )
    return command(replace(request, headers=headers))


def _word(text: str) -> str:
    """One word of a POSIX shell; with control characters, of bash, zsh and ksh."""
    if not _CONTROL.search(text):
        return shlex.quote(text)
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return "$'" + _CONTROL.sub(_escape, escaped) + "'"


def _escape(found: re.Match[str]) -> str:
    return "".join(f"\\x{byte:02x}" for byte in found.group().encode())
