"""Every model of the app is under Qt's own tester, in all tests that make one."""

from __future__ import annotations

import ast
import gc
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import QAbstractItemModel, qInstallMessageHandler
from PySide6.QtTest import QAbstractItemModelTester

import app.ui
from app.ui.palette.rows import RowModel
from app.ui.tables import Column, KeyedTableModel, StreamTableModel
from tests.support.judged_models import JUDGED

ROOT = Path(app.ui.__file__).parent
QT_MODELS = (
    *("QAbstractItemModel", "QAbstractTableModel", "QAbstractListModel", "QStandardItemModel"),
    *("QStringListModel", "QFileSystemModel", "QAbstractProxyModel", "QSortFilterProxyModel"),
    *("QIdentityProxyModel", "QTransposeProxyModel", "QConcatenateTablesProxyModel"),
)


def of_our_own(source: str) -> list[str]:
    """The models that a module makes out of one of Qt's."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        if any(ast.unparse(base).rpartition(".")[2] in QT_MODELS for base in node.bases)
    ]


def test_no_model_is_made_out_of_qts_but_those_that_are_judged():
    made = [name for path in ROOT.rglob("*.py") for name in of_our_own(path.read_text("utf-8"))]
    assert sorted(made) == sorted(kind.__name__ for kind in JUDGED)


def test_the_rule_finds_another():
    source = "class A(QSortFilterProxyModel): ...\nclass B(q.QAbstractListModel): ...\nclass C: ..."
    assert of_our_own(source) == ["A", "B"]


@pytest.mark.parametrize(
    "make",
    [
        RowModel,
        lambda: KeyedTableModel([Column("Name", str)], key=str),
        lambda: StreamTableModel([Column("Name", str)], key=str),
    ],
)
def test_every_one_that_a_test_makes_has_its_tester(qapp, make):
    model = make()
    assert isinstance(model, QAbstractItemModel)
    assert model.findChildren(QAbstractItemModelTester)


def test_a_long_one_is_let_go(qapp):
    model = KeyedTableModel([Column("Name", str)], key=str)
    model.sync(str(at) for at in range(5_000))
    assert not model.findChildren(QAbstractItemModelTester)


class _Broken(RowModel):
    """Says that a line comes, and has none."""

    def lie(self):
        self.beginInsertRows(self.index(-1), 0, 0)
        self.endInsertRows()


def test_a_promise_that_is_broken_is_told(qapp, qtlog):
    told = []
    with qtlog.disabled():
        before = qInstallMessageHandler(lambda _kind, _where, text: told.append(text))
        try:
            _Broken().lie()
        finally:
            qInstallMessageHandler(before)
    assert any("FAIL!" in text for text in told)


def test_one_that_nobody_holds_goes(qapp):
    model = KeyedTableModel([Column("Name", str)], key=str)
    held = ref(model)
    del model
    gc.collect()
    assert held() is None
