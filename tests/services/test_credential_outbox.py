"""Credentials made, changed and deleted offline: sent once, before those that name them."""

import json
from dataclasses import replace

import pytest

from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.errors import (
    Conflict,
    FieldRefusal,
    NetworkError,
    NotAuthorised,
    Rejected,
    SecretStoreError,
    TimedOut,
)
from app.domain.pending import ChangeKind, Subject
from app.domain.secret import Secret
from app.domain.sync_state import SyncState
from app.services.credential_outbox import CredentialOutbox
from app.services.credentials import CredentialService
from app.services.pending import PendingService
from app.services.sync import SyncService
from tests.services.test_sync import Desk
from tests.support.builders import a_credential, settings
from tests.support.fakes import FakePlatform, FakeSecretStore

CONTROL = JobControl()
OFFLINE = NetworkError("no network")
CANARY = "cn-waiting-secret-5521"


class Office(Desk):
    """A desk with a keyring."""

    def __init__(self):
        super().__init__(FakePlatform())
        self.secrets = FakeSecretStore()
        self.outbox = CredentialOutbox(
            self.platform, self.store, self.secrets, connection_id="con_1", announce=self.heard
        )
        self.engine = SyncService(
            self.platform, self.store, outbox=self.outbox, announce=self.heard
        )
        self.credentials = CredentialService(
            self.platform, self.store, outbox=self.outbox, announce=self.heard
        )
        self.pending = PendingService(self.store, self.listeners, self.credentials)
        self.sync()

    def offline(self, call, error=OFFLINE, *, after_effect=False):
        self.platform.fail(call, error, after_effect=after_effect)

    def create(self, draft=None):
        return self.credentials.create(CONTROL, draft or basic())

    def known(self, **changes):
        one = a_credential(name="old", etag='"k-1"', **changes)
        self.platform.credentials_[one.id] = one
        self.credentials.refresh(CONTROL)
        return one


def basic(name="CRM", secret=CANARY):
    return CredentialDraft("basic", name, {"username": "svc"}, {"password": Secret(secret)})


@pytest.fixture
def office():
    return Office()


def listed(office):
    return [(one.id, one.name) for one in office.credentials.cached()]


# -- creating ---------------------------------------------------------------------------


@pytest.mark.parametrize("after_effect", [True, False])
def test_F03_one_made_offline_is_made_there_once(office, after_effect):
    office.offline("create_credential", TimedOut("slow"), after_effect=after_effect)
    made = office.create()
    assert listed(office) == [(made.id, "CRM")]
    assert office.engine.overview().waiting == 1
    office.sync()
    assert list(office.platform.credentials_) == [made.id]
    assert office.platform.secrets_[made.id] == {"password": CANARY}
    assert office.credentials.waiting() == {}
    assert office.secrets.kept == {}
    assert office.engine.overview().waiting == 0


def test_T01_its_secret_waits_in_the_keyring_only(office):
    office.offline("create_credential")
    office.create()
    assert [one.reveal() for one in office.secrets.kept.values()] == [CANARY]
    assert CANARY not in json.dumps(office.store.documents())
    assert CANARY not in repr(office.credentials.waiting())
    assert CANARY not in repr(office.pending.changes())


def test_it_goes_before_the_listener_that_names_it(office):
    office.offline("create_credential")
    made = office.create()
    row = office.listeners.create(CONTROL, settings(auth_type="basic", credential_id=made.id))
    office.platform.calls.clear()
    office.sync()
    assert office.platform.calls == ["changes", "create_credential", "create_listener"]
    assert office.row(row.id).state is SyncState.CLEAN


def test_T19_a_listener_waits_for_its_credential_and_the_others_go(office):
    office.offline("create_credential")
    made = office.create()
    held = office.listeners.create(CONTROL, settings(auth_type="basic", credential_id=made.id))
    free = office.listeners.create(CONTROL, settings())
    reason = FieldRefusal("/secrets/password", "masked_secret")
    office.platform.fail("create_credential", Rejected("no", status=422, fields=(reason,)))
    report = office.sync()
    assert (report.refused, report.waiting) == (1, 1)
    assert office.row(held.id).state is SyncState.WAITING
    assert office.row(free.id).state is SyncState.CLEAN
    change = office.pending.find(made.id)
    assert (change.state, change.refusals) == (SyncState.REFUSED, (reason,))


