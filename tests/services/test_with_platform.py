"""The services on the real adapters against the real embedded platform, over loopback."""

import logging
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.adapters.connections_file import JsonConnectionStore
from app.adapters.direct_sender import RequestsSender
from app.adapters.endpoint_probe import NetworkProbe
from app.adapters.keyring_secrets import KeyringSecrets
from app.adapters.local_erasure import erasing
from app.adapters.local_store import SqliteLocalStore
from app.adapters.logs import start_logging, stop_logging
from app.adapters.paths import profile_paths
from app.adapters.private_files import whole_file
from app.adapters.redaction import Redactor
from app.adapters.rest_api import RestApi
from app.adapters.sample_files import SampleFiles, samples_of
from app.domain.audit import AuditFilter, changes_of
from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.delivery import DeliveryFilter, DeliveryStatus, Trigger
from app.domain.errors import Conflict, NotAuthorised, NotFound, PermissionMissing, Rejected
from app.domain.listener import Mode, Status
from app.domain.outbound import CredentialMaterial
from app.domain.secret import Secret
from app.domain.signature import verify
from app.domain.strict_json import loads
from app.domain.sync_state import SyncState
from app.domain.undo import UndoKind, WhyNot
from app.domain.workspace import CheckKind, SecretStorage
from app.services.connections import ConnectionService
from tests.support.builders import a_connect_request, settings
from tests.support.canaries import Sweep
from tests.support.fakes import FakeSandbox
from tests.support.http_servers import HttpServer, answer
from tests.support.platform import running_platform

CONTROL = JobControl()
CANARIES = {
    "password": "cn-basic-password-77aa",
    "bearer": "cn-bearer-token-88bb",
    "api key": "cn-api-key-value-99cc",
    "inline": "cn-inline-secret-11dd",
}


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    with running_platform(tmp_path_factory.mktemp("platform")) as platform:
        yield platform


@pytest.fixture
def profile(tmp_path):
    return profile_paths(tmp_path / "profile")


@pytest.fixture
def service(profile):
    return ConnectionService(
        store=JsonConnectionStore(profile.connections_file),
        secrets=KeyringSecrets(choose=lambda: None),
        open_api=RestApi,
        open_local=lambda name, **how: SqliteLocalStore(profile.local_db(name), **how),
        erasing=lambda name: erasing(profile.local_db(name)),
        samples=lambda name: SampleFiles(samples_of(profile.local_db(name))),
        sandbox=FakeSandbox(),
        sender=RequestsSender(),
        probe=NetworkProbe(),
        whole_file=whole_file,
    )


def request_for(platform, token=None):
    return a_connect_request(base_url=platform.base_url, secret=token or platform.token)


@pytest.fixture
def workspace(service, platform):
    connection = service.add(CONTROL, request_for(platform))
    workspace = service.open(CONTROL, connection.id)
    workspace.sync.sync(CONTROL)
    yield workspace
    workspace.close()


@pytest.fixture
def endpoint():
    with HttpServer(answer(200, body=b"thanks", content_type="text/plain")) as server:
        yield server


# -- connecting -------------------------------------------------------------------------


def test_a_real_platform_passes_the_check(service, platform):
    report = service.check(CONTROL, request_for(platform))
    assert report.passed
    assert [line.kind for line in report.lines] == list(CheckKind)
    assert service.find_storage(CONTROL) is SecretStorage.SESSION_ONLY is service.storage


def test_a_wrong_token_is_said_on_its_line(service, platform):
    report = service.check(CONTROL, request_for(platform, Secret("wrong-token-0123456789")))
    assert report.lines[-1].kind is CheckKind.SIGNED_IN
    assert isinstance(report.lines[-1].error, NotAuthorised)


def test_a_member_is_told_that_an_administrator_is_needed(service, platform):
    report = service.check(CONTROL, request_for(platform, platform.token_of("member")))
    assert isinstance(report.lines[-1].error, PermissionMissing)
    assert not report.passed


