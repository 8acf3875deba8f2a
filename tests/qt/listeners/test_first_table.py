"""The list that is on the screen before its page: the same rows, and then the page's own."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services.first_list import FirstList
from app.ui.pages.listeners.first_table import UnreadListenerRow, first_table
from app.ui.pages.listeners.page import build
from app.ui.pages.listeners.rows import ListenerRow, Today, of
from app.ui.tables import TableView
from app.ui.text import times
from tests.support.builders import NOW, a_catalog, a_listener, local
from tests.support.page_world import find

TODAY = Today(times.local(NOW).date(), NOW)


def found(*rows, catalog=None):
    return FirstList({row.id: lambda row=row: row for row in rows}, catalog)


@pytest.mark.parametrize("catalog", [None, a_catalog()])
def test_a_row_says_what_the_page_s_own_says(catalog):
    listener = local(a_listener())
    unread = UnreadListenerRow(lambda: listener, catalog, TODAY)
    own = of(listener, catalog, now=NOW)
    names = [one.name for one in fields(ListenerRow) if one.init]
    names += ["status", "groups", "haystack", "sentence", "place", "day", "is_on", "name"]
    assert [getattr(unread, name) for name in names] == [getattr(own, name) for name in names]


def test_a_row_is_read_once_and_only_when_it_is_looked_at(light):
    reads = []

    def read(row):
        reads.append(row.id)
        return row

    rows = [local() for _ in range(40)]
    listed = FirstList({row.id: lambda row=row: read(row) for row in rows}, None)
    table = first_table(listed, now=NOW)
    assert table.model().rowCount() == 40
    assert len(reads) <= 1  # Qt's tester looks at one
    table.resize(800, 300)
    table.grab()
    seen = len(reads)
    assert 0 < seen < 10
    table.grab()
    assert len(reads) == seen
    table.deleteLater()


def test_the_page_takes_the_list_over_with_its_own_rows(qtbot, world):
    for _ in range(3):
        world.platform.put(a_listener())
    workspace = world.open()
    window = QWidget()
    qtbot.addWidget(window)
    cover = QWidget(window)
    table = first_table(found(*workspace.listeners.cached()), now=NOW)
    table.setParent(cover)
    page = page_over(world, table, window)
    assert table.parentWidget() is cover, "it stays on the screen until the page has something"
    page.enter()
    qtbot.waitUntil(lambda: page.isAncestorOf(table))
    assert find(page, TableView, "listener_table") is table
    assert [type(row) for row in table.model()] == [ListenerRow] * 3
    assert page.first_part is table
    table.select_keys([next(iter(table.model())).id])
    assert page.context() is not None, "the page follows what is selected in it"
    qtbot.waitUntil(lambda: not world.runner.is_busy)


def test_tab_comes_to_it_after_the_filters_as_if_it_had_been_made_there(qtbot, world, make):
    world.platform.put(a_listener())
    as_usual = stops_of(make())
    window = QWidget()
    qtbot.addWidget(window)
    table = first_table(found(*world.workspace.listeners.cached()), now=NOW)
    table.setParent(window)
    page = page_over(world, table, window)
    page.enter()
    qtbot.waitUntil(lambda: page.isAncestorOf(table))
    assert stops_of(page) == as_usual
    qtbot.waitUntil(lambda: not world.runner.is_busy)


def page_over(world, table, window):
    """The page in a window that shows the list already."""
    page = build(
        *(world.workspace, world.runner, world.events, world.shell),
        dialogs=world.dialogs,
        request_sync=world.request_sync,
        first=table,
        clock=lambda: NOW,
    )
    page.setParent(window)
    window.show()
    return page


def stops_of(page):
    """The page's stops, in the order of Tab."""
    at, stops = page.nextInFocusChain(), []
    while at is not page:
        if page.isAncestorOf(at) and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(at.objectName() or type(at).__name__)
        at = at.nextInFocusChain()
    return stops
