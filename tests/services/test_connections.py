"""Checking, adding, opening and removing connections, over stand-ins for the outside."""

from contextlib import closing

import pytest

from app.domain.control import JobControl
from app.domain.errors import (
    Conflict,
    NetworkError,
    NotAuthorised,
    NotFound,
    PermissionMissing,
    PlatformStartError,
    ProtocolError,
    Rejected,
    SecretStoreError,
    StoreError,
    TlsFailed,
)
from app.domain.secret import Secret
from app.domain.workspace import CheckKind, Environment, SecretStorage, SignInKind
from app.services.history import Undone
from tests.support.builders import a_connect_request, a_connection, a_listener, a_me, settings
from tests.support.fakes import (
    FakeConnectionStore,
    FakeLocalStore,
    FakePlatform,
    FakePlatforms,
    FakeSandbox,
    FakeSecretStore,
    FakeSender,
    a_connection_service,
)

CONTROL = JobControl()


def lines(report):
    return [(line.kind, line.passed) for line in report.lines]


def test_a_good_connection_passes_line_by_line():
    platform = FakePlatform()
    platform.put(a_listener())
    news = []
    report = a_connection_service(platform=platform).check(
        JobControl(news.append), a_connect_request()
    )
    assert report.passed
    assert [line.kind for line in report.lines] == list(CheckKind)
    values = {line.kind: line.value for line in report.lines}
    assert values[CheckKind.ADDRESS] == "platform.example.com"
    assert values[CheckKind.PLAN] == "plan_pro"
    assert values[CheckKind.LISTENERS] == "1"
    assert [one.note for one in news] == [kind.value for kind in CheckKind]
    assert platform.closed


@pytest.mark.parametrize(
    ("error", "kinds"),
    [
        (NetworkError("no", code="dns_error"), [CheckKind.ADDRESS]),
        (ProtocolError("HTML"), [CheckKind.ADDRESS]),
        (TlsFailed("expired"), [CheckKind.ADDRESS, CheckKind.SECURE]),
        (
            NotAuthorised("no", status=401),
            [CheckKind.ADDRESS, CheckKind.SECURE, CheckKind.SIGNED_IN],
        ),
    ],
)
def test_a_failure_stands_on_its_line(error, kinds):
    platform = FakePlatform()
    platform.fail("me", error)
    report = a_connection_service(platform=platform).check(CONTROL, a_connect_request())
    assert not report.passed
    assert [line.kind for line in report.lines] == kinds
    assert report.lines[-1].error is error


@pytest.mark.parametrize(
    "error",
    [NotFound("no", status=404), Rejected("no", status=405), Conflict("no", status=409)],
)
def test_what_no_platform_says_of_who_one_is_blames_the_address(error):
    """Another path, or another API that answers in JSON too: the credential is not to blame."""
    platform = FakePlatform()
    platform.fail("me", error)
    report = a_connection_service(platform=platform).check(CONTROL, a_connect_request())
    assert lines(report) == [(CheckKind.ADDRESS, False)]
    assert isinstance(report.lines[0].error, ProtocolError)


def test_a_member_is_no_administrator():
    platform = FakePlatform(me_=a_me(permissions=frozenset()))
    report = a_connection_service(platform=platform).check(CONTROL, a_connect_request())
    assert not report.passed
    last = report.lines[-1]
    assert last.kind is CheckKind.PERMISSION
    assert isinstance(last.error, PermissionMissing)
    assert last.error.permission == "listeners:read"


def test_a_listener_list_that_cannot_be_read_fails_its_line():
    platform = FakePlatform()
    platform.fail("changes", ProtocolError("HTML"))
    report = a_connection_service(platform=platform).check(CONTROL, a_connect_request())
    assert (report.lines[-1].kind, report.passed) == (CheckKind.LISTENERS, False)


def test_T08_plain_http_is_refused_before_anything_is_sent():
    platform, store = FakePlatform(), FakeConnectionStore()
    service = a_connection_service(platform=platform, store=store)
    request = a_connect_request(base_url="http://platform.example.com")
    report = service.check(CONTROL, request)
    assert lines(report) == [(CheckKind.ADDRESS, False)]
    with pytest.raises(Rejected) as caught:
        service.add(CONTROL, request)
    assert caught.value.code == "https_required"
    assert platform.calls == []
    assert store.kept == {}


