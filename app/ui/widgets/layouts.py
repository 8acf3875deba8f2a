"""Taking widgets out of layouts again, which Qt leaves to the caller."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def remove_widgets(layout: QLayout) -> None:
    """Take all widgets out of a layout and let them go; its stretches stay."""
    for at in reversed(range(layout.count())):
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        if widget is not None:
            layout.removeWidget(widget)
            widget.hide()  # it lives until the event loop gets round to it
            widget.deleteLater()
