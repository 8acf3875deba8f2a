"""What takes the place of deliveries, and of what is made of them, where none can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.errors import PermissionMissing
from app.ui.pages.failing import FailingPlaceholder

if TYPE_CHECKING:
    from app.domain.errors import AppError
    from app.domain.workspace import Me

_READ: Final = "deliveries:read"


class NoDeliveries(FailingPlaceholder):
    """Says what failed, or that one may not see them, alike on each of their pages.

    Attributes:
        me: Who one is, for the request to the administrator.
    """

    me: Me | None = None

    def say_why_not(self, error: AppError | None) -> None:
        """Show a failure."""
        if isinstance(error, PermissionMissing):
            self.say_not_allowed(error.permission)
        else:
            self.say_failed(error)

    def say_not_allowed(self, permission: str | None = None) -> None:
        """Show that one may not see them."""
        title = self.tr("You cannot view deliveries here")
        self.say_forbidden(title, permission or _READ, self.me)
