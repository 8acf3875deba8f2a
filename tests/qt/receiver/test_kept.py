"""The Receiver comes back as it was left: one kind of event, and whether the panel is open."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.domain.window_memory import ListMemory
from app.ui.pages.receiver.kept_filter import recalled, to_keep
from app.ui.tables import TableView
from app.ui.widgets import ComboBox
from tests.support.page_world import click, find
from tests.support.webhook_calls import call, webhook


def rows(page):
    return [line.request.number for line in find(page, TableView, "request_table").model()]


def start(qtbot, page, receiver):
    click(qtbot, page, "receiver_power")
    qtbot.waitUntil(lambda: find(page, QLineEdit, "receiver_address").text() != "")
    return receiver.state().port


def test_the_kind_of_event_comes_back_before_one_has_come(qtbot, show, world, receiver):
    page = show()
    port = start(qtbot, page, receiver)
    for function in ("update", "create", "update"):
        call(port, webhook(port, {"id": "cli_1"}, event_id=f"evt_{function}", function=function))
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    choose = find(page, ComboBox, "event_filter")
    choose.set_value(("clients", "create"))
    choose.chosen.emit(("clients", "create"))
    qtbot.waitUntil(lambda: rows(page) == [2])
    find(page, TableView, "request_table").select_keys([2])
    page.toggle_details()
    left = ListMemory(filters={"event": "clients:create"}, has_panel=False)
    assert world.shell.lists["receiver"] == left, "and no row: the numbers begin anew"
    receiver.clear()
    again = show()
    assert find(again, ComboBox, "event_filter").value == ("clients", "create")
    assert again.is_narrowed
    call(port, webhook(port, {"id": "cli_1"}, event_id="evt_4", function="update"))
    clear = lambda: find(again, QAbstractButton, "clear_filters")  # noqa: E731
    qtbot.waitUntil(lambda: again._receiver.status.count == 1)
    assert rows(again) == []
    qtbot.waitUntil(clear().isVisible)
    click(qtbot, again, "clear_filters")
    qtbot.waitUntil(lambda: len(rows(again)) == 1)
    assert world.shell.lists["receiver"] == ListMemory(has_panel=False)


@pytest.mark.parametrize(
    "event",
    [("thandi@example.com", "create"), ("Thandi", "create"), ("clients", ""), ("a b", "c"), None],
)
def test_T47_what_a_caller_says_is_not_kept_unless_it_is_such_a_name(event):
    assert to_keep(event) == {}


def test_nonsense_leaves_nothing_out():
    assert recalled({"event": "clients"}) is None
    assert recalled({"event": "clients:create:x"}) is None
    assert recalled({}) is None
    assert recalled(to_keep(("clients", "create"))) == ("clients", "create")
