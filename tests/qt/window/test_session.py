"""The session: one workspace at a time, and none that nobody closes."""

from __future__ import annotations

import threading
from concurrent.futures import wait

import pytest

from app.domain.errors import (
    NotAuthorised,
    NotFound,
    PlatformResetError,
    PlatformStartError,
    StoreError,
)
from app.domain.workspace import ConnectionNews
from app.ui.session import SANDBOX, Session
from tests.support.builders import a_connect_request, a_connection
from tests.support.fake_platform import FakePlatform
from tests.support.fakes import (
    FakeConnectionStore,
    FakeLocalStore,
    FakeSandbox,
    a_connection_service,
)


class Stage:
    """A session over fakes, and all that it said."""

    def __init__(self, qtbot, runner):
        self.qtbot, self.runner = qtbot, runner
        self.platform = FakePlatform()
        self.store = FakeConnectionStore()
        self.sandbox = FakeSandbox()
        self.opened_stores: list[FakeLocalStore] = []
        self.loads = 0
        self.load_errors: list[Exception] = []
        self.said: list[tuple[str, object]] = []
        self.service = a_connection_service(
            platform=self.platform,
            store=self.store,
            sandbox=self.sandbox,
            open_local=self._open_local,
        )
        self.session = Session(self._load, runner)
        for name in ("loaded", "nothing_to_open", "closed", "connections_changed"):
            signal = getattr(self.session, name)
            signal.connect(lambda name=name: self.said.append((name, None)))
        for name in ("opening", "opened", "failed", "removed_elsewhere"):
            signal = getattr(self.session, name)
            signal.connect(lambda value, name=name: self.said.append((name, value)))

    def _load(self, control):
        control.check()
        self.loads += 1
        if self.load_errors:
            raise self.load_errors.pop()
        return self.service

    def _open_local(self, _connection_id):
        self.opened_stores.append(FakeLocalStore())
        return self.opened_stores[-1]

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.runner.is_busy)

    @property
    def names(self):
        return [name for name, _value in self.said]

    @property
    def open_stores(self):
        return [store for store in self.opened_stores if not store.closed]


@pytest.fixture
def stage(qtbot, runner):
    return Stage(qtbot, runner)


def test_nothing_is_loaded_before_it_starts(stage):
    assert not stage.session.is_loaded
    with pytest.raises(RuntimeError):
        _ = stage.session.service
    assert stage.loads == 0


def test_a_fresh_profile_has_nothing_to_open(stage):
    stage.session.start()
    stage.settle()
    assert stage.names == ["loaded", "nothing_to_open"]
    assert stage.session.service is stage.service


def test_the_connection_of_the_last_time_is_opened(stage):
    stage.store.put(a_connection(id="sandbox", is_sandbox=True, base_url=""))
    stage.session.start()
    stage.settle()
    assert stage.names == ["loaded", "opening", "opened"]
    assert stage.session.workspace is not None
    assert [one.id for one in stage.session.connections] == ["sandbox"]


def test_a_connection_that_is_not_to_be_opened_at_the_start_is_not(stage):
    stage.store.put(a_connection(open_at_start=False))
    stage.session.start()
    stage.settle()
    assert stage.names == ["loaded", "nothing_to_open"]
    assert len(stage.session.connections) == 1


def test_the_sandbox_is_one_call_away(stage):
    stage.session.start()
    stage.settle()
    stage.session.start_sandbox()
    assert stage.said[-1] == ("opening", SANDBOX)
    stage.settle()
    assert stage.names[-1] == "opened"
    assert stage.sandbox.starts == 1


def test_a_failed_opening_leaves_what_was_open(stage):
    stage.session.start()
    stage.settle()
    stage.session.start_sandbox()
    stage.settle()
    before = stage.session.workspace
    stage.session.open("con_unknown")
    stage.settle()
    name, error = stage.said[-1]
    assert name == "failed"
    assert isinstance(error, NotFound)
    assert stage.session.workspace is before
    assert len(stage.open_stores) == 1


def test_opening_another_closes_the_one_before(stage):
    stage.session.start()
    stage.settle()
    stage.session.start_sandbox()
    stage.settle()
    stage.session.add(a_connect_request())
    stage.settle()
    assert stage.names[-2:] == ["closed", "opened"]
    assert [store.closed for store in stage.opened_stores] == [True, False]
    assert len(stage.session.connections) == 2


def test_closing_twice_is_closing_once(stage):
    stage.session.start()
    stage.settle()
    stage.session.start_sandbox()
    stage.settle()
    stage.session.close()
    stage.session.close()
    stage.settle()
    assert stage.names.count("closed") == 1
    assert stage.open_stores == []


def test_a_workspace_that_nobody_waits_for_any_more_is_closed(stage, gate):
    """Cancelled while the worker opens: what it brings is not shown, and not left open."""
    stage.session.start()
    stage.settle()
    stage.platform.before["me"] = gate
    task = stage.session.add(a_connect_request())
    gate.wait_entered()
    task.cancel()
    gate.opened.set()
    stage.session.start_sandbox()
    stage.settle()
    assert stage.names.count("opened") == 1
    stage.qtbot.waitUntil(lambda: len(stage.open_stores) == 1)


def a_workspace_on_its_way(stage, runner):
    """The worker is done, and its answer is not delivered yet: no event loop runs meanwhile."""
    stage.session.start()
    stage.settle()
    task = stage.session.add(a_connect_request())
    wait(list(runner._futures), timeout=30)
    assert len(stage.open_stores) == 1
    return task


