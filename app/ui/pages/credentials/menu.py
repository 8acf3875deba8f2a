"""What can be done with one credential, as a menu: for the list, the panel and the palette."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.theme import icon
from app.ui.widgets import set_reason


class CredentialMenu(QMenu):
    """The same entries always; those that cannot be say why.

    Signals:
        check_wanted: Whether a token is granted.
        edit_wanted: Change it, or replace its secret.
        changes_wanted: Who changed it, and when.
        delete_wanted: Delete it.
    """

    check_wanted = Signal()
    edit_wanted = Signal()
    changes_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self._check = self._add("menu_check", self.tr("Check now"), "check")
        self._edit = self._add("menu_edit", self.tr("Edit"), "pencil")
        self._changes = self._add("menu_changes", self.tr("Show changes"), "history")
        self.addSeparator()
        self._delete = self._add("menu_delete", self.tr("Delete..."), "trash")
        self._check.triggered.connect(self.check_wanted)
        self._edit.triggered.connect(self.edit_wanted)
        self._changes.triggered.connect(self.changes_wanted)
        self._delete.triggered.connect(self.delete_wanted)

    def show_reasons(self, *, can_check: bool, why_no_edit: str, why_no_delete: str) -> None:
        """Of another credential: what of it can be done."""
        self._check.setVisible(can_check)
        set_reason(self._edit, why_no_edit)
        set_reason(self._delete, why_no_delete)

    def _add(self, name: str, text: str, icon_name: str) -> QAction:
        action = self.addAction(icon(icon_name), text)
        action.setObjectName(name)
        return action
