"""The stretches of time that the page and its dialogs offer, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ui.pages.deliveries.wanted import Window
from app.ui.widgets import ComboItem

translate = QCoreApplication.translate


def window_items() -> list[ComboItem]:
    """The lines of a combo box."""
    return [
        ComboItem(translate("deliveries", "Last hour"), Window.HOUR),
        ComboItem(translate("deliveries", "Last 24 hours"), Window.DAY),
        ComboItem(translate("deliveries", "Last 7 days"), Window.WEEK),
        ComboItem(translate("deliveries", "Any time"), Window.KEPT),
    ]
