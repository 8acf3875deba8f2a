"""What differs between the two sides of an entry, and what undoes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.audit import FieldChange, changes_of
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from app.domain.undo import UndoKind, WhyNot, undo_of
from tests.support.audit_entries import a_credential_side, an_entry
from tests.support.builders import NOW, a_credential, a_listener, local, settings

BEFORE = settings(url="https://a.example/")
AFTER = settings(url="https://b.example/", name="New name")


def row_of(now, **changes):
    return local(a_listener(id="lst_1", settings=now), **changes)


def judge(entry, *, row=None, credential=None):
    return undo_of(entry, listener=row, credential=credential)


def test_what_differs_is_named_member_by_member():
    entry = an_entry(before=BEFORE, after=AFTER)
    assert changes_of(entry) == (
        FieldChange("name", BEFORE.name, "New name"),
        FieldChange("destination.url", "https://a.example/", "https://b.example/"),
    )


def test_a_member_that_is_on_one_side_only_differs():
    entry = an_entry("suspended", before={"a": 1}, after={"b": {"c": [1]}})
    assert changes_of(entry) == (FieldChange("a", 1, None), FieldChange("b.c", None, [1]))


def test_an_update_is_put_back():
    undo = judge(an_entry(before=BEFORE, after=AFTER), row=row_of(AFTER))
    assert (undo.kind, undo.settings) == (UndoKind.PUT_BACK, BEFORE)


def test_what_was_changed_elsewhere_since_stays():
    now = replace(AFTER, mode=Mode.PAUSED, signing=False)
    undo = judge(an_entry(before=BEFORE, after=AFTER), row=row_of(now))
    assert undo.settings == replace(BEFORE, mode=Mode.PAUSED, signing=False)


def test_the_same_changed_again_since_is_not_undone():
    now = replace(AFTER, name="Newer name")
    undo = judge(an_entry(before=BEFORE, after=AFTER), row=row_of(now))
    assert undo.why_not is WhyNot.CHANGED_SINCE
    assert undo.settings is None


@pytest.mark.parametrize("state", [s for s in SyncState if s is not SyncState.CLEAN])
def test_what_waits_here_comes_first(state):
    row = row_of(AFTER, state=state, mine=AFTER)
    assert judge(an_entry(before=BEFORE, after=AFTER), row=row).why_not is WhyNot.WAITING_HERE


def test_a_copy_older_than_the_change_cannot_judge_it():
    entry = an_entry(before=BEFORE, after=AFTER, seconds=1)
    assert judge(entry, row=row_of(BEFORE)).why_not is WhyNot.BEHIND
    row = local(a_listener(id="lst_1", settings=AFTER, updated_at=NOW + timedelta(seconds=1)))
    assert judge(entry, row=row).kind is UndoKind.PUT_BACK


def test_a_creation_is_undone_by_deleting_while_nobody_worked_on_it():
    entry = an_entry("created", after=AFTER)
    assert judge(entry, row=row_of(AFTER)).kind is UndoKind.DELETE
    assert judge(entry, row=row_of(BEFORE)).why_not is WhyNot.CHANGED_SINCE
    assert judge(entry).why_not is WhyNot.GONE


def test_a_deletion_is_undone_by_creating_anew():
    undo = judge(an_entry("deleted", before=BEFORE))
    assert (undo.kind, undo.settings) == (UndoKind.CREATE_AGAIN, BEFORE)


@pytest.mark.parametrize("action", ["tested", "secret_revealed", "replayed", "suspended", "new"])
def test_a_look_has_no_undo(action):
    assert judge(an_entry(action, after=AFTER), row=row_of(AFTER)).why_not is WhyNot.NOTHING


def test_other_kinds_are_undone_elsewhere():
    assert judge(an_entry("updated", "record", of="cli_1")).why_not is WhyNot.NOT_HERE


@pytest.mark.parametrize(
    "said",
    [
        {"name": "x"},
        {"mode": "hibernating", **dict.fromkeys(("entity", "function"), "x")},
        {"entity": "x", "function": "y", "mode": "enabled", "destination": {"kind": "pigeon"}},
    ],
)
def test_what_this_version_does_not_understand_is_not_put_back(said):
    assert judge(an_entry(before=said, after=said), row=row_of(AFTER)).why_not is WhyNot.UNREADABLE
    assert judge(an_entry("deleted", before=said)).why_not is WhyNot.UNREADABLE


def test_a_credential_gets_back_what_can_be_read_and_no_secret():
    entry = an_entry(
        kind="credential",
        of="crd_1",
        before=a_credential_side(),
        after=a_credential_side(
            fields={"username": "new", "realm": "x"}, secrets_changed=["password"]
        ),
    )
    now = a_credential(id="crd_1", fields={"username": "new", "realm": "x"}, name="Renamed since")
    undo = judge(entry, credential=now)
    assert undo.kind is UndoKind.PUT_BACK
    assert undo.draft.name == "Renamed since"
    assert undo.draft.fields == {"username": "svc", "realm": ""}
    assert not undo.draft.secrets
    changed = a_credential(id="crd_1", fields={"username": "newer", "realm": "x"})
    assert judge(entry, credential=changed).why_not is WhyNot.CHANGED_SINCE


def test_a_secret_cannot_be_put_back():
    side = a_credential_side()
    entry = an_entry(
        kind="credential", before=side, after={**side, "secrets_changed": ["password"]}
    )
    assert judge(entry, credential=a_credential()).why_not is WhyNot.SECRET
    gone = an_entry("deleted", "credential", before=side)
    assert judge(gone).why_not is WhyNot.SECRET


def test_a_new_credential_goes_unless_it_is_used():
    entry = an_entry("created", "credential", of="crd_1", after=a_credential_side())
    assert judge(entry, credential=a_credential(version=1)).kind is UndoKind.DELETE
    used = a_credential(version=1, used_by=("lst_1",))
    assert judge(entry, credential=used).why_not is WhyNot.IN_USE
    assert judge(entry, credential=a_credential(version=2)).why_not is WhyNot.CHANGED_SINCE
