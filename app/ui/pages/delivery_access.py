"""What may be done with deliveries on this connection, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.workspace import Connection, Environment, Hue, Me

if TYPE_CHECKING:
    from app.domain.delivery import Delivery

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Access:
    """A reason is empty where the thing may be done.

    Attributes:
        has_mailbox: What is sent by e-mail can be looked at on this computer.
    """

    environment: Environment = Environment.SANDBOX
    hue: Hue = Hue.OWN
    why_no_replay: str = ""
    has_mailbox: bool = False


def of(me: Me | None, connection: Connection) -> Access:
    """Judge by safe mode and by permissions."""
    why = ""
    if connection.read_only:
        why = translate("deliveries", "This connection only reads")
    elif me is not None and not me.may("deliveries:replay"):
        why = translate("deliveries", "Your account may not replay: deliveries:replay is missing")
    return Access(connection.environment, connection.hue, why, has_mailbox=connection.is_sandbox)


def is_unfinished(delivery: Delivery) -> bool:
    """Whether it can still be cancelled."""
    from app.domain.delivery import DeliveryStatus

    return delivery.status in {DeliveryStatus.PENDING, DeliveryStatus.HELD}
