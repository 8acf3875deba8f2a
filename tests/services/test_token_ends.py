"""When a token ends that was typed here: known until another takes its place, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.adapters.local_store import SqliteLocalStore
from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.errors import NetworkError, TimedOut
from app.domain.secret import Secret
from app.services.credential_outbox import CredentialOutbox
from app.services.credentials import CredentialService
from tests.support.fakes import FakePlatform, FakeSecretStore
from tests.support.tokens import a_jwt

CONTROL = JobControl()
END = datetime(2026, 12, 18, 12, 30, tzinfo=UTC)
LATER = END + timedelta(days=90)


class Computer:
    """One computer of an administrator; another one is made on the same platform."""

    def __init__(self, folder, platform, name="here"):
        self.path = folder / f"{name}.db"
        self.store = SqliteLocalStore(self.path)
        self.platform = platform
        self.secrets = FakeSecretStore()
        self.outbox = CredentialOutbox(platform, self.store, self.secrets, connection_id="con_1")
        self.credentials = CredentialService(platform, self.store, outbox=self.outbox)

    def create(self, token):
        return self.credentials.create(CONTROL, bearer(token))

    def update(self, one, token=None, name="CRM"):
        return self.credentials.update(CONTROL, one.id, bearer(token, name))

    def ends(self):
        self.credentials.refresh(CONTROL)
        return self.credentials.ends()


def bearer(token=None, name="CRM"):
    secrets = {"token": Secret(token)} if token is not None else {}
    return CredentialDraft("bearer", name, {}, secrets)


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def computer(tmp_path, platform):
    made = []

    def make(name="here"):
        made.append(Computer(tmp_path, platform, name))
        return made[-1]

    yield make
    for one in made:
        one.store.close()


@pytest.fixture
def here(computer):
    return computer()


def test_it_is_known_where_it_was_typed_and_nowhere_else(here, computer):
    one = here.create(a_jwt(END))
    assert here.ends() == {one.id: END}
    assert computer("there").ends() == {}


def test_it_outlives_the_program(here, computer):
    one = here.create(a_jwt(END))
    here.store.close()
    assert computer().ends() == {one.id: END}


def test_another_token_brings_its_own_end_or_none(here):
    one = here.create(a_jwt(END))
    here.update(one, a_jwt(LATER, ending="0001"))
    assert here.ends() == {one.id: LATER}
    here.update(one, "an-opaque-token-0002")
    assert here.ends() == {}


def test_another_name_leaves_it(here, computer):
    one = here.create(a_jwt(END))
    here.update(one, name="Another name")
    assert here.ends() == {one.id: END}
    there = computer("there")
    there.credentials.refresh(CONTROL)
    there.update(one, name="Renamed there")
    assert here.ends() == {one.id: END}


def test_a_token_that_was_typed_elsewhere_takes_it_away(here, computer):
    one = here.create(a_jwt(END))
    there = computer("there")
    there.credentials.refresh(CONTROL)
    there.update(one, a_jwt(LATER, ending="0001"))
    assert here.ends() == {}
    assert there.ends() == {one.id: LATER}


def test_where_the_platform_hints_at_nothing_another_version_takes_it_away(here, platform):
    one = here.create(a_jwt(END))
    platform.credentials_[one.id] = replace(one, secret_hints={}, version=2, etag='"2"')
    assert here.ends() == {}


def test_what_the_platform_did_not_take_has_no_end(here, platform, monkeypatch):
    def create(_control, credential_id, draft):
        made = FakePlatform().create_credential(CONTROL, credential_id, draft)
        return replace(made, secret_hints={"token": "…abcd"})  # of whoever was first

    monkeypatch.setattr(platform, "create_credential", create)
    one = here.create(a_jwt(END))
    assert one.id not in here.credentials.ends()


def test_one_that_is_deleted_takes_its_end_along(here):
    one = here.create(a_jwt(END))
    here.credentials.delete(CONTROL, one.id)
    assert here.ends() == {}
    assert (here.store.document("token_ends") or {}) == {"by_id": {}}


@pytest.mark.parametrize("error", [NetworkError("away"), TimedOut("slow")])
def test_F03_one_that_waited_is_known_once_it_was_sent(here, platform, error):
    platform.fail("create_credential", error, after_effect=isinstance(error, TimedOut))
    one = here.create(a_jwt(END))
    assert here.credentials.ends() == {}
    here.outbox.push(CONTROL)
    assert here.ends() == {one.id: END}
    platform.fail("update_credential", error)
    here.update(one, a_jwt(LATER, ending="0001"))
    assert here.credentials.ends() == {one.id: END}, "the platform still has this one"
    here.outbox.push(CONTROL)
    assert here.ends() == {one.id: LATER}


def test_an_api_key_may_be_one_too_and_a_password_never_is(here):
    key = CredentialDraft("api_key", "Key", {"header": "authorization"})
    key = replace(key, secrets={"value": Secret(f"Bearer {a_jwt(END)}")})
    one = here.credentials.create(CONTROL, key)
    basic = CredentialDraft("basic", "B", {"username": "svc"}, {"password": Secret(a_jwt(END))})
    here.credentials.create(CONTROL, basic)
    assert here.ends() == {one.id: END}


def test_T01_nothing_of_the_token_is_kept_but_its_end_and_nothing_logged(here, caplog):
    token = a_jwt(END, name="cn-claim-7731")
    caplog.set_level(0)
    here.create(token)
    here.ends()
    here.store.close()
    kept = b"".join(one.read_bytes() for one in here.path.parent.glob("here.db*"))
    assert b"token_ends" in kept
    written = kept.decode("latin-1") + caplog.text
    assert [part for part in token.split(".") if part in written] == []
    assert "cn-claim" not in written


@pytest.mark.parametrize("kept", [{"by_id": 1}, {"by_id": {"crd_1": {"at": "soon"}}}, {"x": 1}])
def test_what_another_version_of_the_app_wrote_is_no_error(here, kept):
    here.store.put_document("token_ends", kept)
    assert here.credentials.ends() == {}
    one = here.create(a_jwt(END))
    assert here.ends() == {one.id: END}
