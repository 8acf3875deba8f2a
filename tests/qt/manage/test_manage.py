"""Connections are looked after: named, coloured, given another secret, given up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from app.domain.control import JobControl
from app.domain.errors import NotAuthorised, StoreError
from app.domain.workspace import Hue, SideState, SyncOverview
from app.ui.manage.dialog import ManageDialog
from app.ui.manage.presenter import ManagePresenter
from app.ui.session import Session
from app.ui.sign_in_dialog import SignInDialog
from app.ui.widgets import (
    Button,
    ComboBox,
    EnvironmentTag,
    Field,
    Hint,
    Placeholder,
    PlainLabel,
    SecretField,
    SideNav,
    Switch,
    TextField,
)
from tests.support.builders import settings
from tests.support.clipping import clipped
from tests.support.dialogs import ScriptedDialogs
from tests.support.page_world import click, find, nameless
from tests.support.payloads import UI_PAYLOADS
from tests.support.two_platforms import Several

CONTROL = JobControl()


class Desk:
    def __init__(self, qtbot, runner, names="ab"):
        self.qtbot, self.runner = qtbot, runner
        self.several = Several(names)
        self.session = Session(lambda _control: self.several.service, runner)
        self.session.start()
        self.settle()
        self.dialogs = ScriptedDialogs()
        self.left = []
        self.presenter = ManagePresenter(self.session, self._leave)
        self.dialog = ManageDialog(self.presenter, self.dialogs, self._ask_secret)
        qtbot.addWidget(self.dialog)
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()

    def _leave(self, connection_id, proceed):
        self.left.append(connection_id)
        proceed()

    def _ask_secret(self, connection, over):
        SignInDialog(self.session, connection, over, is_wish=True).open()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.runner.is_busy)

    def choose(self, name):
        click(self.qtbot, self.dialog, f"managed_con_{name}")

    def rename(self, text):
        field = find(self.dialog, TextField, "connection_name")
        field.setText(text)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def remove(self):
        click(self.qtbot, self.dialog, "remove_connection")
        self.settle()
        self.settle()  # what is asked for by the answer

    @property
    def kept(self):
        return self.several.store.kept

    @property
    def name_error(self):
        return next(one for one in self.dialog.findChildren(Field)).error

    @property
    def said(self):
        return find(self.dialog, Hint, "manage_said")

    def text(self, name):
        return find(self.dialog, PlainLabel, name).text()


@pytest.fixture
def desk(qtbot, runner, light):
    made = Desk(qtbot, runner)
    yield made
    made.session.close()
    made.settle()


# -- what is shown --------------------------------------------------------------------------


def test_all_are_listed_and_the_open_one_is_shown(desk):
    assert desk.dialog.findChild(SideNav, "managed_connections").keys == ("con_a", "con_b")
    assert desk.text("managed_name") == "a"
    assert desk.text("managed_standing") == "Open in this window"
    desk.choose("b")
    assert desk.text("managed_name") == "b"
    assert desk.text("managed_standing") == ""
    desk.session.side_states["con_b"] = SideState("con_b", SyncOverview(waiting=2))
    desk.session.side_changed.emit("con_b")
    assert desk.text("managed_standing") == "2 waiting"


def test_everything_has_a_name_and_fits(desk):
    assert nameless(desk.dialog) == []
    assert clipped(desk.dialog) == []
    item = QAccessible.queryAccessibleInterface(find(desk.dialog, QWidget, "managed_con_b"))
    assert item.text(QAccessible.Text.Name) == "b, Production"


@pytest.mark.parametrize("text", UI_PAYLOADS)
def test_T35_a_name_is_text_and_nothing_else(desk, text):
    known = desk.session.connections
    desk.session.connections = (replace(known[0], name=text), *known[1:])
    desk.session.connections_changed.emit()
    title = find(desk.dialog, PlainLabel, "managed_name")
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert title.text() == text
    assert find(desk.dialog, QWidget, "managed_con_a").text() == text.replace("&", "&&")


def test_where_there_are_none_it_says_so(qtbot, runner, light):
    desk = Desk(qtbot, runner, names="")
    assert desk.dialog.findChild(Placeholder).isVisible()
    with qtbot.waitSignal(desk.dialog.add_wanted):
        click(qtbot, desk.dialog, "manage_add")


# -- what is changed ------------------------------------------------------------------------


def test_enter_in_the_name_presses_no_button(desk):
    wanted = []
    desk.dialog.add_wanted.connect(lambda: wanted.append("add"))
    desk.rename("Northwind")
    assert wanted == []
    assert desk.dialog.isVisible()


def test_a_name_is_kept_at_once_and_shown_in_the_list(desk):
    desk.rename("  Northwind ")
    assert desk.kept["con_a"].name == "Northwind" == desk.text("managed_name")
    assert desk.session.workspace.connection.name == "Northwind"
    assert find(desk.dialog, QWidget, "managed_con_a").text() == "Northwind"
    assert not desk.name_error


@pytest.mark.parametrize("text", ["", "b", "con_b", "x" * 201])
def test_what_is_no_name_is_said_under_the_field(desk, text):
    desk.rename(text)
    assert desk.name_error
    assert desk.kept["con_a"].name == "a"
    desk.rename("a")
    assert not desk.name_error


def test_esc_takes_back_what_is_being_typed(desk):
    field = find(desk.dialog, TextField, "connection_name")
    field.setFocus()
    field.setText("Half a na")
    desk.qtbot.keyClick(field, Qt.Key.Key_Escape)
    desk.settle()
    assert not desk.dialog.isVisible()
    assert desk.kept["con_a"].name == "a"


def test_a_colour_is_on_at_once(desk):
    desk.choose("b")
    combo = find(desk.dialog, ComboBox, "connection_colour")
    at = [item.value for item in combo.items].index(Hue.OLIVE)
    combo.setCurrentIndex(at)
    combo.activated.emit(at)
    desk.settle()
    assert desk.kept["con_b"].hue is Hue.OLIVE
    assert desk.dialog.findChild(EnvironmentTag)._hue is Hue.OLIVE
    assert desk.kept["con_a"].hue is Hue.OWN


def test_whether_it_is_opened_at_the_start(desk):
    click(desk.qtbot, desk.dialog, "opened_at_start")
    desk.settle()
    assert not desk.kept["con_a"].open_at_start
    assert not find(desk.dialog, Switch, "opened_at_start").isChecked()


def test_whether_nothing_may_be_changed_through_it(desk):
    before = desk.session.workspace
    click(desk.qtbot, desk.dialog, "only_reads")
    desk.settle()
    desk.settle()
    assert desk.kept["con_a"].read_only
    assert desk.left == ["con_a"]  # what is unsaved there is asked about first
    assert desk.session.workspace is not before
    assert desk.session.workspace.connection.read_only
    assert find(desk.dialog, Switch, "only_reads").isChecked()
    click(desk.qtbot, desk.dialog, "only_reads")
    desk.settle()
    desk.settle()
    assert not desk.session.workspace.connection.read_only


def test_one_that_is_not_open_is_not_opened_for_that(desk):
    before = desk.session.workspace
    desk.choose("b")
    click(desk.qtbot, desk.dialog, "only_reads")
    desk.settle()
    desk.settle()
    assert desk.kept["con_b"].read_only
    assert desk.session.workspace is before


def test_who_keeps_editing_keeps_it_as_it_was(desk):
    desk.presenter._leave = lambda _connection_id, _proceed: None
    click(desk.qtbot, desk.dialog, "only_reads")
    desk.settle()
    assert not desk.kept["con_a"].read_only
    assert not find(desk.dialog, Switch, "only_reads").isChecked()


def test_what_could_not_be_kept_is_said_and_shown_as_it_is(desk, monkeypatch):
    def full(_connection_id, _change):
        raise StoreError("full", reason="disk_full")

    monkeypatch.setattr(desk.several.store, "change", full)
    click(desk.qtbot, desk.dialog, "opened_at_start")
    desk.settle()
    assert find(desk.dialog, Switch, "opened_at_start").isChecked()
    assert desk.said.tone == "bad"


def test_another_secret_is_kept_once_it_works(desk, qtbot):
    desk.choose("b")
    renewed = []
    desk.session.secret_renewed.connect(renewed.append)
    desk.several.platforms["b"].fail("me", NotAuthorised("no", status=401))
    click(qtbot, desk.dialog, "replace_secret")
    asking = desk.dialog.findChild(SignInDialog)
    for _try in range(2):  # refused, then taken
        asking.findChild(SecretField).setText("another-token-0123456789")
        qtbot.mouseClick(asking.findChild(Button, "sign_in"), Qt.MouseButton.LeftButton)
        desk.settle()
    assert renewed == ["con_b"]
    assert desk.session.workspace.connection.id == "con_a"
    kept = {name: one.reveal() for name, one in desk.several.secrets.kept.items()}
    assert kept["con_b@https://b.example.com"] == "another-token-0123456789"


# -- what is removed ------------------------------------------------------------------------


def test_a_person_is_told_what_would_be_lost_and_can_keep_it(desk):
    row = desk.session.workspace.listeners.create(CONTROL, settings())
    desk.dialogs.answers = [False]
    desk.remove()
    (_what, title, text, button, kind) = desk.dialogs.asked[0]
    assert title == "Remove “a” from this computer?"
    assert "Lost: 1 change made here and not sent." in text
    assert (button, kind) == ("Remove connection", "danger")
    assert desk.left == ["con_a"]
    assert desk.session.workspace.listeners.get(row.id) is not None
    assert "con_a" in desk.kept


def test_one_that_is_not_open_goes_and_the_open_one_stays(desk):
    desk.choose("b")
    desk.dialogs.answers = [True]
    desk.remove()
    assert set(desk.kept) == {"con_a"}
    assert "con_b@https://b.example.com" not in desk.several.secrets.kept
    assert desk.text("managed_name") == "a"
    assert desk.session.workspace.connection.id == "con_a"


def test_the_open_one_is_closed_and_goes(desk, qtbot):
    told = []
    desk.session.closed.connect(lambda: told.append("closed"))
    desk.session.nothing_to_open.connect(lambda: told.append("nothing"))
    desk.dialogs.answers = [True]
    desk.remove()
    assert told == ["closed", "nothing"]
    assert set(desk.kept) == {"con_b"}
    assert desk.session.workspace is None
    assert desk.several.copies["a"].closed
    assert desk.text("managed_name") == "b"


def test_one_that_cannot_go_is_opened_again(desk, monkeypatch):
    def held(_connection_id):
        raise StoreError("held", reason="locked", path="copy.db")

    monkeypatch.setattr(desk.several.service.upkeep, "_erasing", held)
    desk.dialogs.answers = [True]
    desk.remove()
    desk.settle()
    assert desk.said.tone == "bad"
    assert set(desk.kept) == {"con_a", "con_b"}
    assert desk.session.workspace.connection.id == "con_a"


def test_a_dialog_that_is_gone_by_then_asks_nothing(desk, qtbot):
    other = ManageDialog(ManagePresenter(desk.session, desk._leave), desk.dialogs, print)
    other.show()
    click(qtbot, other, "remove_connection")
    delete(other)
    desk.settle()
    assert desk.dialogs.asked == []


def test_the_keyboard_begins_with_the_connections_and_comes_to_add_after_them(qtbot, runner):
    desk = Desk(qtbot, runner)
    desk.dialog.activateWindow()
    names = find(desk.dialog, SideNav, "managed_connections")
    qtbot.waitUntil(lambda: names.isAncestorOf(desk.dialog.focusWidget()))
    qtbot.keyClick(desk.dialog.focusWidget(), Qt.Key.Key_Tab)
    assert desk.dialog.focusWidget().objectName() == "manage_add"
