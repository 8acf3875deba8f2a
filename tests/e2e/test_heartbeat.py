"""The window answers at any moment: with 10,000 listeners no work holds it up for 100 ms.

Opened, pulled, filtered, sorted, edited and synced through the real window, with a timer
that beats on the GUI thread.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from app.bootstrap import App
from app.domain.sync_state import SyncState
from app.ui.tables import Role
from app.ui.translations import install_translations
from tests.support.driver import Driver
from tests.support.heartbeat import Heartbeat
from tests.support.many_listeners import (
    BigPlatform,
    build_big_app,
    changed,
    fill_local_copy,
    many_listeners,
)

COUNT = 10_000
LIMIT_MS = 100.0
LIMIT_S = 60.0


@pytest.fixture
def platform():
    return BigPlatform(many_listeners(COUNT))


@pytest.fixture
def heart(qapp):
    return Heartbeat()


@dataclass
class Stage:
    """The app's window on a profile of its own, and what its heart said."""

    app: App
    driver: Driver
    heart: Heartbeat
    platform: BigPlatform

    @property
    def rows(self) -> int:
        return self.driver.rows("listener_table")

    def wait(self, what, until):
        self.driver.wait(what, until, timeout_s=LIMIT_S)

    def idle(self):
        self.wait("every job to end", lambda: not self.app.runner.is_busy)

    def open(self):
        self.app.session.start()
        self.driver.click("start_sandbox")
        self.wait("all listeners", lambda: self.rows == COUNT)
        self.idle()


@contextmanager
def a_stage(qapp, profile, platform):
    install_translations(qapp)
    app = build_big_app(qapp, profile, platform)
    app.window.show()
    driver = Driver(app.window)
    driver.settle()
    try:
        yield Stage(app, driver, Heartbeat(), platform)
    finally:
        app.window.hide()
        app.close()


def hold(tmp_path, tell):
    """No gap is too wide, at the best of three times.

    What the app does to itself it does every time; what a busy machine does to it is not
    quite taken off by `Heartbeat`, and is another gap each time.
    """
    best = {}
    for number in range(3):
        profile = tmp_path / str(number)
        profile.mkdir(mode=0o700)
        heart = tell(profile)
        assert heart.beats > 10, "it hardly beat"
        for phase, gap in heart.gaps.items():
            best[phase] = min(gap, best.get(phase, gap), key=lambda one: one.own_ms)
        if all(gap.own_ms <= LIMIT_MS for gap in best.values()):
            return
    late = [gap for gap in best.values() if gap.own_ms > LIMIT_MS]
    assert late == []


def test_a_first_pull_of_ten_thousand_never_holds_up_the_window(qapp, platform, tmp_path):
    def tell(profile):
        with a_stage(qapp, profile, platform) as stage:
            with stage.heart.phase("pull"):
                stage.open()
            return stage.heart

    hold(tmp_path, tell)


def test_ten_thousand_kept_listeners_never_hold_up_the_window(qapp, platform, tmp_path):
    def tell(profile):
        fill_local_copy(profile / "sandbox.db", platform)
        with a_stage(qapp, profile, platform) as stage:
            with stage.heart.phase("open"):
                stage.open()
            filter_by_keys(stage)
            sort_by_every_column(stage)
            edit_one(stage)
            take_news(stage)
            return stage.heart

    hold(tmp_path, tell)


def filter_by_keys(stage):
    driver = stage.driver
    with stage.heart.phase("filter"):
        driver.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        for key in "warehouse 7":
            driver.press(Qt.Key(ord(key.upper())))
            driver.settle()
        stage.wait("fewer rows", lambda: 0 < stage.rows < COUNT)
        driver.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        driver.press(Qt.Key.Key_Delete)
        stage.wait("all rows again", lambda: stage.rows == COUNT)


def sort_by_every_column(stage):
    table = stage.driver.find("listener_table", QAbstractItemView)
    for column in range(table.model().columnCount()):
        with stage.heart.phase(f"sort by column {column}"):
            for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
                table.sortByColumn(column, order)
                stage.driver.settle()


def edit_one(stage):
    """Turned off here, and then there."""
    driver, listeners = stage.driver, stage.app.session.workspace.listeners
    with stage.heart.phase("edit"):
        driver.click_row("listener_table", 0)
        table = driver.find("listener_table", QAbstractItemView)
        one = table.model().index(0, 0).data(Role.KEY)
        before = listeners.get(one).settings.mode
        driver.click("status_switch")
        stage.wait(
            "the change to be sent",
            lambda: (
                listeners.get(one).settings.mode is not before
                and listeners.get(one).state is SyncState.CLEAN
            ),
        )
        stage.idle()


def take_news(stage):
    """A tenth of the listeners was changed by others."""
    news = [changed(one) for one in list(stage.platform.there.values())[::10]]
    for listener in news:
        stage.platform.put(listener)
    listeners = stage.app.session.workspace.listeners
    with stage.heart.phase("sync"):
        stage.app.window.actions_.sync_now.trigger()
        stage.wait("the news", lambda: listeners.get(news[-1].id).base == news[-1])
        stage.idle()


@pytest.mark.parametrize("how", ["busy", "asleep"])
def test_a_stall_is_noticed(heart, qtbot, how):
    with heart.phase("stall"):
        qtbot.wait(20)
        if how == "busy":
            until_s = time.thread_time() + 0.4  # of the processor, whatever else wants it
            while time.thread_time() < until_s:
                pass
        else:
            time.sleep(0.4)
        qtbot.wait(20)
    assert heart.worst.wall_ms > 400
    assert heart.worst.own_ms > 300


def test_three_stalls_in_a_row_are_a_failure_and_one_is_noise(tmp_path, qapp, qtbot):
    stalls = iter((0.4, 0.4, 0.4, 0.4, 0.0))

    def tell(_profile):
        heart = Heartbeat()
        with heart.phase("work"):
            qtbot.wait(300)
            time.sleep(next(stalls))
            qtbot.wait(20)
        return heart

    with pytest.raises(AssertionError):
        hold(tmp_path, tell)
    (tmp_path / "again").mkdir()
    hold(tmp_path / "again", tell)