# -- listeners --------------------------------------------------------------------------


def test_a_listener_lives_its_whole_life(workspace, platform, endpoint):
    listeners, sync = workspace.listeners, workspace.sync
    row = listeners.create(CONTROL, settings(url=f"{endpoint.url}/in", name="Mine"))
    assert sync.sync(CONTROL).sent == 1
    base = listeners.get(row.id).base
    assert (base.status, base.version) == (Status.ACTIVE, 1)

    listeners.edit(CONTROL, row.id, replace(base.settings, name="Renamed"))
    sync.sync(CONTROL)
    listeners.set_mode(CONTROL, [row.id], Mode.DISABLED)
    sync.sync(CONTROL)
    there = platform.get(f"/listeners/{row.id}").json()
    assert (there["name"], there["status"], there["version"]) == ("Renamed", "disabled", 3)
    assert listeners.get(row.id).base.status is Status.DISABLED

    to_email = replace(base.settings, destination=settings(address="ops@example.com").destination)
    listeners.edit(CONTROL, row.id, to_email)
    sync.sync(CONTROL)
    there = platform.get(f"/listeners/{row.id}").json()
    assert there["destination"] == {"kind": "email", "address": "ops@example.com"}
    assert listeners.get(row.id).state is SyncState.CLEAN

    listeners.delete(CONTROL, [row.id])
    sync.sync(CONTROL)
    assert platform.get(f"/listeners/{row.id}").status_code == 404
    assert listeners.get(row.id) is None


def test_what_someone_else_does_arrives_and_merges(workspace, platform):
    row = workspace.listeners.create(CONTROL, settings(name="mine"))
    workspace.sync.sync(CONTROL)
    etag = workspace.listeners.get(row.id).base.etag
    platform.patch(f"/listeners/{row.id}", {"signing": False}, etag)
    workspace.listeners.edit(CONTROL, row.id, settings(name="mine too"))
    report = workspace.sync.sync(CONTROL)
    assert (report.conflicts, report.waiting) == (0, 0)
    there = platform.get(f"/listeners/{row.id}").json()
    assert (there["name"], there["signing"]) == ("mine too", False)

    etag = workspace.listeners.get(row.id).base.etag
    platform.patch(f"/listeners/{row.id}", {"name": "theirs"}, etag)
    workspace.listeners.edit(CONTROL, row.id, settings(name="ours", signing=False))
    assert workspace.sync.sync(CONTROL).conflicts == 1
    assert workspace.listeners.get(row.id).theirs.settings.name == "theirs"
    workspace.listeners.keep_mine(CONTROL, row.id)
    workspace.sync.sync(CONTROL)
    assert platform.get(f"/listeners/{row.id}").json()["name"] == "ours"


def test_a_refused_listener_says_which_field(workspace):
    wrong = settings(name="x", entity="no_such_entity")
    row = workspace.listeners.create(CONTROL, wrong)
    assert workspace.sync.sync(CONTROL).refused == 1
    refusal = workspace.listeners.get(row.id).refusals[0]
    assert (refusal.pointer, refusal.code) == ("/entity", "unknown_entity")
    workspace.listeners.edit(CONTROL, row.id, settings(name="x"))
    assert workspace.sync.sync(CONTROL).refused == 0
    assert workspace.listeners.get(row.id).state is SyncState.CLEAN


def test_a_signing_secret_is_rotated_and_the_old_one_lasts_a_day(workspace, endpoint):
    row = workspace.listeners.create(CONTROL, settings(url=f"{endpoint.url}/in"))
    workspace.sync.sync(CONTROL)
    before = workspace.signing.reveal(CONTROL, row.id)
    rotated = workspace.signing.rotate(CONTROL, row.id)
    assert rotated.secret != before
    assert workspace.signing.reveal(CONTROL, row.id) == rotated.secret
    left = rotated.previous_valid_until - datetime.now(UTC)
    assert timedelta(hours=23) < left <= timedelta(hours=24)


