"""An entry of the audit log as people read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.listener import Mode
from app.domain.undo import WhyNot
from app.ui.pages.changes import members, words
from app.ui.pages.changes.known import Known, known
from app.ui.pages.changes.lines import by_day, line_of, sentence
from tests.support.audit_entries import a_credential_side, an_entry
from tests.support.builders import NOW, a_credential, a_listener, a_me, local, settings
from tests.support.payloads import UI_PAYLOADS

OLD = settings(url="https://a.example/")
OTHER = settings(url="https://b.example/")
NOBODY = Known()


def line(*args, about=NOBODY, **kwargs):
    return line_of(an_entry(*args, **kwargs), about)


@pytest.mark.parametrize(
    ("after", "title", "details"),
    [
        (replace(OLD, mode=Mode.DISABLED), "Turned off clients Create", OLD.name),
        (replace(OLD, mode=Mode.PAUSED), "Paused clients Create", OLD.name),
        (replace(OTHER, name="x"), "Edited clients Create", "Label, Endpoint URL"),
    ],
)
def test_a_change_of_a_listener_says_what_was_done(after, title, details):
    found = line(before=OLD, after=after)
    assert (found.title, found.details, found.by) == (title, details, "Thandi M.")


def test_lifting_a_suspension_is_turning_on_again():
    from app.adapters.wire.listeners import write_settings

    after = {**write_settings(OLD), "lifted": "endpoint_gone"}
    entry = an_entry(before=OLD, after=after)
    assert line_of(entry, NOBODY).verb == "Turned on again"
    [change] = words.field_changes(entry)
    assert members.value_of(change.path, change.after, NOBODY) == "The endpoint answered 410 Gone"


def test_the_platform_stops_a_listener():
    entry = an_entry(
        "suspended",
        of="lst_1",
        actor=("system", "system"),
        before={"status": "active", "status_reason": None},
        after={"status": "suspended", "status_reason": "endpoint_failing"},
    )
    mine = known([local(a_listener(id="lst_1", settings=OLD))], [], None)
    found = line_of(entry, mine)
    assert (found.title, found.by) == ("Stopped clients Create", "Platform")
    assert found.details == "After 5 days of failures"


@pytest.mark.parametrize(
    ("action", "kind", "after", "title", "details"),
    [
        ("created", "credential", a_credential_side(), "Created CRM production", "Credential"),
        ("updated", "record", {"entity": "clients", "version": 2}, "Edited clients", "it"),
        ("replayed", "listener", {"count": 1}, "Replayed it", "1 delivery"),
        ("replayed", "listener", {"count": 14}, "Replayed it", "14 deliveries"),
        ("secret_revealed", "listener", None, "Revealed the secret of it", "Listener"),
        ("befriended", "robot", None, "befriended it", "robot"),
    ],
)
def test_everything_that_is_logged_has_words(action, kind, after, title, details):
    found = line(action, kind, of="it", after=after)
    assert (found.title, found.details) == (title, details)


def test_ids_get_the_names_that_are_known_here():
    me = a_me()
    about = known([], [a_credential(id="crd_1", name="CRM")], me)
    channel = me.channels[0]
    assert members.value_of("destination.credential_id", "crd_1", about) == "CRM"
    assert members.value_of("destination.credential_id", "crd_2", about) == "crd_2"
    assert members.value_of("channel_id", channel.id, about) == channel.name
    assert members.value_of("signing", False, about) == "Off"
    assert members.value_of("name", "", about) == "None"
    assert members.value_of("secrets_changed", ["a", "b"], about) == "a, b"
    assert members.value_of("new_thing", {"a": 1}, about) == '{"a": 1}'


def test_a_value_without_end_is_cut_and_says_so():
    shown = members.value_of("name", "x" * 5_000, NOBODY)
    assert len(shown) < 2_100
    assert shown.endswith("(and 3000 more characters)")


@pytest.mark.parametrize("why", list(WhyNot))
def test_every_reason_against_an_undo_is_a_sentence(why):
    assert words.why_no_undo(why).endswith(".")


def test_days_stand_over_their_changes():
    entries = [an_entry(seconds=s, entry_id=f"aud_{s}") for s in (0, -3600, -86_400, -86_400 * 30)]
    lines = by_day([line_of(one, NOBODY) for one in entries], NOW)
    shown = [one.day or one.key for one in lines]
    month_ago = (NOW - timedelta(days=30)).astimezone()
    assert shown[0] == "Today"
    assert shown[-2] == f"{month_ago.day} {month_ago:%B}"
    assert [one for one in shown if one.startswith("aud")] == [one.id for one in entries]
    assert "Yesterday" in shown
    assert sentence(lines[0]) == "Today"


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_foreign_words_stay_as_they_are(payload):
    entry = an_entry(
        "updated",
        "robot",
        of=payload,
        before={payload: payload},
        after={payload: 1},
        actor=("usr_9", payload),
    )
    found = line_of(entry, NOBODY)
    assert (found.subject, found.by) == (payload, payload)
    [change] = words.field_changes(entry)
    assert members.name_of(change.path) == payload


@pytest.mark.parametrize("kind", ["token", "client"])
def test_what_lets_somebody_in_is_told_in_words(kind):
    after = {"name": "CRM", "role": "read_only", "expires_at": "2027-01-02T03:04:05Z"}
    entry = an_entry("issued", kind, of="tok_1", after=after, actor=("operator", "operator"))
    assert words.subject(entry, NOBODY) == ("CRM", "")
    assert words.by(entry) == "Operator of the platform"
    assert words.resource_kind(kind) in {"API token", "OAuth 2.0 client"}
    told = {
        members.name_of(one.path, kind): members.value_of(one.path, one.after, NOBODY)
        for one in words.field_changes(entry)
    }
    assert told == {
        "Name": "CRM",
        "Role": "Read only",
        "Ends": "2027-01-02 03:04:05 UTC",
    }


def _members_that_the_platform_notes():
    """Every member of an entry that our own platform writes, with a value that it can have."""
    return {
        "status": "pending",
        "status_reason": "by_user",
        "listener_id": "lst_1",
        "since": "2026-01-02T03:04:05Z",
        "until": "2026-01-02T03:04:05Z",
        "skip_superseded": True,
        "count": 3,
        "role": "administrator",
        "expires_at": "2026-01-02T03:04:05Z",
        "records": 1,
        "events": 1,
        "deliveries": 1,
        "listeners": 1,
        "secrets": 1,
        **dict.fromkeys(("payloads", "attempts", "kept_answers", "mails"), 1),
        "entity": "clients",
        "version": 2,
    }


def test_no_member_of_our_own_platform_is_told_by_its_raw_name():
    mine = known([local(a_listener(id="lst_1", settings=OLD))], [], None)
    for path, said in _members_that_the_platform_notes().items():
        assert members.name_of(path) != path
        if isinstance(said, str) and path != "entity":
            assert members.value_of(path, said, mine) != said
