"""Why there is nothing on the page at all: one may not see records, or they cannot be read."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError, PermissionMissing
from app.domain.workspace import Me
from app.ui.pages.failing import FailingPlaceholder

_READ: Final = "deliveries:read"


class PageFailure(FailingPlaceholder):
    """Stands where the form would."""

    def __init__(self, me: Me | None, parent: QWidget | None = None) -> None:
        super().__init__("flask", parent=parent)
        self.setObjectName("records_placeholder")
        self._me = me

    def show_error(self, error: AppError | None) -> None:
        """Say what is wrong; what was said already is left alone, with whoever has the focus."""
        if not self.begins(error):
            return
        if isinstance(error, PermissionMissing):
            title = self.tr("You cannot view records here")
            self.say_forbidden(title, error.permission or _READ, self._me)
        else:
            self.say_failed(error)
