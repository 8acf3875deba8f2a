"""The command palette over the real window: what it offers, and what its keys do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QRegion
from PySide6.QtWidgets import QListView

from app.domain.workspace import Environment
from app.ui.palette.entries import Row
from app.ui.palette.opening import PaletteOpener
from app.ui.palette.rows import ROW_ROLE, RowModel
from app.ui.shell import PageContext
from app.ui.widgets import EnvironmentTag, set_reason, split_keys
from tests.support import builders
from tests.support.builders import a_connection, a_credential
from tests.support.payloads import UI_PAYLOADS

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opener(a_window):
    a_window.show()
    made = PaletteOpener(a_window.window, a_window.session, a_window.runner, a_window.events)
    a_window.window.actions_.palette.triggered.connect(made.toggle)
    return made


@pytest.fixture
def stage(a_window, opener):
    a_window.open_sandbox()
    return a_window


def press(stage, key, modifier=None):
    stage.press(key, modifier)


def call(stage):
    press(stage, KEY.Key_K, CTRL)
    stage.settle()


def typed(stage, text):
    stage.find("palette_field").setText(text)


def rows(stage):
    model = stage.find("palette_list", QListView).model()
    return [model.index(at).data(ROW_ROLE) for at in range(model.rowCount())]


def titles(stage):
    return [row.entry.title for row in rows(stage) if row.entry is not None]


def entry(stage, title):
    return next(row.entry for row in rows(stage) if row.entry and row.entry.title == title)


def put_listener(stage, listener_id, name):
    row = builders.local(builders.a_listener(id=listener_id, settings=builders.settings(name=name)))
    stage.session.workspace.listeners._store.put_listener(row)


def chosen(stage):
    return stage.find("palette_list", QListView).currentIndex().data()


def test_the_keys_open_and_close_it_and_the_focus_goes_back(stage):
    button = stage.window.bench.page.button
    button.setFocus()
    call(stage)
    assert stage.find("palette").isVisible()
    stage.qtbot.waitUntil(stage.find("palette_field").hasFocus)
    call(stage)
    assert not stage.find("palette").isVisible()
    stage.qtbot.waitUntil(button.hasFocus)


def test_esc_closes_it(stage, opener):
    call(stage)
    press(stage, KEY.Key_Escape)
    assert not opener.is_open


def test_a_click_beside_it_closes_it(stage, opener):
    call(stage)
    overlay = stage.find("palette").parentWidget()
    stage.qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=overlay.rect().bottomLeft())
    assert not opener.is_open


class Painted(QObject):
    """Remembers what of a widget is painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.region += event.region()
        return False


def test_no_shadow_of_a_higher_panel_is_left(stage):
    call(stage)
    panel = stage.find("palette")
    before = panel.geometry()
    watch = Painted(panel.parentWidget())
    typed(stage, "zzqqxx")
    stage.qtbot.waitUntil(lambda: panel.height() < before.height())
    strip = QRect(before.left() - 8, before.bottom() + 1, before.width() + 16, 12)
    stage.qtbot.waitUntil(lambda: QRegion(strip).subtracted(watch.region).isEmpty())


def test_going_to_something_else_closes_it(stage, opener):
    call(stage)
    stage.window.bench.page.button.setFocus()
    assert not opener.is_open
    stage.qtbot.waitUntil(stage.window.bench.page.button.hasFocus)


def test_tab_goes_nowhere(stage):
    call(stage)
    press(stage, KEY.Key_Tab)
    stage.qtbot.waitUntil(stage.find("palette_field").hasFocus)


def test_enter_runs_what_is_chosen_where_the_focus_was(stage, opener):
    stage.window.bench.page.button.setFocus()
    call(stage)
    typed(stage, "refresh")
    assert chosen(stage) == "Refresh, F5"
    press(stage, KEY.Key_Return)
    assert not opener.is_open
    assert stage.window.bench.page.calls[-1] == "refresh"
    stage.qtbot.waitUntil(stage.window.bench.page.button.hasFocus)


