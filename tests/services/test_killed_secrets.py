"""Killed at the n-th step of keeping a credential for later, for every n: the change and its
secrets are kept together or not at all, and the keyring holds nothing that nobody names.
"""

from __future__ import annotations

import contextlib
from itertools import count

import pytest

from app.domain.credential import CredentialDraft
from app.domain.errors import NetworkError, SecretStoreError, StoreError
from app.domain.secret import Secret
from app.services.in_step import build_in_step
from app.services.local_copy import LocalCopy
from tests.support.builders import NOW, a_credential
from tests.support.fakes import FakeLocalStore, FakePlatform, FakeSecretStore
from tests.support.mortal_computer import CONTROL
from tests.support.mortal_store import Killed, MortalStore

KNOWN = "crd_known"
OFFLINE = NetworkError("no", code="offline")


class Computer:
    """One profile and its keyring, without a network; `start` is a new process on them."""

    def __init__(self):
        self.store, self.secrets, self.platform = FakeLocalStore(), FakeSecretStore(), there()
        self.start()
        self.kept.credentials.refresh(CONTROL)

    def start(self):
        self.mortals = MortalStore(self.store), MortalStore(self.secrets)
        copy = LocalCopy(self.mortals[0])
        self.kept = build_in_step("con_1", self.platform, copy, self.mortals[1], clock=lambda: NOW)

    def die_at(self, number, what):
        """Killed at that step, if there are as many; whether there were."""
        left = [number]

        def step():
            left[0] -= 1
            if left[0] <= 0:
                for one in self.mortals:
                    one.is_dead = True
                raise Killed

        for one in self.mortals:
            one.before = one.after = step
        with contextlib.suppress(Killed):
            what(self)
        self.start()
        return left[0] <= 0

    def save(self, name, secret, credential_id=""):
        """As a person saves it where there is no network."""
        draft = a_draft(name, secret)
        credentials = self.kept.credentials
        if not credential_id:
            self.platform.fail("create_credential", OFFLINE)
            return credentials.create(CONTROL, draft)
        if not credentials.waiting():
            self.platform.fail("update_credential", OFFLINE)
        return credentials.update(CONTROL, credential_id, draft)

    def settle(self):
        """The network is back: whatever waits is sent."""
        self.platform.heal()
        for _round in range(2):
            self.kept.sync.sync(CONTROL)
        assert self.kept.credentials.waiting() == {}

    def in_keyring(self):
        return sorted(one.reveal() for one in self.secrets.kept.values())


def a_draft(name, secret=""):
    password = Secret(secret or f"{name}-secret")
    return CredentialDraft("basic", name, {"username": "svc"}, {"password": password})


def there():
    platform = FakePlatform()
    platform.credentials_[KNOWN] = a_credential(id=KNOWN, name="old", etag='"k-1"')
    return platform


def every_step(before, what, least):
    """A computer that was killed at the first step of it, at the second, and so on."""
    for number in count(1):
        here = Computer()
        before(here)
        was_killed = here.die_at(number, what)
        yield here
        if not was_killed:
            assert number > least
            return


def nothing(_here):
    """Nothing waits."""


def first_saved(here):
    here.save("first", "first-secret", KNOWN)


def second_saved(here):
    here.save("second", "second-secret", KNOWN)


def test_T01_a_kill_leaves_no_secret_that_nobody_names():
    for here in every_step(nothing, lambda here: here.save("new", "new-secret"), 6):
        waits = here.kept.credentials.waiting()
        here.settle()
        assert here.in_keyring() == []
        assert [one.name for one in here.platform.credentials_.values()] in (
            [["old", "new"]] if waits else [["old"], ["old", "new"]]
        )


def test_F27_a_change_and_its_secret_are_of_one_kind():
    for here in every_step(first_saved, second_saved, 8):
        here.settle()
        made = here.platform.credentials_[KNOWN]
        assert here.platform.secrets_[KNOWN] == {"password": f"{made.name}-secret"}
        assert here.in_keyring() == []


def test_T01_one_that_is_given_up_takes_its_secret_along():
    def give_up(here):
        here.kept.outbox.discard(KNOWN)

    for here in every_step(first_saved, give_up, 5):
        waits = bool(here.kept.credentials.waiting())
        here.settle()
        assert here.in_keyring() == []
        assert here.platform.credentials_[KNOWN].name == ("first" if waits else "old")


def test_T01_what_is_sent_takes_its_secret_along():
    def send(here):
        here.kept.sync.sync(CONTROL)

    for here in every_step(first_saved, send, 8):
        here.settle()
        assert here.in_keyring() == []
        assert here.platform.credentials_[KNOWN].name == "first"


def test_T01_a_connection_that_goes_takes_what_a_kill_left_along():
    left = []
    for here in every_step(nothing, lambda here: here.save("new", "new-secret"), 6):
        names = here.kept.outbox.secret_names()
        assert set(here.secrets.kept) <= set(names)
        left.append(here.in_keyring())
    assert ["new-secret"] in left


def test_a_secret_that_the_keyring_would_not_let_go_of_goes_later():
    here = Computer()
    first_saved(here)
    here.secrets.error = SecretStoreError("locked", reason="locked")
    here.kept.outbox.discard(KNOWN)
    here.settle()
    assert here.in_keyring() == ["first-secret"]
    here.secrets.error = None
    here.start()
    here.settle()
    assert here.in_keyring() == []


def test_a_disk_that_is_full_leaves_no_secret():
    here = Computer()
    first_saved(here)

    def full():
        raise StoreError("full", reason="full")

    here.mortals[0].before = full
    with pytest.raises(StoreError):
        second_saved(here)
    here.start()
    assert here.in_keyring() == ["first-secret"]
    here.settle()
    assert here.platform.secrets_[KNOWN] == {"password": "first-secret"}


def saved_without_an_answer(here):
    here.platform.fail("update_credential", NetworkError("no", code="connection_reset"))
    here.kept.credentials.update(CONTROL, KNOWN, a_draft("first"))


@pytest.mark.parametrize(
    ("first", "what"),
    [
        (first_saved, second_saved),
        (first_saved, lambda here: here.kept.outbox.discard(KNOWN)),
        (nothing, saved_without_an_answer),
    ],
    ids=["another is saved", "it is given up", "it left without an answer"],
)
def test_F14_what_a_full_disk_is_said_to_have_stopped_did_not_happen(first, what):
    """The disk fills up at the first step, at the second, and so on, and is full from then on."""
    for number in count(1):
        here = Computer()
        first(here)
        before = here.kept.credentials.waiting()
        left = [number]

        def full(left=left):
            left[0] -= 1
            if left[0] <= 0:
                raise StoreError("full", reason="disk_full")

        here.mortals[0].before = full
        try:
            what(here)
        except StoreError:
            is_said = True
        else:
            is_said = False
        here.start()
        assert (here.kept.credentials.waiting() == before) is is_said
        here.settle()
        assert here.in_keyring() == []
        if left[0] > 0:
            assert number > 3
            return