def test_adding_keeps_the_secret_first_and_never_in_the_connection():
    secrets, store = FakeSecretStore(), FakeConnectionStore()
    service = a_connection_service(secrets=secrets, store=store)
    connection = service.add(CONTROL, a_connect_request(name=" "))
    assert service.connections() == [connection]
    assert connection.name == "Example Advisors"
    assert connection.environment is Environment.SANDBOX
    assert list(secrets.kept.values()) == [Secret("token-token-token-1234")]
    assert "token-token" not in repr(store.kept)


def test_T03_a_secret_that_was_not_kept_adds_nothing():
    store = FakeConnectionStore()
    secrets = FakeSecretStore(error=SecretStoreError("dropped", reason="not_kept"))
    with pytest.raises(SecretStoreError):
        a_connection_service(secrets=secrets, store=store).add(CONTROL, a_connect_request())
    assert store.kept == {}


def test_T03_a_connection_that_was_not_kept_leaves_no_secret():
    secrets, store = FakeSecretStore(), FakeConnectionStore()
    store.put = full_disk
    with pytest.raises(StoreError):
        a_connection_service(secrets=secrets, store=store).add(CONTROL, a_connect_request())
    assert secrets.kept == {}


def test_a_connection_that_does_not_pass_is_not_added():
    platform, store = FakePlatform(), FakeConnectionStore()
    platform.fail("me", NotAuthorised("no", status=401))
    with pytest.raises(NotAuthorised):
        a_connection_service(platform=platform, store=store).add(CONTROL, a_connect_request())
    assert store.kept == {}


def opened(**parts):
    """A service whose platform factory remembers who signed in how."""
    service = a_connection_service(**parts)
    platforms = FakePlatforms(parts.get("platform") or FakePlatform())
    service._open_api = platforms
    return service, platforms


@pytest.mark.parametrize("kind", SignInKind)
def test_an_added_connection_opens_with_its_secret(kind):
    service, platforms = opened()
    connection = service.add(CONTROL, a_connect_request(sign_in=kind, client_id="app"))
    workspace = service.open(CONTROL, connection.id)
    signed_in = platforms.opened[-1]
    secret = signed_in.token if kind is SignInKind.TOKEN else signed_in.client_secret
    assert secret == Secret("token-token-token-1234")
    assert workspace.me.user_name == "Thandi M."
    workspace.close()
    assert platforms.platform.closed


def test_F60_a_keyring_that_vanishes_is_not_missed_by_what_is_open():
    secrets, platform = FakeSecretStore(), FakePlatform()
    service = a_connection_service(secrets=secrets, platform=platform)
    connection = service.add(CONTROL, a_connect_request())
    workspace = service.open(CONTROL, connection.id)
    workspace.sync.sync(CONTROL)
    secrets.error = SecretStoreError("gone", reason="unavailable")
    secrets.kept.clear()
    platform.put(a_listener())
    assert workspace.sync.sync(CONTROL).pulled == 1
    for _ in range(2):  # whoever opens it anew is told, each time, and asked
        with pytest.raises(SecretStoreError):
            service.open(CONTROL, connection.id)
    secrets.error = None
    with pytest.raises(SecretStoreError) as caught:
        service.open(CONTROL, connection.id)
    assert caught.value.reason == "missing"


def test_what_is_in_a_keyring_that_has_failed_is_not_called_gone():
    secrets = FakeSecretStore()
    service, _platforms = opened(secrets=secrets)
    connection = service.add(CONTROL, a_connect_request())
    secrets.storage = SecretStorage.SESSION_ONLY  # locked: it was asked once
    secrets.kept.clear()
    with pytest.raises(SecretStoreError) as caught:
        service.open(CONTROL, connection.id)
    assert caught.value.reason == "session_only"


def test_T06_a_changed_address_does_not_get_the_secret():
    store = FakeConnectionStore()
    service, platforms = opened(store=store)
    connection = service.add(CONTROL, a_connect_request())
    for base_url in (
        "https://evil.example.com",
        "https://platform.example.com:8443",
        "http://127.0.0.1",
    ):
        store.put(a_connection(id=connection.id, base_url=base_url))
        sent_before = len(platforms.opened)
        with pytest.raises(SecretStoreError) as caught:
            service.open(CONTROL, connection.id)
        assert caught.value.reason == "missing"
        assert len(platforms.opened) == sent_before


def test_T08_a_tampered_plain_http_address_is_not_opened():
    store = FakeConnectionStore()
    service, _platforms = opened(store=store)
    store.put(a_connection(id="con_1", base_url="http://platform.example.com"))
    with pytest.raises(Rejected):
        service.open(CONTROL, "con_1")