def test_two_computers_agree(service, platform, workspace, tmp_path):
    other = ConnectionService(
        store=JsonConnectionStore(profile_paths(tmp_path / "other").connections_file),
        secrets=KeyringSecrets(choose=lambda: None),
        open_api=RestApi,
        open_local=lambda name, **how: SqliteLocalStore(
            profile_paths(tmp_path / "other").local_db(name), **how
        ),
        erasing=lambda name: erasing(profile_paths(tmp_path / "other").local_db(name)),
        samples=lambda name: SampleFiles(
            samples_of(profile_paths(tmp_path / "other").local_db(name))
        ),
        sandbox=FakeSandbox(),
        sender=RequestsSender(),
        probe=NetworkProbe(),
        whole_file=whole_file,
    )
    second = other.open(CONTROL, other.add(CONTROL, request_for(platform)).id)
    row = workspace.listeners.create(CONTROL, settings(name="shared"))
    workspace.sync.sync(CONTROL)
    second.sync.sync(CONTROL)
    assert second.listeners.get(row.id).base == workspace.listeners.get(row.id).base
    second.listeners.delete(CONTROL, [row.id])
    second.sync.sync(CONTROL)
    workspace.sync.sync(CONTROL)
    assert workspace.listeners.get(row.id) is None
    second.close()


# -- credentials ------------------------------------------------------------------------


def basic(secret="correct horse battery"):
    return CredentialDraft("basic", "CRM", {"username": "svc"}, {"password": Secret(secret)})


def test_a_credential_lives_its_whole_life(workspace):
    credentials = workspace.credentials
    made = credentials.create(CONTROL, basic())
    assert (made.fields, made.secret_hints) == ({"username": "svc"}, {"password": "…tery"})
    changed = credentials.update(CONTROL, made.id, CredentialDraft("basic", "New", made.fields))
    assert (changed.name, changed.version) == ("New", 2)
    assert changed.secret_hints == made.secret_hints  # an absent secret keeps the old one

    used = settings(auth_type="basic", credential_id=made.id)
    row = workspace.listeners.create(CONTROL, used)
    workspace.sync.sync(CONTROL)
    with pytest.raises(Conflict) as caught:
        credentials.delete(CONTROL, made.id)
    assert caught.value.code == "credential_in_use"
    assert credentials.cached()[-1].used_by == (row.id,)

    workspace.listeners.delete(CONTROL, [row.id])
    workspace.sync.sync(CONTROL)
    credentials.refresh(CONTROL)
    credentials.delete(CONTROL, made.id)
    assert made.id not in {one.id for one in credentials.refresh(CONTROL)}


def test_a_credential_that_cannot_be_is_refused(workspace):
    with pytest.raises(Rejected) as caught:
        workspace.credentials.create(CONTROL, CredentialDraft("basic", "CRM", {"username": "a"}))
    assert caught.value.fields[0].pointer.startswith("/secrets")


# -- records, deliveries, catalog -------------------------------------------------------


