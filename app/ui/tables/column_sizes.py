"""The widths of a table's columns: the design's, or those that a person gave them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.ui.tables.keyed_table_model import KeyedTableModel
from app.ui.theme import em

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

_FREE_LEAST: Final = 120
_LEAST: Final = 40
_MOST: Final = 2000


class _Widths(QObject):
    """What a person chose, by table and column, at 13 px text.

    Signals:
        changed: A column was given another width; all that are known, by name.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, float] = {}

    def recall(self, known: Mapping[str, float]) -> None:
        """Those of the last time; what no column can be is passed over."""
        self._known = {
            name: width
            for name, width in known.items()
            if math.isfinite(width) and _LEAST <= width <= _MOST
        }

    def of(self, name: str) -> float:
        """The width of a column; 0 when nobody gave it one."""
        return self._known.get(name, 0)

    def put(self, name: str, width: float) -> None:
        """A person has given a column this width."""
        self._known[name] = round(min(max(width, _LEAST), _MOST), 1)
        self.changed.emit(dict(self._known))


COLUMN_WIDTHS: Final = _Widths()


class ColumnSizes(QObject):
    """Sizes the columns of one view."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._is_sizing = False
        view.horizontalHeader().sectionResized.connect(self._resized)

    def fit(self, *, keep_fixed: bool = False) -> None:
        """Give columns their widths; on a mere resize only the free ones change."""
        view, model = self._view, self._view.model()
        if not isinstance(model, KeyedTableModel):
            return
        chosen = [COLUMN_WIDTHS.of(self._name(at)) for at in range(len(model.columns))]
        widths = [em(mine or one.width_em) for mine, one in zip(chosen, model.columns, strict=True)]
        free = [at for at, width in enumerate(widths) if not width]
        if keep_fixed and free:
            widths = [0 if at in free else view.columnWidth(at) for at in range(len(widths))]
        left = view.viewport().width() - sum(widths)
        if free:
            for at in free:
                widths[at] = max(left // len(free), em(_FREE_LEAST))
        elif left > 0 and widths:
            widths[0] += left
        self._is_sizing = True
        for at, width in enumerate(widths):
            view.setColumnWidth(at, width)
        self._is_sizing = False

    @Slot(int, int, int)
    def _resized(self, at: int, _before: int, width: int) -> None:
        """Only what a person does with the mouse is remembered."""
        is_dragged = bool(QApplication.mouseButtons().value)
        if not self._is_sizing and is_dragged and self._view.objectName():
            COLUMN_WIDTHS.put(self._name(at), width / em(1000) * 1000)

    def _name(self, at: int) -> str:
        return f"{self._view.objectName()}.{at}"
