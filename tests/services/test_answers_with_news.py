"""An answer may hold what others did besides: an edit made meanwhile undoes none of it.

A PATCH whose members all have their value already is answered with the listener as it is now,
however old its If-Match is (contract section 1); and a repeated PUT likewise.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.conflict import Side
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from tests.services.test_sync import CONTROL, Desk
from tests.support.builders import CAPABILITIES, a_listener, a_me, settings
from tests.support.fakes import FakePlatform


@pytest.fixture(params=["single calls", "batches"])
def platform(request):
    more = {"batch"} if request.param == "batches" else set()
    return FakePlatform(me_=a_me(capabilities=CAPABILITIES | more))


@pytest.fixture
def desk(platform):
    return Desk(platform)


@pytest.fixture
def known(platform, desk):
    listener = platform.put(a_listener(settings=settings(name="old", signing=True)))
    desk.sync()
    return listener.id


def just_before_it_arrives(platform, act):
    """The next change of a listener finds this done: there, and at the desk that sent it."""
    calls = ("update_listener", "change_listeners", "create_listener")

    def once():
        platform.before.clear()
        act()

    platform.before.update(dict.fromkeys(calls, once))


def name_history(platform, listener_id):
    """Collects what a listener is called, one change after the other."""
    names = [platform.there[listener_id].settings.name]
    original = platform.put

    def put(listener):
        if listener.id == listener_id and listener.settings.name != names[-1]:
            names.append(listener.settings.name)
        return original(listener)

    platform.put = put
    return names


def test_F21_a_name_that_another_gave_meanwhile_is_not_taken_back(desk, platform, known):
    """The name of seed 819945065, which was given twice."""
    names = name_history(platform, known)
    other = Desk(platform)
    other.sync()
    other.edit(known, name="first")
    other.sync()
    desk.sync()
    desk.edit(known, signing=False)

    def meanwhile():
        platform.change(known, signing=False)  # a request of a killed process arrives late
        other.edit(known, name="second")
        other.sync()
        desk.edit(known, signing=True)  # while the answer is under way

    just_before_it_arrives(platform, meanwhile)
    desk.sync()
    desk.sync()
    other.sync()
    assert names == ["old", "first", "second"]
    there = platform.there[known].settings
    assert (there.name, there.signing) == ("second", True)
    assert desk.row(known).state is other.row(known).state is SyncState.CLEAN


def test_F20_what_both_changed_meanwhile_waits_for_a_person(desk, platform, known):
    desk.edit(known, signing=False)

    def meanwhile():
        platform.change(known, signing=False, name="theirs")
        desk.edit(known, name="mine")

    just_before_it_arrives(platform, meanwhile)
    desk.sync()
    row = desk.row(known)
    assert row.state is SyncState.CONFLICT
    assert (row.settings.name, row.theirs.settings.name) == ("mine", "theirs")
    assert platform.there[known].settings.name == "theirs"
    desk.listeners.resolve(CONTROL, row, {"name": Side.MINE})
    desk.sync()
    there = platform.there[known].settings
    assert (there.name, there.signing) == ("mine", False)


def test_F20_what_both_changed_to_the_same_is_settled(desk, platform, known):
    desk.edit(known, signing=False)

    def meanwhile():
        platform.change(known, signing=False, name="same")
        desk.edit(known, name="same")

    just_before_it_arrives(platform, meanwhile)
    desk.sync()
    assert desk.row(known).state is SyncState.CLEAN
    assert platform.there[known].version == 2


def test_F22_what_another_changed_meanwhile_is_not_deleted_unseen(desk, platform, known):
    desk.edit(known, signing=False)

    def meanwhile():
        platform.change(known, signing=False, name="theirs")
        desk.listeners.delete(CONTROL, [known])

    just_before_it_arrives(platform, meanwhile)
    desk.sync()
    row = desk.row(known)
    assert (row.state, row.delete_wanted) == (SyncState.CONFLICT, True)
    assert platform.there[known].settings.name == "theirs"


def test_F04_a_repeated_creation_is_answered_with_what_became_of_it(desk, platform):
    row = desk.listeners.create(CONTROL, settings(name="mine"))

    def meanwhile():
        platform._create(row.id, settings(name="mine"))  # the first one arrives late
        platform.change(row.id, mode=Mode.PAUSED)
        desk.edit(row.id, signing=False)

    just_before_it_arrives(platform, meanwhile)
    desk.sync()
    desk.sync()
    there = platform.there[row.id].settings
    assert (there.mode, there.signing) == (Mode.PAUSED, False)
    assert desk.row(row.id).state is SyncState.CLEAN


@pytest.mark.parametrize("is_new", [False, True])
def test_the_platforms_own_spelling_is_nobodys_change(desk, platform, known, is_new):
    """What is edited after it was sent goes before it, and is no conflict with oneself."""
    typed, spelt = "https://hooks.example.com", "https://hooks.example.com/"
    create, update = platform._create, platform._update

    def canonical(listener):
        if listener.settings.destination.url != typed:
            return listener
        there = replace(listener, settings=settings_with(listener, url=spelt))
        platform.there[listener.id] = there
        return there

    platform._create = lambda *what: canonical(create(*what))
    platform._update = lambda *what: canonical(update(*what))
    if is_new:
        listener_id = desk.listeners.create(CONTROL, settings(url=typed)).id
    else:
        listener_id = known
        to = settings_with(desk.row(known), url=typed).destination
        desk.edit(known, destination=to)
    just_before_it_arrives(platform, lambda: desk.edit(listener_id, name="later"))
    desk.sync()
    there, row = platform.there[listener_id].settings, desk.row(listener_id)
    assert (there.name, there.destination.url) == ("later", spelt)
    assert (row.state, row.settings) == (SyncState.CLEAN, there)


def settings_with(row, *, url):
    return replace(row.settings, destination=replace(row.settings.destination, url=url))
