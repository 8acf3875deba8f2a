"""Killed or failed at the n-th step, for every n there is: one more run, and all is well.

The store is a real SQLite file that outlives its processes; the platform keeps the contract.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from itertools import count

import pytest

from app.adapters.local_store import SqliteLocalStore
from app.domain import local_changes
from app.domain.control import Cancelled, JobControl
from app.domain.errors import StoreError, TimedOut
from app.domain.sync_state import SyncState
from app.services.listeners import ListenerService
from app.services.local_copy import LocalCopy
from app.services.sync import SyncService
from tests.support.builders import CAPABILITIES, NOW, a_listener, a_me, settings
from tests.support.chaos_proxy import ChaosProxy
from tests.support.fakes import FakePlatform
from tests.support.mortal_store import Killed, MortalStore
from tests.support.platform import running_platform

CONTROL = JobControl()
FULL = StoreError("full", reason="disk_full", path="x")


class Computer:
    """One profile; `start` is a new process on it."""

    def __init__(self, path, platform):
        self._path, self._platform = path, platform
        self.start()

    def start(self):
        self.mortal = MortalStore(SqliteLocalStore(self._path))
        self.copy = LocalCopy(self.mortal)
        self.listeners = ListenerService(self.copy, clock=lambda: NOW)
        self.engine = SyncService(self._platform, self.copy)

    def stop(self):
        self.mortal.close()

    def digest(self):
        return {row.id: (row.state, row.settings) for row in self.copy.listeners()}


class Office:
    """A platform with some listeners, and a computer where everything was done to them."""

    def __init__(self, path, *, batch):
        capabilities = CAPABILITIES | ({"batch"} if batch else frozenset())
        self.platform = FakePlatform(me_=a_me(capabilities=capabilities), page_size=2)
        for name in ("edited", "deleted", "merged", "contested", "quiet"):
            self.platform.put(a_listener(id=f"lst_{name}", settings=settings(name=name)))
        self.here = Computer(path, self.platform)
        self.here.engine.sync(CONTROL)
        self.new = self.here.listeners.create(CONTROL, settings(name="new")).id
        for name in ("edited", "merged", "contested"):
            wanted = settings(name=f"{name} here")
            self.here.listeners.edit(CONTROL, f"lst_{name}", wanted)
        self.here.listeners.delete(CONTROL, ["lst_deleted"])
        self.platform.change("lst_merged", signing=False)
        self.platform.change("lst_contested", name="contested there")
        self.platform.put(a_listener(id="lst_fresh", settings=settings(name="fresh")))

    def sync(self):
        self.here.engine.sync(CONTROL)

    def judge(self):
        """Everything is where it belongs, and was done once."""
        there = {one.id: one for one in self.platform.there.values()}
        assert "lst_deleted" not in there
        assert {one: there[one].settings.name for one in there} == {
            self.new: "new",
            "lst_edited": "edited here",
            "lst_merged": "merged here",
            "lst_contested": "contested there",
            "lst_quiet": "quiet",
            "lst_fresh": "fresh",
        }
        versions = {one: there[one].version for one in there}
        assert versions[self.new] == 1
        assert (versions["lst_edited"], versions["lst_merged"]) == (2, 3)
        digest = self.here.digest()
        assert digest.keys() == there.keys()
        states = {one: state for one, (state, _settings) in digest.items()}
        assert states.pop("lst_contested") is SyncState.CONFLICT
        assert set(states.values()) == {SyncState.CLEAN}
        row = self.here.copy.listener("lst_contested")
        assert (row.mine.name, row.theirs.settings.name) == ("contested here", "contested there")


def sweep(tmp_path, fail, *, batch=True, restart=True):
    """Fail at the first step, at the second, and so on, until a run has no such step."""
    for number in count(1):
        office = Office(tmp_path / f"{number}.db", batch=batch)
        left = [number]

        def step(left=left, office=office):
            left[0] -= 1
            if left[0] == 0:
                fail(office)

        yield office, step
        with contextlib.suppress(Killed, StoreError):
            office.sync()
        has_failed = left[0] <= 0
        office.here.mortal.before = office.here.mortal.after = lambda: None
        if restart:
            office.here.stop()
            office.here.start()
        office.platform.watch = lambda _when: None
        office.sync()
        office.sync()
        office.judge()
        office.here.stop()
        if not has_failed:
            assert number > 3
            return


@pytest.mark.parametrize("batch", [True, False], ids=["together", "one by one"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_F04_F05_F12_killed_at_any_write(tmp_path, when, batch):
    for office, step in sweep(tmp_path, lambda office: office.here.mortal.die(), batch=batch):
        setattr(office.here.mortal, when, step)


@pytest.mark.parametrize("restart", [True, False], ids=["started again", "went on"])
def test_F14_F16_a_disk_that_fails_at_any_write(tmp_path, restart):
    def fail(_office):
        raise FULL

    for office, step in sweep(tmp_path, fail, restart=restart):
        office.here.mortal.before = step


@pytest.mark.parametrize("when", ["before", "after"])
def test_F03_F04_killed_at_any_call(tmp_path, when):
    for office, step in sweep(tmp_path, lambda office: office.here.mortal.die()):
        office.platform.watch = lambda moment, step=step: step() if moment == when else None


def test_F02_what_was_saved_before_a_kill_is_sent_once(tmp_path):
    office = Office(tmp_path / "one.db", batch=True)
    office.here.stop()  # no process of it runs on
    office.here.start()
    office.sync()
    office.judge()
    office.here.stop()


@pytest.mark.parametrize("when", ["before", "after"])
def test_F06_killed_while_a_conflict_is_decided(tmp_path, when):
    office = Office(tmp_path / "one.db", batch=True)
    office.sync()
    seen = office.here.copy.listener("lst_contested")
    setattr(office.here.mortal, when, office.here.mortal.die)
    with pytest.raises(Killed):
        office.here.listeners.keep_mine(CONTROL, seen.id)
    office.here.stop()
    office.here.start()
    row = office.here.copy.listener(seen.id)
    decided = local_changes.kept_mine(seen, NOW)
    assert row == (seen if when == "before" else decided)
    office.here.stop()


def test_F24_two_of_the_same_name_and_address_are_two(tmp_path):
    platform = FakePlatform()
    desks = [Computer(tmp_path / f"{n}.db", platform) for n in range(2)]
    for desk in desks:
        desk.listeners.create(CONTROL, settings(name="same"))
    for desk in (*desks, desks[0]):
        desk.engine.sync(CONTROL)
    assert [one.settings.name for one in platform.there.values()] == ["same", "same"]
    assert desks[0].digest() == desks[1].digest()
    for desk in desks:
        desk.stop()


def _offline_for_long(computer, ids, many):
    """A month of work on a train, in one commit."""
    new = [
        local_changes.created(f"lst_n{n:025d}", settings(name=f"n{n}"), NOW) for n in range(many)
    ]
    known = {one: computer.copy.listener(one) for one in ids}
    edited = [
        local_changes.edited(row, replace(row.settings, name=f"{row.settings.name}!"), NOW)
        for row in known.values()
    ]
    assert computer.copy.apply_rows([*new, *edited], [], expected=known)
    return {row.id: row.settings for row in (*new, *edited)}


@pytest.mark.parametrize(
    "many", [500, pytest.param(5000, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_F65_after_a_month_offline_every_edit_is_there_once(tmp_path, many):
    """No key is kept that long: the ids and the versions alone must do."""
    platform = FakePlatform(me_=a_me(capabilities=CAPABILITIES | {"batch"}), page_size=500)
    ids = [platform.put(a_listener(settings=settings(name=f"k{n}"))).id for n in range(many)]
    here = Computer(tmp_path / "one.db", platform)
    here.engine.sync(CONTROL)
    wanted = _offline_for_long(here, ids, many)
    for lost in range(3):
        platform.forget_keys()
        platform.fail("change_listeners", TimedOut("slow"), after_effect=lost != 1)
        with pytest.raises(TimedOut):
            here.engine.sync(CONTROL)
    platform.forget_keys()
    here.engine.sync(CONTROL)
    assert here.copy.unsettled() == []
    assert {one.id: one.settings for one in platform.there.values()} == wanted
    assert {one.version for one in platform.there.values() if one.id in ids} == {2}
    assert {one.version for one in platform.there.values() if one.id not in ids} == {1}
    here.stop()


def test_a_thousand_edits_take_at_most_ten_requests_of_a_real_platform(tmp_path):
    from app.adapters.rest_api import RestApi
    from app.domain.ports import SignedIn

    with (
        running_platform(tmp_path / "platform") as platform,
        ChaosProxy(platform.base_url) as proxy,
    ):
        api = RestApi(SignedIn(proxy.url, token=platform.token))
        here = Computer(tmp_path / "one.db", api)
        here.engine.sync(CONTROL)
        proxy.seen.clear()
        _offline_for_long(here, [], 1000)
        assert here.engine.sync(CONTROL).sent == 1000
        assert len(proxy.seen) <= 10
        assert here.copy.unsettled() == []
        proxy.seen.clear()
        here.engine.sync(CONTROL)  # our own changes come back once
        here.engine.sync(CONTROL)
        assert len(proxy.seen) <= 4
        proxy.seen.clear()
        here.engine.sync(CONTROL)
        assert proxy.seen == ["GET /api/v1/listeners/changes"]
        here.stop()
        api.close()


@pytest.mark.parametrize("when", ["before", "after"])
def test_F06_killed_while_what_was_deleted_there_is_made_anew(tmp_path, when):
    office = Office(tmp_path / "one.db", batch=True)
    office.sync()
    office.here.listeners.edit(CONTROL, "lst_quiet", settings(name="mine"))
    office.platform.remove("lst_quiet")
    office.sync()
    setattr(office.here.mortal, when, office.here.mortal.die)
    with pytest.raises(Killed):
        office.here.listeners.keep_mine(CONTROL, "lst_quiet")
    office.here.stop()
    office.here.start()
    mine = [row for row in office.here.copy.listeners() if row.settings.name == "mine"]
    assert [row.state for row in mine] == [
        SyncState.CONFLICT if when == "before" else SyncState.WAITING
    ]
    office.here.stop()


@pytest.mark.parametrize("when", ["before", "after"])
def test_F64_killed_while_many_are_imported_there_are_all_or_none(tmp_path, when):
    here = Computer(tmp_path / "one.db", FakePlatform())
    setattr(here.mortal, when, here.mortal.die)
    many = [settings(name=f"n{n}") for n in range(1500)]
    with pytest.raises(Killed):
        here.listeners.create_all(CONTROL, many)
    here.stop()
    here.start()
    assert len(here.copy.listeners()) == (0 if when == "before" else 1500)
    here.stop()


def test_F64_a_cancelled_import_leaves_nothing(tmp_path):
    here = Computer(tmp_path / "one.db", FakePlatform())
    control = JobControl()

    def many():
        for number in range(1500):
            if number == 700:
                control.cancel()
            yield settings(name=f"n{number}")

    with pytest.raises(Cancelled):
        here.listeners.create_all(control, many())
    assert here.copy.listeners() == []
    here.stop()


def test_F64_an_import_is_undone_in_one_go(tmp_path):
    here = Computer(tmp_path / "one.db", FakePlatform())
    here.listeners.create_all(CONTROL, [settings(name=f"n{n}") for n in range(30)])
    assert here.listeners.undo(CONTROL).done == 30
    assert here.copy.listeners() == []
    here.stop()
