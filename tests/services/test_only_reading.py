"""A connection that is to change nothing changes nothing, whatever waits and whoever asks."""

from __future__ import annotations

import inspect
from contextlib import closing

import pytest

from app.domain.control import JobControl
from app.domain.errors import OnlyReads
from app.domain.platform_port import PlatformApi
from app.domain.replay import ReplayWanted
from app.domain.sync_state import SyncState
from app.services.only_reading import CHANGING, only_reading
from tests.support.builders import NOW, a_connect_request, a_listener, settings
from tests.support.fakes import FakeLocalStore, FakePlatform, a_connection_service

CONTROL = JobControl()
# Every other call, so that a new one has to be judged here.
HARMLESS = {
    *("me", "catalog", "entity_schema", "entity_sample", "changes", "change_pages", "listeners"),
    *("stream", "test_listener", "reveal_signing_secret", "credentials", "records", "record"),
    *("deliveries", "delivery", "event", "events", "events_of_record", "audit", "stats", "close"),
    "replay_many",  # only to count
}


class Recorder:
    """Answers every call with its name."""

    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        def call(*_arguments, **named):
            self.calls.append((name, named.get("dry_run")))
            return name

        return call


def calls_of_the_contract():
    found = inspect.getmembers(PlatformApi, inspect.isfunction)
    return {name for name, _function in found if not name.startswith("_")}


def test_every_call_is_judged():
    assert calls_of_the_contract() == CHANGING | HARMLESS
    assert not CHANGING & HARMLESS


@pytest.mark.parametrize("name", sorted(CHANGING))
def test_what_changes_something_is_refused_and_not_sent(name):
    platform = Recorder()
    with pytest.raises(OnlyReads):
        getattr(only_reading(platform), name)(CONTROL, "x", etag="y")
    assert platform.calls == []


@pytest.mark.parametrize("name", sorted(HARMLESS - {"replay_many"}))
def test_the_rest_goes_through(name):
    platform = Recorder()
    assert getattr(only_reading(platform), name)(CONTROL) == name
    assert platform.calls == [(name, None)]


def test_what_would_be_replayed_may_be_counted():
    platform = Recorder()
    api, wanted = only_reading(platform), ReplayWanted(since=NOW, until=NOW)
    assert api.replay_many(CONTROL, "lst_1", wanted, dry_run=True) == "replay_many"
    with pytest.raises(OnlyReads):
        api.replay_many(CONTROL, "lst_1", wanted, dry_run=False)
    assert platform.calls == [("replay_many", True)]


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def service(platform):
    """With one local copy, which outlives the workspaces that are opened on it."""
    store = FakeLocalStore()
    made = a_connection_service(platform=platform, open_local=lambda _id, **_how: store)
    yield made
    made.sides.close()


@pytest.fixture
def left(service, platform):
    """A connection in which a change waits that was made while it still wrote; its id."""
    connection = service.add(CONTROL, a_connect_request())
    platform.put(a_listener(settings=settings(name="there")))
    with closing(service.open(CONTROL, connection.id, offline=True)) as workspace:
        workspace.listeners.create(CONTROL, settings(name="mine"))
    service.upkeep.only_read(CONTROL, connection.id, on=True)
    platform.calls.clear()
    return connection.id


def test_what_waits_is_not_sent_and_not_lost_and_goes_when_it_may(service, platform, left):
    with closing(service.open(CONTROL, left)) as workspace:
        assert workspace.connection.read_only
        report = workspace.sync.sync(CONTROL)
        assert (report.sent, report.waiting, report.pulled) == (0, 1, 1)
        assert workspace.sync.push(CONTROL).sent == 0
        (mine,) = [one for one in workspace.listeners.cached() if one.settings.name == "mine"]
        assert mine.state is SyncState.WAITING
    assert not CHANGING & set(platform.calls)
    assert not service.upkeep.only_read(CONTROL, left, on=False).read_only
    with closing(service.open(CONTROL, left)) as workspace:
        assert workspace.sync.sync(CONTROL).sent == 1


def test_a_connection_that_is_not_open_sends_nothing_either(service, platform, left):
    assert service.sides.run(CONTROL, left).sent == 0
    assert not CHANGING & set(platform.calls)
    service.upkeep.only_read(CONTROL, left, on=False)
    assert service.sides.run(CONTROL, left).sent == 1


def test_no_service_gets_around_it(service, platform, left):
    with closing(service.open(CONTROL, left)) as workspace:
        with pytest.raises(OnlyReads):
            workspace.records.create(CONTROL, "clients", {})
        with pytest.raises(OnlyReads):
            workspace.signing.rotate(CONTROL, "lst_1")
    assert not CHANGING & set(platform.calls)
