"""Where a listener or a delivery sends to, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.domain.listener import Kind

if TYPE_CHECKING:
    from app.domain.catalog import Catalog
    from app.domain.delivery import Delivery
    from app.domain.listener import Destination

translate = QCoreApplication.translate

SEPARATOR: Final = "  ·  "
_ORIGIN: Final = re.compile(r"[^/?#]*//[^/?#]*")
# Shown as it is, whatever the rules of URLs have to say of it: they are not read for most lists.
_ORDINARY: Final = re.compile(r"https?://((?:[a-z][a-z0-9-]*\.)+[a-z]+)")
_USUAL_PORT: Final = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a listener sends to, in words."""

    host: str  # "hooks.example.com:8443", or the e-mail address
    path: str  # "/clients"; empty for e-mail
    auth: str  # label of the authentication type; empty for e-mail

    @property
    def second_line(self) -> str:
        """`Basic · /clients`, or `Email`."""
        if not self.path:
            return translate("listeners", "Email")
        return SEPARATOR.join(part for part in (self.auth, self.path) if part)


def place_of(to: Destination, catalog: Catalog | None) -> Place:
    """Host, path and authentication of a destination, for a person."""
    if to.kind is Kind.EMAIL:
        return Place(to.address, "", "")
    kind = catalog.auth_type(to.auth_type) if catalog is not None else None
    auth = kind.label if kind is not None else to.auth_type
    if to.auth_type == "none":
        auth = translate("listeners", "None")
    origin = _ORIGIN.match(to.url)
    if origin is None:
        return Place(to.url, "/", auth)
    tail = to.url[origin.end() :]
    return Place(_shown_host(origin[0]), tail if tail.startswith("/") else f"/{tail}", auth)


def host_of(destination: str) -> str:
    """The host of a URL for a person; an e-mail address, or what is no URL, as it is."""
    origin = _ORIGIN.match(destination)
    return destination if origin is None else _shown_host(origin[0])


def is_mail(delivery: Delivery) -> bool:
    """Whether it goes to a mailbox."""
    return "://" not in delivery.destination


@lru_cache(maxsize=4096)  # thousands of listeners send to a few hosts
def _shown_host(origin: str) -> str:
    ordinary = _ORDINARY.fullmatch(origin)
    if ordinary is not None and "xn--" not in origin:
        return ordinary[1]
    from app.domain.url import parse_url
    from app.domain.validation import Refused

    try:
        url = parse_url(origin)
    except Refused:  # the platform may allow what this computer would not
        return origin.partition("//")[2] or origin
    host = f"[{url.display_host}]" if ":" in url.display_host else url.display_host
    return host if url.port == _USUAL_PORT.get(url.scheme) else f"{host}:{url.port}"
