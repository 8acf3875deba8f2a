"""What two sides want of one listener: what stands by itself, and what a person decides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain import local_changes
from app.domain.conflict import Side, decided, differences, on_top_of
from app.domain.listener import Mode
from app.domain.sync_state import LocalListener, SyncState
from tests.support.builders import NOW, a_listener, local, settings

BEFORE = settings(name="Archive", url="https://a.example.com/v1")
MINE = settings(name="Compliance archive", url="https://a.example.com/mine")
THEIRS = settings(name="Archive", url="https://a.example.com/theirs", mode=Mode.DISABLED)


def conflict(**changes) -> LocalListener:
    base = a_listener(settings=BEFORE)
    theirs = replace(base, settings=THEIRS, etag='"2"', version=2)
    row = local(base, mine=MINE, state=SyncState.CONFLICT, theirs=theirs)
    return replace(row, **changes)


def sides(row: LocalListener, theirs=THEIRS) -> dict[str, Side | None]:
    return {one.name: one.side for one in differences(row, theirs)}


def test_F21_what_one_side_changed_stands_by_itself_and_what_both_changed_does_not():
    assert sides(conflict()) == {"destination": None, "name": Side.MINE, "mode": Side.THEIRS}


def test_differences_say_what_it_was_before():
    name = next(one for one in differences(conflict(), THEIRS) if one.name == "name")
    assert (name.before, name.mine, name.theirs) == ("Archive", "Compliance archive", "Archive")


def test_equal_wishes_are_no_difference():
    assert differences(conflict(), MINE) == ()


def test_what_was_sent_without_an_answer_is_not_someone_elses():
    sent = settings(name="Sent", url="https://a.example.com/v1")
    row = conflict(sent=(sent,))
    assert sides(row, sent)["name"] is Side.MINE


def test_without_a_common_past_everything_different_is_to_be_decided():
    row = conflict(base=None)
    found = differences(row, THEIRS)
    assert {one.side for one in found} == {None}
    assert {one.before for one in found} == {None}


def test_a_decision_needs_every_setting_that_both_changed():
    found = differences(conflict(), THEIRS)
    with pytest.raises(ValueError, match="destination"):
        decided(MINE, found, {"name": Side.THEIRS})


def test_a_choice_goes_before_what_would_stand_by_itself():
    found = differences(conflict(), THEIRS)
    kept = decided(MINE, found, {"destination": Side.MINE})
    assert kept == replace(MINE, mode=Mode.DISABLED)
    overruled = {"destination": Side.MINE, "name": Side.THEIRS, "mode": Side.MINE}
    assert decided(MINE, found, overruled) == replace(MINE, name="Archive")


def test_a_destination_is_one_setting_so_that_no_credential_goes_astray():
    there = settings(url="https://b.example.com/x", auth_type="basic", credential_id="crd_theirs")
    here = settings(url="https://a.example.com/x", auth_type="basic", credential_id="crd_mine")
    found = differences(replace(conflict(), mine=here), there)
    outcome = decided(here, found, {"destination": Side.THEIRS})
    assert outcome.destination == there.destination


def test_a_decided_conflict_waits_on_top_of_the_platforms_version():
    row = conflict(sent=(BEFORE,))
    now = local_changes.resolved(row, {"destination": Side.MINE}, NOW)
    assert (now.state, now.base, now.theirs, now.sent) == (SyncState.WAITING, row.theirs, None, ())
    assert now.mine == replace(MINE, mode=Mode.DISABLED)


def test_deciding_for_all_of_theirs_leaves_nothing_to_send():
    all_theirs = dict.fromkeys(sides(conflict()), Side.THEIRS)
    row = conflict()
    assert local_changes.resolved(row, all_theirs, NOW) == LocalListener(row.id, row.theirs)


@pytest.mark.parametrize(
    "row", [local(), conflict(theirs=None)], ids=["no conflict", "deleted there"]
)
def test_there_must_be_something_to_decide(row):
    with pytest.raises(ValueError, match="in no conflict"):
        local_changes.resolved(row, {}, NOW)


def test_what_a_person_did_not_touch_is_as_others_left_it():
    wanted = replace(BEFORE, name="Compliance archive")
    assert on_top_of(THEIRS, wanted, BEFORE) == replace(THEIRS, name="Compliance archive")
    assert on_top_of(THEIRS, BEFORE, BEFORE) == THEIRS
    assert on_top_of(THEIRS, MINE, BEFORE).destination == MINE.destination


def became(listener_settings, *, mine=None):
    """The listener that was opened as `BEFORE`, as it stands now."""
    row = local(a_listener(settings=BEFORE))
    base = replace(row.base, settings=listener_settings, version=2, etag='"2"')
    return row, replace(row, base=base, mine=mine)


def test_F21_what_two_changed_while_one_had_it_open_waits_for_a_person():
    began, now = became(replace(BEFORE, name="Theirs", mode=Mode.DISABLED))
    row = local_changes.edited_since(now, replace(BEFORE, name="Mine"), began, NOW)
    assert (row.state, row.base, row.theirs) == (SyncState.CONFLICT, began.base, now.base)
    assert [(one.name, one.side) for one in differences(row, row.theirs.settings)] == [
        ("name", None)
    ]
    kept = local_changes.resolved(row, {"name": Side.MINE}, NOW)
    assert kept.mine == replace(BEFORE, name="Mine", mode=Mode.DISABLED)


def test_F20_what_only_one_of_them_changed_is_merged():
    began, now = became(replace(BEFORE, mode=Mode.DISABLED))
    row = local_changes.edited_since(now, replace(BEFORE, name="Mine"), began, NOW)
    assert (row.state, row.base) == (SyncState.WAITING, now.base)
    assert row.mine == replace(BEFORE, name="Mine", mode=Mode.DISABLED)


def test_both_wanting_the_same_is_no_conflict():
    began, now = became(replace(BEFORE, name="Mine"))
    row = local_changes.edited_since(now, replace(BEFORE, name="Mine"), began, NOW)
    assert (row.state, row.base) == (SyncState.CLEAN, now.base)


def test_what_was_changed_on_this_computer_meanwhile_gives_way_to_what_is_saved_last():
    began, now = became(BEFORE, mine=replace(BEFORE, name="A command's"))
    now = replace(now, base=began.base, state=SyncState.WAITING)
    row = local_changes.edited_since(now, replace(BEFORE, name="Mine"), began, NOW)
    assert (row.state, row.mine.name) == (SyncState.WAITING, "Mine")
