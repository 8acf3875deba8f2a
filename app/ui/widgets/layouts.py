"""What Qt's layouts leave to the caller: taking widgets out again, and links in line with words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLayout, QWidget

from app.ui.widgets.flow import Flow

_LINK_EDGE_PX: Final = 3  # of the style sheet: room for the ring of the focus
_LINKS_GAP_PX: Final = 12
_ICON_EDGE_PX: Final = 2  # what an icon leaves free at its side


class _Reaching(QHBoxLayout):
    """Lets a widget reach over an edge; Qt would take a margin below 0 for none that is set."""

    def __init__(self, left_px: int, right_px: int) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self._over = (-left_px, 0, right_px, 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect.adjusted(*self._over))


class Squeezed(QWidget):
    """In an area that scrolls, its parts, which scroll too, get as low as they may be first."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1


def flush(*links: QAbstractButton) -> QHBoxLayout:
    """A row with links that begins where the words above and below it do."""
    has_icon = bool(links) and not links[0].icon().isNull()
    row = _Reaching(_LINK_EDGE_PX + (_ICON_EDGE_PX if has_icon else 0), 0)
    for link in links:
        row.addWidget(link)
    row.addStretch(1)
    return row


def flush_at_end(*links: QAbstractButton) -> QHBoxLayout:
    """Links that end where the words above and below them do; several break as words do."""
    row: QWidget = links[0]
    if len(links) > 1:
        row = QWidget()
        Flow(*links, gap_px=_LINKS_GAP_PX, parent=row)
    return reaching(row, left_px=-_LINK_EDGE_PX, right_px=_LINK_EDGE_PX)  # as wide as it was


def reaching(widget: QWidget, *, left_px: int = 0, right_px: int = 0) -> QHBoxLayout:
    """A widget whose frame stands outside its place, so that what is in it stands at the edge."""
    row = _Reaching(left_px, right_px)
    row.addWidget(widget)
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
