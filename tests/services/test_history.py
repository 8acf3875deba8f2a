"""The last change can be undone: before it was sent, and after, and never over another's."""

import pytest

from app.domain.errors import Rejected, StoreError, TimedOut
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from app.services.history import Undone
from tests.services.test_sync import CONTROL, Desk
from tests.support.builders import a_listener, settings
from tests.support.fakes import FakePlatform


@pytest.fixture
def desk():
    return Desk(FakePlatform())


@pytest.fixture
def known(desk):
    listener = desk.platform.put(a_listener(settings=settings(name="old")))
    desk.sync()
    return listener.id


@pytest.fixture(params=["before it was sent", "after it was sent"])
def sent(request, desk):
    return (lambda: None) if request.param.startswith("before") else desk.sync


def undo(desk):
    return desk.listeners.undo(CONTROL)


def names(desk):
    return [one.settings.name for one in desk.platform.there.values()]


def test_an_edit(desk, known, sent):
    desk.edit(known, name="new")
    sent()
    assert undo(desk) == Undone(1, 0)
    desk.sync()
    assert names(desk) == ["old"]
    assert desk.row(known).state is SyncState.CLEAN


def test_what_could_not_be_undone_for_a_full_disk_can_be_later(desk, monkeypatch):
    for _one in range(2):
        desk.platform.put(a_listener(settings=settings(name="old")))
    desk.sync()
    ids = [one.id for one in desk.store.listeners()]
    desk.listeners.set_mode(CONTROL, ids, Mode.DISABLED)
    apply, tried = desk.store.apply_rows, []

    def full(*args, **how):
        tried.append(args)
        if len(tried) == 2:
            raise StoreError("the disk is full")
        return apply(*args, **how)

    monkeypatch.setattr(desk.store, "apply_rows", full)
    with pytest.raises(StoreError):
        undo(desk)
    assert undo(desk) == Undone(1, 0)
    assert {desk.row(one).settings.mode for one in ids} == {Mode.ENABLED}
    assert undo(desk) is None


def test_a_new_listener(desk, sent):
    desk.listeners.create(CONTROL, settings())
    sent()
    assert undo(desk) == Undone(1, 0)
    desk.sync()
    assert desk.platform.there == {}
    assert desk.store.listeners() == []


def test_a_deletion(desk, known, sent):
    desk.listeners.delete(CONTROL, [known])
    sent()
    assert undo(desk) == Undone(1, 0)
    desk.sync()
    assert names(desk) == ["old"]
    assert desk.store.unsettled() == []


def test_a_deletion_of_one_with_a_waiting_edit(desk, known):
    desk.edit(known, name="new")
    desk.listeners.delete(CONTROL, [known])
    undo(desk)
    desk.sync()
    assert names(desk) == ["new"]


def test_many_in_one_go(desk, sent):
    for _n in range(3):
        desk.platform.put(a_listener())
    desk.sync()
    ids = [*desk.platform.there]
    desk.listeners.set_mode(CONTROL, [ids[0]], Mode.PAUSED)
    desk.listeners.set_mode(CONTROL, ids, Mode.DISABLED)
    sent()
    assert undo(desk) == Undone(3, 0)
    desk.sync()
    modes = {one.settings.mode for one in desk.platform.there.values() if one.id != ids[0]}
    assert modes == {Mode.ENABLED}
    assert desk.platform.there[ids[0]].settings.mode is Mode.PAUSED


def test_one_after_the_other_down_to_nothing(desk, known):
    for name in ("a", "b"):
        desk.edit(known, name=name)
    undo(desk)
    assert desk.row(known).settings.name == "a"
    undo(desk)
    assert desk.row(known).state is SyncState.CLEAN
    assert undo(desk) is None


def test_what_changed_nothing_is_nothing_to_undo(desk, known):
    desk.edit(known, name="old")
    assert undo(desk) is None


def test_a_taken_back_change_comes_again(desk, known):
    desk.edit(known, name="new")
    desk.listeners.take_back(CONTROL, known)
    undo(desk)
    desk.sync()
    assert names(desk) == ["new"]


def test_F20_what_another_changed_since_stays(desk, known):
    desk.edit(known, name="new")
    desk.sync()
    desk.platform.change(known, name="theirs")
    desk.sync()
    assert undo(desk) == Undone(0, 1)
    assert desk.row(known).state is SyncState.CLEAN


def test_F21_another_field_that_another_changed_stays_too(desk, known):
    desk.edit(known, name="new")
    desk.sync()
    desk.platform.change(known, signing=False)
    desk.sync()
    undo(desk)
    desk.sync()
    assert desk.platform.there[known].settings == settings(name="old", signing=False)


def test_F20_a_race_with_another_is_a_conflict_and_no_loss(desk, known):
    desk.edit(known, name="new")
    desk.sync()
    theirs = desk.platform.change(known, name="theirs")
    undo(desk)  # not knowing it
    assert desk.sync().conflicts == 1
    assert desk.platform.there[known] == theirs


def test_F22_one_that_another_deleted_since_stays_deleted(desk, known):
    desk.edit(known, name="new")
    desk.sync()
    desk.platform.remove(known)
    desk.sync()
    assert undo(desk) == Undone(0, 1)
    assert desk.row(known) is None


def test_a_refused_edit(desk, known):
    desk.edit(known, name="bad")
    desk.platform.fail("update_listener", Rejected("no", status=422))
    desk.sync()
    undo(desk)
    assert desk.row(known).state is SyncState.CLEAN


@pytest.mark.parametrize("after_effect", [True, False])
def test_F03_an_edit_whose_answer_was_lost(desk, known, after_effect):
    desk.edit(known, name="new")
    desk.platform.fail("update_listener", TimedOut("slow"), after_effect=after_effect)
    with pytest.raises(TimedOut):
        desk.sync()
    undo(desk)
    desk.sync()
    assert names(desk) == ["old"]
    assert desk.store.unsettled() == []
