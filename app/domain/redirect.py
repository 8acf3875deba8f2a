"""Where a redirect leads: an address of its own, judged as one that a person typed."""

from __future__ import annotations

from urllib.parse import urljoin

from app.domain.url import parse_url
from app.domain.validation import Refused


def usable_from(url: str, location: str) -> str:
    """A redirect's target as it would be saved; empty where it could not be.

    Args:
        url: What answered; the target may be relative to it.
        location: The header as it came; foreign text.
    """
    try:
        return parse_url(urljoin(url, location)).text if location else ""
    except (Refused, ValueError):
        return ""
