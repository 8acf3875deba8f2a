"""The right side of the form: Preview, Test and Checks."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.pages.listener_form.checks_tab import ChecksTab
from app.ui.pages.listener_form.preview_tab import PreviewTab
from app.ui.pages.listener_form.test_tab import TestTab
from app.ui.widgets import TabRow


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
        column.setContentsMargins(20, 6, 20, 12)
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

    def open_tab(self, tab: Tab) -> None:
        """Bring a part to the front."""
        self.tabs.set_value(tab)

    @Slot(object)
    def _show(self, tab: Tab) -> None:
        self._stack.setCurrentWidget(self._parts[tab])
        self.opened.emit(tab)
