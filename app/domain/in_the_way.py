"""What answers in a platform's place, and says itself that it does.

A redirect leads elsewhere, where the credential must not follow; a proxy or a network asks to
sign in.  Neither says anything of the platform or of what was asked of it.
"""

from __future__ import annotations

from typing import Final

from app.domain.errors import ProtocolError

_ASKS: Final = (407, 511)
_LEADS: Final = (301, 302, 303, 307, 308)


class InTheWay(ProtocolError):
    """Something else answered, and said why.

    Attributes:
        host: Whom we wanted to reach.
        status: Of the answer: a redirect, or that somebody has to sign in first.
        target: Where a redirect leads, as an address that could be typed; "" where it could not.
    """

    status: int

    def __init__(self, message: str, *, host: str, status: int, target: str = "") -> None:
        super().__init__(message, status=status)
        self.host = host
        self.target = target

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether somebody has to sign in, with whoever is in the way."""
        return self.status in _ASKS


class AnotherInstance(ProtocolError):
    """It is a platform, but not the one that the local copy is of."""


def stands_in_the_way(status: int) -> bool:
    """Whether whoever answers with that status says that it is not the platform."""
    return status in _ASKS or status in _LEADS
