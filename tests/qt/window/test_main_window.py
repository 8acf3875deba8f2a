"""The window around everything: what is shown when, and what the commands do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app import DISPLAY_NAME
from app.domain.control import JobControl
from app.domain.errors import PermissionMissing, PlatformStartError, SecretStoreError, StoreError
from app.domain.store_repair import StoreRepair
from app.domain.times import utc_now
from app.domain.workspace import Environment, Hue, SecretStorage, SyncOverview
from app.ui.commands import Commands
from app.ui.manage.opening import open_manage
from app.ui.pages.waiting import WaitingPage
from app.ui.widgets import Banner
from app.ui.widgets.environment import EnvironmentStrip, EnvironmentTag
from tests.support.builders import NOW, a_connect_request, a_connection, a_me
from tests.support.payloads import UI_PAYLOADS


def current(a_window):
    return a_window.window._stage.currentWidget()


def labels(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def actions(a_window):
    return a_window.window.actions_


def page(a_window):
    return a_window.window.bench.page


# --- at the start -------------------------------------------------


def test_a_fresh_profile_sees_welcome_with_the_focus_on_the_sandbox(a_window):
    a_window.show()
    assert current(a_window) is a_window.find("welcome")
    a_window.qtbot.waitUntil(a_window.find("start_sandbox").hasFocus)
    assert not a_window.find("status_bar").isVisible()
    assert a_window.window.windowTitle() == DISPLAY_NAME


def test_nothing_but_a_bar_is_shown_while_the_services_load(a_window, gate):
    load = a_window.session._load

    def slow(control):
        gate()
        return load(control)

    a_window.session._load = slow
    a_window.window.show()
    a_window.session.start()
    waiting = current(a_window)
    assert isinstance(waiting, WaitingPage)
    assert not waiting.is_moving
    a_window.qtbot.waitUntil(lambda: waiting.is_moving)
    gate.opened.set()
    a_window.settle()
    assert current(a_window) is a_window.find("welcome")
    assert not waiting.is_moving


def test_services_that_do_not_load_are_said_on_welcome_and_can_be_tried_again(a_window):
    a_window.load_error = StoreError("no", reason="locked")
    a_window.show()
    assert a_window.find("welcome_error", Banner).isVisible()
    a_window.click("connect_to_platform")
    a_window.settle()
    assert current(a_window) is a_window.find("welcome")
    a_window.load_error = None
    a_window.click("connect_to_platform")
    a_window.settle()
    assert not a_window.find("welcome_error").isVisible()
    a_window.click("connect_to_platform")
    a_window.settle()
    assert current(a_window) is a_window.connect_page


@pytest.mark.parametrize(
    "error",
    [PlatformStartError("no", detail="Address already in use"), StoreError("no", reason="io")],
)
def test_a_failed_start_of_the_sandbox_leaves_both_choices(a_window, error):
    a_window.sandbox.error = error
    a_window.show()
    a_window.click("start_sandbox")
    a_window.settle()
    assert a_window.find("welcome_error").isVisible()
    assert a_window.find("start_sandbox").isEnabled()
    assert a_window.find("connect_to_platform").isEnabled()
    assert a_window.window.bench is None
    a_window.sandbox.error = None
    a_window.open_sandbox()


def test_a_connection_that_cannot_be_opened_at_the_start_is_said_on_welcome(a_window):
    a_window.store.put(a_connection(id="con_1", name="Northwind"))
    a_window.show()  # its secret is not kept here
    assert "not stored here" in " ".join(labels(a_window.find("welcome_error")))
    assert a_window.find("connect_to_platform").isEnabled()
    assert a_window.find("open_connection").isVisible()


def test_clicking_the_sandbox_twice_starts_it_once(a_window):
    a_window.show()
    openings = []
    a_window.session.opening.connect(openings.append)
    button = a_window.find("start_sandbox")
    a_window.qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    a_window.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    a_window.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    a_window.settle()
    assert len(openings) == 1
    assert a_window.sandbox.starts == 1
    assert len(a_window.store.connections()) == 1
    assert len(a_window.locals) == 1


# --- an open connection --------------------------------------------


def test_an_open_connection_shows_its_list_and_says_where_one_is(a_window):
    a_window.show()
    a_window.open_sandbox()
    assert a_window.window.bench.current_name == "listeners"
    assert a_window.find("status_bar").isVisible()
    assert a_window.window.windowTitle() == f"Practice platform - {DISPLAY_NAME}"
    assert f"{a_me().user_name}, Administrator" in labels(a_window.find("status_bar"))
    tags = a_window.find("status_bar").findChildren(EnvironmentTag)
    assert [tag.isVisible() for tag in tags] == [True]


def test_closing_a_connection_goes_back_to_welcome_and_leaves_nothing_open(a_window):
    a_window.show()
    a_window.open_sandbox()
    actions(a_window).close_connection.trigger()
    a_window.settle()
    assert current(a_window) is a_window.find("welcome")
    assert a_window.window.bench is None
    assert a_window.window.windowTitle() == DISPLAY_NAME
    assert not a_window.find("status_bar").isVisible()
    assert all(store.closed for store in a_window.locals)
    a_window.open_sandbox()


def with_two_connections(a_window):
    a_window.store.put(a_connection(id="con_1", name="Northwind"))
    a_window.show()
    a_window.open_sandbox()
    return a_window.window.bench


def test_a_switch_that_fails_leaves_one_where_one_was(a_window):
    bench = with_two_connections(a_window)
    bench.sidebar.connection_chosen.emit("con_1")
    a_window.settle()
    assert a_window.window.bench is bench
    assert current(a_window) is bench
    ((kind, title, *_rest),) = a_window.dialogs.asked
    assert kind == "show_error"
    assert "credential" in title
    actions(a_window).close_connection.trigger()
    assert a_window.find("start_sandbox").isEnabled()
    a_window.settle()


def test_one_that_is_opened_anew_shows_the_page_where_one_was(a_window):
    a_window.show()
    a_window.open_sandbox()
    a_window.window.bench.open_page("deliveries")
    a_window.session.reset_sandbox(a_window.session.workspace.connection.id, with_listeners=False)
    a_window.settle()
    assert a_window.window.bench.current_name == "deliveries"
    other = a_window.service.add(JobControl(), a_connect_request())
    a_window.session.open(other.id)
    a_window.settle()
    assert a_window.window.bench.connection_id == other.id
    assert a_window.window.bench.current_name == "listeners"


def test_a_switch_asks_about_unsaved_work_first(a_window):
    bench = with_two_connections(a_window)
    a_window.secrets.error = SecretStoreError("no")  # should it ever be asked
    page(a_window).holds = True
    bench.sidebar.connection_chosen.emit("con_1")
    assert not a_window.runner.is_busy
    assert len(page(a_window).kept) == 1


@pytest.mark.parametrize("command", ["close_connection", "add_connection", "quit"])
def test_whatever_takes_the_page_away_asks_it_first(a_window, command):
    a_window.show()
    a_window.open_sandbox()
    bench, held = a_window.window.bench, page(a_window)
    held.holds = True
    getattr(actions(a_window), command).trigger()
    assert a_window.window.isVisible()
    assert current(a_window) is bench
    held.kept[0]()
    assert current(a_window) is not bench or not a_window.window.isVisible()
    a_window.settle()


@pytest.mark.parametrize("command", ["close_connection", "add_connection", "quit"])
def test_what_is_under_way_is_not_ended_without_a_word(a_window, command):
    a_window.show()
    a_window.open_sandbox()
    bench = a_window.window.bench
    page(a_window).does = "The export to a.csv"
    bench.open_page("health")  # it goes on behind another page
    a_window.dialogs.answers += [False]
    getattr(actions(a_window), command).trigger()
    [(_kind, title, text, button, _style)] = a_window.dialogs.asked
    assert (title, button) == ("Stop what is not finished?", "Stop and leave")
    assert text.startswith("The export to a.csv is under way. It ends")
    assert current(a_window) is bench
    assert a_window.window.isVisible()
    a_window.dialogs.answers += [True]
    getattr(actions(a_window), command).trigger()
    assert current(a_window) is not bench or not a_window.window.isVisible()
    a_window.settle()
    a_window.pages["listeners"].does = ""


def test_a_switch_asks_before_it_ends_what_is_under_way(a_window):
    bench = with_two_connections(a_window)
    page(a_window).does = "The export to a.csv"
    a_window.dialogs.answers += [False]
    bench.sidebar.connection_chosen.emit("con_1")
    assert not a_window.runner.is_busy
    assert a_window.window.bench is bench
    page(a_window).does = ""


def test_nothing_is_asked_when_nothing_is_open(a_window):
    a_window.show()
    assert a_window.window.close()
    assert not a_window.window.isVisible()


def test_F61_a_page_that_agrees_at_once_does_not_refuse_to_close(a_window):
    """Whoever quits closes all windows, and gives up at the first that refuses."""
    a_window.show()
    a_window.open_sandbox()
    assert a_window.window.close()
    assert not a_window.window.isVisible()


def test_a_page_that_asks_first_keeps_the_window_open(a_window):
    a_window.show()
    a_window.open_sandbox()
    held = page(a_window)
    held.holds = True
    assert not a_window.window.close()
    assert a_window.window.isVisible()
    held.kept[0]()
    assert not a_window.window.isVisible()


def test_another_connection_can_be_added_and_given_up(a_window):
    a_window.show()
    a_window.open_sandbox()
    bench = a_window.window.bench
    actions(a_window).add_connection.trigger()
    a_window.settle()
    assert current(a_window) is a_window.connect_page
    assert not any(action.isEnabled() for action in actions(a_window).of_workspace())
    assert a_window.find("back_to_welcome").words == "Practice platform"
    a_window.click("cancel")
    assert current(a_window) is bench
    assert actions(a_window).refresh.isEnabled()
    assert not actions(a_window).save.isEnabled()


# --- the sync -------------------------------------------------------


@pytest.mark.parametrize(
    ("overview", "state", "synced"),
    [
        (SyncOverview(), "Connecting", ""),
        (SyncOverview(online=True, synced_at=NOW), "Connected", "Synced "),
        (SyncOverview(offline_since=NOW, synced_at=NOW), "Offline since ", "Synced "),
        (SyncOverview(online=True, waiting=1), "Connected", "1 change waiting"),
        (SyncOverview(online=True, waiting=2, refused=1), "Connected", "3 changes waiting"),
    ],
)
def test_how_the_sync_stands_is_said(a_window, overview, state, synced):
    a_window.show()
    a_window.open_sandbox()
    a_window.events.sync_changed.emit(overview)
    said = " | ".join(labels(a_window.find("status_bar")))
    assert state in said
    assert synced in said


def test_the_time_of_the_sync_has_utc_in_its_tooltip(a_window):
    a_window.show()
    a_window.open_sandbox()
    a_window.events.sync_changed.emit(SyncOverview(online=True, synced_at=NOW))
    assert a_window.find("synced").toolTip() == "2026-11-23 22:40:14 UTC"
    a_window.events.sync_changed.emit(SyncOverview(online=True, waiting=1, synced_at=utc_now()))
    assert a_window.find("synced").toolTip() == ""


@pytest.mark.parametrize("storage", SecretStorage)
def test_where_secrets_are_is_said_while_a_platform_is_open(a_window, storage):
    a_window.secrets.storage = storage
    a_window.show()
    a_window.click("connect_to_platform")
    for name, text in (("base_url", "https://p.example"), ("secret", "pst_1")):
        a_window.type_into(name, text)
    a_window.click("add_connection")
    a_window.settle()
    is_said = a_window.find("secret_storage").isVisible()
    assert is_said is (storage is SecretStorage.SESSION_ONLY)


def test_a_result_of_one_connection_is_not_seen_in_another(a_window):
    a_window.show()
    a_window.open_sandbox()
    page(a_window).shell.announce("CRM: deleted")
    a_window.session.open(a_window.session.connections[0].id)
    a_window.settle()
    assert a_window.window.bench is not None
    assert a_window.find("status_message").text() == ""


def test_a_result_is_said_and_goes_away_again(a_window):
    a_window.show()
    a_window.open_sandbox()
    page(a_window).shell.announce("Saved here, waiting to sync")
    assert a_window.find("status_message").text() == "Saved here, waiting to sync"
    status = a_window.find("status_bar")
    status.killTimer(status._timer_id)
    status._timer_id = status.startTimer(1)
    a_window.qtbot.waitUntil(lambda: a_window.find("status_message").text() == "")


# --- the commands ----------------------------------------------------


def test_workspace_commands_wait_for_a_workspace(a_window):
    a_window.show()
    assert not any(action.isEnabled() for action in actions(a_window).of_workspace())
    assert actions(a_window).add_connection.isEnabled()
    assert actions(a_window).quit.isEnabled()
    a_window.open_sandbox()
    open_ = {action.objectName() for action in actions(a_window).of_workspace()}
    enabled = {one.objectName() for one in actions(a_window).of_workspace() if one.isEnabled()}
    assert open_ - enabled == {"action_save"}


@pytest.mark.parametrize(
    ("key", "modifier", "hook"),
    [
        (Qt.Key.Key_F5, None, "refresh"),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, "refresh"),
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier, "focus_search"),
        (Qt.Key.Key_Slash, None, "focus_search"),
        (Qt.Key.Key_F4, None, "toggle_details"),
        (Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier, "send_test"),
    ],
)
def test_keys_reach_the_page_that_is_shown(a_window, key, modifier, hook):
    a_window.show()
    a_window.open_sandbox()
    page(a_window).button.setFocus()
    a_window.press(key, modifier)
    assert page(a_window).calls == [{}, hook]


def test_a_slash_in_a_field_is_a_letter(a_window):
    a_window.show()
    a_window.open_sandbox()
    field = page(a_window).field
    field.setFocus()
    a_window.press(Qt.Key.Key_Slash)
    assert field.text() == "/"
    assert page(a_window).calls == [{}]


def test_save_is_a_command_of_the_form_alone(a_window):
    a_window.show()
    a_window.open_sandbox()
    a_window.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert a_window.window.bench.current_name == "listener_form"
    a_window.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page(a_window).calls == [{}, "save"]
    actions(a_window).back.trigger()
    assert a_window.window.bench.current_name == "listeners"
    assert not actions(a_window).save.isEnabled()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Qt.Key.Key_2, "deliveries"),
        (Qt.Key.Key_3, "health"),
        (Qt.Key.Key_4, "credentials"),
        (Qt.Key.Key_5, "changes"),
        (Qt.Key.Key_6, "sandbox_records"),
        (Qt.Key.Key_7, "receiver"),
        (Qt.Key.Key_8, "mailbox"),
    ],
)
def test_alt_and_a_figure_goes_to_a_page(a_window, key, name):
    a_window.show()
    a_window.open_sandbox()
    a_window.press(key, Qt.KeyboardModifier.AltModifier)
    assert a_window.window.bench.current_name == name
    a_window.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert a_window.window.bench.current_name == "listeners"


def test_production_has_no_sandbox_records_behind_a_key_either(a_window):
    a_window.platform.me_ = a_me(environment=Environment.PRODUCTION)
    a_window.show()
    a_window.click("connect_to_platform")
    for name, text in (("base_url", "https://p.example"), ("secret", "pst_1")):
        a_window.type_into(name, text)
    a_window.click("add_connection")
    a_window.settle()
    a_window.press(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    assert a_window.window.bench.current_name == "listeners"
    assert "sandbox_records" not in a_window.pages


def test_F6_goes_between_sidebar_and_page(a_window):
    a_window.show()
    a_window.open_sandbox()
    bench = a_window.window.bench
    bench.page.button.setFocus()
    a_window.press(Qt.Key.Key_F6)
    a_window.qtbot.waitUntil(lambda: bench.sidebar.isAncestorOf(QApplication.focusWidget()))
    a_window.press(Qt.Key.Key_F6)
    a_window.qtbot.waitUntil(lambda: bench.page.isAncestorOf(QApplication.focusWidget()))
    a_window.press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    a_window.qtbot.waitUntil(lambda: bench.sidebar.isAncestorOf(QApplication.focusWidget()))


def test_F6_passes_what_cannot_be_used(a_window):
    a_window.show()
    a_window.open_sandbox()
    bench = a_window.window.bench
    bench.page.field.setEnabled(False)
    bench.sidebar.switcher.setFocus()
    a_window.press(Qt.Key.Key_F6)
    a_window.qtbot.waitUntil(bench.page.button.hasFocus)
    bench.page.button.hide()
    bench.sidebar.switcher.setFocus()
    a_window.press(Qt.Key.Key_F6)
    a_window.qtbot.waitUntil(bench.sidebar.switcher.hasFocus)  # nowhere to go


def test_a_chosen_theme_is_put_on_ticked_and_told(a_window):
    a_window.show()
    chosen = []
    a_window.window.scheme_chosen.connect(chosen.append)
    do = actions(a_window)
    do.theme_dark.trigger()
    assert a_window.theme.scheme == "dark"
    ticked = (do.theme_system, do.theme_light, do.theme_dark)
    assert [one.isChecked() for one in ticked] == [False, False, True]
    a_window.theme.apply("light")  # from elsewhere
    assert [one.isChecked() for one in ticked] == [False, True, False]
    assert chosen == ["dark"]


def test_commands_of_the_world_outside_are_passed_on(a_window):
    a_window.show()
    a_window.open_sandbox()
    with a_window.qtbot.waitSignals([a_window.window.sync_wanted, a_window.window.logs_wanted]):
        actions(a_window).sync_now.trigger()
        actions(a_window).show_logs.trigger()


@pytest.mark.parametrize("way", ["menu", "sync card"])
def test_what_waits_can_be_reached_in_any_width(a_window, way):
    a_window.show()
    a_window.open_sandbox()
    if way == "menu":  # a narrow window has no card
        actions(a_window).pending.trigger()
    else:
        a_window.window.bench.sidebar.review_wanted.emit()
    assert a_window.window.bench.current_name == "pending"


def test_the_sidebar_leads_to_the_preferences_in_any_width(a_window):
    a_window.show()
    a_window.open_sandbox()
    wanted = []
    actions(a_window).preferences.triggered.connect(lambda: wanted.append(True))
    for compact in (False, True):
        a_window.window.bench.sidebar.set_compact(compact)
        a_window.click("open_preferences")
    assert wanted == [True, True]
    assert a_window.find("open_preferences").toolTip() == "Preferences"


def test_commands_that_change_the_sync_are_passed_on(a_window):
    a_window.show()
    a_window.open_sandbox()
    window = a_window.window
    with a_window.qtbot.waitSignals([window.undo_wanted, window.sync_cancelled]):
        actions(a_window).undo.trigger()
        window.bench.sidebar.cancel_wanted.emit()


def test_about_is_passed_on(a_window):
    a_window.show()
    with a_window.qtbot.waitSignal(a_window.window.about_wanted):
        actions(a_window).about.trigger()


def test_the_commands_let_go_of_a_workbench_that_is_gone(a_window):
    a_window.show()
    a_window.open_sandbox()
    first = a_window.window.bench
    with a_window.qtbot.waitSignal(first.destroyed):
        actions(a_window).close_connection.trigger()
    (commands,) = a_window.window.findChildren(Commands)
    commands._ask_page("refresh")
    a_window.settle()
    a_window.open_sandbox()
    actions(a_window).refresh.trigger()
    assert page(a_window).calls == [{}, "refresh"]


# --- foreign text --------------------------------------------------


def named(a_window, name):
    """The window with a connection of that name open."""
    a_window.store.put(a_connection(id="con_1", name=name, is_sandbox=True, base_url=""))
    a_window.session.open("con_1")
    a_window.settle()


def test_T35_a_connections_name_is_plain_everywhere(a_window):
    a_window.show()
    for payload in (*UI_PAYLOADS, "Draft [*] of Northwind"):
        a_window.platform.me_ = a_me(user_name=payload)
        named(a_window, payload)
        window = a_window.window
        everything = window.findChildren(QLabel)
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in everything)
        assert window.windowTitle().replace("[*][*]", "[*]") == f"{payload} - {DISPLAY_NAME}"
        assert not window.isWindowModified()
        assert f"{payload}, Administrator" in labels(a_window.find("status_bar"))
        switcher = window.findChild(QPushButton, "connection_switcher")
        assert f"Connection: {payload}, " in switcher.accessibleName()
        for tip in [widget.toolTip() for widget in everything if widget.toolTip()]:
            assert "<" not in tip or tip.startswith("<qt>")
        window.announce(payload)
        assert a_window.find("status_message").text() == payload


def test_T35_a_failure_with_foreign_words_is_plain_on_welcome(a_window):
    a_window.show()
    for payload in UI_PAYLOADS:
        a_window.sandbox.error = PlatformStartError("no", detail=payload)
        a_window.click("start_sandbox")
        a_window.settle()
        shown = a_window.find("welcome_error").findChildren(QLabel)
        begun = f"{payload[:1].upper()}{payload[1:]}"  # as a sentence begins
        assert begun in [label.text() for label in shown]
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown)


def test_T45_a_repaired_local_copy_is_told_of_once_it_is_shown(a_window):
    a_window.repair = StoreRepair("/p/sandbox.db", "is gone", "/p/damaged/sandbox-1")
    a_window.show()
    a_window.open_sandbox()
    a_window.qtbot.waitUntil(lambda: bool(a_window.dialogs.asked))
    ((kind, _title, text, _details),) = a_window.dialogs.asked
    assert kind == "show_error"
    assert "/p/damaged/sandbox-1" in text
    a_window.repair = None
    a_window.session.open(a_window.session.connections[0].id)
    a_window.settle()
    assert len(a_window.dialogs.asked) == 1


# --- what is open, by another name ----------------------------------


def test_another_name_and_colour_are_shown_everywhere_at_once(a_window):
    a_window.show()
    a_window.open_sandbox()
    a_window.session.change(lambda upkeep, control: upkeep.rename(control, "sandbox", "Mine[*]"))
    a_window.session.change(lambda upkeep, control: upkeep.paint(control, "sandbox", Hue.BROWN))
    a_window.settle()
    assert a_window.window.windowTitle() == f"Mine[*][*] - {DISPLAY_NAME}"
    switcher = a_window.find("connection_switcher")
    assert switcher.accessibleName().startswith("Connection: Mine[*], Sandbox")
    tags = a_window.find("status_bar").findChildren(EnvironmentTag)
    (tag,) = [one for one in tags if one.isVisible()]
    strip = a_window.window.findChild(EnvironmentStrip)
    assert {tag._hue, strip._hue, switcher._hue} == {Hue.BROWN}
    assert actions(a_window).connections[0].text() == "Mine[*]"


def test_the_window_of_connections_comes_up_once(a_window):
    a_window.show()
    a_window.open_sandbox()
    dialog = open_manage(a_window.window, a_window.session)
    assert open_manage(a_window.window, a_window.session) is dialog
    page(a_window).holds = True  # unsaved work in the open connection
    dialog.findChild(QPushButton, "remove_connection").click()
    a_window.settle()
    assert page(a_window).kept
    dialog.close()


@pytest.mark.parametrize(
    ("permissions", "said"),
    [
        (a_me().permissions, "Administrator"),
        (frozenset({"listeners:read", "deliveries:read", "audit:read"}), "Read only"),
        (frozenset(), "Member"),
        (frozenset({"listeners:read", "listeners:write"}), ""),
    ],
)
def test_the_status_bar_says_who_one_is_and_as_what(a_window, permissions, said):
    a_window.platform.me_ = a_me(permissions=permissions)
    a_window.show()
    a_window.open_sandbox()
    expected = ", ".join(part for part in (a_me().user_name, said) if part)
    assert expected in labels(a_window.find("status_bar"))


def test_what_one_was_is_not_said_of_an_account_that_is_refused(a_window):
    a_window.show()
    a_window.open_sandbox()
    refused = SyncOverview(online=True, fault=PermissionMissing("no", status=403))
    a_window.events.sync_changed.emit(refused)
    assert a_me().user_name in labels(a_window.find("status_bar"))
    a_window.events.sync_changed.emit(SyncOverview(online=True))
    assert f"{a_me().user_name}, Administrator" in labels(a_window.find("status_bar"))


def test_no_hidden_connection_is_told_to_a_screen_reader(a_window):
    with_two_connections(a_window)
    switch = actions(a_window)._switch
    shown = QAccessible.queryAccessibleInterface(switch)
    names = [shown.child(at).text(QAccessible.Text.Name) for at in range(shown.childCount())]
    assert len(names) == 2
    assert all(names)


def test_the_keys_of_a_command_that_is_refused_say_why(a_window, heard):
    a_window.show()
    a_window.open_sandbox()
    page(a_window).button.setFocus()
    a_window.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert a_window.find("status_message").text() == "Not on this page"
    assert heard.said[-1] == ("Not on this page", True)
    a_window.press(Qt.Key.Key_F5)
    assert page(a_window).calls == [{}, "refresh"]
    assert len(heard.said) == 1, "what can be used is done, and not talked about"


def test_who_may_only_look_is_offered_no_new_listener_by_any_way(a_window):
    a_window.platform.me_ = a_me(permissions=frozenset({"listeners:read"}))
    a_window.show()
    a_window.click("connect_to_platform")
    for name, text in (("base_url", "https://p.example"), ("secret", "pst_1")):
        a_window.type_into(name, text)
    a_window.click("add_connection")
    a_window.settle()
    assert not actions(a_window).new_listener.isEnabled()
    a_window.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert a_window.window.bench.current_name == "listeners"
    said = "Your account may look at listeners only."
    assert a_window.find("status_message").text() == said
