"""Two computers, one platform, a bad network: in any order of events they end up equal.

What may never happen: a listener made here is missing there although nobody deleted it,
an edit vanishes without a conflict to show for it, or a change is applied twice.
"""

import contextlib
from dataclasses import replace

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    rule,
)

from app.domain.control import JobControl
from app.domain.errors import AppError, NotFound, TimedOut
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from app.services.listeners import ListenerService
from app.services.sync import SyncService
from tests.support.builders import settings
from tests.support.fakes import FakeLocalStore, FakePlatform

CONTROL = JobControl()
CALLS = ("me", "changes", "create_listener", "update_listener", "delete_listener")
desks = st.sampled_from((0, 1))
names = st.sampled_from(("red", "green", "blue"))


class TwoComputers(RuleBasedStateMachine):
    ids = Bundle("ids")

    def __init__(self):
        super().__init__()
        self.platform = FakePlatform(page_size=3)
        self.stores = [FakeLocalStore(), FakeLocalStore()]
        self.listeners = [ListenerService(store) for store in self.stores]
        self.engines = [SyncService(self.platform, store) for store in self.stores]
        self.made, self.deleted = set(), set()

    @initialize()
    def both_know_the_platform(self):
        for engine in self.engines:
            engine.sync(CONTROL)

    @rule(target=ids, desk=desks, name=names)
    def create(self, desk, name):
        row = self.listeners[desk].create(CONTROL, settings(name=name))
        self.made.add(row.id)
        return row.id

    @rule(desk=desks, listener_id=ids, name=names)
    def rename(self, desk, listener_id, name):
        self._edit(desk, listener_id, name=name)

    @rule(desk=desks, listener_id=ids, signing=st.booleans())
    def sign(self, desk, listener_id, signing):
        self._edit(desk, listener_id, signing=signing)

    @rule(desk=desks, listener_id=ids, mode=st.sampled_from(Mode))
    def switch(self, desk, listener_id, mode):
        self.listeners[desk].set_mode(CONTROL, [listener_id], mode)

    @rule(target=ids, desk=desks, listener_id=consumes(ids))
    def delete(self, desk, listener_id):
        if self.stores[desk].listener(listener_id) is None:
            return listener_id
        self.listeners[desk].delete(CONTROL, [listener_id])
        self.deleted.add(listener_id)
        return multiple()

    @rule(desk=desks)
    def sync(self, desk):
        self.engines[desk].sync(CONTROL)

    @rule(desk=desks, call=st.sampled_from(CALLS), after_effect=st.booleans())
    def sync_badly(self, desk, call, after_effect):
        self.platform.fail(call, TimedOut("slow"), after_effect=after_effect)
        with contextlib.suppress(TimedOut):
            self.engines[desk].sync(CONTROL)
        self.platform._faults.clear()

    @rule(desk=desks, other=desks, listener_id=ids, name=names)
    def edit_while_syncing(self, desk, other, listener_id, name):
        self.platform.before["changes"] = lambda: self._edit(other, listener_id, name=name)
        try:
            self.engines[desk].sync(CONTROL)
        finally:
            self.platform.before.clear()

    @rule(desk=desks, listener_id=ids, mine=st.booleans())
    def resolve(self, desk, listener_id, mine):
        row = self.stores[desk].listener(listener_id)
        if row is None or row.state is not SyncState.CONFLICT:
            return
        if not mine:
            self.listeners[desk].take_back(CONTROL, listener_id)
        elif row.theirs is not None:
            self.listeners[desk].keep_mine(CONTROL, listener_id)

    def teardown(self):
        for _round in range(3):
            for desk, engine in enumerate(self.engines):
                engine.sync(CONTROL)
                for row in self.stores[desk].unsettled():
                    if row.state is SyncState.CONFLICT:
                        self.listeners[desk].take_back(CONTROL, row.id)
        there = {one.id: one.settings for one in self.platform.there.values()}
        for store in self.stores:
            assert store.unsettled() == []
            assert {row.id: row.settings for row in store.listeners()} == there
        assert self.made - self.deleted <= set(there)

    def _edit(self, desk, listener_id, **changes):
        row = self.stores[desk].listener(listener_id)
        if row is None:
            return
        try:
            self.listeners[desk].edit(CONTROL, listener_id, replace(row.settings, **changes))
        except (NotFound, AppError):
            return


TestTwoComputers = TwoComputers.TestCase
TestTwoComputers.settings = hypothesis_settings(
    max_examples=60, stateful_step_count=40, deadline=None
)
