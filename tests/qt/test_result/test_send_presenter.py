"""Sending tests: by whom, with what, and what is remembered of it."""

from __future__ import annotations

import pytest

from app.domain.errors import (
    ApiError,
    Busy,
    NotFound,
    ProtocolError,
    SecretStoreError,
    ServerFault,
)
from app.domain.secret import Secret
from app.domain.workspace import SecretStorage
from app.ui.pages.test_result.page import make_presenter
from app.ui.test_sends.trials import Payload, Phase, Sender, Subject
from app.ui.text import errors
from tests.support.builders import a_credential, a_listener, a_me, settings


class Tests:
    __test__ = False

    def __init__(self, world, **how):
        self.world = world
        self.presenter = make_presenter(world.open(**how), world.runner)
        self.said, self.requests = [], []
        self.presenter.announced.connect(lambda text, loud: self.said.append((text, loud)))
        self.presenter.secrets_wanted.connect(self.requests.append)

    @property
    def state(self):
        return self.presenter.state

    def until(self, check):
        self.world.qtbot.waitUntil(lambda: bool(check()))

    def send(self, *args):
        before = self.state.shown
        self.presenter.send(*args)
        self.until(lambda: self.state.shown is not before)


@pytest.fixture
def make(world):
    return lambda **how: Tests(world, **how)


def test_the_platform_is_asked_with_the_draft_and_nothing_is_saved(world, make):
    tests = make()
    tests.send(Subject(settings()))
    assert world.platform.tested[-1]["settings"] == settings()
    assert world.workspace.listeners.cached() == []
    assert tests.state.phase is Phase.DONE
    assert tests.said == [("Test: Delivered, 200 OK", False)]


def test_a_chosen_record_is_sent_by_its_id(world, make):
    make().send(Subject(settings()), Payload("rec_7", b"{}"))
    assert world.platform.tested[-1]["record_id"] == "rec_7"


def test_a_saved_listener_is_tested_as_it_is_here(world, make):
    listener = world.platform.put(a_listener())
    tests = make()
    tests.presenter.send_saved(listener.id)
    tests.until(lambda: tests.state.shown is not None)
    assert world.platform.tested[-1]["listener_id"] == listener.id
    assert tests.state.subject.function == "Create"


def test_one_that_the_platform_does_not_know_yet_is_sent_as_unsaved(world, make):
    tests = make()
    from app.domain.control import JobControl

    row = world.workspace.listeners.create(JobControl(), settings())
    tests.presenter.send_saved(row.id)
    tests.until(lambda: tests.state.shown is not None)
    assert world.platform.tested[-1]["listener_id"] is None


def test_from_this_computer_the_sample_leaves_here_signed(world, make):
    tests = make()
    tests.presenter.choose_sender(Sender.HERE)
    tests.send(Subject(settings()))
    [request] = world.sender.sent
    assert b'"of":"clients"' in request.body
    names = [name for name, _value in request.headers]
    assert "webhook-signature" in names
    assert not world.platform.tested
    assert tests.state.shown.attempt.signing_secret.startswith("whsec_")


def test_secrets_are_asked_for_once_and_only_from_here(world, make):
    credential = a_credential()
    world.platform.credentials_ = {credential.id: credential}
    tests = make()
    subject = Subject(settings(auth_type="basic", credential_id=credential.id))
    tests.send(subject)
    assert not tests.requests
    tests.presenter.choose_sender(Sender.HERE)
    tests.presenter.send(subject)
    tests.until(lambda: tests.requests)
    tests.requests[0].give({"password": Secret("hunter22hunter")}, False)
    tests.until(lambda: world.sender.sent)
    assert ("authorization", "•••") in world.sender.sent[0].masked_headers()
    tests.until(lambda: tests.state.phase is Phase.DONE)
    tests.presenter.send(subject)
    tests.until(lambda: len(world.sender.sent) == 2)
    assert len(tests.requests) == 1


def test_a_listener_of_the_list_is_tested_by_the_platform_whoever_sent_the_last(world, make):
    listener = world.platform.put(a_listener())
    tests = make()
    tests.presenter.choose_sender(Sender.HERE)
    tests.send(Subject(settings()))
    tests.presenter.send_saved(listener.id)
    tests.until(lambda: tests.state.phase is Phase.DONE)
    assert tests.state.shown.sender is Sender.PLATFORM
    tests.presenter.choose_sender(Sender.HERE)
    tests.presenter.forget()
    assert tests.state.sender is Sender.PLATFORM


def test_while_a_person_is_asked_for_a_secret_nothing_is_under_way(world, make):
    credential = a_credential()
    world.platform.credentials_ = {credential.id: credential}
    listener = world.platform.put(
        a_listener(settings=settings(auth_type="basic", credential_id=credential.id))
    )
    tests = make(me=a_me(permissions=frozenset({"listeners:read"})))
    tests.presenter.send_saved(listener.id)
    tests.until(lambda: tests.requests)
    assert tests.state.phase is Phase.IDLE


def test_what_only_the_platform_can_send_is_not_offered_from_here(make):
    assert make().presenter.senders.why_not(Sender.HERE, settings(address="ops@example.com"))


