"""Qt's own tester beside every model of the app, in every test that makes one.

A model that keeps its promises when it is made may break them at its tenth change; here each is
watched through whatever the test does with it. What is found is a warning of Qt, which fails
the test.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from weakref import ref

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from shiboken6 import delete, isValid

from app.ui.palette.rows import RowModel
from app.ui.tables import KeyedTableModel

# What every model of the app is, or is made of; `test_models` finds one that is neither.
JUDGED: Final[tuple[type[QAbstractItemModel], ...]] = (KeyedTableModel, RowModel)
# The tester asks for each cell at each change: in long lists that is all a test would do.
_MOST_ROWS: Final = 300


def judge_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here to the end of the test, no model is made without a tester."""
    for kind in JUDGED:
        monkeypatch.setattr(kind, "__init__", _with_tester(kind.__init__))


def _with_tester(make: Callable[..., None]) -> Callable[..., None]:
    def made(model: QAbstractItemModel, *args: Any, **more: Any) -> None:
        make(model, *args, **more)
        _judge(model)

    return made


def _judge(model: QAbstractItemModel) -> None:
    judged = ref(model)  # Qt holds what is connected: with the model in it, neither would ever go

    def let_go(_parent: object, first: int, last: int) -> None:
        of = judged()
        if of is not None and isValid(tester) and of.rowCount() + last - first + 1 > _MOST_ROWS:
            delete(tester)

    model.rowsAboutToBeInserted.connect(let_go)  # before the tester: it is to see no such row
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
