"""What a person does with listeners lands in the local copy, without any network."""

from dataclasses import replace

import pytest

from app.domain.announce import Changed
from app.domain.conflict import Side
from app.domain.control import Cancelled, JobControl
from app.domain.errors import Conflict, NotFound
from app.domain.ids import is_client_id
from app.domain.listener import Health, Mode
from app.domain.sync_state import SyncState
from app.services.listeners import ListenerService
from tests.support.builders import NOW, a_listener, local, settings
from tests.support.fakes import Announcements, FakeLocalStore

CONTROL = JobControl()


@pytest.fixture
def heard():
    return Announcements()


def service(*rows, heard=None):
    return ListenerService(
        FakeLocalStore(*rows), announce=heard or Announcements(), clock=lambda: NOW
    )


def test_a_created_listener_waits_under_an_id_of_our_own(heard):
    listeners = service(heard=heard)
    row = listeners.create(CONTROL, settings())
    assert is_client_id("lst", row.id)
    assert (row.state, row.changed_at) == (SyncState.WAITING, NOW)
    assert listeners.cached() == [row] == [listeners.get(row.id)]
    assert heard.kinds == [Changed.LISTENERS, Changed.LISTENER_WAITING]


def test_an_edit_keeps_what_the_platform_said():
    known = local()
    listeners = service(known)
    row = listeners.edit(CONTROL, known.id, settings(name="new"))
    assert (row.base, row.settings.name) == (known.base, "new")


def test_modes_are_set_for_many_at_once_and_the_gone_ones_are_skipped():
    rows = [local(), local()]
    listeners = service(*rows)
    changed = listeners.set_mode(CONTROL, [rows[0].id, "lst_gone", rows[1].id], Mode.PAUSED)
    assert [row.id for row in changed] == [row.id for row in rows]
    assert {row.settings.mode for row in listeners.cached()} == {Mode.PAUSED}


def test_a_deleted_listener_is_not_shown_but_remembered():
    known = local()
    listeners = service(known)
    listeners.delete(CONTROL, [known.id, "lst_gone"])
    assert listeners.cached() == []
    assert listeners.get(known.id).delete_wanted


def test_taking_back_shows_the_platforms_version_again():
    known = local()
    listeners = service(known)
    listeners.edit(CONTROL, known.id, settings(name="new"))
    listeners.take_back(CONTROL, known.id)
    assert listeners.cached() == [known]
    listeners.delete(CONTROL, [known.id])
    listeners.take_back(CONTROL, known.id)
    assert listeners.cached() == [known]


def test_taking_back_a_creation_removes_it():
    listeners = service()
    row = listeners.create(CONTROL, settings())
    listeners.take_back(CONTROL, row.id)
    assert listeners.get(row.id) is None


@pytest.mark.parametrize(
    "act",
    [
        lambda one: one.edit(CONTROL, "lst_gone", settings()),
        lambda one: one.take_back(CONTROL, "lst_gone"),
        lambda one: one.keep_mine(CONTROL, "lst_gone"),
    ],
)
def test_what_was_deleted_meanwhile_is_said(act):
    with pytest.raises(NotFound):
        act(service())


def test_a_cancelled_job_changes_nothing():
    known, control = local(), JobControl()
    listeners = service(known)
    control.cancel()
    with pytest.raises(Cancelled):
        listeners.delete(control, [known.id])
    assert listeners.cached() == [known]


def test_only_a_conflict_can_be_overruled():
    theirs = a_listener(settings=settings(name="theirs"))
    clean = local()
    conflict = local(mine=settings(name="mine"), state=SyncState.CONFLICT, theirs=theirs)
    listeners = service(clean, conflict)
    kept = listeners.keep_mine(CONTROL, conflict.id)
    assert (kept.state, kept.base, kept.settings.name) == (SyncState.WAITING, theirs, "mine")


def test_F22_an_edit_that_began_before_a_deletion_brings_nothing_back():
    known = local()
    listeners = service(known)
    listeners.delete(CONTROL, [known.id])
    with pytest.raises(NotFound):
        listeners.edit(CONTROL, known.id, settings(name="late"), began=known)
    assert listeners.cached() == []


@pytest.mark.parametrize("is_lost", [True, False], ids=["it waits as a conflict", "it is gone"])
def test_F22_what_is_left_of_a_deleted_one_is_kept_under_another_id(heard, is_lost):
    lost = local(mine=settings(name="mine"), state=SyncState.CONFLICT, theirs=None)
    listeners = service(*([lost] if is_lost else []), heard=heard)
    new = listeners.create_anew(CONTROL, lost.id, settings(name="typed"))
    assert listeners.cached() == [new]
    assert (new.id != lost.id, new.settings.name) == (True, "typed")
    assert Changed.LISTENER_WAITING in heard.kinds
    assert listeners.undo(CONTROL).done == 1
    assert listeners.cached() == []


def test_F22_a_deletion_that_waits_here_is_still_sent():
    known = local()
    listeners = service(known)
    listeners.delete(CONTROL, [known.id])
    new = listeners.create_anew(CONTROL, known.id, settings(name="typed"))
    assert listeners.get(known.id).delete_wanted
    assert listeners.cached() == [new]


def a_conflict():
    known = a_listener(settings=settings(name="before"))
    theirs = replace(known, settings=settings(name="theirs"), etag='"2"')
    return local(known, mine=settings(name="mine"), state=SyncState.CONFLICT, theirs=theirs)


@pytest.mark.parametrize(("side", "name"), [(Side.MINE, "mine"), (Side.THEIRS, "theirs")], ids=str)
def test_F20_a_conflict_is_decided_setting_by_setting(heard, side, name):
    row = a_conflict()
    listeners = service(row, heard=heard)
    now = listeners.resolve(CONTROL, row, {"name": side})
    assert (now.settings.name, now.base) == (name, row.theirs)
    assert Changed.LISTENER_WAITING in heard.kinds


@pytest.mark.parametrize(
    "change",
    [
        {"theirs": a_listener(etag='"3"')},
        {"mine": settings(name="edited meanwhile")},
        {"theirs": None},
        {"state": SyncState.WAITING, "theirs": None},
    ],
    ids=["theirs", "mine", "deleted", "settled"],
)
def test_F25_what_changed_since_it_was_seen_is_not_decided(change):
    seen = a_conflict()
    now = replace(seen, **change)
    listeners = service(now)
    with pytest.raises(Conflict):
        listeners.resolve(CONTROL, seen, {"name": Side.MINE})
    assert listeners.get(now.id) == now


def test_numbers_of_health_do_not_disturb_a_decision():
    seen = a_conflict()
    counted = replace(seen, theirs=replace(seen.theirs, health=Health(delivered_24h=9)))
    now = service(counted).resolve(CONTROL, seen, {"name": Side.MINE})
    assert now.state is SyncState.WAITING