def test_arrow_keys_pass_headings_and_go_round(stage):
    call(stage)
    typed(stage, "pane")
    assert titles(stage) == ["Detail panel", "Next pane", "Previous pane"]
    for expected in ("Next pane", "Previous pane", "Detail panel", "Next pane"):
        press(stage, KEY.Key_Down)
        assert chosen(stage).startswith(expected)
    press(stage, KEY.Key_Up)
    press(stage, KEY.Key_Up)
    assert chosen(stage).startswith("Previous pane")
    press(stage, KEY.Key_PageUp)
    assert chosen(stage).startswith("Detail panel")
    press(stage, KEY.Key_PageDown)
    assert chosen(stage).startswith("Previous pane")


def test_a_click_runs_a_line_and_one_on_a_heading_nothing(stage, opener):
    call(stage)
    typed(stage, "refresh")
    view = stage.find("palette_list", QListView)
    for at in (0, 1):
        assert opener.is_open
        spot = view.visualRect(view.model().index(at)).center()
        stage.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert not opener.is_open
    assert stage.window.bench.page.calls[-1] == "refresh"


def test_pages_are_places_under_the_names_of_the_help(stage):
    call(stage)
    typed(stage, "settings api")
    assert titles(stage) == ["Webhook Listeners"]
    typed(stage, "health")
    press(stage, KEY.Key_Return)
    assert stage.window.bench.current_name == "health"


def test_what_cannot_be_used_says_why_and_stays(stage, opener, heard):
    call(stage)
    typed(stage, "save")
    assert entry(stage, "Save").reason == "Not on this page"
    press(stage, KEY.Key_Return)
    assert opener.is_open
    assert heard.texts[-1] == "Not on this page"
    assert stage.window.bench.page.calls == [{}]


def test_without_a_connection_the_commands_say_so(a_window, opener):
    call(a_window)
    assert entry(a_window, "New Webhook Listener").reason == "Open a connection first"
    assert not entry(a_window, "Add connection...").reason


def test_what_is_selected_comes_first_and_is_not_mixed_up_with_the_menu(stage):
    done = []
    test, cannot = QAction("Send && test"), QAction("Delete...")
    test.triggered.connect(lambda: done.append("test"))
    set_reason(cannot, "No permission")
    stage.window.bench.page.offered = PageContext("clients, Create", [test, cannot])
    call(stage)
    assert rows(stage)[0].heading == "clients, Create"
    assert titles(stage)[:2] == ["Send & test", "Delete..."]
    assert entry(stage, "Delete...").reason == "No permission"
    press(stage, KEY.Key_Return)
    assert done == ["test"]


def test_what_was_run_is_offered_first_the_next_time(stage, opener):
    told = []
    opener.recent_changed.connect(told.append)
    for text in ("health", "refresh", "health"):
        call(stage)
        typed(stage, text)
        press(stage, KEY.Key_Return)
    call(stage)
    assert rows(stage)[0].heading == "Recent"
    assert titles(stage)[:2] == ["Health", "Refresh"]
    assert told[-1] == ("action_page_health", "action_refresh")


# --- listeners, credentials, connections -----------------------------------


def test_listeners_and_credentials_are_found_by_name_and_gone_to(stage):
    put_listener(stage, "lst_feed", "Warehouse feed")
    token = a_credential(id="crd_w", name="Warehouse token")
    stage.session.workspace.credentials._kept.replace([token])
    stage.window.bench.page.calls.clear()
    call(stage)
    typed(stage, "ware")
    assert titles(stage) == ["Warehouse token", "Warehouse feed"]  # the shorter of two as good
    press(stage, KEY.Key_Down)
    press(stage, KEY.Key_Return)
    assert stage.window.bench.page.calls == [{"listener_id": "lst_feed"}]
    call(stage)
    typed(stage, "token")
    press(stage, KEY.Key_Return)
    assert stage.window.bench.current_name == "credentials"
    assert stage.window.bench.page.calls == [{"credential_id": "crd_w"}]


def test_what_is_new_is_found_the_next_time(stage):
    call(stage)
    press(stage, KEY.Key_Escape)
    put_listener(stage, "lst_new", "Quote desk")
    stage.events.listeners_changed.emit()
    call(stage)
    typed(stage, "quote")
    assert titles(stage) == ["Quote desk"]


