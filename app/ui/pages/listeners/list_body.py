"""What stands under the filters: the list, what takes its place, or nothing yet."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.pages.listeners.list_status import Body
from app.ui.widgets import Skeleton

_PATIENCE_MS: Final = 300  # nothing is said about loading before this


class ListBody(QStackedWidget):
    """Shows one of them; a first reading that takes no time is not spoken of.

    Signals:
        settled: Something is shown, whatever it is.
    """

    settled = Signal()

    def __init__(self, table: QWidget, nothing: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._nothing = nothing
        self._blank = QWidget()
        self._skeleton = Skeleton()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)
        for widget in (self._blank, self._skeleton, table, nothing):
            self.addWidget(widget)

    @property
    def is_list(self) -> bool:
        """Whether the list is shown."""
        return self.currentWidget() is self._table

    def show_body(self, body: Body) -> None:
        """Show this one."""
        if body is not Body.LOADING:
            self._patience.stop()
            self.setCurrentWidget(self._table if body is Body.TABLE else self._nothing)
            self.settled.emit()
        elif self.currentWidget() is not self._skeleton and not self._patience.isActive():
            self.setCurrentWidget(self._blank)
            self._patience.start()

    @Slot()
    def _lose_patience(self) -> None:
        self.setCurrentWidget(self._skeleton)
