"""The list comes back as it was left; what was typed does not, and what is gone is in no way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.listener import Kind
from app.domain.window_memory import AS_MADE, ListMemory
from app.domain.workspace import Channel
from app.ui.pages.listeners.filters import WHOLE_INSTANCE, Filters, recalled
from app.ui.pages.listeners.rows import StatusGroup
from app.ui.tables import TableView
from app.ui.widgets import Button, ComboBox
from tests.support.builders import a_listener, settings
from tests.support.page_world import click, find, type_into


@pytest.fixture
def filled(world):
    """Three listeners, oldest first: clients, policies, clients."""
    for at, entity in enumerate(("clients", "policies", "clients")):
        url = f"https://host{3 - at}.example.com/"
        world.platform.put(a_listener(id=f"lst_{at}", settings=settings(entity=entity, url=url)))
    return world


def rows(page):
    return [row.id for row in find(page, TableView, "listener_table").model()]


def test_sort_filters_and_the_row_come_back(qtbot, filled, make):
    page = make()
    table = find(page, TableView, "listener_table")
    table.sort_by(1, is_descending=False)
    find(page, ComboBox, "entity_filter").chosen.emit("ignored")  # nothing is chosen yet
    entity = find(page, ComboBox, "entity_filter")
    entity.set_value("clients")
    entity.chosen.emit("clients")
    table.select_keys(["lst_2"])
    left = filled.shell.lists["listeners"]
    assert left == ListMemory(1, False, {"entity": "clients"}, "lst_2")
    again = make()
    assert rows(again) == ["lst_2", "lst_0"]
    assert find(again, TableView, "listener_table").selected_keys == ("lst_2",)
    assert find(again, ComboBox, "entity_filter").value == "clients"
    assert again.context() is not None, "its panel shows it"
    assert filled.shell.lists["listeners"] == left


def test_a_filter_is_plain_to_see_and_goes_with_one_action(qtbot, filled, make):
    filled.shell.lists["listeners"] = ListMemory(filters={"entity": "policies", "kind": "endpoint"})
    page = make()
    assert rows(page) == ["lst_1"]
    assert page.is_narrowed
    assert find(page, Button, "clear_all_filters").isVisible()
    click(qtbot, page, "clear_all_filters")
    assert rows(page) == ["lst_0", "lst_1", "lst_2"]
    assert filled.shell.lists["listeners"] == AS_MADE


def test_T47_what_was_typed_is_not_kept(qtbot, filled, make):
    page = make()
    type_into(qtbot, page, "search", "host3")
    qtbot.waitUntil(lambda: rows(page) == ["lst_0"])
    find(page, TableView, "listener_table").select_keys(["lst_0"])
    assert "host3" not in repr(filled.shell.lists)
    assert rows(make()) == ["lst_0", "lst_1", "lst_2"]


@pytest.mark.parametrize(
    "filters",
    [
        {"entity": "gone"},
        {"function": "gone"},
        {"channel": "chn_1"},  # there are none without Plan Pro
        {"channel": "none"},
        {"status": "nonsense", "kind": "", "else": "x"},
    ],
)
def test_a_filter_that_names_what_there_is_not_falls_away(filled, make, filters):
    filled.shell.lists["listeners"] = ListMemory(filters=filters)
    page = make(me=replace(filled.platform.me_, plan="plan"))
    assert rows(page) == ["lst_0", "lst_1", "lst_2"]
    assert not page.is_narrowed


def test_a_channel_that_is_gone_falls_away_and_one_that_is_there_stays(filled, make):
    me = replace(filled.platform.me_, plan="plan_pro", channels=(Channel("chn_1", "West"),))
    filled.shell.lists["listeners"] = ListMemory(filters={"channel": "chn_2"})
    assert not make(me=me).is_narrowed
    filled.shell.lists["listeners"] = ListMemory(filters={"channel": "none"})
    page = make(me=me)
    assert page.is_narrowed
    assert rows(page) == ["lst_0", "lst_1", "lst_2"]


def test_a_row_that_is_gone_is_not_looked_for_later(qtbot, filled, make):
    filled.shell.lists["listeners"] = ListMemory(selected_id="lst_9")
    page = make()
    assert filled.shell.lists["listeners"] == AS_MADE
    filled.platform.put(a_listener(id="lst_9"))
    page.refresh()
    qtbot.waitUntil(lambda: len(rows(page)) == 4)
    assert page.context() is None


def test_several_rows_are_not_kept(filled, make):
    page = make()
    find(page, TableView, "listener_table").select_keys(["lst_0", "lst_1"])
    assert filled.shell.lists["listeners"] == AS_MADE


def test_a_panel_that_was_closed_stays_closed(qtbot, filled, make):
    page = make(size=(1200, 740))
    find(page, TableView, "listener_table").select_keys(["lst_0"])
    qtbot.waitUntil(lambda: page._body.is_panel_beside)
    page.toggle_details()
    assert filled.shell.lists["listeners"] == ListMemory(selected_id="lst_0", has_panel=False)
    again = make(size=(1200, 740))
    assert find(again, TableView, "listener_table").selected_keys == ("lst_0",)
    assert not again._body.is_panel_beside


@pytest.mark.parametrize("column", [99, -7, 10**12])
def test_a_column_that_there_is_not_is_passed_over(filled, make, column):
    filled.shell.lists["listeners"] = ListMemory(column, is_descending=True)
    assert rows(make()) == ["lst_0", "lst_1", "lst_2"]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(
            group=StatusGroup.OFF, entity="a", channel_id="chn_1", function="b", kind=Kind.EMAIL
        ),
        Filters(channel_id=WHOLE_INSTANCE),
    ],
)
def test_filters_are_kept_and_recalled(filters):
    assert recalled(filters.to_keep) == filters
    assert recalled(replace(filters, text="secret").to_keep) == filters
