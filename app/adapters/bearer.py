"""The bearer token of a connection: given, or fetched as an OAuth2 client (RFC 6749)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from app.adapters.transport import Transport
from app.adapters.wire.reading import Members
from app.domain.control import JobControl
from app.domain.errors import ApiError, AppError, NotAuthorised, ProtocolError
from app.domain.ports import SignedIn
from app.domain.secret import Secret

_MARGIN_S: Final = 30.0
_DEFAULT_LIFE_S: Final = 300.0


class Bearer(Protocol):
    """Knows the token to send; may have to fetch it."""

    def token(self, control: JobControl) -> Secret: ...

    def reject(self, token: Secret) -> bool:
        """Forget a token that was answered with 401; whether asking again can help."""
        ...


class FixedBearer:
    """A token that a person was given."""

    def __init__(self, token: Secret) -> None:
        self._token = token

    def token(self, control: JobControl) -> Secret:  # noqa: ARG002 - nothing to fetch
        return self._token

    def reject(self, token: Secret) -> bool:  # noqa: ARG002 - there is no other
        return False


class ClientBearer:
    """A token that lives for a while, fetched with the client's id and secret."""

    def __init__(
        self,
        transport: Transport,
        client_id: str,
        client_secret: Secret,
        *,
        learn: Callable[[Secret], None] = lambda _secret: None,
        now_s: Callable[[], float] = time.monotonic,  # wall clocks jump
    ) -> None:
        self._transport = transport
        self._client_id = client_id
        self._client_secret = client_secret
        self._learn = learn
        self._now_s = now_s
        self._lock = threading.Lock()
        self._token: Secret | None = None
        self._ends_s = 0.0
        self._fetches = 0
        self._failure: AppError | None = None  # of the last of them

    def token(self, control: JobControl) -> Secret:
        before = self._fetches
        with self._lock:
            if self._token is not None and self._now_s() < self._ends_s:
                return self._token
            if self._failure is not None and self._fetches != before:
                raise self._failure  # of whom this waited for: else each waits once more
            self._failure = None
            try:
                self._token, life_s = self._fetch(control)
            except AppError as exc:
                self._token, self._failure = None, exc
                raise
            finally:
                self._fetches += 1
            self._learn(self._token)
            self._ends_s = self._now_s() + max(0.0, life_s - _MARGIN_S)
            return self._token

    def reject(self, token: Secret) -> bool:
        with self._lock:
            if self._token == token:
                self._token = None
        return True

    def _fetch(self, control: JobControl) -> tuple[Secret, float]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._client_id,
            "client_secret": self._client_secret.reveal(),
        }
        try:
            answer = self._transport.request(control, "POST", "/oauth/token", form=form)
        except ApiError as exc:
            if exc.status not in (400, 401):
                raise
            status = exc.status
        else:
            return _granted(answer.json())
        raise NotAuthorised("the client was not granted a token", status=status, code="oauth2")


def bearer_for(
    signed_in: SignedIn, transport: Transport, *, learn: Callable[[Secret], None]
) -> Bearer:
    """The bearer that a sign-in asks for; `learn` is told of every secret it uses."""
    if signed_in.token is not None:
        learn(signed_in.token)
        return FixedBearer(signed_in.token)
    if signed_in.client_secret is None:
        raise ValueError("a sign-in needs a token or a client secret")
    learn(signed_in.client_secret)
    return ClientBearer(transport, signed_in.client_id, signed_in.client_secret, learn=learn)


def authorization(token: Secret) -> Mapping[str, str]:
    """The header that carries the token."""
    return {"Authorization": f"Bearer {token.reveal()}"}


def _granted(value: Any) -> tuple[Secret, float]:
    members = Members(value, "token")
    if members.text("token_type", "bearer").lower() != "bearer":
        raise ProtocolError("token.token_type: not a bearer token")
    life_s = members.number("expires_in", _DEFAULT_LIFE_S)
    token = members.text("access_token")
    if not token or not all("!" <= one <= "~" for one in token):
        raise ProtocolError("token.access_token: not sendable")
    return Secret(token), life_s