def test_a_known_connection_opens_offline_with_what_was_kept():
    platform, local = FakePlatform(), FakeLocalStore()
    service, _platforms = opened(platform=platform, local=local)
    connection = service.add(CONTROL, a_connect_request())
    workspace = service.open(CONTROL, connection.id)
    workspace.sync.sync(CONTROL)
    platform.fail("me", NetworkError("no"))
    again = service.open(CONTROL, connection.id)
    assert again.me == workspace.me


@pytest.mark.parametrize("is_kept", [True, False])
def test_an_instance_that_is_in_production_by_now_is_tagged_so(is_kept):
    store, platform = FakeConnectionStore(), FakePlatform()
    service, _platforms = opened(platform=platform, store=store, local=FakeLocalStore())
    connection = service.add(CONTROL, a_connect_request())
    assert connection.environment is Environment.SANDBOX
    platform.me_ = a_me(environment=Environment.PRODUCTION)
    if not is_kept:
        store.change = full_disk
    workspace = service.open(CONTROL, connection.id)
    assert workspace.connection.environment is Environment.PRODUCTION
    kept = Environment.PRODUCTION if is_kept else Environment.SANDBOX
    assert [one.environment for one in store.connections()] == [kept]


def full_disk(*_ignored):
    raise StoreError("no room", reason="disk_full")


def test_a_new_connection_opens_offline_without_knowing_who_one_is():
    platform = FakePlatform()
    service, _platforms = opened(platform=platform)
    connection = service.add(CONTROL, a_connect_request())
    platform.fail("me", NetworkError("no"))
    assert service.open(CONTROL, connection.id).me is None


def test_what_was_done_can_be_undone_after_the_connection_was_left_and_opened_again():
    platform, local, store = FakePlatform(), FakeLocalStore(), FakeConnectionStore()
    service = a_connection_service(platform=platform, store=store, local=local)
    here, other = a_connection(), a_connection()
    store.put(here)
    store.put(other)
    with closing(service.open(CONTROL, here.id, secret=Secret("pst_1"))) as workspace:
        row = workspace.listeners.create(CONTROL, settings(name="old"))
        workspace.listeners.edit(CONTROL, row.id, settings(name="new"))
    with closing(service.open(CONTROL, other.id, secret=Secret("pst_1"))) as workspace:
        assert workspace.listeners.last_change == ()
    with closing(service.open(CONTROL, here.id, secret=Secret("pst_1"))) as workspace:
        assert workspace.listeners.undo(CONTROL) == Undone(1, 0)
        assert workspace.listeners.get(row.id).settings.name == "old"


def test_one_click_starts_the_sandbox_and_opens_it():
    sandbox, platform = FakeSandbox(), FakePlatform()
    service, platforms = opened(sandbox=sandbox, platform=platform)
    first = service.start_sandbox(CONTROL)
    assert service.start_sandbox(CONTROL) == first
    assert (sandbox.starts, service.connections()) == (1, [first])
    service.open(CONTROL, first.id)
    assert platforms.opened[-1].base_url == "http://127.0.0.1:8111"
    service.upkeep.remove(CONTROL, first.id)
    assert (sandbox.is_running, service.connections()) == (False, [])


def test_a_sandbox_that_does_not_start_leaves_no_connection():
    service = a_connection_service(sandbox=FakeSandbox(PlatformStartError("no", detail="port")))
    with pytest.raises(PlatformStartError):
        service.start_sandbox(CONTROL)
    assert service.connections() == []


def test_removing_forgets_the_secret():
    secrets = FakeSecretStore()
    service = a_connection_service(secrets=secrets)
    connection = service.add(CONTROL, a_connect_request())
    service.upkeep.remove(CONTROL, connection.id)
    assert (secrets.kept, service.connections()) == ({}, [])
    with pytest.raises(NotFound):
        service.open(CONTROL, connection.id)


def test_where_secrets_are_is_said():
    secrets = FakeSecretStore(storage=SecretStorage.SESSION_ONLY)
    assert a_connection_service(secrets=secrets).storage is SecretStorage.SESSION_ONLY


def test_sends_go_through_the_given_sender():
    sender = FakeSender()
    service, _platforms = opened(sender=sender)
    workspace = service.open(CONTROL, service.start_sandbox(CONTROL).id)
    workspace.tests.from_here(
        CONTROL, a_listener().settings, body=b'{"version":7}', credential=None
    )
    assert dict(sender.sent[0].headers)["picksmart-record-version"] == "7"
