"""Two computers with real local copies, a real platform, and a network that does its worst.

In any order of edits, syncs, lost answers and killed processes: once all is quiet, both
computers and the platform hold the same, and every edit that was acknowledged is there
exactly once, unless a person gave it up.  Hypothesis prints how to run a failure again.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, seed
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from app.domain.conflict import differences
from app.domain.errors import AppError
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from app.domain.times import format_time, utc_now
from tests.support.builders import settings
from tests.support.chaos_proxy import FAULTS, ChaosProxy
from tests.support.credential_rules import CredentialRules
from tests.support.mortal_computer import CONTROL, MortalComputer
from tests.support.platform import RunningPlatform

HOW: Final = hypothesis_settings(
    deadline=None,
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    database=None,
)
_SETTLING_ROUNDS = 6
desks = st.sampled_from((0, 1))
lost = st.sampled_from(("lose", "half", "twice", "garbage", "refuse", "fault", "late"))
plans = st.lists(st.sampled_from(("pass", "pass", *FAULTS)), min_size=1, max_size=8)


class TwoComputers(CredentialRules, RuleBasedStateMachine):
    """Made anew for each run; the platform stays, and is emptied."""

    ids = Bundle("ids")

    def __init__(self, platform: RunningPlatform, proxy: ChaosProxy, folder: Path) -> None:
        super().__init__()
        self._platform = platform
        self._proxy = proxy
        proxy.plan.clear()
        proxy.plan_of_writes.clear()
        _empty(platform)
        self._since = format_time(utc_now())
        self._edits = 0
        self.computers = [MortalComputer(folder, name, proxy, platform) for name in ("one", "two")]
        # The last name that was acknowledged here and that nobody has given up, by id.
        self.owed: list[dict[str, str]] = [{}, {}]
        self._given: list[set[str]] = [set(), set()]  # every name that was given here
        self._made: set[str] = set()
        self.gone: set[str] = set()  # deleted by somebody
        self.insisted: set[str] = set()  # a person wanted an older name again
        self.kills = 0
        self.begin_credentials()

    # What people do ---------------------------------------------------------------------

    @rule(target=ids, desk=desks)
    def create(self, desk: int) -> str:
        return self.make_listener(desk)

    def make_listener(self, desk: int, **changes: Any) -> str:
        """Named anew, with these settings."""
        name = self._fresh_name(desk)
        row = self.computers[desk].listeners.create(CONTROL, settings(name=name, **changes))
        self.owed[desk][row.id] = name
        self._made.add(row.id)
        return row.id

    @rule(desk=desks, listener_id=ids)
    def rename(self, desk: int, listener_id: str) -> None:
        row = self.computers[desk].copy.listener(listener_id)
        if row is None or row.delete_wanted:
            return
        name = self._fresh_name(desk)
        wanted = replace(row.settings, name=name)
        self.computers[desk].listeners.edit(CONTROL, listener_id, wanted)
        self.owed[desk][listener_id] = name

    @rule(desk=desks, listener_id=ids, signing=st.booleans())
    def sign(self, desk: int, listener_id: str, signing: bool) -> None:
        row = self.computers[desk].copy.listener(listener_id)
        if row is None or row.delete_wanted:
            return
        wanted = replace(row.settings, signing=signing)
        self.computers[desk].listeners.edit(CONTROL, listener_id, wanted)

    @rule(desk=desks, mode=st.sampled_from(Mode))
    def switch_all(self, desk: int, mode: Mode) -> None:
        computer = self.computers[desk]
        shown = [row.id for row in computer.listeners.cached()]
        computer.listeners.set_mode(CONTROL, shown, mode)

    @rule(target=ids, desk=desks, listener_id=consumes(ids))
    def delete(self, desk: int, listener_id: str) -> Any:
        if self.computers[desk].copy.listener(listener_id) is None:
            return listener_id
        self.computers[desk].listeners.delete(CONTROL, [listener_id])
        self.gone.add(listener_id)
        return multiple()

    @rule(desk=desks, listener_id=ids)
    def take_back(self, desk: int, listener_id: str) -> None:
        row = self.computers[desk].copy.listener(listener_id)
        if row is None or row.state is SyncState.CLEAN:
            return
        if row.base is None:
            self.gone.add(listener_id)
        self.insisted.add(listener_id)  # what may have arrived is undone there
        self.computers[desk].listeners.take_back(CONTROL, listener_id)
        self.owed[desk].pop(listener_id, None)

    @rule(desk=desks, listener_id=ids)
    def insist(self, desk: int, listener_id: str) -> None:
        row = self.computers[desk].copy.listener(listener_id)
        if row is not None and row.state is SyncState.CONFLICT and row.theirs is not None:
            self.computers[desk].listeners.keep_mine(CONTROL, listener_id)
            self.insisted.add(listener_id)

    # What the world does ----------------------------------------------------------------

    @rule(desk=desks)
    def sync(self, desk: int) -> None:
        self.computers[desk].engine.sync(CONTROL)

    @rule(desk=desks, plan=plans)
    def sync_badly(self, desk: int, plan: list[str]) -> None:
        self._proxy.plan[:] = plan
        with contextlib.suppress(AppError):
            self.computers[desk].engine.sync(CONTROL)
        self._proxy.plan.clear()

    @rule(target=ids, desk=desks, fault=lost)
    def lose_a_new_one(self, desk: int, fault: str) -> str:
        """Likewise, for one that nobody knows yet."""
        listener_id = self.make_listener(desk)
        self.lose_and_rename(desk, listener_id, fault)
        return listener_id

    @rule(desk=desks, listener_id=ids, fault=lost)
    def lose_and_rename(self, desk: int, listener_id: str, fault: str) -> None:
        """What was sent may have arrived; the next edit comes before anybody knows."""
        self._proxy.plan_of_writes[:] = [fault] * 3
        with contextlib.suppress(AppError):
            self.computers[desk].engine.sync(CONTROL)
        self._proxy.plan_of_writes.clear()
        self.rename(desk, listener_id)

    @rule(desk=desks, passes=st.integers(1, 4), when=st.sampled_from(("before", "after")))
    def kill(self, desk: int, passes: int, when: str) -> None:
        self.computers[desk].sync_and_die(passes, when)
        self.kills += 1

    @invariant()
    def nobody_is_in_conflict_with_himself(self) -> None:
        """A name that was given here is no one else's change, whatever became of its answer."""
        for desk, computer in enumerate(self.computers):
            for row in computer.copy.unsettled():
                if row.state is not SyncState.CONFLICT or row.theirs is None:
                    continue
                if row.delete_wanted or row.id in self.insisted:  # then it is: it was undone there
                    continue
                for one in differences(row, row.theirs.settings):
                    is_ours = one.name == "name" and one.theirs in self._given[desk]
                    assert one.side is not None or not is_ours, f"{one} is our own"

    # The end ----------------------------------------------------------------------------

    def teardown(self) -> None:
        try:
            self._settle()
            self._judge()
        finally:
            for computer in self.computers:
                computer.stop()

    def _settle(self) -> None:
        self._proxy.let_go()
        for _round in range(_SETTLING_ROUNDS):
            for desk, computer in enumerate(self.computers):
                computer.engine.sync(CONTROL)
                self.settle_credentials(desk)
                for row in computer.copy.unsettled():
                    if row.state in (SyncState.CONFLICT, SyncState.REFUSED):
                        if row.base is None:
                            self.gone.add(row.id)  # the credential that it names is gone
                        computer.listeners.take_back(CONTROL, row.id)
                        self.owed[desk].pop(row.id, None)

    def _judge(self) -> None:
        there = self._there()
        for computer in self.computers:
            assert computer.copy.unsettled() == []
            digest = computer.digest()
            assert {one: etag for one, (etag, _settings) in digest.items()} == there
        assert self.computers[0].digest() == self.computers[1].digest()
        entries = self._entries()
        self.judge_credentials(_all(self._platform, "/credentials"), entries)
        log = self._log(entries)
        for listener_id in log.keys() - self.insisted:
            names = log[listener_id]
            assert len(names) == len(set(names)), f"a change was made twice: {names}"
        for owed in self.owed:
            for listener_id, name in owed.items():
                if listener_id not in self.gone:
                    assert name in log.get(listener_id, []), f"{name} never arrived"

    def _there(self) -> dict[str, str]:
        found = _all(self._platform, "/listeners")
        return {one["id"]: one["etag"] for one in found}

    def _log(self, entries: list[Any]) -> dict[str, list[str]]:
        """The names that each listener was given, in order, as the platform recorded it."""
        given: dict[str, list[str]] = {}
        for entry in entries:
            listener_id, after = entry["resource"]["id"], entry["after"] or {}
            before = entry["before"] or {}
            is_named = after.get("name") and after.get("name") != before.get("name")
            if is_named and listener_id in self._made:
                given.setdefault(listener_id, []).append(after["name"])
        return given

    def _entries(self) -> list[Any]:
        """What the platform recorded of this run, the oldest first."""
        found: list[Any] = []
        where = {"limit": 500, "since": self._since}
        while True:
            page = self._platform.get("/audit", params=where).json()
            found += page["items"]
            if page["next_cursor"] is None:
                return found[::-1]
            where = {**where, "cursor": page["next_cursor"]}

    def _fresh_name(self, desk: int) -> str:
        self._edits += 1
        name = f"edit {self._edits}"
        self._given[desk].add(name)
        return name


