"""One webhook as bytes and headers, built in one place (contract section 8).

The platform's sender, the preview and the test-send from this computer all call
`build_request`, so what a person is shown is what goes over the wire.
"""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.header import check_header_name, check_header_value
from app.domain.secret import MASK, Secret
from app.domain.signature import sign
from app.domain.text import check_password, check_token, check_user_name
from app.domain.validation import Code, refuse

METHOD: Final = "POST"
_MASK_BYTES: Final = MASK.encode()
_SHORTEST_ECHO: Final = 4  # a shorter value would blank out half of every answer
SIGNING_SECRETS_LIMIT: Final = 11  # the secret of now, and at most ten before it

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CredentialMaterial:
    """A credential with its secrets, for as long as one request is built.

    An OAuth2 client becomes `bearer` material once the caller has fetched its token.
    """

    auth_type: str
    fields: Mapping[str, str]
    secrets: Mapping[str, Secret]


@dataclass(frozen=True, slots=True)
class OutboundRequest:
    """What is sent, ready for any HTTP library.

    Attributes:
        url: The canonical URL.
        headers: In the order they are sent; names are lower-case, but for the one
            that an API key's owner chose.
        body: Exactly the bytes of the record.
        secret_headers: Lower-case names whose values must never be shown or kept.
    """

    url: str
    headers: tuple[Header, ...] = dataclasses.field(repr=False)
    body: bytes = dataclasses.field(repr=False)
    secret_headers: frozenset[str]

    def masked_headers(self) -> tuple[Header, ...]:
        """The headers as they may be shown and stored."""
        if not self.secret_headers:
            return self.headers
        return tuple(
            [
                (name, MASK if name.lower() in self.secret_headers else value)
                for name, value in self.headers
            ]
        )

    def without_echoes(self, answer: bytes) -> bytes:
        """What an endpoint said, less the secrets of this request that it repeats.

        Endpoints that show people what they receive are common, and what they answer is
        kept and shown to more people than may know a credential (T01, T15).
        """
        for secret in self.secrets() if answer else ():
            word = secret.reveal().encode()
            if len(word) >= _SHORTEST_ECHO:
                answer = answer.replace(word, _MASK_BYTES)
        return answer

    def secrets(self) -> tuple[Secret, ...]:
        """What its headers carry in secret; of `Basic …` and `Bearer …` without that word."""
        return tuple(
            Secret(value.removeprefix("Basic ").removeprefix("Bearer "))
            for name, value in self.headers
            if name.lower() in self.secret_headers
        )


def build_request(
    *,
    url: str,
    entity: str,
    function: str,
    record_version: int,
    event_id: str,
    attempt: int,
    body: bytes,
    now_s: int,
    signing_secrets: Sequence[str],
    credential: CredentialMaterial | None,
    test: bool = False,
    product_version: str,
) -> OutboundRequest:
    """Build one try of one webhook.

    Args:
        url: The canonical URL.
        entity: The entity's name in the catalog.
        function: What happened to the record.
        record_version: The version that `body` is.
        event_id: The same on every try.
        attempt: From 1.
        body: The record, serialised once; it is sent and signed as it is.
        now_s: The time of this try, Unix seconds.
        signing_secrets: None for an unsigned listener; two during a rotation.
        credential: What the endpoint asks for, if anything.
        test: Marks a test-send.
        product_version: For `user-agent`.

    Raises:
        Refused: A header value or the credential may not be sent; the field says which.
        ValueError: A signing secret is malformed, or the event id cannot be signed.
    """
    headers: list[Header] = [
        ("content-type", "application/json"),
        ("webhook-id", check_header_value(event_id, field="event_id")),
        ("webhook-timestamp", str(now_s)),
    ]
    if signing_secrets:
        headers.append(
            ("webhook-signature", _signatures(signing_secrets, event_id, now_s=now_s, body=body))
        )
    headers += [
        ("picksmart-entity", check_header_value(entity, field="entity")),
        ("picksmart-function", check_header_value(function, field="function")),
        ("picksmart-record-version", str(record_version)),
        ("picksmart-attempt", str(attempt)),
        ("user-agent", check_header_value(f"Picksmart-Webhooks/{product_version}")),
    ]
    if test:
        headers.append(("webhook-test", "true"))
    authentication = auth_header(credential)
    if authentication is None:
        return OutboundRequest(url, tuple(headers), body, frozenset())
    headers.append(authentication)
    return OutboundRequest(url, tuple(headers), body, frozenset({authentication[0].lower()}))


def auth_header(credential: CredentialMaterial | None) -> Header | None:
    """The header by which a credential authenticates; None without one.

    Also the check of a credential before it is saved: what is refused here could
    never be sent.

    Raises:
        Refused: A part is missing or has characters that a header cannot carry. The
            field is the part's name in the catalog (`username`, `token`, `header` …).
    """
    if credential is None or credential.auth_type == "none":
        return None
    if credential.auth_type == "basic":
        user = check_user_name(credential.fields.get("username", ""))
        password = check_password(_secret(credential, "password"))
        pair = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        return ("authorization", check_header_value(f"Basic {pair}", field="password"))
    if credential.auth_type == "bearer":
        token = check_token(_secret(credential, "token"))
        return ("authorization", check_header_value(f"Bearer {token}", field="token"))
    if credential.auth_type == "api_key":
        name = check_header_name(credential.fields.get("header", ""))
        return (name, check_token(_secret(credential, "value"), field="value"))
    raise refuse("auth_type", Code.UNKNOWN_AUTH_TYPE, name=credential.auth_type)


def _secret(credential: CredentialMaterial, name: str) -> str:
    secret = credential.secrets.get(name)
    return secret.reveal() if secret is not None else ""


def _signatures(secrets: Sequence[str], event_id: str, *, now_s: int, body: bytes) -> str:
    if len(secrets) > SIGNING_SECRETS_LIMIT:
        raise ValueError("too many signing secrets")
    return " ".join(
        sign(secret, message_id=event_id, timestamp_s=now_s, body=body) for secret in secrets
    )
