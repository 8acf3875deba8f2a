"""The row over the list: the filters, or the bulk bar at the very same height.

The list must not jump when a second row is selected, so only the filters decide how high
the row is.  The bulk bar is made when it is first needed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

if TYPE_CHECKING:
    from app.ui.pages.listeners.bulk_bar import BulkBar
    from app.ui.pages.listeners.bulk_presenter import BulkPresenter, BulkState


class BarPlace(QStackedWidget):
    """Shows the filters until there is something to show in their place.

    Signals:
        clear_wanted: Select nothing any more.
        left_with_keys: The bulk bar went, and what had the keys with it.
    """

    clear_wanted = Signal()
    left_with_keys = Signal()

    def __init__(
        self, filters: QWidget, bulk: BulkPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._filters = filters
        self._bulk = bulk
        self._bar: BulkBar | None = None
        self.addWidget(filters)
        bulk.state_changed.connect(self._show)

    def sizeHint(self) -> QSize:
        return self._filters.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self._filters.minimumSizeHint()
        if self._bar is None:
            return least
        return QSize(max(least.width(), self._bar.minimumSizeHint().width()), least.height())

    @Slot(object)
    def _show(self, state: BulkState) -> None:
        if not state.is_shown:
            focus = QApplication.focusWidget()
            had_focus = focus is not None and self.isAncestorOf(focus)
            is_left = self._bar is not None and self.currentWidget() is self._bar
            self.setCurrentWidget(self._filters)
            if is_left and had_focus:
                self.left_with_keys.emit()
            return
        if self._bar is None:
            from app.ui.pages.listeners.bulk_bar import BulkBar

            self._bar = BulkBar(self._bulk)
            self._bar.clear_wanted.connect(self.clear_wanted)
            self.addWidget(self._bar)
            self._put_into_tab_order(self._bar)
        self.setCurrentWidget(self._bar)

    def _put_into_tab_order(self, bar: BulkBar) -> None:
        """Right behind the filters; what is made late would come last on the page."""
        by_tab = Qt.FocusPolicy.TabFocus
        before = [one for one in self._filters.findChildren(QWidget) if one.focusPolicy() & by_tab]
        for first, second in pairwise([*before[-1:], *bar.tab_order]):
            QWidget.setTabOrder(first, second)