@pytest.mark.parametrize("after_effect", [True, False])
def test_one_that_is_typed_again_while_it_waits_arrives_as_typed_last(office, after_effect):
    office.offline("create_credential", after_effect=after_effect)
    made = office.create()
    office.credentials.update(CONTROL, made.id, basic("Renamed", "another-secret"))
    office.sync()
    assert office.platform.credentials_[made.id].name == "Renamed"
    assert office.platform.secrets_[made.id] == {"password": "another-secret"}
    assert office.credentials.waiting() == {}


@pytest.mark.parametrize("again", [OFFLINE, TimedOut("slow")])
def test_one_that_is_found_to_be_there_stays_in_the_list_whatever_comes_next(office, again):
    """Its creation was not answered and had arrived: what was typed since comes on top."""
    office.offline("create_credential", TimedOut("slow"), after_effect=True)
    made = office.create(basic("first"))
    office.credentials.update(CONTROL, made.id, basic("second"))
    office.offline("update_credential", again)
    with pytest.raises(NetworkError):
        office.sync()
    assert listed(office) == [(made.id, "second")]
    office.sync()
    assert listed(office) == [(made.id, "second")]
    assert office.platform.credentials_[made.id].name == "second"


@pytest.fixture
def changed_by_another(office):
    """One made here whose answer was lost; it arrived, and another changed it there."""
    office.offline("create_credential", TimedOut("slow"), after_effect=True)
    made = office.create()
    office.platform.credentials_[made.id] = replace(
        office.platform.credentials_[made.id], name="theirs", version=2, etag='"k-2"'
    )
    return office.platform.credentials_[made.id]


def test_F20_a_new_one_that_another_changed_before_its_answer_is_a_conflict(
    office, changed_by_another
):
    theirs = changed_by_another
    office.credentials.update(CONTROL, theirs.id, basic("mine"))
    assert office.sync().conflicts == 1
    assert office.platform.credentials_[theirs.id] == theirs
    assert office.outbox.unborn == frozenset()  # a listener that names it need not wait
    office.credentials.update(CONTROL, theirs.id, basic("mine"))  # having seen theirs
    office.sync()
    assert office.platform.credentials_[theirs.id].name == "mine"
    assert (office.credentials.waiting(), office.secrets.kept) == ({}, {})


def test_F20_a_new_one_in_conflict_can_be_left_as_the_other_made_it(office, changed_by_another):
    theirs = changed_by_another
    office.credentials.update(CONTROL, theirs.id, basic("mine"))
    office.sync()
    office.pending.discard(CONTROL, theirs.id)
    office.sync()
    office.credentials.refresh(CONTROL)
    assert listed(office) == [(theirs.id, "theirs")]
    assert office.secrets.kept == {}


def test_F20_one_typed_again_while_its_creation_is_repeated_does_not_undo_another(
    office, changed_by_another
):
    theirs = changed_by_another
    repeated = office.platform.create_credential

    def answered_late(control, credential_id, draft):
        answer = repeated(control, credential_id, draft)
        office.credentials.update(control, credential_id, basic("typed meanwhile"))
        return answer

    office.platform.create_credential = answered_late
    office.sync()
    del office.platform.create_credential
    assert office.sync().conflicts == 1
    assert office.platform.credentials_[theirs.id] == theirs
    assert office.outbox.find(theirs.id).shown.name == "typed meanwhile"


def test_F22_deleting_a_new_one_that_another_changed_waits_for_a_person(office, changed_by_another):
    theirs = changed_by_another
    office.credentials.delete(CONTROL, theirs.id)
    assert office.sync().conflicts == 1
    assert office.platform.credentials_[theirs.id] == theirs
    office.credentials.delete(CONTROL, theirs.id)  # having seen theirs
    office.sync()
    assert (office.platform.credentials_, office.credentials.waiting()) == ({}, {})