def test_a_created_record_is_delivered_byte_for_byte(workspace, endpoint):
    row = workspace.listeners.create(CONTROL, settings(url=f"{endpoint.url}/in"))
    workspace.sync.sync(CONTROL)
    sample = loads(workspace.catalog.sample(CONTROL, "clients"))
    own = {"id", "version", "channel_id", "created_at", "updated_at"}
    fields = {name: value for name, value in sample.items() if name not in own}
    record = workspace.records.create(CONTROL, "clients", fields)
    assert endpoint.arrived.wait(20)
    (request,) = endpoint.requests
    assert request.body == record.body
    assert workspace.records.get(CONTROL, "clients", record.id).body == record.body
    secret = workspace.sync._api.reveal_signing_secret(CONTROL, row.id)
    assert verify(
        [secret.reveal()],
        message_id=request.header("webhook-id"),
        timestamp=request.header("webhook-timestamp"),
        signature=request.header("webhook-signature"),
        body=request.body,
        now_s=int(request.header("webhook-timestamp")),
    )

    wanted = DeliveryFilter(listener_id=row.id)
    page = workspace.deliveries.list(CONTROL, wanted)
    (delivery,) = page.items
    assert page.counts[delivery.status.value] == 1
    detail = workspace.deliveries.get(CONTROL, delivery.id)
    assert detail.payload.encode() == record.body
    (event,) = workspace.deliveries.events_of_record(CONTROL, "clients", record.id)
    assert {one.listener_id: one.delivery_id for one in event.outcomes}[row.id] == delivery.id

    changed = workspace.records.update(CONTROL, record, {"first_name": "Lerato"})
    assert (changed.version, changed.fields["first_name"]) == (2, "Lerato")
    with pytest.raises(Conflict) as caught:
        workspace.records.update(CONTROL, record, {"first_name": "Stale"})
    assert caught.value.resource == changed
    workspace.listeners.delete(CONTROL, [row.id])
    workspace.sync.sync(CONTROL)


def test_deliveries_can_be_narrowed_down(workspace):
    nothing = DeliveryFilter(
        listener_id="lst_none", statuses=(DeliveryStatus.FAILED, DeliveryStatus.PENDING)
    )
    assert workspace.deliveries.list(CONTROL, nothing).items == ()
    with pytest.raises(NotFound):
        workspace.deliveries.get(CONTROL, "dlv_00000000000000000000000000")


def test_the_catalog_names_what_cannot_be_listened_to(workspace):
    catalog = workspace.catalog.refresh(CONTROL)
    assert catalog.entity("audit_entries").reason
    assert not catalog.function("delete").supported
    assert catalog.auth_type("basic").fields[1].secret
    schema = workspace.catalog.schema(CONTROL, "clients")
    assert "first_name" in schema["properties"]


# -- test-sends -------------------------------------------------------------------------

MATERIALS = [
    (None, None),
    (basic(), CredentialMaterial("basic", {"username": "svc"}, basic().secrets)),
    (
        CredentialDraft("bearer", "B", {}, {"token": Secret("token-token-token")}),
        CredentialMaterial("bearer", {}, {"token": Secret("token-token-token")}),
    ),
    (
        CredentialDraft("api_key", "K", {"header": "X-Api-Key"}, {"value": Secret("key-key-key")}),
        CredentialMaterial("api_key", {"header": "X-Api-Key"}, {"value": Secret("key-key-key")}),
    ),
]


@pytest.mark.parametrize(("draft", "material"), MATERIALS, ids=["none", "basic", "bearer", "key"])
def test_both_ways_of_testing_send_the_same(workspace, endpoint, draft, material):
    body = workspace.catalog.sample(CONTROL, "clients")
    wanted = settings(url=f"{endpoint.url}/a/b?c=d", auth_type=draft.auth_type if draft else "none")
    there = workspace.tests.by_platform(CONTROL, wanted, payload=body, credential=draft)
    here = workspace.tests.from_here(CONTROL, wanted, body=body, credential=material)
    first, second = endpoint.requests
    assert first.body == second.body == body
    assert first.target == second.target == "/a/b?c=d"
    each_time = {"webhook-id", "webhook-timestamp", "webhook-signature"}
    assert [_shown(one, each_time) for one in second.headers] == [
        _shown(one, each_time) for one in first.headers
    ]
    for attempt, request in ((there, first), (here, second)):
        assert attempt.trigger is Trigger.TEST
        assert attempt.error is None
        assert attempt.response.body == "thanks"
        assert verify(
            [attempt.signing_secret],
            message_id=request.header("webhook-id"),
            timestamp=request.header("webhook-timestamp"),
            signature=request.header("webhook-signature"),
            body=request.body,
            now_s=int(request.header("webhook-timestamp")),
        )
    assert [name for name, _value in here.request.headers] == [
        name for name, _value in there.request.headers
    ]
    if draft is not None:
        assert "•••" in dict(here.request.headers).values()


