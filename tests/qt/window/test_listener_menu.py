"""The Listener menu offers what the list offers for what is selected in it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction

from app.ui.shell import PageContext
from app.ui.widgets import reason_of


@pytest.fixture
def menu(a_window):
    a_window.show()
    a_window.open_sandbox()
    return a_window.window.actions_.listener


def opened(menu):
    """What it shows when it is opened now."""
    menu.aboutToShow.emit()
    return [one for one in menu.actions() if not one.isSeparator()]


def names(menu):
    return [one.objectName() for one in opened(menu)]


def test_it_stands_before_the_tools(a_window, menu):
    bar = [one.text() for one in a_window.window.menuBar().actions()]
    assert bar == ["&File", "&Edit", "&View", "&Listener", "&Tools", "&Help"]


def test_without_a_selection_it_says_what_to_do(menu):
    for _again in range(3):  # what is offered once more must be there still
        new, nothing = opened(menu)
        assert new.objectName() == "action_new_listener"
        assert reason_of(nothing) == "Select listeners in the list first"


def test_it_does_what_the_list_would_do(a_window, menu):
    ran, edit = [], QAction("Edit")
    edit.setObjectName("menu_edit")
    edit.triggered.connect(lambda: ran.append("edit"))
    a_window.pages["listeners"].offered = PageContext("clients", [edit])
    assert names(menu) == ["action_new_listener", "menu_edit"]
    menu.actions()[-1].trigger()
    assert ran == ["edit"]


def test_another_pages_selection_is_not_offered_as_a_listener(a_window, menu):
    a_window.window.bench.open_page("deliveries")
    a_window.pages["deliveries"].offered = PageContext("a delivery", [QAction("Replay now")])
    assert names(menu) == ["action_new_listener", "listener_menu_nothing"]


def test_without_a_connection_nothing_can_be_made(a_window):
    a_window.show()
    new, _nothing = opened(a_window.window.actions_.listener)
    assert not new.isEnabled()
