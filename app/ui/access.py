"""What may be done with listeners on this connection, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from app.domain.workspace import Connection, Me, SyncOverview

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Access:
    """A reason is empty where the thing may be done."""

    why_no_view: str = ""
    why_no_change: str = ""
    why_no_test: str = ""
    why_no_credential: str = ""
    why_no_secret: str = ""  # a listener's signing secret, to look at or to rotate

    @property
    def may_view(self) -> bool:
        """Whether there is a list at all."""
        return not self.why_no_view


def may_ask_statistics(me: Me | None) -> bool:
    """Whether the platform would tell how deliveries go; tried where that is not known."""
    return me is None or (me.may("deliveries:read") and "stats" in me.capabilities)


def standing(connection: Connection, me: Me | None) -> tuple[object, ...]:
    """All that pages go by of an open connection."""
    return connection.name, connection.environment, connection.hue, connection.read_only, me


def of(me: Me | None, connection: Connection, overview: SyncOverview) -> Access:
    """Judge by permissions, by safe mode, and by whether the platform can be reached."""
    why_no_view = why_no_change = why_no_test = why_no_credential = why_no_secret = ""
    if me is not None and not me.may("listeners:read"):
        why_no_view = translate(
            "listeners", "Your account does not have the permission for this page."
        )
    if connection.read_only:
        why_no_change = translate("listeners", "This connection is read only.")
    elif me is not None and not me.may("listeners:write"):
        why_no_change = translate("listeners", "Your account may look at listeners only.")
    if overview.offline_since is not None:
        why_no_test = translate("listeners", "A test needs a connection.")
    elif me is not None and not me.may("listeners:write"):
        why_no_test = translate("listeners", "Your account may not send tests.")
    if connection.read_only:
        why_no_credential = why_no_change
    elif me is not None and not me.may("credentials:write"):
        why_no_credential = translate("listeners", "Your account may not change credentials.")
    if why_no_change:
        why_no_secret = why_no_change
    elif overview.offline_since is not None:
        why_no_secret = translate("listeners", "The platform has the secret and is away.")
    return Access(why_no_view, why_no_change, why_no_test, why_no_credential, why_no_secret)
