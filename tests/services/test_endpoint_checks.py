"""What the checks say of an endpoint, a credential and the listeners around."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.cause_codes import CauseCode
from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.delivery import AttemptResponse
from app.domain.endpoint_check import CheckCode, Outcome, SeenAnswer
from app.domain.errors import NetworkError, NotFound, SecretStoreError, TlsFailed
from app.domain.listener import Destination, Kind
from app.domain.pending import ChangeKind
from app.domain.secret import Secret
from app.domain.times import Clock
from app.domain.workspace import Environment
from app.services.client_tokens import ClientTokens
from app.services.credential_outbox import CredentialOutbox
from app.services.endpoint_checks import EndpointCheckService
from app.services.known_secrets import KnownSecrets
from tests.support.builders import NOW, a_credential, a_failed_attempt, a_listener, local, settings
from tests.support.fake_platform import FakePlatform
from tests.support.fakes import FakeLocalStore, FakeProbe, FakeSecretStore, FakeSender

CONTROL = JobControl()
ENDPOINT = Destination(Kind.ENDPOINT, url="https://hooks.example.com/clients")
OAUTH2 = "oauth2_client_credentials"


class World:
    def __init__(
        self,
        environment: Environment = Environment.PRODUCTION,
        secrets: FakeSecretStore | None = None,
    ) -> None:
        self.probe = FakeProbe()
        self.sender = FakeSender()
        self.store = FakeLocalStore()
        self.secrets = secrets or FakeSecretStore()
        clock: Clock = lambda: NOW  # noqa: E731 - a fixed clock
        self.outbox = CredentialOutbox(
            FakePlatform(), self.store, self.secrets, connection_id="con_1", clock=clock
        )
        self.known = KnownSecrets(self.store, self.secrets, self.outbox, connection_id="con_1")
        self.checks = EndpointCheckService(
            self.probe,
            self.store,
            self.store.credentials,
            self.known,
            ClientTokens(self.sender, clock=clock),
            environment=lambda: environment,
            clock=clock,
        )

    def has(self, **changes):
        credential = a_credential(**changes)
        self.store.replace_credentials([credential])
        return credential

    def to(self, credential):
        return replace(ENDPOINT, auth_type=credential.auth_type, credential_id=credential.id)


@pytest.fixture
def world():
    return World()


# -- name ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ips", "environment", "outcome", "code"),
    [
        (("93.184.215.14", "2606:2800::1"), "production", Outcome.FINE, CheckCode.ADDRESSES),
        (("10.1.2.3",), "production", Outcome.BAD, CheckCode.ADDRESS_INSIDE),
        (("127.0.0.1",), "production", Outcome.BAD, CheckCode.ADDRESS_INSIDE),
        (("127.0.0.1", "::1"), "sandbox", Outcome.FINE, CheckCode.ADDRESSES),
        (("192.168.1.9",), "sandbox", Outcome.BAD, CheckCode.ADDRESS_INSIDE),
        (("93.184.215.14", "10.1.2.3"), "production", Outcome.BAD, CheckCode.ADDRESS_INSIDE),
        (("93.184.215.14", "169.254.169.254"), "sandbox", Outcome.BAD, CheckCode.ADDRESS_BLOCKED),
    ],
)
def test_T26_addresses_are_judged_as_the_platform_judges_them(ips, environment, outcome, code):
    world = World(Environment(environment))
    world.probe.ips = ips
    found = world.checks.name(CONTROL, ENDPOINT)
    assert (found.outcome, found.code) == (outcome, code)
    assert tuple(one.ip for one in found.addresses) == ips


def test_T26_a_metadata_name_is_blocked_and_not_even_looked_up(world):
    to = Destination(Kind.ENDPOINT, url="https://metadata.google.internal/x")
    found = world.checks.name(CONTROL, to)
    assert (found.outcome, found.code) == (Outcome.BAD, CheckCode.ADDRESS_BLOCKED)
    assert world.checks.certificate(CONTROL, to).code is CheckCode.NOT_CHECKED
    assert world.probe.asked == []


def test_a_name_that_is_not_found_has_its_cause(world):
    world.probe.errors["addresses"] = NetworkError("no", code="dns_error")
    found = world.checks.name(CONTROL, ENDPOINT)
    assert (found.outcome, found.cause.code) == (Outcome.BAD, CauseCode.NO_DNS)


# -- certificate --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "outcome", "code"),
    [
        (60, Outcome.FINE, CheckCode.CERTIFICATE_VALID),
        (20, Outcome.WARNING, CheckCode.CERTIFICATE_ENDS_SOON),
    ],
)
def test_a_certificate_that_ends_soon_is_said(world, days, outcome, code):
    ends_at = NOW + timedelta(days=days)
    world.probe.shown = replace(world.probe.shown, ends_at=ends_at)
    found = world.checks.certificate(CONTROL, ENDPOINT)
    assert (found.outcome, found.code, found.until) == (outcome, code, ends_at)


def test_a_certificate_that_is_not_trusted_is_bad_and_still_shown(world):
    world.probe.shown = replace(world.probe.shown, failure="certificate has expired")
    found = world.checks.certificate(CONTROL, ENDPOINT)
    assert (found.outcome, found.cause.code) == (Outcome.BAD, CauseCode.TLS_EXPIRED)
    assert found.certificate is world.probe.shown


def test_no_secure_connection_at_all_has_its_cause(world):
    world.probe.errors["certificate"] = TlsFailed("no", reason="WRONG_VERSION_NUMBER")
    found = world.checks.certificate(CONTROL, ENDPOINT)
    assert found.cause.code is CauseCode.TLS_PROTOCOL
    world.probe.errors["certificate"] = NetworkError("no", code="connection_refused")
    found = world.checks.certificate(CONTROL, ENDPOINT)
    assert (found.code, found.cause.code) == (CheckCode.UNREACHABLE, CauseCode.REFUSED)


def test_plain_http_has_no_certificate_and_is_not_asked_for_one(world):
    to = Destination(Kind.ENDPOINT, url="http://127.0.0.1:8080/in")
    assert world.checks.certificate(CONTROL, to).code is CheckCode.NOT_ENCRYPTED
    assert world.probe.asked == []


# -- redirect -----------------------------------------------------------------------------


def test_a_redirect_is_bad_and_names_its_target(world):
    world.probe.said = SeenAnswer(301, "https://hooks.example.com/v2")
    found = world.checks.redirect(CONTROL, ENDPOINT)
    assert (found.outcome, found.code) == (Outcome.BAD, CheckCode.REDIRECTS)
    assert found.cause.params["location"] == "https://hooks.example.com/v2"


@pytest.mark.parametrize("status", [200, 304, 404, 405, 500])
def test_any_other_answer_to_head_is_no_redirect(world, status):
    world.probe.said = SeenAnswer(status)
    assert world.checks.redirect(CONTROL, ENDPOINT).code is CheckCode.NO_REDIRECT


# -- credential ---------------------------------------------------------------------------


def test_without_authentication_there_is_nothing_to_check(world):
    assert world.checks.credential(CONTROL, ENDPOINT).code is CheckCode.NO_CREDENTIAL


def test_a_missing_credential_and_one_of_another_type_are_bad(world):
    credential = world.has()
    to = replace(world.to(credential), credential_id="crd_gone")
    assert world.checks.credential(CONTROL, to).code is CheckCode.CREDENTIAL_MISSING
    to = replace(world.to(credential), auth_type="bearer")
    found = world.checks.credential(CONTROL, to)
    assert (found.outcome, found.code) == (Outcome.BAD, CheckCode.CREDENTIAL_TYPE)


def test_a_secret_that_only_the_platform_has_is_an_open_question(world):
    found = world.checks.credential(CONTROL, world.to(world.has()))
    assert (found.outcome, found.code) == (Outcome.OPEN, CheckCode.SECRET_NOT_HERE)


def test_a_keyring_that_cannot_be_asked_is_an_open_question_with_its_reason(world):
    credential = world.has()
    world.known.keep(credential, {"password": Secret("correct-horse")})
    world.secrets.error = SecretStoreError("locked", reason="locked")
    found = world.checks.credential(CONTROL, world.to(credential))
    assert (found.outcome, found.error.reason) == (Outcome.OPEN, "locked")


def test_a_secret_in_the_keyring_makes_the_credential_usable(world):
    credential = world.has()
    world.known.keep(credential, {"password": Secret("correct-horse")})
    found = world.checks.credential(CONTROL, world.to(credential))
    assert (found.outcome, found.code) == (Outcome.FINE, CheckCode.SECRET_KNOWN)
    found = world.checks.credential(CONTROL, world.to(credential), {"password": Secret("a\nb")})
    assert (found.outcome, found.code) == (Outcome.BAD, CheckCode.SECRET_UNUSABLE)


def an_oauth2(world):
    fields = {"token_url": "https://login.example.com/token", "client_id": "app-1"}
    return world.has(auth_type=OAUTH2, fields=fields, secret_hints={"client_secret": ""})


def test_a_token_is_fetched_and_its_end_is_told(world):
    credential = an_oauth2(world)
    body = json.dumps({"access_token": "tok-1", "token_type": "Bearer", "expires_in": 3240})
    world.sender.attempt = replace(
        world.sender.attempt, response=AttemptResponse(200, (), body), error=None
    )
    given = {"client_secret": Secret("client-secret-1")}
    found = world.checks.credential(CONTROL, world.to(credential), given)
    assert (found.outcome, found.code) == (Outcome.FINE, CheckCode.TOKEN_GRANTED)
    assert found.until == NOW + timedelta(seconds=3240)
    assert world.sender.sent[0].url == "https://login.example.com/token"
    assert "tok-1" not in repr(found)


@pytest.mark.parametrize(
    ("body", "detail"),
    [('{"error":"invalid_client"}', "invalid_client"), ("<html>", "401"), ('{"error":7}', "401")],
)
def test_a_refused_token_says_the_error_of_the_rfc(world, body, detail):
    credential = an_oauth2(world)
    world.sender.attempt = a_failed_attempt(401, response=AttemptResponse(401, (), body))
    found = world.checks.credential(
        CONTROL, world.to(credential), {"client_secret": Secret("client-secret-1")}
    )
    assert (found.outcome, found.code) == (Outcome.BAD, CheckCode.TOKEN_REFUSED)
    assert (found.detail, found.cause.code) == (detail, CauseCode.TOKEN_NOT_GRANTED)


# -- duplicates ---------------------------------------------------------------------------


def test_a_listener_with_the_same_events_and_place_is_a_twin(world):
    mine = settings(destination=ENDPOINT)
    twin = a_listener(id="lst_twin", settings=mine)
    rows = [
        local(twin),
        local(a_listener(id="lst_me", settings=mine)),
        local(a_listener(id="lst_other", settings=replace(mine, function="update"))),
    ]
    for row in rows:
        world.store.put_listener(row)
    found = world.checks.duplicates(CONTROL, mine, "lst_me")
    assert (found.outcome, found.twin_ids) == (Outcome.WARNING, ("lst_twin",))
    elsewhere = replace(mine, destination=replace(ENDPOINT, url="https://hooks.example.com/x"))
    assert world.checks.duplicates(CONTROL, elsewhere, "").code is CheckCode.NO_TWIN


def test_email_has_neither_name_nor_certificate_to_check(world):
    to = Destination(Kind.EMAIL, address="ops@example.com")
    for check in (world.checks.name, world.checks.certificate, world.checks.redirect):
        assert check(CONTROL, to).code is CheckCode.NOT_CHECKED
    assert world.probe.asked == []


# -- secrets that this computer knows -------------------------------------------------------


def test_a_kept_secret_is_of_no_use_once_the_credential_changed(world):
    credential = world.has()
    world.known.keep(credential, {"password": Secret("correct-horse")})
    assert world.known.find(credential).secrets["password"] == Secret("correct-horse")
    assert world.known.find(replace(credential, version=credential.version + 1)) is None
    assert world.secrets.kept == {}
    assert world.known.find(credential) is None


class Full(FakeSecretStore):
    """A keyring that keeps one secret and no more."""

    def set(self, name, secret):
        if self.kept:
            raise SecretStoreError("full", reason="not_kept")
        return super().set(name, secret)


def test_T01_a_secret_that_was_kept_before_another_failed_goes_with_its_connection():
    world = World(secrets=Full())
    credential = world.has(secret_hints={"password": "", "second": ""})
    with pytest.raises(SecretStoreError):
        world.known.keep(credential, {"password": Secret("one"), "second": Secret("two")})
    assert world.known.find(credential) is None
    assert set(world.secrets.kept) < set(world.known.secret_names())
    world.known.forget_others()
    assert world.secrets.kept == {}


def test_what_waits_to_be_sent_is_known(world):
    draft = CredentialDraft("bearer", "New", {}, {"token": Secret("token-abc-123")})
    waiting = world.outbox.keep(ChangeKind.CREATE, "crd_new", draft, None)
    assert world.known.find(waiting.shown).secrets == draft.secrets


def test_secrets_kept_for_tests_go_with_their_credential_and_connection(world):
    one, two = a_credential(id="crd_1"), a_credential(id="crd_2")
    for credential in (one, two):
        world.known.keep(credential, {"password": Secret("correct-horse")})
    world.known.forget_others({"crd_2"})
    assert list(world.secrets.kept) == ["con_1/crd_2/for_tests/password"]
    world.known.forget_others()
    assert world.secrets.kept == {}


def test_errors_of_other_kinds_have_words_of_their_own(world):
    world.probe.errors["answer"] = NotFound("odd", status=404)
    found = world.checks.redirect(CONTROL, ENDPOINT)
    assert (found.outcome, found.cause) == (Outcome.BAD, None)
    assert isinstance(found.error, NotFound)
