"""Parts side by side, which stand below each other where the width is too little for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from app.ui.theme import follow_text_size

Needs = Callable[[Sequence[QWidget]], int]


def as_they_like(parts: Sequence[QWidget]) -> int:
    """The width of parts that each get what they ask for."""
    return sum(part.sizeHint().width() for part in parts)


def evenly(parts: Sequence[QWidget]) -> int:
    """The least width of parts that share it."""
    return len(parts) * max((part.minimumSizeHint().width() for part in parts), default=0)


def as_narrow_as_can_be(parts: Sequence[QWidget]) -> int:
    """What parts need at the least."""
    return sum(part.minimumSizeHint().width() for part in parts)


def in_row(*parts: QWidget, gap_px: int = 8) -> QWidget:
    """Several as one part of it, which stay side by side."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap_px)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return made


class FoldingRow(QWidget):
    """A row that becomes a column; never narrower than its widest part.

    Args:
        parts: From left to right, or from top to bottom.
        needs: The width that those which are shown need side by side, without the gaps.
        stretches: How they share what is left over; none of it without.
        gap_px: Between them side by side.
        folded_gap_px: Between them below each other.
        alignment: Where each stands in its place.
    """

    def __init__(
        self,
        *parts: QWidget,
        needs: Needs = as_they_like,
        stretches: Sequence[int] = (),
        gap_px: int = 12,
        folded_gap_px: int = 8,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag(0),  # noqa: B008 - a value, not a call
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._needs = needs
        self._gaps = (gap_px, folded_gap_px)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap_px)
        for part, stretch in zip(parts, stretches or [0] * len(parts), strict=True):
            self._row.addWidget(part, stretch, alignment)
        follow_text_size(self, self._fold)

    @property
    def is_folded(self) -> bool:
        """Whether its parts stand below each other."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        widths = [part.minimumSizeHint().width() for part in self._shown()]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # one has longer words now, or is hidden
            self._fold()
        return is_done

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _fold(self) -> None:
        shown = self._shown()
        side_by_side, below = self._gaps
        needed = self._needs(shown) + max(len(shown) - 1, 0) * side_by_side
        is_narrow = needed > self.width()
        if is_narrow != self.is_folded:  # a layout that is told what it knows asks to be laid out
            directions = QBoxLayout.Direction
            self._row.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
            self._row.setSpacing(below if is_narrow else side_by_side)
            self.updateGeometry()  # what it stands in has to make room
