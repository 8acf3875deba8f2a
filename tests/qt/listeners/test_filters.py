"""Narrowing the list down: each filter, several at once, and all of them cleared."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.domain.listener import Kind
from app.domain.workspace import Channel
from app.ui.pages.listeners.filter_menu import FilterMenu
from app.ui.pages.listeners.filters import WHOLE_INSTANCE, Filters
from app.ui.pages.listeners.rows import StatusGroup, of
from app.ui.tables import TableView
from app.ui.widgets import ComboBox, SearchField
from tests.support.builders import NOW, a_listener, a_me, local, settings
from tests.support.page_world import click, find, type_into
from tests.support.payloads import UI_PAYLOADS


def row(**changes):
    return of(local(a_listener(settings=settings(**changes))), None, now=NOW)


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), True),
        (Filters(group=StatusGroup.ACTIVE, entity="clients", function="create"), True),
        (Filters(function="update"), False),
        (Filters(function="Create"), False),  # a label is no name
        (Filters(kind=Kind.ENDPOINT), True),
        (Filters(kind=Kind.EMAIL), False),
        (Filters(channel_id="chn_1"), True),
        (Filters(channel_id=WHOLE_INSTANCE), False),
        (Filters(kind=Kind.ENDPOINT, entity="leads"), False),
    ],
)
def test_a_row_must_fit_every_filter(filters, kept):
    assert filters.keeps(row(channel_id="chn_1")) is kept


def labels(page):
    return [row.label for row in find(page, TableView, "listener_table").model()]


def choose(page, name):
    """Open the menu and choose an entry of it."""
    button = find(page, FilterMenu, "more_filters")
    button.menu().aboutToShow.emit()
    [action] = [one for one in button.menu().actions() if one.objectName() == name]
    action.trigger()
    return button


def test_several_filters_at_once_and_one_button_that_clears_them(qtbot, world, make):
    for name, how in (
        ("one", {}),
        ("two", {"function": "update"}),
        ("three", {"function": "update", "channel_id": "chn_1"}),
        ("four", {"function": "update", "entity": "policies"}),
    ):
        world.platform.put(a_listener(settings=settings(name=name, **how)))
    page = make()
    clear = find(page, QWidget, "clear_all_filters")
    assert not clear.isVisible()
    button = choose(page, "filter_function_2")
    assert labels(page) == ["two", "three", "four"]
    assert button.accessibleName() == "More filters, 1 set"
    choose(page, "filter_channel_id_1")  # only those of no channel
    assert labels(page) == ["two", "four"]
    entity = find(page, ComboBox, "entity_filter")
    entity.setFocus()
    qtbot.keyClicks(entity, "policies")
    assert labels(page) == ["four"]
    assert button.accessibleName() == "More filters, 2 set"
    click(qtbot, page, "clear_all_filters")
    assert labels(page) == ["one", "two", "three", "four"]
    assert not clear.isVisible()
    assert entity.value is None
    qtbot.waitUntil(find(page, SearchField, "search").hasFocus)


def test_escape_in_the_list_shows_everything_again(qtbot, world, make):
    world.platform.put(a_listener(settings=settings(name="one", entity="policies")))
    world.platform.put(a_listener(settings=settings(name="two", function="update")))
    page = make()
    choose(page, "filter_function_1")
    find(page, SearchField, "search").setText("o")
    find(page, ComboBox, "entity_filter").chosen.emit("policies")
    table = find(page, TableView, "listener_table")
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert labels(page) == ["one", "two"]
    assert find(page, SearchField, "search").text() == ""
    assert find(page, QWidget, "more_filters").accessibleName() == "More filters"


def test_mail_and_endpoints_are_told_apart(world, make):
    world.platform.put(a_listener(settings=settings(name="hook")))
    world.platform.put(a_listener(settings=settings(name="mail", address="ops@example.com")))
    page = make()
    choose(page, "filter_kind_2")
    assert labels(page) == ["mail"]
    choose(page, "filter_kind_1")
    assert labels(page) == ["hook"]
    choose(page, "filter_kind_0")
    assert labels(page) == ["hook", "mail"]


def test_typing_keeps_what_was_chosen_in_the_menu(qtbot, world, make):
    world.platform.put(a_listener(settings=settings(name="alpha", function="update")))
    world.platform.put(a_listener(settings=settings(name="alpha")))
    page = make()
    choose(page, "filter_function_2")
    type_into(qtbot, page, "search", "alpha")
    assert len(labels(page)) == 1
    qtbot.keyClick(find(page, SearchField, "search"), Qt.Key.Key_Escape)
    assert len(labels(page)) == 1  # Esc clears the search only


def test_without_plan_pro_no_channel_is_offered(world, make):
    world.platform.put(a_listener())
    page = make(me=a_me(plan="plan"))
    menu = find(page, FilterMenu, "more_filters").menu()
    menu.aboutToShow.emit()
    assert not [one for one in menu.actions() if "channel" in one.objectName()]


@pytest.mark.parametrize("payload", [*UI_PAYLOADS, "R&D && more"])
def test_T35_names_of_channels_are_text(world, make, payload):
    world.platform.put(a_listener())
    page = make(me=a_me(channels=(Channel("chn_1", payload),)))
    menu = find(page, FilterMenu, "more_filters").menu()
    menu.aboutToShow.emit()
    [shown] = [one for one in menu.actions() if one.objectName() == "filter_channel_id_2"]
    assert isinstance(shown, QAction)
    assert shown.text().replace("&&", "&") == payload