def test_a_secret_that_is_to_be_kept_is_in_the_keyring_and_not_asked_for_again(world, make):
    credential = a_credential()
    world.platform.credentials_ = {credential.id: credential}
    tests = make()
    tests.presenter.choose_sender(Sender.HERE)
    subject = Subject(settings(auth_type="basic", credential_id=credential.id))
    tests.presenter.send(subject)
    tests.until(lambda: tests.requests)
    tests.requests[0].give({"password": Secret("hunter22hunter")}, True)
    tests.until(lambda: tests.state.phase is Phase.DONE)
    tests.until(lambda: world.secrets.kept)
    later = make()
    later.presenter.choose_sender(Sender.HERE)
    later.presenter.send(subject)
    later.until(lambda: len(world.sender.sent) == 2)
    assert not later.requests


def asked_for_a_secret(world, make):
    """A test from here that wants a secret, and what it could not keep."""
    credential = a_credential()
    world.platform.credentials_ = {credential.id: credential}
    tests = make()
    failures = []
    tests.presenter.not_kept.connect(failures.append)
    tests.presenter.choose_sender(Sender.HERE)
    tests.presenter.send(Subject(settings(auth_type="basic", credential_id=credential.id)))
    tests.until(lambda: tests.requests)
    return tests, failures


def test_a_keyring_that_fails_is_told_and_the_test_is_sent_all_the_same(world, make):
    tests, failures = asked_for_a_secret(world, make)
    world.secrets.error = SecretStoreError("locked", reason="locked")
    tests.requests[0].give({"password": Secret("hunter22hunter")}, True)
    tests.until(lambda: tests.state.phase is Phase.DONE and failures)
    assert failures[0].reason == "locked"


def test_a_secret_that_is_remembered_only_is_told_to_whoever_wanted_it_kept(world, make):
    tests, failures = asked_for_a_secret(world, make)
    world.secrets.storage = SecretStorage.SESSION_ONLY  # the keyring went while the app runs
    tests.requests[0].give({"password": Secret("hunter22hunter")}, True)
    tests.until(lambda: tests.state.phase is Phase.DONE and failures)
    assert errors.of(failures[0]).title == "The system keychain cannot be used now"


def test_a_platform_without_tests_leaves_this_computer(make):
    tests = make(me=a_me(capabilities=frozenset()))
    assert tests.presenter.senders.why_not(Sender.PLATFORM, None)
    assert tests.state.sender is Sender.HERE


def test_who_may_not_test_by_the_platform_begins_with_this_computer(make):
    tests = make(me=a_me(permissions=frozenset({"listeners:read"})))
    assert tests.state.sender is Sender.HERE


@pytest.mark.parametrize(
    "error",
    [
        NotFound("no", status=404, code="capability_missing"),
        ApiError("no", status=405),
        ServerFault("no", status=501),
        ProtocolError("no document", status=404),
        ProtocolError("no document", status=405),
    ],
    ids=["missing", "405", "501", "another's 404", "another's 405"],
)
def test_a_platform_that_turns_out_to_have_no_tests_leaves_this_computer(world, make, error):
    tests = make()
    world.platform.fail("test_listener", error)
    tests.presenter.send(Subject(settings()))
    tests.until(lambda: tests.state.phase is Phase.FAILED)
    assert tests.state.sender is Sender.HERE
    assert tests.presenter.senders.why_not(Sender.PLATFORM, None) == "This platform sends no tests."
    tests.send(Subject(settings()))
    assert len(world.sender.sent) == 1


@pytest.mark.parametrize(
    "error",
    [NotFound("gone", status=404, code="not_found"), ServerFault("no", status=500)],
    ids=["gone", "a fault"],
)
def test_another_failure_says_nothing_of_what_the_platform_can_do(world, make, error):
    tests = make()
    world.platform.fail("test_listener", error)
    tests.presenter.send(Subject(settings()))
    tests.until(lambda: tests.state.phase is Phase.FAILED)
    assert tests.state.sender is Sender.PLATFORM
    assert tests.presenter.senders.why_not(Sender.PLATFORM, None) == ""


def test_the_same_test_is_not_sent_twice_at_once(world, make, gate):
    world.platform.before["test_listener"] = gate
    tests = make()
    for _click in range(2):
        tests.presenter.send(Subject(settings()))
    gate.wait_entered()
    tests.presenter.send(Subject(settings()))
    gate.opened.set()
    tests.until(lambda: tests.state.phase is Phase.DONE)
    assert world.platform.calls.count("test_listener") == 1
    tests.send(Subject(settings()))
    assert world.platform.calls.count("test_listener") == 2


def test_a_failure_is_said_and_the_last_result_stays_to_be_chosen(world, make):
    tests = make()
    subject = Subject(settings())
    tests.send(subject)
    error = Busy("slow down", status=429, retry_after_s=30)
    world.platform.fail("test_listener", error)
    tests.presenter.send_again()
    tests.until(lambda: tests.state.phase is Phase.FAILED)
    assert tests.state.error is error
    tests.presenter.show(1)
    assert tests.state.phase is Phase.DONE


def test_earlier_tests_are_those_of_the_same_listener(world, make):
    first, second = world.platform.put(a_listener()), world.platform.put(a_listener())
    tests = make()
    for listener in (first, second, first):
        tests.send(Subject(settings(), listener.id))
    assert [one.number for one in tests.state.earlier] == [3, 1]


def test_nobody_has_to_wait_for_an_answer(world, make, gate):
    world.platform.before["test_listener"] = gate
    tests = make()
    tests.presenter.send(Subject(settings()))
    gate.wait_entered()
    assert tests.state.phase is Phase.SENDING
    tests.presenter.cancel()
    assert tests.state.phase is Phase.IDLE
    gate.opened.set()


def test_another_listener_starts_with_nothing_shown(make):
    tests = make()
    tests.send(Subject(settings()))
    tests.presenter.forget()
    assert tests.state.shown is None
