"""Catalog, credentials, records, deliveries and test-sends over stand-ins."""

import base64

import pytest

from app.domain.announce import Changed
from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.delivery import DeliveryFilter, DeliveryStatus
from app.domain.errors import Conflict, NetworkError, NotFound, Rejected, TimedOut
from app.domain.outbound import CredentialMaterial
from app.domain.secret import MASK, Secret
from app.domain.signature import new_secret, verify
from app.services.catalog import CatalogService
from app.services.client_tokens import ClientTokens
from app.services.credentials import CredentialService
from app.services.deliveries import DeliveryService
from app.services.records import RecordService
from app.services.test_sends import TestService
from tests.support.builders import (
    NOW,
    a_catalog,
    a_credential,
    a_credential_draft,
    a_delivery,
    an_event,
    settings,
)
from tests.support.fakes import Announcements, FakeLocalStore, FakePlatform, FakeSender

CONTROL = JobControl()


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def heard():
    return Announcements()


# -- catalog --------------------------------------------------------------------------


def test_the_catalog_is_kept_for_offline(platform, heard):
    store = FakeLocalStore()
    catalog = CatalogService(platform, store, announce=heard)
    assert catalog.cached() is None
    assert catalog.refresh(CONTROL) == a_catalog() == catalog.cached()
    catalog.refresh(CONTROL)
    assert heard.kinds == [Changed.CATALOG]  # said once: nothing changed the second time


def test_a_kept_catalog_of_another_version_is_no_catalog(platform):
    store = FakeLocalStore()
    store.put_document("catalog", {"revision": 7})
    assert CatalogService(platform, store).cached() is None


def test_schema_and_sample_are_kept_for_offline(platform):
    catalog = CatalogService(platform, FakeLocalStore())
    schema, sample = catalog.schema(CONTROL, "clients"), catalog.sample(CONTROL, "clients")
    for call in ("entity_schema", "entity_sample"):
        platform.fail(call, NetworkError("no"))
    assert catalog.schema(CONTROL, "clients") == schema
    assert catalog.sample(CONTROL, "clients") == sample
    platform.fail("entity_sample", NetworkError("no"))
    with pytest.raises(NetworkError):
        catalog.sample(CONTROL, "policies")


# -- credentials ----------------------------------------------------------------------


def test_a_created_credential_is_listed_and_its_secret_is_not_kept(platform, heard):
    store = FakeLocalStore()
    credentials = CredentialService(platform, store, announce=heard)
    made = credentials.create(CONTROL, a_credential_draft())
    assert credentials.cached() == [made]
    assert "correct horse" not in repr(vars(store))
    assert heard.kinds == [Changed.CREDENTIALS]


def test_trying_the_same_draft_again_makes_no_second_one(platform):
    credentials = CredentialService(platform, FakeLocalStore())
    platform.fail("create_credential", TimedOut("slow"), after_effect=True)
    with pytest.raises(TimedOut):
        credentials.create(CONTROL, a_credential_draft())
    credentials.create(CONTROL, a_credential_draft())
    assert len(platform.credentials_) == 1
    credentials.create(CONTROL, a_credential_draft())
    assert len(platform.credentials_) == 2  # after an answer it is meant again


def test_a_credential_changed_elsewhere_is_read_again(platform):
    known = a_credential()
    platform.credentials_[known.id] = known
    credentials = CredentialService(platform, FakeLocalStore())
    credentials.refresh(CONTROL)
    newer = a_credential(id=known.id, name="theirs", version=2, etag='"2"')
    platform.credentials_[known.id] = newer
    draft = CredentialDraft("basic", "mine")
    with pytest.raises(Conflict):
        credentials.update(CONTROL, known.id, draft)
    assert credentials.cached() == [newer]
    assert credentials.update(CONTROL, known.id, draft).name == "mine"


def test_a_credential_in_use_stays(platform):
    known = a_credential(used_by=("lst_1",))
    platform.credentials_[known.id] = known
    credentials = CredentialService(platform, FakeLocalStore())
    credentials.refresh(CONTROL)
    with pytest.raises(Conflict):
        credentials.delete(CONTROL, known.id)
    assert credentials.cached() == [known]


def test_a_deleted_credential_is_gone_also_when_it_was_before(platform):
    known = a_credential()
    platform.credentials_[known.id] = known
    credentials = CredentialService(platform, FakeLocalStore())
    credentials.refresh(CONTROL)
    credentials.delete(CONTROL, known.id)
    credentials.delete(CONTROL, known.id)
    assert credentials.cached() == [] == list(platform.credentials_)


# -- records and deliveries -----------------------------------------------------------


def test_a_record_made_here_can_be_read_and_changed(platform, heard):
    records = RecordService(platform, announce=heard)
    made = records.create(CONTROL, "clients", {"first_name": "Sipho"})
    changed = records.update(CONTROL, made, {"first_name": "Thabo"})
    assert (changed.version, changed.fields["first_name"]) == (2, "Thabo")
    assert records.get(CONTROL, "clients", made.id) == changed
    assert records.list(CONTROL, "clients").items == (changed,)
    assert heard.kinds == [Changed.DELIVERIES] * 2


