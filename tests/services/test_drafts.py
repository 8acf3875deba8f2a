"""The unfinished form of a connection, kept across lives of the app (T48)."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from app.domain.announce import Changed
from app.domain.control import Cancelled, JobControl
from app.domain.listener import Kind, Mode
from app.domain.listener_draft import ListenerDraft
from app.domain.secret import Secret
from app.services.drafts import DraftService, KeptDraft
from tests.support.builders import NOW
from tests.support.fakes import FakeLocalStore

CONTROL = JobControl()
DRAFT = ListenerDraft(
    entity="clients",
    function="update",
    kind=Kind.EMAIL,
    url="https://half.typed",
    auth_type="basic",
    credential_id="crd_1",
    address="not yet an addr",
    name="Ünfinished \u202e",
    channel_id="chn_1",
    mode=Mode.PAUSED,
    signing=False,
)


def test_T48_what_was_typed_comes_back_as_it_was():
    drafts = DraftService(FakeLocalStore(), clock=lambda: NOW)
    assert drafts.kept() is None
    drafts.keep(CONTROL, DRAFT, "lst_1")
    assert drafts.kept() == KeptDraft(DRAFT, "lst_1", NOW)
    drafts.keep(CONTROL, ListenerDraft(name="newer"), None)
    assert drafts.kept() == KeptDraft(ListenerDraft(name="newer"), None, NOW)
    drafts.forget(CONTROL)
    assert drafts.kept() is None


BEGAN = ListenerDraft(entity="clients", url="https://a.example.com", name="Old")


def test_F20_it_goes_on_top_of_what_its_listener_has_become():
    drafts = DraftService(FakeLocalStore(), clock=lambda: NOW)
    drafts.keep(CONTROL, replace(BEGAN, name="Mine"), "lst_1", BEGAN)
    now = replace(BEGAN, mode=Mode.PAUSED, url="https://b.example.com", auth_type="basic")
    assert drafts.kept().on(now) == replace(now, name="Mine")


def test_its_destination_is_one_so_that_no_credential_goes_astray():
    mine = replace(BEGAN, url="https://c.example.com")
    now = replace(BEGAN, auth_type="basic", credential_id="crd_theirs", name="Theirs")
    kept = KeptDraft(mine, "lst_1", NOW, BEGAN)
    assert kept.on(now) == replace(mine, name="Theirs")


def test_one_that_an_older_version_kept_is_taken_as_it_is():
    store = FakeLocalStore()
    DraftService(store).keep(CONTROL, DRAFT, "lst_1")
    found = dict(store.document("listener_draft"))
    found.pop("began", None)
    store.put_document("listener_draft", found)
    assert DraftService(store).kept().on(BEGAN) == DRAFT


def test_the_end_of_a_draft_is_told_once_it_is_gone():
    store, told = FakeLocalStore(), []
    drafts = DraftService(
        store, announce=lambda what, _value=None: told.append((what, drafts.kept()))
    )
    drafts.keep(CONTROL, DRAFT, None)
    drafts.forget(CONTROL)
    assert told == [(Changed.DRAFT, None)]


@pytest.mark.parametrize(
    "found", [{"draft": {"mode": "of another version"}}, {"at": 1}, {"draft": []}], ids=str
)
def test_what_another_version_kept_is_nothing(found):
    store = FakeLocalStore()
    store.put_document("listener_draft", found)
    assert DraftService(store).kept() is None


def test_a_cancelled_job_keeps_nothing():
    control = JobControl()
    control.cancel()
    drafts = DraftService(FakeLocalStore())
    with pytest.raises(Cancelled):
        drafts.keep(control, DRAFT, None)
    assert drafts.kept() is None


def test_T48_a_draft_has_no_room_for_a_secret():
    assert not [one.name for one in fields(ListenerDraft) if "secret" in one.name]
    assert not any(isinstance(getattr(DRAFT, one.name), Secret) for one in fields(ListenerDraft))
