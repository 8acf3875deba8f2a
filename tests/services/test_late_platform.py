"""Signing in only when the platform is asked: what is kept here is there before."""

from __future__ import annotations

import threading

import pytest

from app.domain.control import Cancelled, JobControl
from app.domain.errors import NetworkError, NotSignedIn, SecretStoreError, TimedOut
from app.domain.workspace import SyncOverview
from app.services.late_platform import late_platform
from tests.support.builders import a_connect_request, a_connection, a_listener, a_me
from tests.support.fakes import (
    FakeConnectionStore,
    FakeLocalStore,
    FakePlatform,
    FakePlatforms,
    FakeSandbox,
    FakeSecretStore,
    a_connection_service,
)

CONTROL = JobControl()


class Office:
    """A profile whose one connection has been open before."""

    def __init__(self):
        self.platform, self.local = FakePlatform(), FakeLocalStore()
        self.secrets, self.store = FakeSecretStore(), FakeConnectionStore()
        self.sandbox = FakeSandbox()
        self.service = a_connection_service(
            platform=self.platform,
            local=self.local,
            secrets=self.secrets,
            store=self.store,
            sandbox=self.sandbox,
        )
        self.platforms = FakePlatforms(self.platform)
        self.service._open_api = self.platforms
        self.platform.put(a_listener(id="lst_1"))
        self.connection = self.service.add(CONTROL, a_connect_request())
        workspace = self.service.open(CONTROL, self.connection.id)
        workspace.sync.sync(CONTROL)
        workspace.close()
        self.platforms.opened.clear()
        self.platform.closed = False

    def open(self):
        return self.service.open(CONTROL, self.connection.id, late=True)


def test_what_is_here_is_there_before_anybody_signs_in():
    office = Office()
    office.secrets.error = SecretStoreError("asks a person", reason="locked")
    workspace = office.open()
    assert workspace.me == a_me()
    assert [one.id for one in workspace.listeners.cached()] == ["lst_1"]
    assert office.platforms.opened == []
    workspace.close()


def test_the_first_call_signs_in_and_the_next_do_not():
    office = Office()
    workspace = office.open()
    workspace.sync.sync(CONTROL)
    workspace.catalog.refresh(CONTROL)
    assert len(office.platforms.opened) == 1
    workspace.close()
    assert office.platform.closed


def test_F60_a_keyring_that_cannot_be_asked_is_told_by_the_sync_and_may_come_back():
    office = Office()
    office.secrets.error = SecretStoreError("locked", reason="locked")
    workspace = office.open()
    for _ in range(2):
        with pytest.raises(NotSignedIn) as caught:
            workspace.sync.sync(CONTROL)
        assert caught.value.reason == "locked"
    overview = workspace.sync.overview()
    assert isinstance(overview.fault, NotSignedIn)
    assert not overview.online
    office.secrets.error = None
    workspace.sync.sync(CONTROL)
    assert workspace.sync.overview() == SyncOverview(
        online=True, synced_at=workspace.sync.overview().synced_at
    )


def test_T06_a_changed_address_does_not_get_the_secret_later_either():
    office = Office()
    evil = a_connection(id=office.connection.id, base_url="https://evil.example.com")
    office.store.put(evil)
    workspace = office.open()
    with pytest.raises(NotSignedIn) as caught:
        workspace.sync.sync(CONTROL)
    assert caught.value.reason == "missing"
    assert office.platforms.opened == []


def test_the_sandbox_starts_when_it_is_first_asked():
    office = Office()
    sandbox = a_connection(id="sandbox", is_sandbox=True, base_url="")
    office.store.put(sandbox)
    workspace = office.service.open(CONTROL, "sandbox", late=True)
    assert office.sandbox.starts == 0
    workspace.sync.sync(CONTROL)
    assert office.sandbox.starts == 1


