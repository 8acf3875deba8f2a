"""Tokens for endpoints behind OAuth2 client credentials (RFC 6749, section 4.4).

The token URL is called through the same guard as everything else (security.md T27).
A token is kept in memory only, for as long as it is valid, and per content of the
credential: a changed secret never uses an old token.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain import token_call
from app.domain.outbound import CredentialMaterial
from app.domain.secret import Secret
from app.domain.times import Clock
from app.server.deliveries.attempt import AttemptResult
from app.server.deliveries.senders.http import HttpSender

_EARLY: Final = timedelta(seconds=30)  # a token is not used in its last moments
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

    AUTH_TYPE: Final = token_call.AUTH_TYPE

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
        result = await self._http.send(token_call.token_request(client), timeout_s=timeout_s)
        if result.error is not None:
            name = token_call.error_name(_body(result))
            said = f" ({name})" if name else ""
            raise TokenRefused(f"token URL: {result.error.code}, {result.error.detail}{said}")
        granted = token_call.read_token(_body(result))
        if granted is None:
            raise TokenRefused("token URL: the answer holds no bearer token")
        life = timedelta(seconds=granted.life_s) - _EARLY
        ends_s = self._monotonic_s() + life.total_seconds()
        return _Token(granted.value, self._clock() + life, ends_s)


def _body(result: AttemptResult) -> bytes:
    """What was answered, where it was kept whole."""
    response = result.response
    if response is None or response.body is None or response.truncated:
        return b""
    return response.body.encode("utf-8")
