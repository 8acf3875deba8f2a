"""What the window shows until there is something to show: nothing, and soon a moving bar."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets import LoadingBar

_PATIENCE_MS: Final = 300  # under it, nothing that moves (DESIGN section 9)


class WaitingPage(QWidget):
    """Shown while the services load and the connection of the last time opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waiting")
        self._bar = LoadingBar()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._show_bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._bar)
        column.addStretch(1)

    @property
    def is_moving(self) -> bool:
        """Whether it is seen that the app works."""
        return self._bar.is_active

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._patience.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._patience.stop()
        self._bar.set_active(False)

    @Slot()
    def _show_bar(self) -> None:
        self._bar.set_active(True)
