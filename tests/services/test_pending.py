"""Every change that waits can be looked at and taken back."""

from dataclasses import replace

import pytest

from app.domain.conflict import Difference, Side
from app.domain.errors import Rejected
from app.domain.listener import Mode, Status
from app.domain.pending import ChangeKind
from app.domain.sync_state import SyncState
from app.services.pending import PendingService
from tests.services.test_sync import CONTROL, Desk
from tests.support.builders import a_listener, settings
from tests.support.fakes import FakePlatform


@pytest.fixture
def desk():
    desk = Desk(FakePlatform())
    desk.pending = PendingService(desk.store, desk.listeners)
    return desk


@pytest.fixture
def known(desk):
    listener = desk.platform.put(a_listener(settings=settings(name="old")))
    desk.sync()
    return listener.id


def test_an_edit_tells_what_it_changes_and_since_when(desk, known):
    desk.edit(known, name="new")
    (change,) = desk.pending.changes()
    assert (change.id, change.kind, change.state) == (known, ChangeKind.EDIT, SyncState.WAITING)
    assert change.differences == (Difference("name", "old", "new", "old", Side.MINE),)
    assert (change.label, change.since) == ("new", desk.row(known).changed_at)


def test_a_new_listener_tells_all_of_itself(desk):
    row = desk.listeners.create(CONTROL, settings(name="new"))
    change = desk.pending.find(row.id)
    assert change.kind is ChangeKind.CREATE
    assert {one.name: one.mine for one in change.differences}["name"] == "new"
    assert {one.before for one in change.differences} == {None}


def test_a_deletion_and_a_resumption_have_no_differences(desk, known):
    suspended = desk.platform.put(a_listener(status=Status.SUSPENDED))
    desk.sync()
    desk.listeners.delete(CONTROL, [known])
    desk.listeners.set_mode(CONTROL, [suspended.id], Mode.ENABLED)
    kinds = {one.id: (one.kind, one.differences) for one in desk.pending.changes()}
    assert kinds == {known: (ChangeKind.DELETE, ()), suspended.id: (ChangeKind.RESUME, ())}


def test_a_refused_one_tells_why(desk, known):
    desk.edit(known, name="bad")
    desk.platform.fail("update_listener", Rejected("no", status=422, detail="Too loud."))
    desk.sync()
    (change,) = desk.pending.changes()
    assert (change.state, change.refusal_detail) == (SyncState.REFUSED, "Too loud.")


def test_a_conflict_tells_all_three_sides(desk, known):
    desk.edit(known, name="mine")
    desk.platform.change(known, name="theirs")
    desk.sync()
    (change,) = desk.pending.changes()
    assert change.state is SyncState.CONFLICT
    assert change.differences == (Difference("name", "old", "mine", "theirs", None),)


@pytest.mark.parametrize("how", ["edit", "create", "delete", "conflict", "refused"])
def test_whatever_waits_can_be_taken_back(desk, known, how):
    there = replace(desk.platform.there[known].settings)
    if how == "create":
        known = desk.listeners.create(CONTROL, settings()).id
    elif how == "delete":
        desk.listeners.delete(CONTROL, [known])
    else:
        desk.edit(known, name="mine")
    if how == "conflict":
        there = desk.platform.change(known, name="theirs").settings
        desk.sync()
    if how == "refused":
        desk.platform.fail("update_listener", Rejected("no", status=422))
        desk.sync()
    desk.pending.discard(CONTROL, known)
    assert desk.pending.changes() == []
    desk.sync()
    assert [one.settings for one in desk.platform.there.values()] == [there]
