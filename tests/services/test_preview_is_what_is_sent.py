"""What the preview shows is what the embedded platform, and this computer, really send."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain import strict_json
from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.outbound import CredentialMaterial
from app.domain.secret import MASK, Secret
from app.domain.signature import verify
from tests.services.test_with_platform import (  # noqa: F401 - fixtures
    endpoint,
    platform,
    profile,
    service,
    workspace,
)
from tests.support.builders import a_credential_draft, settings
from tests.support.http_servers import HttpServer, answer

CONTROL = JobControl()
# New at every try, so that a preview can only show what they look like.
EACH_TIME = {"webhook-id", "webhook-timestamp", "webhook-signature"}
# As the form makes it of what is typed: the one way a record is written.
EDITED = strict_json.dumps(
    strict_json.loads('{ "id": "mine", "version": 7, "name": "Zoë", "amount": 1.50 }'.encode())
)


def headers_of(pairs):
    """What counts of headers: the values, but for those of each try; and not the transport's."""
    names = {"host", "content-length", "connection", "accept-encoding", "accept"}
    return {
        name.lower(): "" if name.lower() in EACH_TIME else value
        for name, value in pairs
        if name.lower() not in names
    }


@pytest.mark.parametrize("what", ["sample", "record", "edited"])
@pytest.mark.parametrize("by", ["platform", "here"])
def test_the_bytes_and_headers_that_are_shown_are_those_that_arrive(
    workspace,  # noqa: F811
    endpoint,  # noqa: F811
    what,
    by,
):
    draft = a_credential_draft()
    credential = workspace.credentials.create(CONTROL, draft)
    wanted = settings(url=f"{endpoint.url}/in?a=b", auth_type="basic", credential_id=credential.id)
    record = workspace.records.list(CONTROL, "clients").items[0]
    body = {
        "sample": workspace.catalog.sample(CONTROL, "clients"),
        "record": record.body,
        "edited": EDITED,
    }[what]
    shown = workspace.tests.preview(wanted, body=body, credential=credential)
    if by == "platform":
        attempt = workspace.tests.by_platform(
            CONTROL,
            wanted,
            payload=body if what == "edited" else None,
            record_id=record.id if what == "record" else None,
        )
    else:
        material = CredentialMaterial("basic", credential.fields, draft.secrets)
        attempt = workspace.tests.from_here(CONTROL, wanted, body=body, credential=material)
    assert attempt.error is None
    (got,) = endpoint.requests
    assert (got.method, got.target, got.body) == ("POST", "/in?a=b", shown.body)
    arrived = headers_of(got.headers)
    assert arrived.pop("authorization").startswith("Basic ")
    previewed = headers_of(shown.masked_headers())
    assert previewed.pop("authorization") == MASK
    assert arrived == previewed


TOKEN = "granted-token-0123456789"
AUTHENTICATED = {
    "none": ({}, {}, None),
    "bearer": ({}, {"token": Secret("typed-token-0123456789")}, "Bearer typed-token-0123456789"),
    "api_key": ({"header": "X-Api-Key"}, {"value": Secret("key-0123456789")}, "key-0123456789"),
    "oauth2_client_credentials": (
        {"client_id": "app"},
        {"client_secret": Secret("client-secret-12345")},
        f"Bearer {TOKEN}",
    ),
}


@pytest.fixture
def granting():
    """An endpoint with a token URL of its own."""
    granted = {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 60}
    with HttpServer(answer(200), routes={"/token": answer(200, json=granted)}) as server:
        yield server


@pytest.mark.parametrize("auth_type", AUTHENTICATED)
@pytest.mark.parametrize("by", ["platform", "here"])
def test_every_way_to_authenticate_arrives_as_it_is_shown(
    workspace,  # noqa: F811
    granting,
    auth_type,
    by,
):
    fields, secrets, value = AUTHENTICATED[auth_type]
    if auth_type.startswith("oauth2"):
        fields = {**fields, "token_url": f"{granting.url}/token"}
    credential, material = None, None
    if auth_type != "none":
        draft = CredentialDraft(auth_type, "Mine", fields, secrets)
        credential = workspace.credentials.create(CONTROL, draft)
        material = CredentialMaterial(auth_type, fields, secrets)
    wanted = settings(
        url=f"{granting.url}/in",
        auth_type=auth_type,
        credential_id=credential.id if credential is not None else None,
    )
    body = workspace.catalog.sample(CONTROL, "clients")
    shown = workspace.tests.preview(wanted, body=body, credential=credential)
    attempt = (
        workspace.tests.by_platform(CONTROL, wanted)
        if by == "platform"
        else workspace.tests.from_here(CONTROL, wanted, body=body, credential=material)
    )
    got = granting.requests[-1]
    assert (got.target, got.body) == ("/in", shown.body)
    named = "x-api-key" if auth_type == "api_key" else "authorization"
    assert got.header(named) == value
    arrived, previewed = headers_of(got.headers), headers_of(shown.masked_headers())
    if value is not None:
        assert arrived.pop(named) == value
        assert previewed.pop(named) == MASK
    assert arrived == previewed
    assert verify(
        [attempt.signing_secret],
        message_id=got.header("webhook-id"),
        timestamp=got.header("webhook-timestamp"),
        signature=got.header("webhook-signature"),
        body=got.body,
        now_s=int(got.header("webhook-timestamp")),
    )


def test_what_is_not_signed_is_shown_and_sent_without_a_signature(workspace, endpoint):  # noqa: F811
    wanted = replace(settings(url=f"{endpoint.url}/in"), signing=False)
    body = workspace.catalog.sample(CONTROL, "clients")
    shown = workspace.tests.preview(wanted, body=body, credential=None)
    workspace.tests.by_platform(CONTROL, wanted)
    workspace.tests.from_here(CONTROL, wanted, body=body, credential=None)
    for got in endpoint.requests:
        assert headers_of(got.headers) == headers_of(shown.masked_headers())
        assert got.header("webhook-signature") is None


def test_a_token_that_is_not_granted_is_the_try_that_failed(
    workspace,  # noqa: F811
    endpoint,  # noqa: F811
):
    """From here an OAuth2 client's token is fetched first, under the same rules."""
    fields = {"token_url": f"{endpoint.url}/token", "client_id": "app"}
    client = CredentialMaterial(
        "oauth2_client_credentials", fields, {"client_secret": Secret("client-secret-12345")}
    )
    wanted = settings(url=f"{endpoint.url}/in")
    attempt = workspace.tests.from_here(CONTROL, wanted, body=b"{}", credential=client)
    (asked,) = endpoint.requests
    assert (asked.target, asked.body) == ("/token", b"grant_type=client_credentials")
    assert attempt.error.code == "auth_error"
    assert "client-secret-12345" not in repr(attempt)
