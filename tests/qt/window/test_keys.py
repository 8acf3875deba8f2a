"""The keyboard map of DESIGN section 7: what it says of each key holds on every page.

What a key does within one page (Space, R, Del, T ...) is pressed in that page's own tests.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.ui.help import texts
from app.ui.help.dialog import HelpDialog
from app.ui.help.keys import keys, keys_of
from app.ui.pages.changes.view import ChangesPage
from app.ui.pages.credentials.view import CredentialsPage
from app.ui.pages.deliveries.view import DeliveriesPage
from app.ui.pages.frame import ListAndPanel
from app.ui.pages.health.view import HealthPage
from app.ui.pages.listener_form.view import ListenerFormPage
from app.ui.pages.listeners.view import ListenersPage
from app.ui.pages.mailbox.view import MailboxPage
from app.ui.pages.pending.view import PendingPage
from app.ui.pages.receiver.view import ReceiverPage
from app.ui.pages.sandbox_records.view import SandboxRecordsPage
from app.ui.pages.test_result.view import TestResultPage
from app.ui.pages.why.view import WhyPage
from app.ui.panes import panes_of
from app.ui.shortcuts import PAGE_NAMES
from app.ui.widgets import Button, KeyCaps
from tests.support.a_window import PAGE_NAMES as ALL_PAGES
from tests.support.builders import a_connection
from tests.support.clipping import clipped

PAGES = {
    "listeners": ListenersPage,
    "listener_form": ListenerFormPage,
    "test_result": TestResultPage,
    "deliveries": DeliveriesPage,
    "health": HealthPage,
    "credentials": CredentialsPage,
    "changes": ChangesPage,
    "sandbox_records": SandboxRecordsPage,
    "mailbox": MailboxPage,
    "receiver": ReceiverPage,
    "pending": PendingPage,
    "why": WhyPage,
}
HOOKS = {
    "Ctrl+F": "focus_search",
    "Ctrl+S": "save",
    "Ctrl+T": "send_test",
    "F5": "refresh",
    "F4": "toggle_details",
}
# Of the whole window: key, and the command behind it.
COMMANDS = {
    "Ctrl+K": "action_palette",
    "Ctrl+N": "action_new_listener",
    "Ctrl+F": "action_find",
    "Ctrl+S": "action_save",
    "Ctrl+T": "action_send_test",
    "F5": "action_refresh",
    "Ctrl+R": "action_refresh",
    "F4": "action_details",
    "F6": "action_next_pane",
    "Shift+F6": "action_previous_pane",
    **{f"Alt+{at}": f"action_page_{name}" for at, name in enumerate(PAGE_NAMES, start=1)},
    **{f"Ctrl+{at}": f"action_connection_{at}" for at in range(1, 10)},
    "Alt+Left": "action_back",
    "Ctrl+Z": "action_undo",
    "Ctrl+,": "action_preferences",
    "F1": "action_help",
    "Ctrl+Q": "action_quit",
}
# The table of DESIGN section 7.
DESIGNED = {
    *(
        "Ctrl+K",
        "Ctrl+N",
        "Ctrl+F",
        "/",
        "Ctrl+S",
        "F5",
        "Ctrl+R",
        "Ctrl+T",
        "F6",
        "Shift+F6",
        "F4",
    ),
    *(f"Alt+{at}" for at in range(1, 9)),
    *(f"Ctrl+{at}" for at in range(1, 10)),
    *("Up", "Down", "Home", "End", "Ctrl+Space", "Ctrl+A", "Return", "Space", "R", "Ctrl+Shift+C"),
    *("Del", "Ctrl+Z", "Esc", "Ctrl+,", "F1", "Shift+F10"),
}
# Of a page: pressed in the tests of the tables and of the pages.
WITHIN_PAGES = {
    *("/", "Up", "Down", "Home", "End", "Return", "Space", "Ctrl+Space", "Ctrl+A", "Del"),
    *("R", "Ctrl+Shift+C", "T", "Esc", "Shift+F10"),
}


def key_with(name):
    return next(key for key in keys() if name in key.keys)


def test_every_page_is_known_here():
    assert set(PAGES) == set(ALL_PAGES)


@pytest.mark.parametrize(("name", "hook"), HOOKS.items())
def test_the_map_says_where_a_key_of_pages_works(name, hook):
    can = {page for page, kind in PAGES.items() if kind.has(hook)}
    assert set(key_with(name).pages) == can


def test_every_key_of_the_map_is_a_command_or_tested_with_its_page():
    said = {name for key in keys() for name in key.keys}
    assert said == set(COMMANDS) | WITHIN_PAGES


def test_the_map_has_all_that_the_design_has():
    said = {name for key in keys() for name in key.keys}
    assert said >= DESIGNED
    assert said - DESIGNED == {"Alt+Left", "T", "Ctrl+Q"}


def test_a_long_row_of_keys_is_shown_by_its_ends():
    row = key_with("Alt+2")
    assert row.shown == ("Alt+1", "…", "Alt+8")
    assert row.written == "Alt+1 to Alt+8"
    assert key_with("F5").written == "F5, Ctrl+R"


def test_every_key_of_a_command_is_in_the_map(a_window):
    known = {QKeySequence(name) for name in COMMANDS}
    for menu in a_window.window.actions_.menus:
        for action in menu.actions():
            assert set(action.shortcuts()) <= known, action.objectName()


@pytest.mark.parametrize(("name", "command"), COMMANDS.items())
def test_a_key_of_the_window_runs_its_command(a_window, name, command):
    for at in range(9):
        a_window.store.put(a_connection(id=f"con_{at}", open_at_start=False))
    a_window.show()
    a_window.open_sandbox()
    do = a_window.window.actions_
    found = {one.objectName(): one for one in vars(do).values() if hasattr(one, "trigger")}
    found |= {one.objectName(): one for one in (*do.pages, *do.connections)}
    action = found[command]
    action.setEnabled(True)
    action.setVisible(True)
    ran = []
    action.triggered.disconnect()  # what it does then is another test's
    action.triggered.connect(lambda: ran.append(command))
    a_window.window.bench.page.button.setFocus()
    stroke = QKeySequence(name)[0]
    QTest.keyClick(QApplication.focusWidget(), stroke.key(), stroke.keyboardModifiers())
    assert ran == [command]


def test_pages_have_keys_in_the_order_of_the_sidebar(a_window):
    wanted = [QKeySequence(f"Alt+{at}") for at in range(1, len(PAGE_NAMES) + 1)]
    assert [one.shortcut() for one in a_window.window.actions_.pages] == wanted


# --- what the new keys do ---------------------------------------------------------


def test_esc_leads_back_from_a_page_that_belongs_to_another(a_window):
    a_window.show()
    a_window.open_sandbox()
    bench = a_window.window.bench
    bench.open_page("health")
    bench.open_page("pending")
    bench.page.button.setFocus()
    a_window.press(Qt.Key.Key_Escape)
    assert bench.current_name == "health"
    bench.page.button.setFocus()
    a_window.press(Qt.Key.Key_Escape)
    assert bench.current_name == "health"  # a page of its own


def test_F6_reaches_the_detail_panel_and_comes_back_to_where_one_was(a_window):
    a_window.show()
    a_window.open_sandbox()
    bench = a_window.window.bench
    first, second, beside = Button("first"), Button("second"), Button("beside")
    main = QWidget()
    row = QHBoxLayout(main)
    row.addWidget(first)
    row.addWidget(second)
    panel = QWidget()
    QHBoxLayout(panel).addWidget(beside)
    body = ListAndPanel(main, panel)
    body.set_has_content(True)
    body.open_panel()
    bench.page.layout().addWidget(body)
    a_window.qtbot.waitUntil(first.isVisible)
    body.open_panel()
    assert second.isVisible()
    assert len(panes_of(bench)) == 3
    second.setFocus()
    a_window.press(Qt.Key.Key_F6)
    a_window.qtbot.waitUntil(beside.hasFocus)
    a_window.press(Qt.Key.Key_F6)
    a_window.qtbot.waitUntil(lambda: bench.sidebar.isAncestorOf(QApplication.focusWidget()))
    a_window.press(Qt.Key.Key_F6)
    a_window.qtbot.waitUntil(second.hasFocus)


def test_ctrl_and_a_figure_opens_that_connection(a_window, monkeypatch):
    a_window.show()
    a_window.open_sandbox()
    opened = []
    monkeypatch.setattr(a_window.session, "open", opened.append)
    first = a_window.session.workspace.connection
    other = a_connection(name="Northwind & <b>Test</b>")
    a_window.session.connections = (first, other)
    a_window.session.loaded.emit()
    a_window.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert opened == []  # where one is already
    a_window.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert opened == [other.id]
    a_window.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert opened == [other.id]
    actions = a_window.window.actions_.connections
    assert [one.isChecked() for one in actions[:3]] == [True, False, False]
    assert actions[1].text() == "Northwind && <b>Test</b>"


# --- help ---------------------------------------------------------------------


@pytest.mark.parametrize("page", [*PAGES, "welcome", "connect"])
def test_every_page_has_help_with_its_keys(qtbot, light, page):
    light.apply("light", text_scale=1.25)
    dialog = HelpDialog(page)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert texts.of(page).title in dialog.windowTitle()
    assert page == "welcome" or texts.of(page) != texts.of("welcome")
    shown = [one.accessibleName() for one in dialog.findChildren(KeyCaps)]
    assert shown == [key.written for key in keys_of(page)]
    assert all(page in key.pages or not key.pages for key in keys_of(page))
    assert clipped(dialog) == []
