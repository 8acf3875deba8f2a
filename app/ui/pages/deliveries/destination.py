"""Where a delivery went, in words."""

from __future__ import annotations

from app.domain.delivery import Delivery
from app.domain.url import parse_url
from app.domain.validation import Refused

_USUAL_PORTS = frozenset({80, 443})


def is_mail(delivery: Delivery) -> bool:
    """Whether it goes to a mailbox."""
    return "://" not in delivery.destination


def host_of(destination: str) -> str:
    """The host of a URL for a person; an e-mail address, or what is no URL, as it is."""
    try:
        url = parse_url(destination)
    except Refused:
        return destination
    is_usual = url.port in _USUAL_PORTS
    return url.display_host if is_usual else f"{url.display_host}:{url.port}"
