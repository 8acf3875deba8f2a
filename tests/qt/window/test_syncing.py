"""When the app syncs by itself: at the start, on return, after an edit, when the stream tells."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.domain.announce import Changed
from app.domain.control import JobControl
from app.domain.stream import StreamEvent
from app.runtime.events import AppEvents
from app.ui.syncing import Syncing
from tests.support.builders import CAPABILITIES, a_listener, a_me, settings
from tests.support.fakes import FakePlatform, a_workspace
from tests.support.one_session import OneSession


class Stage:
    def __init__(self, qtbot, runner):
        self.qtbot = qtbot
        self.platform = FakePlatform(me_=a_me(capabilities=CAPABILITIES | {"stream"}))
        self.events = AppEvents()
        self.session = OneSession()
        self.syncing = Syncing(self.session, runner, self.events)
        self.workspace = a_workspace(
            platform=self.platform, announce=self.events.announce, sync=False
        )

    def open(self):
        self.session.workspace = self.workspace
        self.session.opened.emit(self.workspace)
        self.syncing.begin()
        self.until_calls(changes=1)
        return self

    def until_calls(self, **counts):
        def reached():
            made = self.platform.calls
            return all(made.count(name) >= count for name, count in counts.items())

        self.qtbot.waitUntil(lambda: reached() and not self.syncing.schedule.is_running)


@pytest.fixture
def stage(qtbot, runner):
    stage = Stage(qtbot, runner)
    yield stage
    stage.syncing.stop()
    stage.workspace.close()


def test_it_begins_with_the_workspace_and_listens(stage):
    stage.open()
    stage.until_calls(stream=1)
    stage.session.workspace = None
    stage.session.closed.emit()
    assert not stage.syncing.stream.is_listening
    assert stage.syncing.schedule.next_s is None


def test_where_there_is_no_stream_nobody_listens(stage):
    stage.platform.me_ = a_me()
    stage.workspace.me = stage.platform.me_
    stage.open()
    assert not stage.syncing.stream.is_listening


def test_nothing_is_asked_before_the_window_has_painted(stage):
    stage.session.workspace = stage.workspace
    stage.session.opened.emit(stage.workspace)
    assert not stage.syncing.schedule.is_running
    assert not stage.syncing.stream.is_listening
    stage.syncing.begin()
    assert stage.syncing.schedule.is_running


def test_a_workspace_that_is_gone_again_is_not_synced(stage):
    stage.session.opened.emit(stage.workspace)  # it was closed before the page was painted
    stage.syncing.begin()
    assert not stage.syncing.schedule.is_running


def test_an_edit_is_sent_at_once(stage):
    stage.open()
    row = stage.workspace.listeners.create(JobControl(), settings())
    stage.until_calls(create_listener=1)
    assert row.id in stage.platform.there


def test_what_the_stream_tells_is_asked_for_at_once(stage):
    stage.platform.streams = [[StreamEvent("heartbeat"), StreamEvent("listener")]]
    stage.platform.before["stream"] = lambda: stage.platform.put(a_listener(id="lst_new"))
    stage.open()
    stage.qtbot.waitUntil(lambda: stage.workspace.listeners.get("lst_new") is not None)


def test_coming_back_to_the_window_syncs(stage):
    stage.open()
    stage.syncing.schedule._synced_s = None  # a while ago
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    stage.until_calls(changes=2)


def test_the_stream_makes_asking_rare(stage, qtbot):
    stage.open()
    stage.events.announce(Changed.STREAM, True)
    qtbot.waitUntil(lambda: stage.syncing.schedule._interval_s == 300)