def test_one_deleted_before_it_left_is_never_sent(office):
    office.secrets.kept.clear()
    kept = office.outbox.keep(ChangeKind.CREATE, "crd_1", basic(), None)
    office.credentials.delete(CONTROL, kept.id)
    office.sync()
    assert "create_credential" not in office.platform.calls
    assert office.secrets.kept == {}


def test_F60_a_secret_that_was_kept_for_the_session_only_is_asked_for_again(office):
    office.offline("create_credential")
    made = office.create()
    office.secrets.kept.clear()  # the app was closed in between
    office.sync()
    change = office.pending.find(made.id)
    assert (change.state, change.refusals[0].pointer) == (SyncState.REFUSED, "/secrets/password")
    office.credentials.update(CONTROL, made.id, basic())
    office.sync()
    assert office.platform.secrets_[made.id] == {"password": CANARY}


def test_F60_a_locked_keyring_holds_up_no_listener(office):
    office.offline("create_credential")
    office.create()
    row = office.listeners.create(CONTROL, settings())
    office.secrets.error = SecretStoreError("locked", reason="locked")
    with pytest.raises(SecretStoreError):
        office.sync()
    assert office.row(row.id).state is SyncState.CLEAN
    office.secrets.error = None
    office.sync()
    assert office.credentials.waiting() == {}


def test_T03_one_whose_secret_cannot_be_kept_is_not_kept(office):
    office.offline("create_credential")
    office.secrets.error = SecretStoreError("full", reason="not_kept")
    with pytest.raises(SecretStoreError):
        office.create()
    assert office.credentials.waiting() == {}


# -- changing ---------------------------------------------------------------------------


@pytest.mark.parametrize("after_effect", [True, False])
def test_F03_a_change_whose_answer_was_lost_is_made_once(office, after_effect):
    known = office.known()
    office.offline("update_credential", after_effect=after_effect)
    office.credentials.update(CONTROL, known.id, basic("new"))
    office.sync()
    there = office.platform.credentials_[known.id]
    assert (there.name, there.version) == ("new", known.version + 1)
    assert office.credentials.waiting() == {}


def test_F65_after_the_key_was_forgotten_our_own_change_is_recognised(office):
    known = office.known()
    office.offline("update_credential", after_effect=True)
    office.credentials.update(CONTROL, known.id, basic("new"))
    office.platform.forget_keys()
    report = office.sync()
    assert report.conflicts == 0
    assert office.platform.credentials_[known.id].name == "new"
    assert office.credentials.waiting() == {}


def test_F20_what_another_changed_meanwhile_is_a_conflict(office):
    known = office.known()
    office.offline("update_credential")
    office.credentials.update(CONTROL, known.id, basic("mine"))
    theirs = a_credential(id=known.id, name="theirs", version=2, etag='"k-2"')
    office.platform.credentials_[known.id] = theirs
    assert office.sync().conflicts == 1
    assert office.platform.credentials_[known.id] == theirs
    assert office.platform.secrets_ == {}
    office.pending.discard(CONTROL, known.id)
    office.credentials.refresh(CONTROL)
    assert listed(office) == [(known.id, "theirs")]


def test_F20_saving_again_in_a_conflict_goes_on_top_of_theirs(office):
    known = office.known()
    office.offline("update_credential")
    office.credentials.update(CONTROL, known.id, basic("mine"))
    theirs = a_credential(id=known.id, name="theirs", version=2, etag='"k-2"')
    office.platform.credentials_[known.id] = theirs
    office.sync()
    office.credentials.update(CONTROL, known.id, basic("mine"))
    office.sync()
    assert office.platform.credentials_[known.id].name == "mine"


def test_F22_one_that_another_deleted_waits_for_a_person(office):
    known = office.known()
    office.offline("update_credential")
    office.credentials.update(CONTROL, known.id, basic("mine"))
    del office.platform.credentials_[known.id]
    assert office.sync().conflicts == 1


# -- deleting ---------------------------------------------------------------------------


@pytest.mark.parametrize("after_effect", [True, False])
def test_F04_one_deleted_before_its_creation_was_answered_is_gone_there(office, after_effect):
    office.offline("create_credential", TimedOut("slow"), after_effect=after_effect)
    made = office.create()
    office.credentials.delete(CONTROL, made.id)
    assert listed(office) == []
    office.sync()
    office.credentials.refresh(CONTROL)
    assert (listed(office), office.platform.credentials_) == ([], {})
    assert (office.credentials.waiting(), office.secrets.kept) == ({}, {})


