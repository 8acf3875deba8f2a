"""A long list of what happens: small news cost little, and Qt is told exactly what moved."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QTableView

from app.ui.tables import Column, StreamTableModel


@dataclass(frozen=True)
class Row:
    id: int
    news: int = 0


def rows(*ids):
    return [Row(one) for one in ids]


def a_model():
    return StreamTableModel((Column[Row]("Row", lambda row: str(row)),), key=lambda row: row.id)


@pytest.fixture
def model(qtmodeltester):
    model = a_model()
    model.sync(rows(5, 4, 3, 2, 1))
    qtmodeltester.check(model)  # stays attached: later changes are checked too
    return model


def shown(model):
    return [row.id for row in model]


def is_whole(model):
    """Every row is found by its key, and asked for by its number."""
    assert [model.row_number(row.id) for row in model] == list(range(model.rowCount()))
    assert model.row_number(-99) is None


def record(model):
    log = []
    model.rowsInserted.connect(lambda _parent, first, last: log.append(("+", first, last)))
    model.rowsRemoved.connect(lambda _parent, first, last: log.append(("-", first, last)))
    model.dataChanged.connect(lambda top, bottom: log.append(("~", top.row(), bottom.row())))
    model.layoutChanged.connect(lambda: log.append(("order",)))
    model.modelReset.connect(lambda: log.append(("reset",)))
    return log


def test_new_rows_come_on_top_in_one_step(model):
    log = record(model)
    model.sync_head(rows(7, 6, 5, 4), tail=3)
    assert log == [("+", 0, 1)]
    assert shown(model) == [7, 6, 5, 4, 3, 2, 1]
    is_whole(model)


def test_changed_and_lost_rows_of_the_head_are_told_one_by_one(model):
    log = record(model)
    model.sync_head([Row(6), Row(5), Row(3, news=1)], tail=2)
    assert log == [("-", 1, 1), ("~", 1, 1), ("+", 0, 0)]
    assert shown(model) == [6, 5, 3, 2, 1]
    is_whole(model)


def test_older_rows_are_added_at_the_end_and_known_ones_passed_over(model):
    log = record(model)
    model.extend(rows(1, 0, -5))
    assert log == [("+", 5, 6)]
    assert shown(model) == [5, 4, 3, 2, 1, 0, -5]
    model.extend([])
    model.extend(rows(3))
    assert len(log) == 1
    is_whole(model)


def test_a_head_in_another_order_is_still_shown_right(model):
    model.sync_head(rows(4, 5, 6), tail=3)
    assert shown(model) == [4, 5, 6, 3, 2, 1]
    is_whole(model)


def test_everything_can_be_exchanged_for_what_another_filter_lets_through(qtmodeltester):
    model = a_model()
    model.sync(rows(*range(3000, 0, -1)))
    qtmodeltester.check(model)
    log = record(model)
    model.sync(rows(2500, 1200, 7))
    assert shown(model) == [2500, 1200, 7]
    assert [kind for kind, *_rows in log] == ["-"] * 4
    is_whole(model)
    model.sync(rows(9, 8))
    assert shown(model) == [9, 8]


def test_the_selection_stays_on_its_row(qtbot, model):
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().select(model.index(4, 0), flags.ClearAndSelect | flags.Rows)
    model.sync_head(rows(9, 8, 5), tail=3)
    (index,) = view.selectionModel().selectedRows()
    assert model.row(index.row()).id == 1
    model.upsert(Row(1, news=3))
    assert model.row(model.row_number(1)) == Row(1, news=3)
    model.remove(9)
    assert shown(model) == [8, 5, 3, 2, 1]
    is_whole(model)


def test_news_of_one_row_cost_nothing_for_the_others():
    asked = []
    model = StreamTableModel(
        (Column[Row]("Row", lambda row: str(row)),),
        key=lambda row: (asked.append(row.id), row.id)[1],
    )
    model.sync(rows(*range(1000)))
    model.row_number(0)  # where each is has been counted
    log = record(model)
    asked.clear()
    model.upsert(Row(500, news=1))
    model.upsert(Row(500, news=1))
    assert asked == [500, 500]
    assert log == [("~", 500, 500)]
    model.upsert(Row(1000))
    assert log[1:] == [("+", 1000, 1000)]
    is_whole(model)


@pytest.mark.parametrize("seed", range(12))
def test_any_run_of_news_shows_what_a_plain_table_would(seed, qtmodeltester):
    random, model, newest = Random(seed), a_model(), 100
    expected = rows(*range(100, 80, -1))
    model.sync(expected)
    qtmodeltester.check(model)
    for _step in range(60):
        match random.randrange(4):
            case 0:
                tail = random.randrange(len(expected) + 1)
                head = [
                    Row(row.id, random.randrange(3))
                    for row in expected[: len(expected) - tail]
                    if random.random() < 0.9
                ]
                fresh = random.randrange(4)
                newest += fresh
                head = rows(*range(newest, newest - fresh, -1)) + head
                expected = head + expected[len(expected) - tail :]
                model.sync_head(head, tail=tail)
            case 1:
                oldest = expected[-1].id if expected else newest
                more = rows(*range(oldest - 1, oldest - 1 - random.randrange(4), -1))
                expected = expected + more
                model.extend(more)
            case 2:
                expected = [row for row in expected if random.random() < 0.95]
                model.sync(expected)
            case _ if expected:
                at = random.randrange(len(expected))
                expected[at] = Row(expected[at].id, random.randrange(9))
                model.upsert(expected[at])
        assert list(model) == expected
        assert [model.row_number(row.id) for row in model] == list(range(len(expected)))
