"""Undo as a new change: it goes the way of every change, and loses nothing that came later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.audit import AuditFilter
from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.errors import Conflict, NetworkError
from app.domain.sync_state import SyncState
from app.domain.undo import UndoKind, WhyNot
from tests.support.audit_entries import a_credential_side, an_entry
from tests.support.builders import a_credential, settings
from tests.support.fakes import FakePlatform, a_workspace

CONTROL = JobControl()
BEFORE = settings(url="https://a.example/")
AFTER = settings(url="https://b.example/")
CREATED = "lst_00000000000000000000000001"


@pytest.fixture
def platform():
    platform = FakePlatform()
    platform.create_listener(CONTROL, CREATED, AFTER)
    platform.credentials_["crd_1"] = a_credential(id="crd_1", version=1, fields={"username": "new"})
    platform.calls.clear()
    return platform


@pytest.fixture
def workspace(platform):
    workspace = a_workspace(platform=platform)
    yield workspace
    workspace.close()


def entry(action="updated", **sides):
    return an_entry(action, of=CREATED, seconds=-60, **sides)


def test_the_log_is_asked_of_the_platform(platform, workspace):
    platform.audit_ = [entry(before=BEFORE, after=AFTER) for _ in range(3)]
    platform.audit_page = 2
    page = workspace.audit.list(CONTROL, AuditFilter())
    assert page.items == (platform.audit_[2], platform.audit_[1])
    rest = workspace.audit.list(CONTROL, AuditFilter(), page.next_cursor)
    assert (rest.items, rest.next_cursor) == ((platform.audit_[0],), None)


def test_an_undone_update_waits_here_and_reaches_the_platform(platform, workspace):
    undone = workspace.audit.undo(CONTROL, entry(before=BEFORE, after=AFTER))
    assert undone.kind is UndoKind.PUT_BACK
    assert workspace.listeners.get(CREATED).is_waiting
    workspace.sync.sync(CONTROL)
    assert platform.there[CREATED].settings == BEFORE
    assert workspace.listeners.get(CREATED).state is SyncState.CLEAN


def test_what_was_changed_since_is_kept_and_said(platform, workspace):
    judged = entry(before=BEFORE, after=AFTER)
    newer = replace(AFTER, destination=settings(url="https://c.example/").destination)
    workspace.listeners.edit(CONTROL, CREATED, newer)
    workspace.sync.sync(CONTROL)
    with pytest.raises(Conflict):
        workspace.audit.undo(CONTROL, judged)
    workspace.sync.sync(CONTROL)
    assert platform.there[CREATED].settings == newer
    assert workspace.audit.undo_of(judged).why_not is WhyNot.CHANGED_SINCE


def test_a_change_that_comes_between_look_and_undo_is_kept(workspace, monkeypatch):
    """Judged as possible, then edited by another worker: the undo looks at that very moment."""
    judged = entry(before=BEFORE, after=AFTER)
    possible = workspace.audit.undo_of(judged)
    newer = replace(AFTER, destination=settings(url="https://c.example/").destination)
    workspace.listeners.edit(CONTROL, CREATED, newer)
    monkeypatch.setattr(workspace.audit, "undo_of", lambda _entry: possible)
    with pytest.raises(Conflict):
        workspace.audit.undo(CONTROL, judged)
    assert workspace.listeners.get(CREATED).settings == newer


def test_an_undone_creation_is_a_deletion(platform, workspace):
    workspace.audit.undo(CONTROL, entry("created", after=AFTER))
    workspace.sync.sync(CONTROL)
    assert CREATED not in platform.there


def test_an_undone_deletion_is_a_new_listener(platform, workspace):
    workspace.audit.undo(CONTROL, an_entry("deleted", of="lst_gone", before=BEFORE))
    workspace.sync.sync(CONTROL)
    made = [one for one in platform.there.values() if one.settings == BEFORE]
    assert len(made) == 1
    assert made[0].id != "lst_gone"


def test_a_credential_is_put_back_at_once(platform, workspace):
    changed = an_entry(
        kind="credential",
        of="crd_1",
        seconds=-60,
        before=a_credential_side(),
        after=a_credential_side(fields={"username": "new"}),
    )
    workspace.audit.undo(CONTROL, changed)
    assert platform.credentials_["crd_1"].fields == {"username": "svc"}
    assert platform.calls[-1] == "update_credential"


def test_a_credential_that_waits_here_comes_first(platform, workspace):
    changed = an_entry(
        kind="credential",
        of="crd_1",
        seconds=-60,
        before=a_credential_side(),
        after=a_credential_side(fields={"username": "new"}),
    )
    platform.fail("update_credential", NetworkError("away"))
    workspace.credentials.update(CONTROL, "crd_1", CredentialDraft("basic", "Renamed here"))
    assert workspace.audit.undo_of(changed).why_not is WhyNot.WAITING_HERE


def test_a_new_credential_is_deleted(platform, workspace):
    made = an_entry("created", "credential", of="crd_1", seconds=-60, after=a_credential_side())
    assert workspace.audit.undo(CONTROL, made).kind is UndoKind.DELETE
    assert not platform.credentials_