def test_F04_a_creation_that_arrives_after_the_deletion_brings_nothing_back(office):
    office.offline("create_credential", TimedOut("slow"))
    made = office.create()
    office.credentials.delete(CONTROL, made.id)
    office.sync()
    with pytest.raises(Conflict):  # now it arrives
        office.platform.create_credential(CONTROL, made.id, basic())
    office.credentials.refresh(CONTROL)
    assert (listed(office), office.platform.credentials_) == ([], {})
    assert (office.credentials.waiting(), office.secrets.kept) == ({}, {})


def test_F04_one_whose_creation_would_be_refused_needs_no_deletion(office):
    office.offline("create_credential", TimedOut("slow"))
    made = office.create()
    office.credentials.delete(CONTROL, made.id)
    office.offline("create_credential", Rejected("no", status=422, code="invalid"))
    office.sync()
    assert (office.credentials.waiting(), office.secrets.kept) == ({}, {})
    assert "delete_credential" not in office.platform.calls


def test_F04_one_that_was_seen_there_since_is_deleted_offline_all_the_same(office):
    office.offline("create_credential", TimedOut("slow"), after_effect=True)
    made = office.create()
    office.credentials.refresh(CONTROL)
    office.offline("delete_credential")
    office.credentials.delete(CONTROL, made.id)
    office.sync()
    assert (listed(office), office.platform.credentials_) == ([], {})
    assert (office.credentials.waiting(), office.secrets.kept) == ({}, {})


def test_F03_a_deletion_whose_answer_was_lost_is_done(office):
    known = office.known()
    office.offline("delete_credential", TimedOut("slow"), after_effect=True)
    office.credentials.delete(CONTROL, known.id)
    office.sync()
    assert (listed(office), office.credentials.waiting()) == ([], {})


def test_a_deletion_goes_after_the_listeners_that_named_it(office):
    known = office.known()
    row = office.listeners.create(CONTROL, settings())
    office.offline("delete_credential")
    office.credentials.delete(CONTROL, known.id)
    assert listed(office) == []
    office.platform.calls.clear()
    office.sync()
    assert office.platform.calls == ["changes", "create_listener", "delete_credential"]
    assert office.row(row.id).state is SyncState.CLEAN
    assert office.platform.credentials_ == {}


def test_one_that_is_still_used_says_so_and_stays(office):
    known = office.known()
    office.offline("delete_credential")
    office.credentials.delete(CONTROL, known.id)
    used = a_credential(id=known.id, etag=known.etag, used_by=("lst_1",))
    office.platform.credentials_[known.id] = used
    assert office.sync().refused == 1
    change = office.pending.find(known.id)
    assert (change.subject, change.kind) == (Subject.CREDENTIAL, ChangeKind.DELETE)


# -- beside it --------------------------------------------------------------------------


def test_F37_401_keeps_everything(office):
    office.offline("create_credential")
    office.create()
    office.platform.fail("create_credential", NotAuthorised("no", status=401))
    with pytest.raises(NotAuthorised):
        office.sync()
    (one,) = office.credentials.waiting().values()
    assert one.state is SyncState.WAITING


def test_where_the_platform_answers_nothing_waits_and_no_keyring_is_touched(office):
    office.secrets.error = AssertionError("nobody needs it")
    made = office.create()
    assert office.credentials.waiting() == {}
    office.platform.fail("update_credential", Conflict("x", status=412, code="stale"))
    with pytest.raises(Conflict):
        office.credentials.update(CONTROL, made.id, basic())
    assert office.credentials.waiting() == {}


def test_what_waits_tells_its_difference_and_no_secret(office):
    known = office.known(fields={"username": "svc"})
    office.offline("update_credential")
    office.credentials.update(CONTROL, known.id, basic("new"))
    (change,) = office.pending.changes()
    told = {one.name: (one.before, one.mine) for one in change.differences}
    assert told == {"name": ("old", "new"), "password": (None, "•••")}
