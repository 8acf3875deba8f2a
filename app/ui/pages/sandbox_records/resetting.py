"""The way back to the sandbox's first records: asked first, with what it deletes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.runtime.tasks import Task
from app.ui.dialogs import MessageDialog
from app.ui.widgets import Button, CheckBox

translate = QCoreApplication.translate

Reset = Callable[[bool], Task[Any]]


class ResetDialog(MessageDialog):
    """Says what is deleted, and asks whether the listeners go, too; Cancel is the default."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("sandbox", "Reset the sandbox?"),
            translate(
                "sandbox",
                "Its records go back to the first ones. Every event, delivery and email of the "
                "practice platform is deleted. Credentials, the log of changes and what the "
                "receiver caught stay.",
            ),
            parent=parent,
        )
        self.setObjectName("reset_dialog")
        self.with_listeners = CheckBox(translate("sandbox", "Delete its webhook listeners, too"))
        self.with_listeners.setObjectName("reset_listeners")
        self.add_option(self.with_listeners)
        self.add_button("reset", translate("sandbox", "Reset sandbox"), "danger")
        self.add_button("no", translate("sandbox", "Cancel"), default=True)


class ResetButton(Button):
    """Asks, has it done, and is busy meanwhile; then the connection is opened anew.

    Signals:
        done: It is as it was at first.
    """

    done = Signal()

    def __init__(self, reset: Reset, reason: str = "", parent: QWidget | None = None) -> None:
        super().__init__(translate("sandbox", "Reset sandbox..."), parent=parent)
        self.setObjectName("reset_sandbox")
        self.set_reason(reason)
        self._reset = reset
        self.clicked.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        dialog = ResetDialog(self.window())
        dialog.exec()
        dialog.deleteLater()
        if dialog.answer == "reset":
            self.set_busy(translate("sandbox", "Resetting..."))
            task = self._reset(dialog.with_listeners.isChecked())
            task.succeeded.connect(self._tell)
            task.finished.connect(self._rest)

    @Slot(object)
    def _tell(self, _result: object) -> None:
        self.done.emit()

    @Slot()
    def _rest(self) -> None:
        self.set_busy(None)
