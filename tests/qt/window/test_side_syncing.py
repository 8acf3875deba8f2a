"""Connections that are not open are kept in step while the app runs, each for itself."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QMenu

from app.domain.announce import Changed
from app.domain.control import JobControl
from app.domain.errors import Busy, NetworkError, NotAuthorised, NotSignedIn
from app.domain.workspace import ConnectionNews, SideState, SyncOverview
from app.runtime.events import AppEvents
from app.ui.session import Session
from app.ui.sidebar import Sidebar
from app.ui.syncing import Syncing
from app.ui.text import standings, times
from tests.support.builders import NOW, settings
from tests.support.two_platforms import Several

CONTROL = JobControl()


class Stage:
    def __init__(self, qtbot, runner, names="ab", open_at_start=("a",)):
        self.qtbot = qtbot
        self.events = AppEvents()
        self.several = Several(names, announce=self.events.announce, open_at_start=open_at_start)
        self.session = Session(lambda _control: self.several.service, runner)
        self.syncing = Syncing(self.session, runner, self.events)
        self.sides = self.syncing.sides
        self.session.opened.connect(lambda _workspace: self.syncing.begin())  # as if painted

    def start(self):
        self.session.start()
        return self

    def open(self, name):
        self.session.open(f"con_{name}")
        self.qtbot.waitUntil(
            lambda: (
                self.session.workspace is not None
                and self.session.workspace.connection.id == f"con_{name}"
            )
        )

    def until(self, name, says):
        def it_does():
            return says(self.session.side_states.get(f"con_{name}"))

        self.qtbot.waitUntil(it_does)

    def until_synced(self, name):
        self.until(name, lambda state: state is not None and state.error is None)

    def until_failed(self, name, kind):
        self.until(name, lambda state: state is not None and isinstance(state.error, kind))

    def until_due_after(self, name, wait_s):
        """A round says how it went before its schedule has heard that it ended."""
        self.until_schedule_waits(self.sides.schedule_of(f"con_{name}"), wait_s)

    def until_schedule_waits(self, schedule, wait_s):
        self.qtbot.waitUntil(lambda: schedule.next_s is not None and schedule.next_s > wait_s)

    def end(self):
        self.syncing.end()
        if self.session.workspace is not None:
            self.session.workspace.close()


@pytest.fixture
def make_stage(qtbot, runner):
    stages = []

    def make(*args, **named):
        stages.append(Stage(qtbot, runner, *args, **named))
        return stages[-1]

    yield make
    for stage in stages:
        stage.end()


@pytest.fixture
def stage(make_stage):
    return make_stage()


def side_threads():
    return [one.name for one in threading.enumerate() if one.name.startswith("side")]


def test_one_connection_costs_nothing(make_stage, qtbot):
    stage = make_stage("a").start()
    qtbot.waitUntil(lambda: "changes" in stage.several.platforms["a"].calls)
    qtbot.waitUntil(lambda: not stage.syncing.schedule.is_running)
    assert stage.sides.followed == frozenset()
    assert not side_threads()


def test_the_others_begin_once_the_open_one_has_had_its_turn(stage, gate, qtbot):
    stage.several.platforms["a"].before["changes"] = gate
    stage.start()
    qtbot.waitUntil(gate.entered.is_set)
    assert stage.several.platforms["b"].calls == []
    gate.opened.set()
    stage.until_synced("b")
    assert stage.sides.followed == {"con_b"}
    assert stage.several.platforms["b"].calls.count("changes") == 1


def test_F27_what_a_command_adds_is_kept_in_step_and_what_it_removes_is_let_go_of(stage):
    stage.start()
    stage.until_synced("b")
    added = next(one for one in stage.several.service.connections() if one.id == "con_b")
    stage.session.take(ConnectionNews(gone=frozenset({"con_b"})))
    stage.qtbot.waitUntil(lambda: stage.several.copies["b"].closed)
    assert stage.sides.followed == frozenset()
    stage.session.take(ConnectionNews((added,)))
    stage.until_synced("b")


def test_where_nothing_is_opened_all_of_them_are_kept_in_step(make_stage):
    stage = make_stage(open_at_start=()).start()
    stage.until_synced("a")
    stage.until_synced("b")


def test_T19_one_that_does_not_answer_holds_up_no_other(make_stage, gate):
    stage = make_stage("abc")
    stage.several.platforms["b"].before["changes"] = gate
    stage.start()
    stage.until_synced("c")
    assert "con_b" not in stage.session.side_states
    stage.open("c")  # nor the window
    stage.until_synced("a")
    gate.opened.set()
    stage.until_synced("b")


def test_what_waits_goes_out_after_another_is_opened(stage):
    stage.start()
    stage.until_synced("b")
    stage.syncing.schedule.stop()
    row = stage.session.workspace.listeners.create(CONTROL, settings())
    stage.open("b")
    stage.until_synced("a")
    assert row.id in stage.several.platforms["a"].there
    assert stage.sides.followed == {"con_a"}
    assert "con_b" not in stage.session.side_states


def test_F27_what_a_command_leaves_goes_out_at_once(stage, qtbot):
    stage.start()
    stage.until_synced("b")
    qtbot.waitUntil(lambda: not stage.sides.schedule_of("con_b").is_running)
    platform = stage.several.platforms["b"]
    platform.calls.clear()
    stage.events.announce(Changed.SIDE_WAITING, "con_a")  # it is the open one by now
    stage.events.announce(Changed.SIDE_WAITING, "con_b")
    qtbot.waitUntil(lambda: "changes" in platform.calls)


def test_the_one_that_is_opened_is_let_go_of(stage):
    stage.start()
    stage.until_synced("b")
    side = stage.several.service.sides._sides["con_b"]
    stage.open("b")
    assert side.store.closed
    assert side.api is None


def test_each_fails_and_waits_for_itself(make_stage):
    stage = make_stage("abc")
    busy = Busy("later", status=503, retry_after_s=3600.0)
    stage.several.platforms["b"].fail("me", busy)
    stage.several.platforms["c"].fail("me", NetworkError("gone"))
    stage.start()
    stage.until_failed("b", Busy)
    stage.until_failed("c", NetworkError)
    stage.until_due_after("b", 3500)
    stage.until_due_after("c", 0)
    assert stage.sides.schedule_of("con_c").next_s < 7
    stage.until_schedule_waits(stage.syncing.schedule, 50)


def test_F37_a_refused_token_is_asked_for_when_that_one_is_opened(stage, qtbot):
    stage.several.platforms["b"].fail("me", NotAuthorised("no", status=401))
    asked = []
    stage.syncing.sign_in_wanted.connect(lambda: asked.append(True))
    stage.start()
    stage.until_failed("b", NotAuthorised)
    stage.qtbot.waitUntil(lambda: stage.sides.schedule_of("con_b").needs_person)
    assert not asked
    stage.several.platforms["b"].fail("me", NotAuthorised("no", status=401))
    stage.session.open("con_b")
    with qtbot.waitSignal(stage.session.failed):
        pass
    stage.until_synced("b")  # asked once more, because a person tried


def test_another_secret_begins_anew(stage):
    stage.several.platforms["b"].fail("me", NotAuthorised("no", status=401))
    stage.start()
    stage.until_failed("b", NotAuthorised)
    stage.sides.again("con_b")
    stage.until_synced("b")


def test_the_end_closes_what_is_open_of_them(stage):
    stage.start()
    stage.until_synced("b")
    stage.end()
    assert stage.several.copies["b"].closed
    stage.qtbot.waitUntil(lambda: not side_threads())  # each ends after its last job


def test_how_often_follows_the_preference(stage):
    stage.start()
    stage.until_synced("b")
    stage.syncing.set_interval(600.0)
    stage.sides.again("con_b")
    stage.until_synced("b")
    stage.until_due_after("b", 500)


# -- what is shown --------------------------------------------------------------------------


def a_state(error=None, **overview):
    return SideState("con_b", SyncOverview(**overview), error)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, ""),
        (a_state(), ""),
        (a_state(synced_at=NOW), f"Synced {times.minute(NOW)}"),
        (a_state(synced_at=NOW, waiting=3), "3 waiting"),
        (a_state(waiting=1, conflicts=2, refused=1), "1 waiting, 2 in conflict, 1 refused"),
        (a_state(NetworkError("no"), waiting=2, synced_at=NOW), "Offline, 2 waiting"),
        (a_state(NotAuthorised("no", status=401)), "Not signed in"),
        (a_state(NotSignedIn("no", reason="missing"), waiting=1), "Not signed in, 1 waiting"),
    ],
)
def test_a_few_words_say_how_one_stands(qapp, state, words):
    assert standings.of(state) == words


def test_the_switchers_menu_says_it(qtbot, light):
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    first, second = Several().store.connections()
    sidebar.show_connection(first, [first, second])
    sidebar.states = {"con_b": a_state(waiting=2)}
    sidebar._open_menu()
    menu = sidebar.findChild(QMenu)
    texts = [action.text() for action in menu.actions()]
    menu.close()
    assert texts[:2] == ["a · Production", "b · Production · 2 waiting"]