def test_a_workspace_that_was_ready_but_not_taken_over_is_closed_by_a_worker(stage, runner):
    a_workspace_on_its_way(stage, runner).cancel()
    stage.settle()
    (store,) = stage.opened_stores
    assert store.closed
    assert store.closed_on is not threading.main_thread(), "the GUI thread waited for a disk"
    assert stage.session.workspace is None


def test_F61_a_workspace_that_is_ready_as_the_app_ends_is_closed_too(stage, runner):
    a_workspace_on_its_way(stage, runner)
    runner.shutdown()
    assert stage.open_stores == []


def test_the_last_of_two_openings_wins(stage, gate):
    stage.session.start()
    stage.settle()
    stage.platform.before["me"] = gate
    stage.session.start_sandbox()
    gate.wait_entered()
    stage.session.add(a_connect_request(name="Second"))
    gate.opened.set()
    stage.settle()
    assert stage.names.count("opened") == 1
    assert stage.session.workspace.connection.name == "Second"
    stage.qtbot.waitUntil(lambda: len(stage.open_stores) == 1)


@pytest.mark.parametrize(
    "error", [PlatformStartError("no"), NotAuthorised("no", status=401), StoreError("no")]
)
def test_a_failure_is_told_once(stage, error):
    stage.session.start()
    stage.settle()
    stage.sandbox.error = error
    stage.session.start_sandbox()
    stage.settle()
    assert [value for name, value in stage.said if name == "failed"] == [error]
    assert stage.session.workspace is None


def test_adding_tells_its_failure_to_the_one_who_added(stage):
    stage.session.start()
    stage.settle()
    stage.platform.fail("me", NotAuthorised("no", status=401))
    heard = []
    stage.session.add(a_connect_request()).failed.connect(heard.append)
    stage.settle()
    assert len(heard) == 1
    assert "failed" not in stage.names


def test_services_that_did_not_load_are_loaded_with_the_next_try(stage):
    stage.load_errors = [StoreError("locked", reason="locked")]
    stage.session.start()
    stage.settle()
    assert stage.names == ["failed"]
    assert not stage.session.is_loaded
    stage.session.start_sandbox()
    stage.settle()
    assert stage.names[-1] == "opened"
    assert stage.session.is_loaded


def test_the_sandbox_is_reset_and_opened_anew(stage):
    stage.session.start_sandbox()
    stage.settle()
    first = stage.session.workspace
    stage.session.reset_sandbox(first.connection.id, with_listeners=True)
    stage.settle()
    assert stage.sandbox.resets == [True]
    assert stage.names[-2:] == ["closed", "opened"]
    assert stage.session.workspace is not first
    assert len(stage.open_stores) == 1


def test_one_that_was_not_reset_stays_open_and_that_is_said(stage):
    stage.session.start_sandbox()
    stage.settle()
    first = stage.session.workspace
    error = stage.sandbox.error = PlatformResetError("no", reason="in_use")
    stage.session.reset_sandbox(first.connection.id, with_listeners=False)
    stage.settle()
    assert stage.said[-1] == ("failed", error)
    assert stage.session.workspace is first


def with_the_sandbox_open(stage):
    stage.session.start_sandbox()
    stage.settle()
    stage.said.clear()
    return stage.session.workspace


def names_of(session):
    return {one.id: one.name for one in session.connections}


def test_F27_what_a_command_does_to_other_connections_is_here_and_disturbs_nothing(stage):
    workspace = with_the_sandbox_open(stage)
    new, other = a_connection(id="con_2", name="new"), a_connection(id="con_3", name="other")
    stage.session.take(ConnectionNews((new, other)))
    assert names_of(stage.session) == {"sandbox": "Practice platform", "con_2": "new"} | {
        "con_3": "other"
    }
    stage.session.take(ConnectionNews((a_connection(id="con_3", name="renamed"),), {"con_2"}))
    assert names_of(stage.session) == {"sandbox": "Practice platform", "con_3": "renamed"}
    assert stage.names == ["connections_changed"] * 2
    assert stage.session.workspace is workspace


def test_F27_the_open_one_is_called_what_a_command_calls_it(stage):
    workspace = with_the_sandbox_open(stage)
    stage.session.take(ConnectionNews((a_connection(id="sandbox", name="renamed"),)))
    assert workspace.connection.name == "renamed"
    assert stage.names == ["connections_changed"]


def test_F27_one_that_is_removed_while_it_is_shown_is_closed_and_that_is_said(stage):
    connection = with_the_sandbox_open(stage).connection
    stage.session.take(ConnectionNews(gone=frozenset({"sandbox"})))
    stage.settle()
    assert stage.said == [
        ("closed", None),
        ("connections_changed", None),
        ("nothing_to_open", None),
        ("removed_elsewhere", connection),
    ]
    assert stage.session.workspace is None
    assert stage.open_stores == []


def test_F27_what_is_told_while_one_is_being_opened_is_kept(stage, gate):
    stage.session.start()
    stage.settle()
    stage.platform.before["me"] = gate
    stage.session.start_sandbox()
    gate.wait_entered()
    stage.session.take(ConnectionNews((a_connection(id="con_2", name="new"),)))
    gate.opened.set()
    stage.settle()
    assert stage.names[-1] == "opened"
    assert names_of(stage.session) == {"con_2": "new", "sandbox": "Practice platform"}
