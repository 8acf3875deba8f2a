"""What the preview shows is what the embedded platform, and this computer, really send."""

from __future__ import annotations

import pytest

from app.domain import strict_json
from app.domain.control import JobControl
from app.domain.outbound import CredentialMaterial
from app.domain.secret import MASK, Secret
from tests.services.test_with_platform import (  # noqa: F401 - fixtures
    endpoint,
    platform,
    profile,
    service,
    workspace,
)
from tests.support.builders import a_credential_draft, settings

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
