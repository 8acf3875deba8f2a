"""Which columns are shown, how wide they are where there is no room, and by which is sorted."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.ui.column_widths import COLUMN_WIDTHS
from app.ui.tables import Column, KeyedTableModel, TableView
from app.ui.theme import em


@dataclass(frozen=True)
class Row:
    id: str
    size: int


@pytest.fixture
def widths():
    """What was chosen, told of as it changes; forgotten when the test ends."""
    told = []
    COLUMN_WIDTHS.recall({})
    COLUMN_WIDTHS.changed.connect(told.append)
    yield told
    COLUMN_WIDTHS.changed.disconnect(told.append)
    COLUMN_WIDTHS.recall({})


@pytest.fixture
def make(qtbot, theme, widths):
    def make(name="a_table", width=900):
        view = TableView("Rows")
        view.setObjectName(name)
        columns = (
            Column[Row]("Name", lambda row: row.id),
            Column[Row](
                "Size & weight", lambda row: str(row.size), sort=lambda row: row.size, width_em=300
            ),
            Column[Row]("Third", lambda row: "x", width_em=200),
        )
        model = KeyedTableModel(columns, key=lambda row: row.id, parent=view)
        view.set_model(model)
        model.sync([Row("b", 10), Row("a", 9), Row("c", 100)])
        qtbot.addWidget(view)
        view.resize(width, 300)
        with qtbot.waitExposed(view):
            view.show()
        return view

    return make


def entry(view, name):
    menu = QMenu(view)
    view.fill_column_menu(menu)
    [action] = [one for one in menu.actions() if one.objectName() == name]
    return action


def test_a_column_can_be_hidden_and_stays_so(make, widths):
    view = make()
    hide = entry(view, "show_column_1")
    assert hide.isChecked()
    hide.trigger()
    assert view.isColumnHidden(1)
    assert view.columnWidth(0) == view.viewport().width() - em(200)
    assert widths[-1] == {"a_table.1.hidden": 1.0}
    COLUMN_WIDTHS.recall(widths[-1])  # as after another start
    other = make()
    assert other.isColumnHidden(1)
    assert not make("another_table").isColumnHidden(1)
    again = entry(other, "show_column_1")
    assert not again.isChecked()
    again.trigger()
    assert not other.isColumnHidden(1)
    assert other.columnWidth(1) == em(300)
    assert widths[-1] == {}


def test_the_column_that_says_what_a_row_is_stays(make):
    view = make()
    menu = QMenu(view)
    view.fill_column_menu(menu)
    assert "show_column_0" not in {one.objectName() for one in menu.actions()}
    COLUMN_WIDTHS.recall({"a_table.0.hidden": 1.0})
    assert not make().isColumnHidden(0)


def test_hidden_and_found_by_the_keys_nothing_breaks(qtbot, make):
    view = make()
    entry(view, "show_column_2").trigger()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.selected_keys == ("c",)


def test_the_menu_opens_on_the_header(make):
    view = make()
    view.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    [menu] = [one for one in view.findChildren(QMenu) if one.isVisible()]
    assert "Size && weight" in {one.text() for one in menu.actions()}
    menu.close()


def test_sorting_by_the_menu_both_ways_and_not_at_all(make):
    view = make()

    def shown():
        return [row.id for row in view.model()]

    assert not entry(view, "sort_descending").isEnabled()
    entry(view, "sort_by_1").trigger()
    assert shown() == ["a", "b", "c"]  # by size, not by its text
    assert entry(view, "sort_by_1").isChecked()
    entry(view, "sort_descending").trigger()
    assert shown() == ["c", "b", "a"]
    assert entry(view, "sort_descending").isChecked()
    entry(view, "sort_by_-1").trigger()
    assert shown() == ["b", "a", "c"]


def test_where_there_is_no_room_columns_shrink_before_one_is_cut_off(make):
    view = make(width=560)
    assert sum(view.columnWidth(at) for at in range(3)) <= view.viewport().width()
    assert view.columnWidth(0) >= em(120)
    assert em(300) * 0.7 <= view.columnWidth(1) < em(300)
    view.resize(900, 300)
    assert view.columnWidth(1) == em(300)


def test_what_says_what_a_row_is_has_its_room_before_the_others_have_all_of_theirs(make):
    view = make(width=640)
    assert view.columnWidth(0) >= em(168) - 2
    assert em(300) * 0.7 < view.columnWidth(1) < em(300)
    assert sum(view.columnWidth(at) for at in range(3)) <= view.viewport().width()


def test_a_column_is_never_too_narrow_for_its_title(make, monkeypatch):
    view = make()
    header = view.horizontalHeader()
    monkeypatch.setattr(header, "_title", lambda _section: "A title that is rather long, really")
    for width in (2000, 400):
        view.resize(width, 300)
        view._columns.fit()
        assert not any(header.is_cut(at) for at in (1, 2)), width


def test_a_table_in_a_card_begins_where_the_card_does(make):
    view = make()
    view.begin_at(6)
    header = view.horizontalHeader()
    assert header.begin_px == view.itemDelegate().begin_px == 6


@pytest.mark.parametrize("by_px", [-80, 500])
def test_a_column_that_was_dragged_leaves_no_gap_and_pushes_none_out(qtbot, make, widths, by_px):
    view = make()
    header = view.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(2) - 1, header.height() // 2)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    for part in (0.5, 1):
        qtbot.mouseMove(header.viewport(), edge + QPoint(round(by_px * part), 0))
    assert view.columnWidth(1) == em(300) + by_px, "it follows the mouse"
    to = edge + QPoint(by_px, 0)
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=to)
    assert sum(map(view.columnWidth, range(3))) == view.viewport().width()
    assert (view.columnWidth(1) > em(300)) == (by_px > 0)
    assert widths[-1]["a_table.1"] == pytest.approx((em(300) + by_px) / em(1000) * 1000)


def test_a_column_with_more_to_say_takes_what_would_stand_empty(qtbot, theme, widths):
    def view(name, width):
        columns = (
            Column[Row]("Name", lambda row: row.id),
            Column[Row]("Words", lambda row: "x", width_em=150, most_em=300),
        )
        made = TableView("Rows")
        made.setObjectName(name)
        made.set_model(KeyedTableModel(columns, key=lambda row: row.id, parent=made))
        qtbot.addWidget(made)
        made.resize(width, 300)
        with qtbot.waitExposed(made):
            made.show()
        return made

    assert view("growing", 500).columnWidth(1) == em(150), "the first says what a row is"
    wide = view("growing", 1200)
    assert wide.columnWidth(1) == em(300)
    assert wide.columnWidth(0) == wide.viewport().width() - em(300)
    COLUMN_WIDTHS.put("growing.1", 170)
    assert view("growing", 1200).columnWidth(1) == em(170), "a person's own width stays"
