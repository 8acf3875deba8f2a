"""What Qt's layouts leave to the caller: taking widgets out again, and links in line with words."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLayout

LINK_EDGE_PX: Final = 3  # of the style sheet: room for the ring of the focus
_ICON_EDGE_PX: Final = 2  # what an icon leaves free at its side


def flush(link: QAbstractButton) -> QHBoxLayout:
    """A row with a link that begins where the words above and below it do."""
    free_px = 0 if link.icon().isNull() else _ICON_EDGE_PX
    row = QHBoxLayout()
    row.setContentsMargins(-LINK_EDGE_PX - free_px, 0, 0, 0)
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
