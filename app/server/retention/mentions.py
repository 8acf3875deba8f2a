"""Whether what is kept names somebody: by address, id or any other text (POPIA, GDPR).

The text is looked for as people mean it: whatever the case, and however JSON, a URL or
base64 wrote it.
"""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

SHORTEST: Final = 3  # a shorter text would be found in everything
_DEEPEST: Final = 3  # JSON inside a string inside JSON


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that names somebody; never in a `repr`, as it is personal."""

    _needle: str

    @classmethod
    def of(cls, text: str) -> Mention:
        """What to look for.

        Raises:
            ValueError: The text is so short that it names nobody.
        """
        needle = text.strip().casefold()
        if len(needle) < SHORTEST:
            raise ValueError(f"the text must have at least {SHORTEST} characters")
        return cls(needle)

    def __repr__(self) -> str:
        return "Mention(•••)"

    def is_in(self, value: Any) -> bool:
        """Whether a value names it: text, bytes, or anything that JSON can hold."""
        return any(self._needle in text.casefold() for text in _texts(value, _DEEPEST))

    def is_in_mail(self, data: bytes) -> bool:
        """Whether an e-mail names it, in a header or in a part."""
        message = email.message_from_bytes(data, policy=email.policy.default)
        if any(self.is_in(str(value)) for value in message.values()):
            return True
        parts = (part.get_payload(decode=True) for part in message.walk())
        return any(self.is_in(part) for part in parts if isinstance(part, bytes))


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, bytes | memoryview):
        yield from _readings(bytes(value).decode("utf-8", "replace"), depth)
    elif isinstance(value, str):
        yield from _readings(value, depth)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _texts(one, depth)
        if value.get("body_encoding") == "base64":
            yield from _decoded(str(value.get("body")))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one, depth)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def _readings(text: str, depth: int) -> Iterator[str]:
    """A text as it is, and as what it may be written in."""
    yield text
    if "%" in text:
        yield unquote(text)
    if depth and "\\" in text:
        try:
            inner = json.loads(text)
        except (ValueError, RecursionError):
            return
        if inner != text:
            yield from _texts(inner, depth - 1)


def _decoded(text: str) -> Iterator[str]:
    try:
        yield base64.b64decode(text, validate=True).decode("latin-1")
    except (binascii.Error, ValueError):
        return
