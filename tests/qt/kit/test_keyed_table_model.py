"""Model tests: Qt's own tester watches every change for contract violations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from app.ui.tables import Cell, Column, KeyedTableModel, Role, Text
from app.ui.tables.runs import runs_of


@dataclass(frozen=True)
class Row:
    id: str
    name: str = ""
    at: datetime = datetime(2026, 1, 1, tzinfo=UTC)


COLUMNS = (
    Column[Row](
        "Name",
        lambda row: row.name,
        sort=lambda row: row.name.casefold(),
        cell=lambda row: Cell((Text(row.name),)),
    ),
    Column[Row]("At", lambda row: f"{row.at:%d %b}", sort=lambda row: row.at, numeric=True),
)


def rows(*ids):
    return [Row(key, key.upper()) for key in ids]


@pytest.fixture
def model(qtmodeltester):
    model = KeyedTableModel(
        COLUMNS, key=lambda row: row.id, haystack=lambda row: f"{row.id} {row.name}".casefold()
    )
    model.sync(rows("a", "b", "c", "d", "e"))
    qtmodeltester.check(model)  # stays attached: later changes are checked too
    return model


def ids(model):
    return [row.id for row in model]


def record(model):
    """Log structural signals as compact tuples."""
    log = []
    model.rowsInserted.connect(lambda parent, first, last: log.append(("+", first, last)))
    model.rowsRemoved.connect(lambda parent, first, last: log.append(("-", first, last)))
    model.dataChanged.connect(lambda top, bottom: log.append(("~", top.row(), bottom.row())))
    model.layoutChanged.connect(lambda: log.append(("order",)))
    model.modelReset.connect(lambda: log.append(("reset",)))
    return log


def test_an_equal_snapshot_is_silent(model):
    log = record(model)
    model.sync(rows("a", "b", "c", "d", "e"))
    assert log == []


def test_the_keys_are_those_of_the_newest_snapshot(model):
    newer = {f"{chr(97)}b": Row("ab", "AB")}  # equal to the key before, and another object
    model.sync(rows("ab"))
    model.sync_by_key(newer)
    assert model._keys[0] is next(iter(newer))  # Qt would hand out a copy


def test_only_differences_are_announced(model):
    log = record(model)
    model.sync([*rows("a"), Row("c", "changed"), Row("d", "changed"), *rows("e", "f", "g")])
    assert ids(model) == ["a", "c", "d", "e", "f", "g"]
    assert log == [("-", 1, 1), ("~", 1, 2), ("+", 4, 5)]


def test_scattered_removals_go_bottom_up(model):
    log = record(model)
    model.remove("a", "b", "e", "unknown")
    assert ids(model) == ["c", "d"]
    assert log == [("-", 4, 4), ("-", 0, 1)]


def test_selection_and_persistent_indexes_follow_their_row(qtbot, model):
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.selectRow(3)
    kept = QPersistentModelIndex(model.index(3, 0))

    model.sync(rows("z", "d", "e"))

    (selected,) = view.selectionModel().selectedRows()
    assert selected.data(Role.KEY) == kept.data(Role.KEY) == "d"


def test_random_histories_stay_consistent(model):
    random = Random(7)
    pool = [f"{n:02}" for n in range(30)]
    log = record(model)
    for step in range(150):
        snapshot = [Row(key, f"{random.randrange(3)}") for key in random.sample(pool, 12)]
        match random.randrange(4):
            case 0:
                model.sort(random.randrange(-1, 2), random.choice(list(Qt.SortOrder)))
            case 3:
                model.set_search(random.choice(["", "1", "12", "x"]))
            case 1:
                model.set_filter(random.choice([None, lambda row: row.name != "1"]))
            case 2:
                model.sync(snapshot)
        assert all(model.row(model.row_number(row.id)) is row for row in model), step
        assert ids(model) == [model.index(n, 0).data(Role.KEY) for n in range(model.rowCount())], (
            step
        )
    assert ("reset",) not in log


def test_sorts_values_qt_cannot_compare(model):
    model.sync(Row(str(day), at=datetime(2026, 1, day, tzinfo=UTC)) for day in (3, 1, 20, 2))
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert ids(model) == ["20", "3", "2", "1"]


def test_names_are_sorted_as_people_read_them(qtmodeltester):
    columns = (Column[Row]("Name", lambda row: row.name),)
    model = KeyedTableModel(columns, key=lambda row: row.id)
    qtmodeltester.check(model)
    names = ("CRM 1291", "crm 176", "Archive", "CRM 9", "CRM 09")
    model.sync(Row(str(at), name) for at, name in enumerate(names))
    model.sort(0)
    assert [row.name for row in model] == ["Archive", "CRM 9", "CRM 09", "crm 176", "CRM 1291"]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert [row.name for row in model] == ["CRM 1291", "crm 176", "CRM 9", "CRM 09", "Archive"]


def test_new_rows_slide_into_place(model):
    model.sort(0)
    log = record(model)
    model.upsert(Row("x", "Bb"), Row("y", "Bc"), Row("z", "Zz"))
    assert ids(model) == ["a", "b", "x", "y", "c", "d", "e", "z"]
    assert log == [("+", 2, 3), ("+", 7, 7)]


def test_a_renamed_row_moves_and_takes_the_selection_along(qtbot, model):
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    model.sort(0)
    view.selectRow(1)

    model.upsert(Row("b", "ZZZ"))

    assert ids(model) == ["a", "c", "d", "e", "b"]
    (selected,) = view.selectionModel().selectedRows()
    assert (selected.row(), selected.data(Role.KEY)) == (4, "b")


def test_filter_hides_without_forgetting(model):
    model.set_filter(lambda row: row.name in "BD")
    assert ids(model) == ["b", "d"]
    model.upsert(Row("c", "B"))
    assert ids(model) == ["b", "c", "d"]
    model.set_filter(None)
    assert ids(model) == ["a", "b", "c", "d", "e"]


def test_cells_speak_for_themselves(model):
    cell = model.index(0, 0)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Name: A"
    assert cell.data(Role.CELL) == Cell((Text("A"),))
    assert model.index(0, 1).data(Role.CELL) is None
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([], []), ([4], [(4, 4)]), ([1, 2, 3, 7], [(1, 3), (7, 7)])],
)
def testruns_of(numbers, expected):
    assert runs_of(numbers) == expected


@pytest.mark.parametrize(("numbers", "is_more"), [([1, 2, 4], False), ([1, 3, 5], True)])
def test_runs_are_counted_only_as_far_as_it_matters(numbers, is_more):
    ahead = iter([*numbers, 7])
    assert (runs_of(ahead, most=3 if not is_more else 2) is None) is is_more
    assert list(ahead) == ([7] if is_more else [])


def test_selecting_by_key(qtbot, model):
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    where = model.index(model.row_number("c"), 0)
    view.setCurrentIndex(where)
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().select(where, flags | QItemSelectionModel.SelectionFlag.Rows)
    assert view.currentIndex().data(Role.ROW) == Row("c", "C")


def test_the_first_cell_tells_the_whole_row(qtbot):
    model = KeyedTableModel(
        COLUMNS, key=lambda row: row.id, sentence=lambda row: f"{row.name}, all"
    )
    model.sync(rows("a"))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [model.index(0, column).data(role) for column in (0, 1)] == ["A, all", "At: 01 Jan"]


def test_hidden_row_headers_have_names(model):
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.headerData(2, Qt.Orientation.Vertical, role) == "3"
    assert model.headerData(0, Qt.Orientation.Horizontal, role) == "Name"


def test_search_narrows_and_widens(model):
    model.sync(
        [Row("1", "Clients"), Row("2", "claims"), Row("3", "Notes"), Row("4", "CLIENT notes")]
    )
    for text, expected in [
        ("C", "124"),
        ("cl", "124"),
        ("CLI", "14"),
        ("client not", "4"),
        ("notes client", "4"),
        ("cl", "124"),
        ("zz", ""),
        ("  ", "1234"),
    ]:
        model.set_search(text)
        assert "".join(ids(model)) == expected, text


def test_what_arrives_during_a_search_is_searched_too(model):
    model.set_search("bb")
    model.upsert(Row("x", "abba"), Row("y", "no"))
    assert ids(model) == ["x"]
    model.upsert(Row("x", "renamed"))
    assert ids(model) == []
    model.set_search("")
    assert ids(model) == ["a", "b", "c", "d", "e", "x", "y"]


def test_searching_without_a_haystack_is_a_mistake(qtbot):
    model = KeyedTableModel(COLUMNS, key=lambda row: row.id)
    with pytest.raises(ValueError, match="haystack"):
        model.set_search("x")


def test_many_scattered_changes_stay_few_signals(model):
    """Thousands of cuts would each move the whole list; the selection comes along."""
    everything = [Row(f"{n:04}", "odd" if n % 2 else "even") for n in range(2000)]
    model.sync(everything)
    kept = QPersistentModelIndex(model.index(1001, 0))
    log = record(model)
    model.set_search("odd")
    assert ids(model) == [row.id for row in everything if row.name == "odd"]
    assert log == [("order",), ("-", 1000, 1999)]
    assert (kept.row(), kept.data(Role.KEY)) == (500, "1001")
    log.clear()
    model.set_search("")
    assert ids(model) == [row.id for row in everything]
    assert log == [("+", 1000, 1999), ("order",)]
    assert (kept.row(), kept.data(Role.KEY)) == (1001, "1001")


class Counted(str):
    """A key that counts how often somebody looks for it."""

    __slots__ = ()
    looks = 0

    def __hash__(self):
        Counted.looks += 1
        return super().__hash__()


def test_a_key_of_a_search_looks_for_each_row_but_a_few_times(qtbot):
    """Each pass through ten thousand rows is most of a millisecond between two keystrokes."""
    model = KeyedTableModel(
        COLUMNS, key=lambda row: row.id, haystack=lambda row: row.name.casefold()
    )
    many = 1000
    model.sync(Row(Counted(at), "odd" if at % 2 else "even") for at in range(many))
    current = QPersistentModelIndex(model.index(11, 0))  # as the list's first row, once focused
    Counted.looks = 0
    model.set_search("o")
    assert model.rowCount() == many / 2
    assert Counted.looks <= 3.5 * many
    Counted.looks = 0
    model.set_search("")
    assert model.rowCount() == many
    assert Counted.looks <= 4.5 * many
    assert current.row() == 11