def _all(platform: RunningPlatform, path: str) -> list[Any]:
    found: list[Any] = platform.get(path, params={"limit": 500}).json()["items"]
    return found


def _empty(platform: RunningPlatform) -> None:
    found = _all(platform, "/listeners")
    operations = [{"op": "delete", "id": one["id"], "if_match": one["etag"]} for one in found]
    for start in range(0, len(operations), 200):
        body = {"operations": operations[start : start + 200]}
        assert platform.post("/listeners/batch", body).status_code == 200
    for one in _all(platform, "/credentials"):
        gone = platform.delete(f"/credentials/{one['id']}", one["etag"])
        assert gone.status_code == 204


@dataclass
class Ran:
    """What was tried so far and held; it is told also when the last of them did not."""

    runs: int = 0
    kills: int = 0
    edits: int = 0


def run_two_computers(
    platform: RunningPlatform,
    proxy: ChaosProxy,
    folder: Path,
    how: hypothesis_settings,
    *,
    number: int | None = None,
    ran: Ran | None = None,
) -> None:
    """So many runs as `how` says; with a number the same ones every time."""
    told, started = ran or Ran(), count()

    class Counted(TwoComputers):
        def teardown(self) -> None:
            super().teardown()
            told.runs += 1
            told.kills += self.kills
            told.edits += self._edits + self.credential_edits

    def make() -> TwoComputers:
        where = folder / f"run {next(started)}"
        where.mkdir()
        return Counted(platform, proxy, where)

    run_state_machine_as_test(make if number is None else seed(number)(make), settings=how)
