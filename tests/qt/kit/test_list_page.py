"""What the keys do on every page with a list: into it, out of it, and never away from a person."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.pages.list_page import ListPage, taking_turns
from app.ui.pages.side_panel import Closable
from app.ui.tables import Column, KeyedTableModel, TableView
from app.ui.widgets import SearchField
from tests.support.scripted_shell import ScriptedShell


@dataclass(frozen=True)
class Row:
    id: str


class Records(ListPage):
    """Three rows, which come when they are told to."""

    def __init__(self):
        super().__init__("records", ScriptedShell())
        self._search = SearchField("Search")
        self._table = TableView("Records")
        model = KeyedTableModel([Column("Name", lambda row: row.id)], key=lambda row: row.id)
        model.sync([Row("a"), Row("b"), Row("c")])
        self._table.set_model(model)
        self.rows = taking_turns(QWidget(), self._table)
        self._lay_out((), (self._search,), self.rows, Closable())

    @property
    def is_narrowed(self):
        return bool(self._search.text())

    def _clear_filters(self):
        self._search.clear()

    def come(self):
        self.rows.setCurrentWidget(self._table)


@pytest.fixture
def page(show):
    return show(Records(), 900, 400)


def test_the_keys_go_to_a_list_that_is_there(qtbot, page):
    page.come()
    page.take_focus()
    qtbot.waitUntil(page._table.hasFocus)


def test_the_keys_go_to_a_list_that_comes_later(qtbot, page):
    page.take_focus()
    page.come()
    qtbot.waitUntil(page._table.hasFocus)


def test_a_list_that_comes_late_takes_no_keys_from_whoever_types_by_then(qtbot, page):
    page.take_focus()
    page.focus_search()
    qtbot.waitUntil(page._search.hasFocus)
    page.come()
    qtbot.waitUntil(page._table.isVisible)
    assert page._search.hasFocus()


def test_the_keys_go_to_the_list_of_a_window_that_comes_up_only_now(qtbot, page):
    """A notice of the system was clicked: Qt gives the window any focus as it becomes active."""
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    page.take_focus()
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    page._search.setFocus()
    qtbot.waitUntil(page._search.hasFocus)
    page.come()
    qtbot.waitUntil(page._table.hasFocus)


def test_down_leads_from_the_search_into_the_rows(qtbot, page):
    page.come()
    page.focus_search()
    qtbot.waitUntil(page._search.hasFocus)
    qtbot.keyClick(page._search, Qt.Key.Key_Down)
    qtbot.waitUntil(page._table.hasFocus)
    assert page._table.selected_keys == ("a",)


def test_down_goes_nowhere_while_there_is_no_row(qtbot, page):
    page.focus_search()
    qtbot.waitUntil(page._search.hasFocus)
    qtbot.keyClick(page._search, Qt.Key.Key_Down)
    assert page._search.hasFocus()


def test_escape_in_the_list_clears_the_selection_first_and_then_what_narrows_it(qtbot, page):
    page.come()
    page._search.setText("some")
    page._table.setFocus()
    qtbot.waitUntil(page._table.hasFocus)
    page._table.select_keys(["b"])
    qtbot.keyClick(page._table, Qt.Key.Key_Escape)
    assert page._table.selected_keys == ()
    assert page._search.text() == "some"
    qtbot.keyClick(page._table, Qt.Key.Key_Escape)
    assert page._search.text() == ""
