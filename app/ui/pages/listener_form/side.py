"""The right side of the form: Preview, Test and Checks."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QStyle, QVBoxLayout, QWidget

from app.ui.pages.listener_form.checks_tab import ChecksTab
from app.ui.pages.listener_form.preview_tab import PreviewTab
from app.ui.pages.listener_form.test_tab import TestTab
from app.ui.widgets import TabRow

_MARGIN_PX: Final = 20


class Tab(Enum):
    """What the tabs show."""

    PREVIEW = auto()
    TEST = auto()
    CHECKS = auto()


class Side(QWidget):
    """Tabs over the three parts.

    Signals:
        opened: A `Tab` came to the front.
    """

    opened = Signal(object)

    def __init__(
        self,
        preview: PreviewTab,
        test: TestTab,
        checks: ChecksTab,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts: dict[Tab, PreviewTab | TestTab | ChecksTab] = {
            Tab.PREVIEW: preview,
            Tab.TEST: test,
            Tab.CHECKS: checks,
        }
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
        self.tabs = TabRow(self.tr("Preview, test and checks"))
        self.tabs.setObjectName("side_tabs")
        self.tabs.add(Tab.PREVIEW, self.tr("Preview"))
        self.tabs.add(Tab.TEST, self.tr("Test"))
        self.tabs.add(Tab.CHECKS, self.tr("Checks"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN_PX, 6, _MARGIN_PX, 12)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self._show)

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        stops: list[QWidget] = [self.tabs]
        for part in self._parts.values():
            stops += part.tab_stops
        return stops

    def minimumSizeHint(self) -> QSize:
        """With what its parts scroll: nothing of that is to be scrolled across."""
        scrolled = (area.widget() for area in self._stack.findChildren(QScrollArea))
        widest = max((one.minimumSizeHint().width() for one in scrolled if one), default=0)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return super().minimumSizeHint().expandedTo(QSize(widest + bar + 2 * _MARGIN_PX, 0))

    def open_tab(self, tab: Tab) -> None:
        """Bring a part to the front."""
        self.tabs.set_value(tab)

    @Slot(object)
    def _show(self, tab: Tab) -> None:
        self._stack.setCurrentWidget(self._parts[tab])
        self.opened.emit(tab)
