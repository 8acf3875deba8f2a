"""A computer whose administrator has locked the platform's address connects nowhere else."""

import pytest

from app.domain.control import JobControl
from app.domain.errors import AddressLocked, Rejected
from app.domain.workspace import CheckKind
from tests.support.builders import a_connect_request, a_connection
from tests.support.fakes import (
    FakeConnectionStore,
    FakePlatform,
    FakeSandbox,
    FakeSecretStore,
    a_connection_service,
)

CONTROL = JobControl()
ONLY = "https://platform.example.com"


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def store():
    return FakeConnectionStore()


@pytest.fixture
def service(platform, store):
    return a_connection_service(platform=platform, store=store, only_base_url=ONLY)


@pytest.mark.parametrize("base_url", [ONLY, ONLY + "/", "HTTPS://Platform.Example.com:443"])
def test_the_locked_address_is_connected_to_however_it_is_written(service, base_url):
    made = service.add(CONTROL, a_connect_request(base_url=base_url))
    service.open(CONTROL, made.id).close()


@pytest.mark.parametrize(
    "base_url", ["https://elsewhere.example.com", ONLY + ":8443", ONLY + "/tenant"]
)
def test_no_other_is_added_nor_asked(service, platform, store, base_url):
    request = a_connect_request(base_url=base_url)
    report = service.check(CONTROL, request)
    assert [(one.kind, one.passed) for one in report.lines] == [(CheckKind.ADDRESS, False)]
    with pytest.raises(AddressLocked) as caught:
        service.add(CONTROL, request)
    assert caught.value.base_url == ONLY
    assert platform.calls == []
    assert store.kept == {}


def test_one_that_was_kept_before_is_neither_opened_nor_checked(platform, store):
    secrets = FakeSecretStore()
    before = a_connection_service(platform=platform, store=store, secrets=secrets)
    kept = before.add(CONTROL, a_connect_request(base_url="https://elsewhere.example.com"))
    platform.calls.clear()
    service = a_connection_service(
        platform=platform, store=store, secrets=secrets, only_base_url=ONLY
    )
    with pytest.raises(AddressLocked):
        service.open(CONTROL, kept.id)
    with pytest.raises(AddressLocked):
        service.recheck(CONTROL, kept.id)
    with pytest.raises(AddressLocked):
        service.renew(CONTROL, kept.id, a_connect_request().secret)
    assert platform.calls == []
    service.open(CONTROL, kept.id, offline=True).close()  # what is known here can be read
    service.upkeep.remove(CONTROL, kept.id)
    assert store.kept == {}
    assert secrets.kept == {}


def test_the_built_in_platform_can_always_be_tried(platform, store):
    service = a_connection_service(
        platform=platform, store=store, sandbox=FakeSandbox(), only_base_url=ONLY
    )
    made = service.start_sandbox(CONTROL)
    service.open(CONTROL, made.id).close()


def test_an_address_that_is_none_is_refused_as_such(service, store):
    store.put(a_connection(base_url="http://elsewhere.example.com"))
    with pytest.raises(Rejected):
        service.open(CONTROL, store.connections()[0].id)
