"""What aiohttp will dial and write for a URL, given only where every parser reads it alike.

Two parsers that differ on one text are how a request is sent elsewhere than where it
was judged to go (security.md D8): what came past the rules, by a tampered database or
a newer library, ends here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from yarl import URL

from app.domain.url import agrees, parse_url
from app.domain.validation import Refused
from app.server.deliveries.guard import AddressBlocked

_KEPT: Final = 1000  # a listener's URL is the same on every try
_AMBIGUOUS: Final = "the URL is one that two parsers may read differently"


@lru_cache(_KEPT)
def target_of(text: str) -> URL:
    """The URL to send to.

    Raises:
        AddressBlocked: Our rules refuse the text, or yarl reads another URL from it.
    """
    try:
        ours, theirs = parse_url(text), URL(text, encoded=True)
        is_read_alike = (
            theirs.scheme == ours.scheme
            and theirs.raw_user is None
            and agrees(ours, theirs.raw_host, theirs.port, theirs.raw_path_qs)
        )
    except (Refused, ValueError):
        raise AddressBlocked(_AMBIGUOUS) from None
    if not is_read_alike:
        raise AddressBlocked(_AMBIGUOUS)
    return theirs