def _shown(header, each_time):
    name, value = header
    return (name.lower(), "" if name.lower() in each_time else value)


# -- T01: secrets are nowhere on the disk -----------------------------------------------


@pytest.fixture
def loud_log(profile):
    """The log at its loudest, with a redactor that has learned nothing."""
    root = logging.getLogger()
    level = root.level
    handlers = start_logging(profile.log_file, Redactor(), level=logging.DEBUG)

    def written():
        while not handlers[0].flush():  # it waits a second at most, and a busy disk may take longer
            pass
        return profile.log_file.read_text("utf-8")

    yield written
    stop_logging(handlers)
    root.setLevel(level)


def test_T01_T10_no_secret_reaches_the_profile(
    loud_log, workspace, platform, endpoint, profile, service
):
    found = dict(CANARIES)
    drafts = [
        basic(CANARIES["password"]),
        CredentialDraft("bearer", "B", {}, {"token": Secret(CANARIES["bearer"])}),
        CredentialDraft("api_key", "K", {"header": "X-K"}, {"value": Secret(CANARIES["api key"])}),
    ]
    for draft in drafts:
        made = workspace.credentials.create(CONTROL, draft)
        wanted = settings(url=endpoint.url, auth_type=draft.auth_type, credential_id=made.id)
        row = workspace.listeners.create(CONTROL, wanted)
        workspace.sync.sync(CONTROL)
        workspace.tests.by_platform(CONTROL, wanted, listener_id=row.id)
        workspace.tests.from_here(
            CONTROL,
            wanted,
            body=b"{}",
            credential=CredentialMaterial(draft.auth_type, draft.fields, draft.secrets),
        )
        secret = workspace.sync._api.reveal_signing_secret(CONTROL, row.id).reveal()
        found[f"signing {row.id}"] = secret.removeprefix("whsec_")
    inline = CredentialDraft("bearer", "", {}, {"token": Secret(CANARIES["inline"])})
    workspace.tests.by_platform(
        CONTROL, settings(url=endpoint.url, auth_type="bearer"), credential=inline
    )
    workspace.credentials.refresh(CONTROL)
    workspace.close()
    found["token"] = platform.token.reveal()
    logging.getLogger("app").warning("swept")
    assert "swept" in loud_log()
    everything = profile.config_dir.parent
    assert [path for path in everything.rglob("*") if path.stat().st_mode & 0o077] == []
    assert Sweep(found).of_files(everything) == []
    assert Sweep(found).of(repr(dict(os.environ))) == []


# -- the audit log ----------------------------------------------------------------------


def test_a_change_of_the_log_is_undone_by_a_new_one(platform, workspace):
    created = workspace.listeners.create(CONTROL, settings(name="Before"))
    workspace.sync.sync(CONTROL)
    edited = replace(workspace.listeners.get(created.id).settings, name="After")
    workspace.listeners.edit(CONTROL, created.id, edited)
    workspace.sync.sync(CONTROL)
    only = AuditFilter(resource_id=created.id)
    newest, first = workspace.audit.list(CONTROL, only).items
    assert [one.path for one in changes_of(newest)] == ["name"]
    assert workspace.audit.undo_of(first).why_not is WhyNot.CHANGED_SINCE

    assert workspace.audit.undo(CONTROL, newest).kind is UndoKind.PUT_BACK
    workspace.sync.sync(CONTROL)
    assert platform.get(f"/listeners/{created.id}").json()["name"] == "Before"
    undone = workspace.audit.list(CONTROL, only).items[0]
    assert (undone.before.said["name"], undone.after.said["name"]) == ("After", "Before")
