"""Tokens for endpoints behind OAuth2 client credentials (RFC 6749, section 4.4).

The token URL is called through the same guard as everything else (security.md T27).
A token is kept in memory only, for as long as it is valid, and per content of the
credential: a changed secret never uses an old token.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote_plus, urlencode

from app.domain import strict_json
from app.domain.outbound import CredentialMaterial, OutboundRequest
from app.domain.secret import Secret
from app.domain.text import check_token
from app.domain.times import Clock
from app.server.deliveries.attempt import AttemptResult
from app.server.deliveries.senders.http import HttpSender

_EARLY: Final = timedelta(seconds=30)  # a token is not used in its last moments
_DEFAULT_LIFE_S: Final = 300
_LONGEST_LIFE_S: Final = 86_400
_KEPT_LIMIT: Final = 10_000


class TokenRefused(Exception):
    """No token was given; the words say why, without secrets."""


@dataclass(frozen=True, slots=True)
class _Token:
    value: Secret
    valid_until: datetime
    ends_s: float


class TokenSource:
    """Fetches tokens, and keeps those of saved credentials.

    A token ends by the wall's clock, which goes on while the computer sleeps, or by one
    that cannot be set back, whichever says so first (F17).
    """

    AUTH_TYPE: Final = "oauth2_client_credentials"

    def __init__(
        self, http: HttpSender, *, clock: Clock, monotonic_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._http = http
        self._clock = clock
        self._monotonic_s = monotonic_s
        self._kept: dict[str, _Token] = {}

    async def bearer(
        self, client: CredentialMaterial, *, key: str | None, timeout_s: float
    ) -> CredentialMaterial:
        """The client's token as bearer material.

        Args:
            client: The OAuth2 client.
            key: Names this content of a saved credential; None keeps nothing.
            timeout_s: How long the token URL may take.

        Raises:
            TokenRefused: The token URL gave none.
            Refused: What it gave cannot stand in a header.
        """
        token = self._kept.get(key) if key is not None else None
        if token is None or self._is_over(token):
            token = await self._fetch(client, timeout_s=timeout_s)
            if key is not None:
                if len(self._kept) >= _KEPT_LIMIT:
                    self._kept.clear()
                self._kept[key] = token
        return CredentialMaterial("bearer", {}, {"token": token.value})

    def _is_over(self, token: _Token) -> bool:
        return token.valid_until <= self._clock() or token.ends_s <= self._monotonic_s()

    def forget(self, key: str | None) -> None:
        """Drop a token that an endpoint did not accept."""
        if key is not None:
            self._kept.pop(key, None)

    async def _fetch(self, client: CredentialMaterial, *, timeout_s: float) -> _Token:
        result = await self._http.send(_token_request(client), timeout_s=timeout_s)
        if result.error is not None:
            said = _oauth_error(result)
            raise TokenRefused(f"token URL: {result.error.code}, {result.error.detail}{said}")
        answer = _answer(result)
        token = answer.get("access_token")
        if not isinstance(token, str) or str(answer.get("token_type", "")).lower() != "bearer":
            raise TokenRefused("token URL: the answer holds no bearer token")
        life_s = answer.get("expires_in", _DEFAULT_LIFE_S)
        if isinstance(life_s, bool) or not isinstance(life_s, int | float) or life_s < 0:
            life_s = _DEFAULT_LIFE_S
        life = timedelta(seconds=min(life_s, _LONGEST_LIFE_S)) - _EARLY
        ends_s = self._monotonic_s() + life.total_seconds()
        return _Token(Secret(check_token(token)), self._clock() + life, ends_s)


def _token_request(client: CredentialMaterial) -> OutboundRequest:
    form = {"grant_type": "client_credentials"}
    form |= {name: client.fields[name] for name in ("scope", "audience") if client.fields.get(name)}
    secret = client.secrets.get("client_secret", Secret(""))
    user, password = quote_plus(client.fields.get("client_id", "")), quote_plus(secret.reveal())
    basic = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return OutboundRequest(
        client.fields.get("token_url", ""),
        (
            ("content-type", "application/x-www-form-urlencoded"),
            ("accept", "application/json"),
            ("authorization", f"Basic {basic}"),
        ),
        urlencode(form).encode("ascii"),
        frozenset({"authorization"}),
    )


def _answer(result: AttemptResult) -> dict[str, Any]:
    response = result.response
    if response is None or response.body is None or response.truncated:
        return {}
    try:
        answer = strict_json.loads(response.body.encode("utf-8"))
    except strict_json.JsonRefused:
        return {}
    return answer if isinstance(answer, dict) else {}


def _oauth_error(result: AttemptResult) -> str:
    """The error name of RFC 6749, which is plain ASCII and says what to change."""
    name = _answer(result).get("error")
    return f" ({name})" if isinstance(name, str) and name.isascii() and len(name) < 64 else ""
