"""What is said unasked: once, all together, plain, and only where it is wanted."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QSystemTrayIcon, QWidget

from app.domain.listener import Health, HealthState, Status
from app.domain.preferences import Preferences
from app.domain.trouble import Trouble
from app.domain.window_memory import WindowMemory
from app.ui.aids import Aids
from app.ui.notices import notifier as notifier_module
from app.ui.notices import words
from app.ui.preferences.preferring import Preferring
from app.ui.window_state import WindowState
from tests.support import builders
from tests.support.builders import NOW, a_listener, local
from tests.support.payloads import UI_PAYLOADS

WELL = Health(state=HealthState.HEALTHY)
FAILING = Health(state=HealthState.FAILING, failing_since=NOW - timedelta(hours=2))


def row(number, health=FAILING, *, name=None, status=Status.ACTIVE):
    made = a_listener(
        id=f"lst_{number}",
        settings=builders.settings(name=name or f"Feed {number}"),
        health=health,
        status=status,
    )
    return local(made)


class Stage:
    """The window with its aids over a sandbox of these listeners."""

    def __init__(self, a_window, *rows, refused=False, notices=None):
        self.world = a_window
        self.seconds = 1000.0
        self.preferring = Preferring(Preferences(), a_window.theme, lambda _value: None)
        state = WindowState(a_window.window, a_window.session, WindowMemory(), lambda _value: None)
        self.forward = []
        self.aids = Aids(
            a_window.window,
            a_window.session,
            a_window.runner,
            a_window.events,
            self.preferring,
            state,
            lambda *what: self.forward.append(what),
            notices=notices,
            refused=refused,
        )
        self.aids.notifier._now_s = lambda: self.seconds
        self.aids.notifier._clock = lambda: NOW
        self.told = []
        self.aids.notifier.told.connect(lambda said, ids: self.told.append((said, list(ids))))
        a_window.show()
        a_window.open_sandbox()
        self.put(*rows)

    def put(self, *rows):
        """As a sync brings them; settled when this returns."""
        for one in rows:
            self.world.session.workspace.listeners._store.put_listener(one)
        self.world.events.listeners_changed.emit()
        self.world.settle()
        self.world.qtbot.waitUntil(lambda: self.is_quiet)

    @property
    def is_quiet(self):
        """Nothing is told any more before time passes."""
        later = self.aids.notifier._later
        return not later.isActive() or later.interval() > 0

    @property
    def bar(self):
        return self.world.find("notice_bar")


@pytest.fixture
def stage(a_window):
    def stage(*rows, **how):
        return Stage(a_window, *rows, **how)

    return stage


@pytest.fixture
def tray(monkeypatch):
    """A system with a tray that remembers what it was told."""
    said = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _self: None)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _self, title, text, _icon: said.append((title, text))
    )
    return said


def look_away(stage, over=None):
    other = QWidget() if over is None else QDialog(over)
    stage.world.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    stage.world.qtbot.waitUntil(lambda: not stage.world.window.isActiveWindow())


def test_what_is_so_at_the_start_is_not_told(stage):
    on = stage(row(1, WELL))
    assert on.told == []
    assert not on.bar.isVisible()


def test_all_that_a_sync_brings_is_told_together_and_once(stage):
    on = stage(row(1, WELL), row(2, WELL), row(3, WELL))
    on.put(row(1), row(2), row(3, status=Status.SUSPENDED))
    on.world.events.listeners_changed.emit()
    on.world.settle()
    ((said, ids),) = on.told
    assert said.title == "1 listener stopped by the platform"
    assert said.text == "Feed 3\n2 listeners failing: Feed 1, Feed 2"
    assert sorted(ids) == ["lst_1", "lst_2", "lst_3"]
    assert on.bar.isVisible()
    assert on.bar.title == said.title


def test_a_second_one_waits_until_time_has_passed(stage):
    on = stage(row(1, WELL), row(2, WELL), row(3, WELL), row(4, WELL))
    on.put(row(1))
    on.seconds += 10
    on.put(row(2))
    on.put(row(3))
    on.put(row(3, WELL))  # well again before anything was said
    assert len(on.told) == 1
    assert 49_000 <= on.aids.notifier._later.interval() <= 50_000
    on.aids.notifier._later.stop()
    on.aids.notifier._tell()
    assert on.told[1][1] == ["lst_2"]
    on.seconds += notifier_module.APART_S
    on.put(row(4))
    assert [ids for _said, ids in on.told] == [["lst_1"], ["lst_2"], ["lst_4"]]


def test_what_is_not_wanted_is_not_told(stage):
    on = stage(row(1, WELL), row(2, WELL))
    on.preferring.change(notify_failing=False)
    on.put(row(1))
    assert on.told == []
    on.put(row(2, status=Status.SUSPENDED))
    assert [ids for _said, ids in on.told] == [["lst_2"]]
    on.preferring.change(notify_suspending=False, notify_failing=True)
    on.seconds += 100
    on.put(row(1, status=Status.SUSPENDED))
    assert len(on.told) == 1


def test_another_connection_begins_anew(stage):
    on = stage(row(1, WELL))
    on.put(row(1))
    on.world.window.actions_.close_connection.trigger()
    assert not on.bar.isVisible()
    on.world.settle()
    on.world.events.listeners_changed.emit()
    on.world.settle()
    assert len(on.told) == 1


def test_one_listener_is_shown_and_of_several_their_health(stage):
    on = stage(row(1, WELL), row(2, WELL), row(3, WELL))
    on.put(row(1))
    on.world.click("notice_show")
    assert not on.bar.isVisible()
    assert on.world.window.bench.page.calls[-1] == {"listener_id": "lst_1"}
    on.seconds += 100
    on.put(row(2), row(3))
    on.world.click("notice_show")
    assert on.world.window.bench.current_name == "health"


def test_a_notice_can_be_dismissed(stage):
    on = stage(row(1, WELL))
    on.put(row(1))
    on.world.click("notice_dismiss")
    assert not on.bar.isVisible()


def test_the_system_tells_it_only_while_nobody_looks(stage, tray):
    on = stage(row(1, WELL), row(2, WELL))
    on.put(row(1))
    assert tray == []
    look_away(on)
    on.seconds += 100
    on.put(row(2))
    assert tray == [("1 listener failing", "Feed 2")]
    assert on.bar.isVisible()  # for the one who comes back


def test_who_is_in_a_dialog_of_the_window_looks_at_it(stage, tray):
    on = stage(row(1, WELL))
    look_away(on, over=on.world.window)
    on.put(row(1))
    assert on.bar.isVisible()
    assert tray == []


def test_a_click_on_it_brings_the_window_to_what_it_is_about(stage, tray):
    on = stage(row(1, WELL))
    look_away(on)
    on.put(row(1))
    on.aids._tray._icon.messageClicked.emit()
    assert on.forward == [(on.world.window, "")]
    assert on.world.window.bench.page.calls[-1] == {"listener_id": "lst_1"}
    assert not on.bar.isVisible()


def test_the_icon_goes_when_somebody_looks(stage, tray, monkeypatch):
    hidden = []
    monkeypatch.setattr(QSystemTrayIcon, "hide", lambda _self: hidden.append(True))
    on = stage(row(1, WELL))
    look_away(on)
    on.put(row(1))
    QApplication.sendEvent(on.world.window, QEvent(QEvent.Type.WindowActivate))
    assert hidden == [True]


def test_where_there_is_no_tray_the_window_says_it_alone(stage, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    on = stage(row(1, WELL))
    look_away(on)
    on.put(row(1))
    assert on.bar.isVisible()
    assert on.aids._tray._icon is None


class ScriptedNotices:
    """Satisfies `SystemNotices`."""

    def __init__(self, *, works=True):
        self.works, self.said, self.withdrawn, self.click = works, [], 0, None

    def hear(self, clicked):
        self.click = clicked

    def say(self, title, text, show):
        self.said.append((title, text, show))
        return self.works

    def withdraw(self):
        self.withdrawn += 1


def test_a_desktop_without_a_tray_is_told_and_its_click_leads_there(stage, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    notices = ScriptedNotices()
    on = stage(row(1, WELL), notices=notices)
    look_away(on)
    on.put(row(1))
    on.world.settle()
    assert notices.said == [("1 listener failing", "Feed 1", "Show")]
    clicking = threading.Thread(target=notices.click, args=("a-token",))  # as the bus does
    clicking.start()
    clicking.join()
    on.world.qtbot.waitUntil(lambda: bool(on.forward))
    assert on.forward == [(on.world.window, "a-token")]
    assert on.world.window.bench.page.calls[-1] == {"listener_id": "lst_1"}
    on.world.settle()
    assert notices.withdrawn == 1


def test_what_the_desktop_says_the_tray_does_not_say_again(stage, tray):
    on = stage(row(1, WELL), notices=ScriptedNotices())
    look_away(on)
    on.put(row(1))
    on.world.settle()
    assert tray == []
    assert on.aids._tray._icon is not None  # it stays until somebody looks


def test_where_the_desktop_shows_none_the_tray_does(stage, tray):
    on = stage(row(1, WELL), notices=ScriptedNotices(works=False))
    look_away(on)
    on.put(row(1))
    on.world.settle()
    assert tray == [("1 listener failing", "Feed 1")]


def test_what_was_seen_meanwhile_is_withdrawn_once(stage, tray):
    notices = ScriptedNotices()
    on = stage(row(1, WELL), notices=notices)
    look_away(on)
    on.put(row(1))
    for _again in range(3):
        QApplication.sendEvent(on.world.window, QEvent(QEvent.Type.WindowActivate))
    on.world.settle()
    assert notices.withdrawn == 1


def test_preferences_that_could_not_be_read_are_said_at_the_start(stage):
    on = stage(refused=True)
    assert on.bar.isVisible()
    assert on.bar.title == "Some preferences could not be read"
    on.world.click("notice_show")
    dialog = next(
        one for one in QApplication.topLevelWidgets() if one.objectName() == "preferences"
    )
    assert dialog.isVisible()
    with on.world.qtbot.waitSignal(dialog.destroyed):
        dialog.close()


# --- the words -------------------------------------------------------------------


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_a_desktop_is_given_nothing_that_could_be_markup(payload):
    said = words.of({Trouble.FAILING: [row(1, name=payload)]})
    assert not set("<>&") & set(said.title + said.text)
    assert said.text.isprintable()


def test_many_are_counted_and_long_names_cut():
    rows = [row(n, name="x" * 200) for n in range(10_000)]
    said = words.of({Trouble.SUSPENDING: rows})
    assert said.title == "10000 listeners about to be stopped"
    assert said.text.endswith("… and 9997 more")
    assert len(said.text) < 220


def test_no_address_and_no_credential_is_named():
    made = row(1)
    assert "example" not in words.of({Trouble.FAILING: [made]}).text
    unnamed = replace(made, base=replace(made.base, settings=builders.settings(name="")))
    assert words.of({Trouble.FAILING: [unnamed]}).text == "clients, Create"


def test_keys_reach_the_notice(stage):
    on = stage(row(1, WELL))
    on.put(row(1))
    dismiss = on.world.find("notice_dismiss")
    dismiss.setFocus()
    on.world.press(Qt.Key.Key_Return)
    assert not on.bar.isVisible()
