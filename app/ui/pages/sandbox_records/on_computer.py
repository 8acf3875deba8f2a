"""Where on this computer webhooks and e-mail of a record may have arrived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _nowhere() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class OnThisComputer:
    """What there is to look into.

    Attributes:
        receiver_url: The address of the receiver while it listens; "" while it does not.
        has_mailbox: E-mail of this platform can be looked at.
    """

    receiver_url: Callable[[], str] = _nowhere
    has_mailbox: bool = False
