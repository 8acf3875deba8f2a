"""The columns of a table: which are shown, and how wide, by the design or by a person."""

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
_HIDDEN: Final = ".hidden"
_SHRINKS_TO: Final = 0.7  # of its width, before a column on the right is cut off


class _Widths(QObject):
    """What a person chose, by table and column, at 13 px text.

    Signals:
        changed: A column was given another width, hidden or shown; all that is known, by name.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, float] = {}
        self._hidden: set[str] = set()

    def recall(self, known: Mapping[str, float]) -> None:
        """Those of the last time; what no column can be is passed over."""
        self._known = {
            name: width
            for name, width in known.items()
            if math.isfinite(width) and _LEAST <= width <= _MOST
        }
        marked = (name for name in known if name.endswith(_HIDDEN))
        self._hidden = {name.removesuffix(_HIDDEN) for name in marked}

    def of(self, name: str) -> float:
        """The width of a column; 0 when nobody gave it one."""
        return self._known.get(name, 0)

    def put(self, name: str, width: float) -> None:
        """A person has given a column this width."""
        self._known[name] = round(min(max(width, _LEAST), _MOST), 1)
        self._tell()

    def is_hidden(self, name: str) -> bool:
        """Whether a person has no use for a column."""
        return name in self._hidden

    def set_hidden(self, name: str, *, is_hidden: bool) -> None:
        """A person has no use for a column, or has again."""
        if is_hidden:
            self._hidden.add(name)
        else:
            self._hidden.discard(name)
        self._tell()

    def _tell(self) -> None:
        marked = {f"{name}{_HIDDEN}": 1.0 for name in sorted(self._hidden)}
        self.changed.emit({**self._known, **marked})


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
        hidden = {at for at in range(1, len(widths)) if COLUMN_WIDTHS.is_hidden(self._name(at))}
        free = [at for at, width in enumerate(widths) if not width and at not in hidden]
        if keep_fixed and free and not view.objectName():  # where nothing is remembered
            widths = [0 if at in free else view.columnWidth(at) for at in range(len(widths))]
        shown = [0 if at in hidden else width for at, width in enumerate(widths)]
        left = view.viewport().width() - sum(shown)
        lacking = em(_FREE_LEAST) * len(free) - left
        if lacking > 0:
            part = max(1 - lacking / max(sum(shown), 1), _SHRINKS_TO)
            shown = [int(width * part) for width in shown]
            left = view.viewport().width() - sum(shown)
        if free:
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
            COLUMN_WIDTHS.put(self._name(at), width / em(1000) * 1000)

    def _name(self, at: int) -> str:
        return f"{self._view.objectName()}.{at}"
