"""Sizes the columns of a table, by the design or by a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from app.ui.column_widths import COLUMN_WIDTHS
from app.ui.tables.cell_delegate import CellDelegate
from app.ui.tables.columns import PADDING_PX
from app.ui.tables.keyed_table_model import KeyedTableModel
from app.ui.tables.table_header import TableHeader
from app.ui.theme import em

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

_FREE_LEAST: Final = 120
_FREE_WISH: Final = 168  # the others shrink first: this one says what a row is
_FREE_AMPLE: Final = 360  # what is over goes to columns that have more to say
_SHRINKS_TO: Final = 0.7  # of its width, before a column on the right is cut off


class ColumnSizes(QObject):
    """Sizes the columns of one view."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._is_sizing = False
        self._is_dragged = False
        self._ends_at = PADDING_PX
        self._end_px = PADDING_PX  # what the last column leaves on its right
        header = view.horizontalHeader()
        header.sectionResized.connect(self._resized)
        if isinstance(header, TableHeader):
            header.let_go.connect(self._end_drag)

    def fit(self, *, keep_fixed: bool = False) -> None:
        """Give columns their widths; on a mere resize only the free ones change."""
        view, model = self._view, self._view.model()
        if not isinstance(model, KeyedTableModel):
            return
        chosen = [COLUMN_WIDTHS.of(self._name(at)) for at in range(len(model.columns))]
        least = [0 if mine else self._title_px(at) for at, mine in enumerate(chosen)]
        widths = [
            max(em(mine or one.width_em), for_title) if mine or one.width_em else 0
            for mine, one, for_title in zip(chosen, model.columns, least, strict=True)
        ]
        self._find_end()
        widths[-1] += self._end_px - PADDING_PX if widths[-1] else 0
        least[-1] += self._end_px - PADDING_PX
        hidden = {at for at in range(1, len(widths)) if COLUMN_WIDTHS.is_hidden(self._name(at))}
        free = [at for at, width in enumerate(widths) if not width and at not in hidden]
        if keep_fixed and free and not view.objectName():  # where nothing is remembered
            widths = [0 if at in free else view.columnWidth(at) for at in range(len(widths))]
        shown = [0 if at in hidden else width for at, width in enumerate(widths)]
        left = view.viewport().width() - sum(shown)
        lacking = em(_FREE_WISH) * len(free) - left
        if lacking > 0:
            part = max(1 - lacking / max(sum(shown), 1), _SHRINKS_TO)
            shown = [
                max(int(width * part), for_title) if width else 0
                for width, for_title in zip(shown, least, strict=True)
            ]
            left = view.viewport().width() - sum(shown)
        if free:
            mine = {at for at, width in enumerate(chosen) if width}
            growing = {
                at: em(one.most_em) - shown[at]
                for at, one in enumerate(model.columns)
                if shown[at] and at not in mine and em(one.most_em) > shown[at]
            }
            left -= _grow(shown, growing, left - em(_FREE_AMPLE) * len(free))
            for at in free:
                shown[at] = max(left // len(free), em(_FREE_LEAST))
        elif left > 0 and shown:
            shown[0] += left
        self._is_sizing = True
        for at, width in enumerate(shown):
            view.setColumnHidden(at, at in hidden)
            if at not in hidden:
                view.setColumnWidth(at, width)
        self._is_sizing = False

    def end_at(self, right_px: int) -> None:
        """Let what stands in the last column end so far from the right of the table."""
        if right_px != self._ends_at:
            self._ends_at = right_px
            self.fit(keep_fixed=True)
            self._view.viewport().update()
            self._view.horizontalHeader().viewport().update()

    def is_hidden(self, at: int) -> bool:
        """Whether a person has no use for a column."""
        return COLUMN_WIDTHS.is_hidden(self._name(at))

    def set_hidden(self, at: int, *, is_hidden: bool) -> None:
        """Hide a column or show it; the first stays, for it says what a row is."""
        if at:
            COLUMN_WIDTHS.set_hidden(self._name(at), is_hidden=is_hidden)
            self.fit()

    @Slot(int, int, int)
    def _resized(self, at: int, _before: int, width: int) -> None:
        """Only what a person does with the mouse is remembered."""
        is_dragged = bool(QApplication.mouseButtons().value)
        if not self._is_sizing and is_dragged and self._view.objectName():
            is_last = at == self._view.model().columnCount() - 1
            width -= self._end_px - PADDING_PX if is_last else 0
            COLUMN_WIDTHS.put(self._name(at), width / em(1000) * 1000)
            self._is_dragged = True

    @Slot()
    def _end_drag(self) -> None:
        """The others make room for it, or take what it left: not before, or the edge would run off.

        Nothing may stand beyond the right edge, where nobody could scroll to it.
        """
        if self._is_dragged:
            self._is_dragged = False
            self.fit()

    def _find_end(self) -> None:
        """The scroll bar, where there is one, takes its part of the room at the end."""
        bar = self._view.verticalScrollBar()
        taken = bar.width() if bar.isVisible() else 0
        self._end_px = max(self._ends_at - taken, PADDING_PX)
        for part in (self._view.horizontalHeader(), self._view.itemDelegate()):
            if isinstance(part, TableHeader | CellDelegate):
                part.end_px = self._end_px

    def begin_at(self, left_px: int) -> None:
        """Let what stands in the first column begin so far from the left of the table."""
        for part in (self._view.horizontalHeader(), self._view.itemDelegate()):
            if isinstance(part, TableHeader | CellDelegate):
                part.begin_px = left_px

    def _title_px(self, at: int) -> int:
        header = self._view.horizontalHeader()
        return header.needed_px(at) if isinstance(header, TableHeader) else 0

    def _name(self, at: int) -> str:
        return f"{self._view.objectName()}.{at}"


def _grow(widths: list[int], by: Mapping[int, int], spare: int) -> int:
    """Widen columns by so much at most, each by the same part of it; how much that took."""
    wanted = sum(by.values())
    part = min(max(spare, 0) / wanted, 1) if wanted else 0
    for at, most in by.items():
        widths[at] += int(most * part)
    return sum(int(most * part) for most in by.values())