def test_deliveries_and_events_are_asked_of_the_platform(platform):
    failed = a_delivery(status=DeliveryStatus.FAILED)
    event = an_event(record_id="rec_7")
    platform.deliveries_ = [a_delivery(), failed]
    platform.events_ = [an_event(), event]
    deliveries = DeliveryService(platform)
    wanted = DeliveryFilter(statuses=(DeliveryStatus.FAILED,))
    assert deliveries.list(CONTROL, wanted).items == (failed,)
    assert deliveries.get(CONTROL, failed.id) == failed
    assert deliveries.events_of_record(CONTROL, "clients", "rec_7") == [event]
    with pytest.raises(NotFound):
        deliveries.get(CONTROL, "dlv_gone")


# -- test-sends -----------------------------------------------------------------------


def _sending(platform, sender=None):
    sender = sender or FakeSender()
    tokens = ClientTokens(sender, clock=lambda: NOW)
    return TestService(platform, sender, tokens=tokens, clock=lambda: NOW)


def test_a_test_by_the_platform_passes_everything_on(platform):
    draft = a_credential_draft()
    attempt = _sending(platform).by_platform(
        CONTROL, settings(), listener_id="lst_1", payload=b"{}", credential=draft
    )
    assert attempt == platform.attempt
    assert platform.tested == [
        {
            "settings": settings(),
            "listener_id": "lst_1",
            "payload": b"{}",
            "record_id": None,
            "credential": draft,
        }
    ]


def test_a_test_from_here_is_signed_with_a_one_time_secret(platform):
    sender, body = FakeSender(), b'{"id":"rec_1","version":3}'
    attempt = _sending(platform, sender).from_here(CONTROL, settings(), body=body, credential=None)
    (request,) = sender.sent
    headers = dict(request.headers)
    assert (request.body, headers["webhook-test"]) == (body, "true")
    assert headers["picksmart-record-version"] == "3"
    assert verify(
        [attempt.signing_secret],
        message_id=headers["webhook-id"],
        timestamp=headers["webhook-timestamp"],
        signature=headers["webhook-signature"],
        body=body,
        now_s=int(NOW.timestamp()),
    )


def test_a_given_signing_secret_signs_and_is_not_answered(platform):
    sender, secret = FakeSender(), new_secret()
    attempt = _sending(platform, sender).from_here(
        CONTROL, settings(), body=b"{}", credential=None, signing_secret=Secret(secret)
    )
    headers = dict(sender.sent[0].headers)
    assert attempt.signing_secret is None
    assert verify(
        [secret],
        message_id=headers["webhook-id"],
        timestamp=headers["webhook-timestamp"],
        signature=headers["webhook-signature"],
        body=b"{}",
        now_s=int(NOW.timestamp()),
    )


def test_an_unsigned_listener_is_not_signed(platform):
    sender = FakeSender()
    attempt = _sending(platform, sender).from_here(
        CONTROL, settings(signing=False), body=b"not json", credential=None
    )
    headers = dict(sender.sent[0].headers)
    assert "webhook-signature" not in headers
    assert headers["picksmart-record-version"] == "1"
    assert attempt.signing_secret is None


def test_a_credential_authenticates(platform):
    sender = FakeSender()
    material = CredentialMaterial("basic", {"username": "svc"}, {"password": Secret("pässword")})
    _sending(platform, sender).from_here(CONTROL, settings(), body=b"{}", credential=material)
    pair = base64.b64encode("svc:pässword".encode()).decode()
    assert dict(sender.sent[0].headers)["authorization"] == f"Basic {pair}"


def test_a_credential_that_cannot_be_sent_is_refused_by_field(platform):
    sender = FakeSender()
    material = CredentialMaterial("bearer", {}, {"token": Secret("two words")})
    with pytest.raises(Rejected) as caught:
        _sending(platform, sender).from_here(CONTROL, settings(), body=b"{}", credential=material)
    assert caught.value.fields[0].pointer == "/token"
    assert sender.sent == []


def test_an_email_listener_cannot_be_sent_from_here(platform):
    with pytest.raises(Rejected) as caught:
        _sending(platform).preview(settings(address="ops@example.com"), body=b"{}", credential=None)
    assert caught.value.code == "not_an_endpoint"


@pytest.mark.parametrize(
    ("auth_type", "fields", "header"),
    [
        ("basic", {"username": "svc"}, "authorization"),
        ("bearer", {}, "authorization"),
        ("api_key", {"header": "X-Key"}, "x-key"),
        ("oauth2_client_credentials", {"client_id": "a"}, "authorization"),
    ],
)
def test_a_preview_masks_what_is_secret(platform, auth_type, fields, header):
    request = _sending(platform).preview(
        settings(), body=b"{}", credential=a_credential(auth_type=auth_type, fields=fields)
    )
    shown = {name.lower(): value for name, value in request.masked_headers()}
    assert shown[header] == MASK
    assert shown["webhook-signature"].startswith("v1,")
