"""Where a PostgreSQL database is; a password in it is never shown.

An argument is seen by every user of the computer, so an address from there may hold
no password; libpq finds it in PGPASSWORD or in a pgpass file (T14).
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from app.domain.secret import Secret

_DRIVER: Final = "postgresql+psycopg"
_KNOWN: Final = frozenset({"postgresql", _DRIVER})
_CONNECT_TIMEOUT_S: Final = 5


class AddressRefused(Exception):
    """The text is no address of a PostgreSQL database that may be used."""


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """An address that was checked."""

    _text: Secret

    def url(self) -> URL:
        """As SQLAlchemy takes it."""
        return make_url(self._text.reveal()).set(drivername=_DRIVER)

    def libpq(self) -> str:
        """As libpq takes it."""
        url = self.url().set(drivername="postgresql")
        return url.render_as_string(hide_password=False)

    def connect_args(self) -> dict[str, Any]:
        """What every connection says, unless the address says otherwise."""
        said = {
            "application_name": f"picksmart-webhooks {socket.gethostname()[:30]} {os.getpid()}",
            "connect_timeout": _CONNECT_TIMEOUT_S,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 10_000,
        }
        return {name: value for name, value in said.items() if name not in self.url().query}


def parse_address(text: str, *, may_hold_password: bool) -> DatabaseAddress:
    """Check the address of a PostgreSQL database.

    Raises:
        AddressRefused: It is none, or holds a password where it may not; says why.
    """
    try:
        url = make_url(text.strip())
    except (ArgumentError, ValueError):
        raise AddressRefused("not an address such as postgresql+psycopg://user@host/db") from None
    if url.drivername not in _KNOWN:
        raise AddressRefused("must begin with postgresql+psycopg://")
    if not url.database:
        raise AddressRefused("names no database, such as /db at its end")
    holds_password = url.password is not None or "password" in url.query
    if holds_password and not may_hold_password:
        raise AddressRefused(
            "holds a password, which every user of this computer could see; set PGPASSWORD,"
            " use a pgpass file, or put the whole address into a file and name it with"
            " --database-file"
        )
    return DatabaseAddress(Secret(text.strip()))
