"""What Qt's layouts leave to the caller: taking widgets out again, and links in line with words."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

LINK_EDGE_PX: Final = 3  # of the style sheet: room for the ring of the focus


def flush(link: QWidget) -> QHBoxLayout:
    """A row with a link whose words begin where those above and below it do."""
    row = QHBoxLayout()
    row.setContentsMargins(-LINK_EDGE_PX, 0, 0, 0)
    row.addWidget(link)
    row.addStretch(1)
    return row


def remove_widgets(layout: QLayout) -> None:
    """Take all widgets out of a layout and let them go; its stretches stay."""
    for at in reversed(range(layout.count())):
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        if widget is not None:
            layout.removeWidget(widget)
            widget.hide()  # it lives until the event loop gets round to it
            widget.deleteLater()
