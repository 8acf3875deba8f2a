"""Killed at the n-th step of a direct change of a credential, for every n: done once, and ours.

Such a change waits nowhere: it is sent as a person makes it.  Whoever is killed before the
answer starts the app again and does the same, or something else, here or offline.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from itertools import count

import pytest

from app.domain.credential import CredentialDraft
from app.domain.errors import Conflict, NetworkError, TimedOut
from app.domain.secret import Secret
from app.services.in_step import build_in_step
from app.services.local_copy import LocalCopy
from tests.support.builders import NOW, a_credential
from tests.support.fakes import FakeLocalStore, FakePlatform, FakeSecretStore
from tests.support.mortal_computer import CONTROL
from tests.support.mortal_store import Killed, MortalStore

CANARY = "hush-of-a-direct-change"
KNOWN = "crd_known"


class Computer:
    """One profile: what is in its store was committed; `start` is a new process on it."""

    def __init__(self, platform):
        self.store, self.platform = FakeLocalStore(), platform
        self.secrets, self.was_typed = FakeSecretStore(), False
        self.start()

    def start(self):
        self.mortal = MortalStore(self.store)
        self.copy = LocalCopy(self.mortal)
        kept = build_in_step("con_1", self.platform, self.copy, self.secrets, clock=lambda: NOW)
        self.engine, self.credentials = kept.sync, kept.credentials

    def die_at(self, number, what):
        """Killed at that step, if there are as many; whether there were."""
        left = [number]

        def step(_when=""):
            left[0] -= 1
            if left[0] <= 0:
                self.mortal.die()

        self.mortal.before = self.mortal.after = self.platform.watch = step
        with contextlib.suppress(Killed):
            what()
        self.platform.watch = lambda _when: None
        self.start()
        return left[0] <= 0

    def settle(self):
        """Whatever waits is sent, and the list read."""
        for _round in range(2):
            self.engine.sync(CONTROL)
            self.credentials.refresh(CONTROL)
        assert self.credentials.waiting() == {}
        assert self.secrets.kept == {}
        assert not [one for one in self.copy.documents().items() if "sent_" in one[0] and one[1]]


def draft(name="CRM", secret=CANARY, user="svc"):
    secrets = {"password": Secret(secret)} if secret else {}
    return CredentialDraft("basic", name, {"username": user}, secrets)


def every_step(what):
    """A computer that was killed at the first step, at the second, and so on to the last."""
    for number in count(1):
        platform = FakePlatform()
        platform.credentials_[KNOWN] = a_credential(id=KNOWN, name="old", etag='"k-1"')
        here = Computer(platform)
        here.credentials.refresh(CONTROL)
        was_killed = here.die_at(number, lambda here=here: what(here))
        yield here, platform
        assert CANARY not in repr(vars(here.store))
        if not was_killed:
            assert number > 5  # a note before and after, two of the call, the list
            return


def change_to_first(here):
    here.credentials.update(CONTROL, KNOWN, draft("first"))


def made_there(platform):
    return [one for one in platform.credentials_.values() if one.id != KNOWN]


@pytest.mark.parametrize("secret", [CANARY, "another-secret-now"], ids=["same", "other secret"])
@pytest.mark.parametrize("is_offline", [False, True], ids=["online", "offline"])
def test_F03_F04_one_whose_maker_was_killed_is_made_once(secret, is_offline):
    for here, platform in every_step(lambda here: here.credentials.create(CONTROL, draft())):
        if here.credentials.cached()[1:]:  # the person sees that it is done
            continue
        if is_offline:
            platform.fail("create_credential", NetworkError("no", code="offline"))
        here.credentials.create(CONTROL, draft(secret=secret))
        here.settle()
        (made,) = made_there(platform)
        assert platform.secrets_[made.id] == {"password": secret}
        assert (made.name, [one.id for one in here.credentials.cached()]) == (
            "CRM",
            [KNOWN, made.id],
        )


def test_F03_one_that_is_wanted_twice_is_made_twice():
    platform = FakePlatform()
    here = Computer(platform)
    for _ in range(2):
        here.credentials.create(CONTROL, draft())
    assert len(platform.credentials_) == 2


@pytest.mark.parametrize("is_offline", [False, True], ids=["online", "offline"])
def test_F03_F04_a_change_whose_maker_was_killed_is_nobody_elses(is_offline):
    for here, platform in every_step(change_to_first):
        if is_offline:
            platform.fail("update_credential", NetworkError("no", code="offline"))
        here.credentials.update(CONTROL, KNOWN, draft("second", secret=""))
        here.settle()
        there = platform.credentials_[KNOWN]
        assert there.name == "second"
        assert there.version in (2, 3)  # the first one arrived, or it did not


@pytest.mark.parametrize("is_offline", [False, True], ids=["online", "offline"])
def test_F04_one_whose_change_was_killed_can_be_deleted(is_offline):
    for here, platform in every_step(change_to_first):
        if is_offline:
            platform.fail("delete_credential", NetworkError("no", code="offline"))
        here.credentials.delete(CONTROL, KNOWN)
        here.settle()
        assert platform.credentials_ == {}


def test_F04_a_deletion_whose_maker_was_killed_is_done_when_it_is_repeated():
    def delete(here):
        here.credentials.delete(CONTROL, KNOWN)

    for number in count(1):
        platform = FakePlatform()
        platform.credentials_[KNOWN] = a_credential(id=KNOWN, name="old", etag='"k-1"')
        here = Computer(platform)
        here.credentials.refresh(CONTROL)
        was_killed = here.die_at(number, lambda here=here: delete(here))
        here.credentials.delete(CONTROL, KNOWN)
        here.settle()
        assert platform.credentials_ == {}
        if not was_killed:
            assert number > 3
            return


def test_F12_one_whose_deletion_was_killed_is_gone_or_as_it_was_typed_last():
    """Never as it was before: what waits of it goes with it, not ahead of it."""

    def edit_offline_and_delete(here):
        here.platform.fail("update_credential", NetworkError("no", code="offline"))
        here.credentials.update(CONTROL, KNOWN, draft("typed last", secret=""))
        here.was_typed = True
        here.credentials.delete(CONTROL, KNOWN)

    for here, platform in every_step(edit_offline_and_delete):
        allowed = [[], ["typed last"]] if here.was_typed else [["old"], ["typed last"]]
        assert [one.name for one in here.credentials.cached()] in allowed
        here.credentials.delete(CONTROL, KNOWN)
        here.settle()
        assert platform.credentials_ == {}


def test_F20_after_a_kill_another_persons_change_is_still_a_conflict():
    """That one looks otherwise, or came later than ours."""
    for later in (0, 1):
        platform = FakePlatform()
        known = a_credential(id=KNOWN, name="old", etag='"k-1"')
        platform.credentials_[KNOWN] = known
        here = Computer(platform)
        here.credentials.refresh(CONTROL)
        here.die_at(3, lambda here=here: change_to_first(here))
        name = "first" if later else "theirs"
        theirs = replace(known, name=name, version=2 + later, etag='"theirs"')
        platform.credentials_[KNOWN] = theirs
        with pytest.raises(Conflict):
            here.credentials.update(CONTROL, KNOWN, draft("second"))
        assert platform.credentials_[KNOWN] == theirs
        assert here.credentials.cached() == [theirs]


def test_what_waits_and_never_left_goes_without_a_trace():
    platform = FakePlatform()
    here = Computer(platform)
    platform.fail("create_credential", NetworkError("no", code="dns_error"))
    made = here.credentials.create(CONTROL, draft())
    assert here.credentials.take_back(CONTROL, made.id)
    assert (here.credentials.cached(), here.credentials.waiting()) == ([], {})
    here.settle()
    assert platform.credentials_ == {}


@pytest.mark.parametrize("arrived", [True, False])
def test_F04_a_new_one_that_is_taken_back_is_undone_there(arrived):
    platform = FakePlatform()
    here = Computer(platform)
    platform.fail("create_credential", TimedOut("slow"), after_effect=arrived)
    made = here.credentials.create(CONTROL, draft())
    assert here.credentials.take_back(CONTROL, made.id)
    assert here.credentials.cached() == []
    here.settle()
    assert platform.credentials_ == {}


@pytest.mark.parametrize("arrived", [True, False])
def test_F04_a_change_that_is_taken_back_is_undone_there(arrived):
    platform = FakePlatform()
    platform.credentials_[KNOWN] = a_credential(id=KNOWN, name="old", etag='"k-1"')
    here = Computer(platform)
    here.credentials.refresh(CONTROL)
    platform.fail("update_credential", TimedOut("slow"), after_effect=arrived)
    here.credentials.update(CONTROL, KNOWN, draft("new"))
    assert here.credentials.take_back(CONTROL, KNOWN)
    assert [one.name for one in here.credentials.cached()] == ["old"]
    assert here.secrets.kept == {}
    here.settle()
    assert platform.credentials_[KNOWN].name == "old"


def test_F20_a_change_that_was_taken_back_is_in_conflict_with_nobody():
    platform = FakePlatform()
    known = a_credential(id=KNOWN, name="old", etag='"k-1"')
    platform.credentials_[KNOWN] = known
    here = Computer(platform)
    here.credentials.refresh(CONTROL)
    platform.fail("update_credential", TimedOut("slow"))
    here.credentials.update(CONTROL, KNOWN, draft("new"))
    here.credentials.take_back(CONTROL, KNOWN)
    theirs = replace(known, name="theirs", version=2, etag='"theirs"')
    platform.credentials_[KNOWN] = theirs
    here.settle()
    assert here.credentials.cached() == [theirs] == list(platform.credentials_.values())


def test_F27_a_list_that_is_read_while_it_is_sent_takes_nothing_of_what_left_away():
    """The list settles what the killed change became; the answer to the next one is lost."""
    for here, platform in every_step(change_to_first):

        def read_and_lose(here=here, platform=platform):
            platform.before.clear()
            here.credentials.refresh(CONTROL)
            raise TimedOut("no answer")

        platform.before["update_credential"] = read_and_lose
        here.credentials.update(CONTROL, KNOWN, draft("second"))
        here.settle()
        assert platform.credentials_[KNOWN].name == "second"
