"""The list of the last time is on the screen first, and the rest of the window comes to it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QRect, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.adapters.connections_file import JsonConnectionStore
from app.adapters.local_store import SqliteLocalStore
from app.adapters.paths import profile_paths
from app.adapters.settings import SettingsStore
from app.bootstrap import build_app
from app.domain.window_memory import ListMemory
from app.domain.workspace import Connection, Environment
from app.first_look import FirstLook
from app.start import begin
from app.ui.first_list import FirstList
from app.ui.pages.listeners.rows import ListenerRow
from app.ui.tables import TableView
from app.ui.translations import install_translations
from app.ui.widgets import ComboBox
from app.window import run_until_closed
from tests.support.many_listeners import BigPlatform, fill_local_copy, many_listeners
from tests.support.patient_qtbot import qtbot

__all__ = ["qtbot"]

LISTENERS = 40
PATIENCE_S = 100  # how fast the machine is proves nothing
NOWHERE = "https://platform.invalid"


class AStart:
    """A start of the app on a profile, up to the moment that a test looks at."""

    def __init__(self, qapp, profile) -> None:
        self.start = begin(qapp, profile=profile)
        self.look = FirstLook(self.start, patience_s=PATIENCE_S)
        self.window = self.start.window
        self.painted = []
        self.window.painted.connect(lambda: self.painted.append(True))
        self.tables = []
        self.look.made.connect(self.tables.append)
        self.app = None

    @property
    def table(self):
        """The list that was shown first."""
        [table] = self.tables
        return table

    def go_on(self, qtbot):
        """All else, until the window is whole."""
        self.app = build_app(self.start.qt, start=self.start, look=self.look)
        self.app.schedule.start = lambda _job: None  # there is nobody to sync with
        self.window.show()
        self.app.session.start()
        if not self.look.until_whole(self.window):
            return
        qtbot.waitUntil(lambda: bool(self.painted) and not self.app.runner.is_busy)

    def close(self) -> None:
        self.window.hide()
        if self.app is not None:
            self.app.close()
        else:
            self.start.runner.shutdown(timeout_s=30.0)
            self.look.close()
            self.start.early_log.hand_over()
        self.window.deleteLater()

    @property
    def place(self) -> QRect:
        return QRect(self.table.mapTo(self.window, QPoint()), self.table.size())

    @property
    def covers(self) -> list[FirstList]:
        return [one for one in self.window.findChildren(FirstList) if one.isVisible()]


@pytest.fixture
def profile(tmp_path):
    """One whose connection was open before, with listeners in its copy."""
    profile = tmp_path / "profile"
    paths = profile_paths(profile)
    connection = Connection("kept", "Kept", NOWHERE, Environment.SANDBOX)
    JsonConnectionStore(paths.connections_file).put(connection)
    fill_local_copy(paths.local_db("kept"), BigPlatform(many_listeners(LISTENERS)))
    return profile


@pytest.fixture
def begun(qapp, qtbot, profile, monkeypatch):
    """Makes starts, and ends each."""
    install_translations(qapp)
    # The screen that there is here has no room for a panel beside the list.
    monkeypatch.setattr("app.ui.window_state.place_on", lambda wanted, _screens: wanted)
    made = []

    def begun(*, was_open=True, leave=lambda _page: None):
        if was_open:
            first = begun(was_open=False)
            assert first.look.take()
            first.go_on(qtbot)
            leave(first.window.bench.page)
            qtbot.waitUntil(lambda: not first.app.runner.is_busy)
            first.window.close()
            made.remove(first)
            first.close()
        made.append(AStart(qapp, profile))
        return made[-1]

    yield begun
    for one in made:
        one.close()


def click_choice(page, name, value):
    """As a person chooses a line of a box."""
    box = page.findChild(ComboBox, name)
    box.set_value(value)
    box.chosen.emit(value)


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_the_first_start_of_a_connection_has_no_first_look(begun, qtbot):
    one = begun(was_open=False)
    assert one.look.take()
    assert not one.window.isVisible()
    assert one.tables == []
    one.go_on(qtbot)
    assert one.window.topic == "listeners"
    one.app.close()
    one.app, place = None, SettingsStore(one.start.paths.settings_file).load().window.list_place
    assert place.like
    assert min(place.left, place.top, place.bottom) > 0


def test_what_is_painted_first_is_the_list_in_its_place_and_nothing_of_it_moves(begun, qtbot):
    one = begun()
    assert one.look.take()
    assert one.window.isVisible()
    assert one.covers
    assert one.table.isVisible()
    assert one.table.model().rowCount() == LISTENERS
    first, place, rows = picture(one.window), one.place, [row.id for row in one.table.model()]
    one.go_on(qtbot)
    assert one.covers == []
    page = one.window.bench.page
    assert page.isAncestorOf(one.table), "it is the page's own list now"
    assert one.place == place
    assert picture(one.window).copy(place) == first.copy(place)
    assert picture(one.window) != first, "and there is more around it"
    assert [row.id for row in one.table.model()] == rows
    assert {type(row) for row in one.table.model()} == {ListenerRow}
    qtbot.waitUntil(one.table.hasFocus)
    qtbot.keyClick(one.table, "a")  # no search of the view's own
    one.table.selectRow(2)
    qtbot.waitUntil(lambda: page.context() is not None)


def sort(page):
    page.first_part.sort_by(1, is_descending=True)


def narrow(page):
    click_choice(page, "entity_filter", "claims")


def select(page):
    page.first_part.select_keys([page.first_part.model().row(7).id])


@pytest.mark.parametrize(
    "steps", [[sort], [narrow], [select], [sort, narrow, select]], ids=["s", "n", "r", "all"]
)
def test_it_is_sorted_filtered_and_selected_as_it_was_left(begun, qtbot, steps):
    left = []

    def leave(page):
        for step in steps:
            step(page)
        table = page.first_part
        left.append((table.selected_keys, [row.id for row in table.model()]))

    one = begun(leave=leave)
    assert one.look.take()
    assert one.window.isVisible(), "it did not have to stand aside"
    first, place = picture(one.window), one.place
    assert [(one.table.selected_keys, [row.id for row in one.table.model()])] == left
    one.go_on(qtbot)
    qtbot.waitUntil(lambda: one.place == place)
    page = one.window.bench.page
    assert page.first_part is one.table
    assert picture(one.window).copy(place) == first.copy(place)
    assert [(one.table.selected_keys, [row.id for row in one.table.model()])] == left
    assert page.is_narrowed == (narrow in steps)
    assert (page.context() is not None) == (select in steps)
    assert (place.right() < one.window.rect().right()) == (select in steps), "beside the panel"


@pytest.mark.parametrize(
    ("kept", "is_seen"),
    [
        (ListMemory(filters={"entity": "gone"}), True),  # all is shown, by both
        (ListMemory(filters={"channel": "chn_gone", "function": "gone", "x": "y"}), True),
        (ListMemory(filters={"status": "stopped"}), False),  # there is none
        (ListMemory(selected_id="lst_gone"), False),
        (ListMemory(sorted_by=99, is_descending=True), True),
    ],
)
def test_what_is_gone_by_now_is_in_nobody_s_way(begun, qtbot, kept, is_seen):
    one = begun()
    window = replace(one.start.kept.settings.window, lists={"kept": {"listeners": kept}})
    place = replace(window.list_place, has_panel=bool(kept.selected_id))
    window = replace(window, list_place=place)
    settings = replace(one.start.kept.settings, window=window)
    one.start = one.look._start = replace(
        one.start, kept=replace(one.start.kept, settings=settings)
    )
    assert one.look.take()
    assert one.window.isVisible() == is_seen
    one.go_on(qtbot)
    page, is_empty = one.window.bench.page, "status" in kept.filters
    assert page.is_narrowed == is_empty
    shown = 0 if is_empty else LISTENERS
    assert page.findChild(TableView, "listener_table").model().rowCount() == shown


def test_another_connection_does_not_come_up_as_this_one_was_left(begun, qtbot):
    one = begun(leave=narrow)
    other = Connection("other", "Other", NOWHERE, Environment.SANDBOX)
    store = JsonConnectionStore(one.start.paths.connections_file)
    fill_local_copy(one.start.paths.local_db("other"), BigPlatform(many_listeners(LISTENERS)))
    store.drop("kept")
    store.put(other)
    assert one.look.take()
    one.go_on(qtbot)
    assert not one.window.bench.page.is_narrowed
    assert one.window.bench.page.first_part.model().rowCount() == LISTENERS
    qtbot.waitUntil(lambda: not one.app.runner.is_busy)
    kept = SettingsStore(one.start.paths.settings_file).load().window.lists
    assert "kept" not in kept, "it is gone, and what was known of it"


def test_the_copy_is_opened_once(begun, qtbot, monkeypatch):
    opened = []
    open_ = SqliteLocalStore.__init__

    def watched(self, path, **how):
        opened.append(path.name)
        open_(self, path, **how)

    one = begun()
    monkeypatch.setattr(SqliteLocalStore, "__init__", watched)
    assert one.look.take()
    one.go_on(qtbot)
    assert opened == ["kept.db"]
    assert one.app.session.workspace.connection.id == "kept"


def test_a_connection_that_is_gone_meanwhile_is_not_shown(begun, qtbot):
    one = begun()
    assert one.look.take()
    JsonConnectionStore(one.start.paths.connections_file).drop("kept")
    one.go_on(qtbot)
    assert one.covers == []
    assert one.window.topic == "welcome"


def test_another_connection_has_a_list_of_its_own(begun, qtbot):
    one = begun()
    assert one.look.take()
    other = Connection("other", "Other", NOWHERE, Environment.SANDBOX)
    store = JsonConnectionStore(one.start.paths.connections_file)
    fill_local_copy(one.start.paths.local_db("other"), BigPlatform(many_listeners(2)))
    store.drop("kept")
    store.put(other)
    one.go_on(qtbot)
    assert one.covers == []
    assert one.window.bench.connection_id == "other"
    assert one.window.bench.page.first_part.model().rowCount() == 2


def test_a_copy_that_cannot_be_read_is_repaired_as_ever(begun, qtbot, monkeypatch):
    one = begun()
    shown = []
    monkeypatch.setattr("app.ui.dialogs.QtDialogs.show_error", lambda *said: shown.append(said))
    with closing(sqlite3.connect(one.start.paths.local_db("kept"))) as copy, copy:
        copy.execute("UPDATE listeners SET hours = '{' WHERE id = (SELECT min(id) FROM listeners)")
    assert one.look.take()
    assert not one.window.isVisible(), "there is nothing to be seen first"
    one.go_on(qtbot)
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert one.window.bench.page.first_part.model().rowCount() == LISTENERS - 1


def test_a_window_that_is_closed_at_once_ends_the_app(begun):
    one = begun()
    one.look.made.connect(lambda _table: QTimer.singleShot(0, one.window, one.window.close))
    assert not one.look.take()
    assert not one.window.isVisible()


def test_a_window_that_is_closed_before_it_is_whole_ends_the_app(begun, qapp):
    one = begun()
    assert one.look.take()
    assert one.window.isVisible()
    one.app = build_app(qapp, start=one.start, look=one.look)
    one.app.session.start()
    QTimer.singleShot(0, one.window, one.window.close)
    assert run_until_closed(qapp, one.app, one.look) == 0
    one.app = None  # it has been closed


def test_what_a_person_does_meanwhile_is_left_in_the_queue(begun, qtbot, monkeypatch):
    asked = []
    run = QEventLoop.exec
    monkeypatch.setattr(QEventLoop, "exec", lambda loop, *how: asked.append(how) or run(loop, *how))
    one = begun()
    del asked[:]
    assert one.look.take()
    one.go_on(qtbot)
    assert asked[:2] == [(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents,)] * 2
