"""T27: a token URL leads neither inside, nor to the platform itself, by any door."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.platform import RunningPlatform
from tests.support.receivers import HttpReceiver


@pytest.fixture
def endpoint() -> Iterator[HttpReceiver]:
    with HttpReceiver() as receiver:
        yield receiver


@pytest.mark.parametrize(
    "url",
    ["http://169.254.169.254/latest/meta-data", "https://metadata.google.internal/token",
     "https://[fd00:ec2::254]/", "https://100.100.100.200/", "https://168.63.129.16/", "OWN"],
)  # fmt: skip
def test_T27_a_token_url_leads_neither_inside_nor_to_the_platform(
    url: str, platform: RunningPlatform, endpoint: HttpReceiver
) -> None:
    """Whether it is refused when saved or when it is called: nothing is ever sent."""
    own = f"{platform.base_url}/oauth/token"
    credential = {
        "name": "inside",
        "auth_type": "oauth2_client_credentials",
        "fields": {"token_url": own if url == "OWN" else url, "client_id": "c"},
        "secrets": {"client_secret": "s3cret-s3cret"},
    }
    made = platform.post("/credentials", credential)
    listener = {
        "entity": "clients",
        "function": "create",
        "destination": {
            "kind": "endpoint", "url": endpoint.url, "auth_type": credential["auth_type"],
        },
    }  # fmt: skip
    inline = {name: credential[name] for name in ("auth_type", "fields", "secrets")}
    tested = platform.post("/listeners/test", {"listener": listener, "credential": inline})
    if made.status_code == 201:
        error = tested.json()["error"]
        assert error["code"] == "auth_error"
        assert "address_blocked" in error["detail"]
    else:
        assert {made.status_code, tested.status_code} == {422}
        assert made.json()["errors"][0]["pointer"] == "/fields/token_url"
    assert "s3cret" not in tested.text
    assert endpoint.connections == 0
