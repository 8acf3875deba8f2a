"""Access tokens of endpoints' OAuth2 clients, fetched from this computer for a test or a check.

The platform fetches its own for deliveries; one that is fetched here is used once and kept
nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from app.domain import token_call
from app.domain.delivery import Attempt, AttemptError
from app.domain.outbound import CredentialMaterial
from app.domain.times import utc_now
from app.domain.validation import Refused

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.ports import DirectSender
    from app.domain.times import Clock

_TIMEOUT_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class TokenTry:
    """How asking for a token went.

    Attributes:
        bearer: The token as what a request carries; None where none was granted.
        until: When it ends.
        attempt: The call; without its answer where that holds a token.
        detail: Why none was granted: an error's name or a status, never a secret.
        is_refused: The client is not known there, or may not have one; otherwise nothing is
            known of it, because its URL was not reached or answered something else.
        failure: What went wrong with the call itself; None where it was answered well.
        status: What was answered; None where nothing was.
    """

    attempt: Attempt
    bearer: CredentialMaterial | None = None
    until: datetime | None = None
    detail: str = ""
    is_refused: bool = False
    failure: AttemptError | None = None
    status: int | None = None


class ClientTokens:
    """Asks token URLs under the rules of a test-send from this computer."""

    def __init__(self, sender: DirectSender, *, clock: Clock = utc_now) -> None:
        self._sender = sender
        self._clock = clock

    def fetch(self, control: JobControl, client: CredentialMaterial) -> TokenTry:
        """One try; whatever the token URL does is told, not raised.

        Raises:
            Cancelled: Nobody waits for it any more.
            Rejected: The token URL reads differently to different libraries.
        """
        request = token_call.token_request(client)
        attempt = self._sender.send(control, request, timeout_s=_TIMEOUT_S)
        body = _body(attempt)
        if attempt.error is not None:
            name = token_call.error_name(body)
            status = attempt.response.status if attempt.response is not None else None
            return TokenTry(
                _failed(attempt, name or attempt.error.detail),
                detail=name or str(status or ""),
                is_refused=token_call.is_refusal(status, name),
                failure=attempt.error,
                status=status,
            )
        silent = replace(attempt, response=None)  # the answer is the token
        try:
            granted = token_call.read_token(body)
        except Refused:
            granted = None
        if granted is None:
            status = attempt.response.status if attempt.response is not None else None
            return TokenTry(_failed(silent, "the answer holds no bearer token"), status=status)
        return TokenTry(
            silent,
            CredentialMaterial("bearer", {}, {"token": granted.value}),
            self._clock() + timedelta(seconds=granted.life_s),
        )


def _failed(attempt: Attempt, why: str) -> Attempt:
    """The call as a failed try of the listener that needed the token."""
    return replace(attempt, error=AttemptError("auth_error", f"token URL: {why}"))


def _body(attempt: Attempt) -> bytes:
    response = attempt.response
    if response is None or response.body is None or response.body_encoding or response.truncated:
        return b""
    return response.body.encode("utf-8", "surrogateescape")