def test_who_was_never_there_signs_in_at_once():
    office = Office()
    office.local._documents.clear()
    office.secrets.error = SecretStoreError("locked", reason="locked")
    with pytest.raises(NotSignedIn):
        office.open()


class SlowSignIn:
    """Signs in when it is let; counts how often it was asked."""

    def __init__(self):
        self.platform = FakePlatform()
        self.began, self.go_on = threading.Event(), threading.Event()
        self.times = 0

    def __call__(self, control):
        self.times += 1
        self.began.set()
        assert self.go_on.wait(30)
        return self.platform


def in_a_thread(call):
    """Run it aside; what came of it is in the list when the thread has ended."""
    came: list[object] = []

    def run():
        try:
            came.append(call())
        except Exception as exc:
            came.append(exc)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, came


def test_two_who_ask_at_once_sign_in_once():
    sign_in = SlowSignIn()
    api = late_platform(sign_in)
    first, saw_first = in_a_thread(lambda: api.me(CONTROL))
    assert sign_in.began.wait(30)
    second, saw_second = in_a_thread(lambda: api.me(CONTROL))
    sign_in.go_on.set()
    first.join(30)
    second.join(30)
    assert saw_first == saw_second == [a_me()]
    assert sign_in.times == 1


def test_closing_waits_for_nobody_and_what_came_too_late_is_closed():
    sign_in = SlowSignIn()
    api = late_platform(sign_in)
    asking, saw = in_a_thread(lambda: api.me(CONTROL))
    assert sign_in.began.wait(30)
    api.close()  # returns although somebody is signing in
    sign_in.go_on.set()
    asking.join(30)
    assert isinstance(saw[0], NetworkError)
    assert sign_in.platform.closed
    with pytest.raises(NetworkError):
        api.me(CONTROL)
    assert sign_in.times == 1


def test_who_is_cancelled_while_another_signs_in_does_not_begin():
    sign_in, control = SlowSignIn(), JobControl()
    api = late_platform(sign_in)
    first, _saw = in_a_thread(lambda: api.me(CONTROL))
    assert sign_in.began.wait(30)
    second, saw = in_a_thread(lambda: api.me(control))
    control.cancel()
    sign_in.go_on.set()
    first.join(30)
    second.join(30)
    assert isinstance(saw[0], Cancelled)


def test_F61_a_sandbox_that_is_gone_for_good_is_started_by_whoever_asks_next():
    office = Office()
    sandbox = office.service.start_sandbox(CONTROL)
    workspace = office.service.open(CONTROL, sandbox.id, late=True)
    workspace.sync.sync(CONTROL)
    assert office.sandbox.starts == 1
    office.sandbox.is_running = False  # it died again and again, and was left alone
    office.platform.fail("changes", NetworkError("nobody is there"))
    with pytest.raises(NetworkError):
        workspace.sync.sync(CONTROL)
    workspace.sync.sync(CONTROL)
    assert office.sandbox.starts == 2
    workspace.close()


@pytest.mark.parametrize("error", [NetworkError("slow", code="read_timeout"), TimedOut("slow")])
def test_one_that_is_only_slow_is_not_signed_in_to_again(error):
    signs, platform = [], FakePlatform()

    def sign_in(_control):
        signs.append(1)
        return platform

    api = late_platform(sign_in, again_when_gone=True)
    platform.fail("me", error)
    with pytest.raises(NetworkError):
        api.me(CONTROL)
    assert api.me(CONTROL) == a_me()
    assert len(signs) == 1
    api.close()


def test_another_platform_that_refuses_is_not_signed_in_to_again():
    office = Office()
    workspace = office.open()
    workspace.sync.sync(CONTROL)
    office.platform.fail("changes", NetworkError("nobody is there"))
    with pytest.raises(NetworkError):
        workspace.sync.sync(CONTROL)
    workspace.sync.sync(CONTROL)
    assert len(office.platforms.opened) == 1
    workspace.close()