def test_nothing_of_the_connection_before_is_offered(stage):
    put_listener(stage, "lst_old", "Old feed")
    call(stage)
    typed(stage, "old feed")
    assert titles(stage) == ["Old feed"]
    press(stage, KEY.Key_Escape)
    stage.window.actions_.close_connection.trigger()
    stage.settle()
    call(stage)
    typed(stage, "old feed")
    assert rows(stage) == []
    assert "old feed" in stage.find("palette_nothing").text()


def test_another_connection_is_a_place_with_its_keys(stage):
    other = a_connection(name="Northwind <b>&Test", environment=Environment.STAGING)
    stage.session.connections = (*stage.session.connections, other)
    call(stage)
    typed(stage, "northwind")
    found = entry(stage, "Northwind <b>&Test")
    assert (found.second, found.shortcut) == ("Staging connection", "Ctrl+2")
    assert not any("Practice" in title for title in titles(stage))  # where one is already


def test_where_a_command_has_its_effect_is_said(stage):
    call(stage)
    tag = stage.find("palette").findChild(EnvironmentTag)
    assert tag.environment is Environment.SANDBOX


# --- how it is told ----------------------------------------------------------


def test_it_is_a_dialog_with_names(stage):
    call(stage)
    ask = QAccessible.queryAccessibleInterface
    assert ask(stage.find("palette")).role() == QAccessible.Role.Dialog
    for name in ("palette", "palette_field", "palette_list"):
        assert ask(stage.find(name)).text(QAccessible.Text.Name), name


def test_what_enter_would_run_is_announced(stage, heard):
    call(stage)
    typed(stage, "pane")
    press(stage, KEY.Key_Down)
    assert heard.texts[-2:] == ["Detail panel, F4, 1/3", "Next pane, F6, 2/3"]
    typed(stage, "no such thing")
    assert heard.texts[-1] == "Nothing is called “no such thing”"


def test_T35_foreign_names_are_plain(stage):
    for at, payload in enumerate(UI_PAYLOADS):
        put_listener(stage, f"lst_{at}", payload)
    call(stage)
    for payload in UI_PAYLOADS:
        typed(stage, payload.strip())
        assert payload in titles(stage)
        stage.find("palette").grab()


@pytest.mark.parametrize(
    ("shortcut", "keys"),
    [
        ("Ctrl+Shift+C", ["Ctrl", "Shift", "C"]),
        ("F5", ["F5"]),
        ("Ctrl++", ["Ctrl", "+"]),
        ("+", ["+"]),
        ("Ctrl+,", ["Ctrl", ","]),
    ],
)
def test_each_key_stands_in_a_box_of_its_own(shortcut, keys):
    assert split_keys(shortcut) == keys


def test_the_model_keeps_qts_rules(qtmodeltester):
    from app.ui.palette.searching import Searching
    from tests.qt.palette.test_searching import OFFER

    model = RowModel()
    qtmodeltester.check(model)
    searching = Searching(OFFER)
    for text in ("", "test", "zzz", "s"):
        model.show(searching.find(text))
    model.show([Row("Only a heading")])
    assert model.next_entry(0, 1) == -1


def test_the_panel_keeps_inside_a_small_window_at_large_text(stage, light):
    stage.window.resize(900, 600)
    light.apply("light", text_scale=1.5)
    call(stage)
    panel = stage.find("palette")
    assert panel.parentWidget().rect().contains(panel.geometry())
    stage.qtbot.waitUntil(stage.find("palette_field").hasFocus)


def test_the_same_line_is_said_once_until_enter_asks_again(stage, heard):
    call(stage)
    typed(stage, "sav")
    typed(stage, "save")
    said = [text for text in heard.texts if text.startswith("Save")]
    assert len(said) == len(set(said))
    press(stage, KEY.Key_Return)
    press(stage, KEY.Key_Return)
    assert heard.texts[-2:] == ["Not on this page"] * 2
    press(stage, KEY.Key_Escape)
    before = len(heard.said)
    call(stage)
    assert len(heard.said) > before, "it has just come up"
