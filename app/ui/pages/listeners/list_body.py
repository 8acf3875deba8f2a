"""What stands under the filters: the list, what takes its place, or nothing yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.pages.listeners.list_status import Body
from app.ui.tab_order import stop_here

_PATIENCE_MS: Final = 300  # nothing is said about loading before this


class ListBody(QStackedWidget):
    """Shows one of them; a first reading that takes no time is not spoken of."""

    def __init__(
        self, table: QWidget, make_nothing: Callable[[], QWidget], parent: QWidget | None = None
    ) -> None:
        """Show nothing yet.

        Args:
            table: The list; one that is on the screen stays where it is until then.
            make_nothing: Makes what takes its place, when there is no list for the first time.
            parent: The page.
        """
        super().__init__(parent)
        self._table = table
        self._make_nothing = make_nothing
        self._nothing: QWidget | None = None
        self._blank = QWidget()
        self._skeleton: QWidget | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)
        self.addWidget(self._blank)
        if table.parentWidget() is None:
            self.addWidget(table)

    def show_body(self, body: Body) -> None:
        """Show this one."""
        if body is not Body.LOADING:
            self._patience.stop()
            had_focus = self._take_table()
            self.setCurrentWidget(self._table if body is Body.TABLE else self._in_its_place())
            if had_focus:
                self._table.setFocus()
        elif (
            self._skeleton is None or self.currentWidget() is not self._skeleton
        ) and not self._patience.isActive():
            self.setCurrentWidget(self._blank)
            self._patience.start()

    def _take_table(self) -> bool:
        """It was on the screen before the page was; whether the keys went to it."""
        if self.indexOf(self._table) >= 0:
            return False
        had_focus = self._table.window().focusWidget() is self._table
        self.addWidget(self._table)
        stop_here(self, self._table)
        return had_focus

    def _in_its_place(self) -> QWidget:
        if self._nothing is None:
            self._nothing = self._make_nothing()
            self.addWidget(self._nothing)
        return self._nothing

    @Slot()
    def _lose_patience(self) -> None:
        if self._skeleton is None:
            from app.ui.widgets import Skeleton

            self._skeleton = Skeleton()
            self.addWidget(self._skeleton)
        self.setCurrentWidget(self._skeleton)
