"""The list comes back as it was left; what was typed does not, nor a listener that is gone."""

from __future__ import annotations

import pytest

from app.domain.window_memory import AS_MADE, ListMemory
from app.ui.pages.deliveries.wanted import Segment, Wanted, Window, recalled
from app.ui.tables import TableView
from app.ui.widgets import Button, ComboBox, Segmented
from tests.support.builders import a_listener, local
from tests.support.page_world import click, find, type_into
from tests.support.scripted_deliveries import Scripted, made

THERE = local(a_listener(id="lst_1"))


def read(qtbot, page, count=3):
    model = find(page, TableView, "delivery_table").model()
    qtbot.waitUntil(lambda: model.rowCount() == count and page._list.listeners.is_read)


def test_filters_and_the_row_come_back(qtbot, build, shell):
    service = Scripted(*(made(at) for at in range(3)))
    page = build(service, listeners=[THERE])
    read(qtbot, page)
    page._list.choose_listener("lst_1")
    page._list.choose_segment(Segment.FAILED)
    page._list.choose_window(Window.DAY)
    qtbot.waitUntil(lambda: service.asked[-1][0].listener_id == "lst_1")
    kept = {"listener": "lst_1", "status": "failed", "time": "day"}
    qtbot.waitUntil(lambda: shell.lists["deliveries"] == ListMemory(filters=kept))
    other = Scripted(*(made(at) for at in range(3)))
    again = build(other, listeners=[THERE])
    qtbot.waitUntil(lambda: bool(other.asked) and again._list.listeners.is_read)
    assert other.asked[0][0].listener_id == "lst_1", "the first question is the narrowed one"
    assert find(again, Segmented, "segment").value is Segment.FAILED
    assert find(again, ComboBox, "window_filter").value is Window.DAY
    qtbot.waitUntil(lambda: find(again, ComboBox, "listener_filter").value == "lst_1")
    assert find(again, Button, "clear_all_filters").isVisible()
    click(qtbot, again, "clear_all_filters")
    qtbot.waitUntil(lambda: other.asked[-1][0].listener_id is None)
    qtbot.waitUntil(lambda: shell.lists["deliveries"] == AS_MADE)
    assert not find(again, Button, "clear_all_filters").isVisible()


def test_the_row_is_selected_once_it_is_read(qtbot, build, shell):
    wanted = made(1).id
    shell.lists["deliveries"] = ListMemory(selected_id=wanted)
    page = build(Scripted(*(made(at) for at in range(3))))
    read(qtbot, page)
    qtbot.waitUntil(lambda: page.context() is not None)
    assert find(page, TableView, "delivery_table").selected_keys == (wanted,)


def test_a_listener_that_is_gone_is_not_asked_for_any_longer(qtbot, build, shell):
    shell.lists["deliveries"] = ListMemory(filters={"listener": "lst_gone", "status": "failed"})
    service = Scripted(*(made(at) for at in range(3)))
    page = build(service, listeners=[THERE])
    qtbot.waitUntil(lambda: bool(service.asked) and service.asked[-1][0].listener_id is None)
    assert page._list.wanted == Wanted(segment=Segment.FAILED)
    qtbot.waitUntil(lambda: shell.lists["deliveries"] == ListMemory(filters={"status": "failed"}))


def test_T47_what_was_typed_is_not_kept(qtbot, build, shell):
    page = build(Scripted(*(made(at) for at in range(3))))
    read(qtbot, page)
    type_into(qtbot, page, "search", "cli_secret")
    qtbot.waitUntil(lambda: page._list.wanted.text == "cli_secret")
    qtbot.waitUntil(lambda: not page._list._runner.is_busy)
    assert "secret" not in repr(shell.lists)


@pytest.mark.parametrize("kept", [{}, {"status": "nonsense", "time": "", "else": "x"}])
def test_nonsense_leaves_nothing_out(kept):
    assert recalled(kept).is_everything
