"""The right side of the form: Preview and Test."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.pages.listener_form.preview_tab import PreviewTab
from app.ui.pages.listener_form.test_tab import TestTab
from app.ui.widgets import TabRow


class Tab(Enum):
    """What the tabs show."""

    PREVIEW = auto()
    TEST = auto()


class Side(QWidget):
    """Tabs over the two parts."""

    def __init__(self, preview: PreviewTab, test: TestTab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview, self._test = preview, test
        self._stack = QStackedWidget()
        self._stack.addWidget(preview)
        self._stack.addWidget(test)
        self.tabs = TabRow(self.tr("Preview and test"))
        self.tabs.setObjectName("side_tabs")
        self.tabs.add(Tab.PREVIEW, self.tr("Preview"))
        self.tabs.add(Tab.TEST, self.tr("Test"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self._show)

    def open_tab(self, tab: Tab) -> None:
        """Bring a part to the front."""
        self.tabs.set_value(tab)

    @Slot(object)
    def _show(self, tab: Tab) -> None:
        self._stack.setCurrentWidget(self._test if tab is Tab.TEST else self._preview)
