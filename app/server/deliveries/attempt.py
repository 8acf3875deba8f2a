"""What one try is given, and what came of it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any

from app.domain.delivery import (
    PHASES,
    AttemptError,
    AttemptRequest,
    AttemptResponse,
    Timings,
)
from app.domain.listener import Destination
from app.domain.outbound import CredentialMaterial
from app.server.store.rows import Row
from app.server.store.times import written

RESPONSE_LIMIT_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Message:
    """One try of one event to one destination, with all that sending needs.

    Attributes:
        payload: Exactly the bytes of the record.
        credential: What the endpoint asks for, opened.
        credential_key: Names this content of the credential; None if it is not saved.
        attempt: The number of the try, from 1.
    """

    event_id: str
    listener_id: str
    entity: str
    function: str
    record_id: str
    record_version: int
    record_label: str
    payload: bytes = field(repr=False)
    destination: Destination
    credential: CredentialMaterial | None = field(default=None, repr=False)
    credential_key: str | None = None
    signing_secrets: tuple[str, ...] = field(default=(), repr=False)
    attempt: int = 1
    test: bool = False


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """What came of one try; it succeeded exactly when `error` is None.

    Attributes:
        retry_after_s: How long the endpoint asked us to wait, if it did.
    """

    started_ms: int
    timings: Timings
    request: AttemptRequest
    response: AttemptResponse | None
    error: AttemptError | None
    retry_after_s: float | None = None

    @property
    def succeeded(self) -> bool:
        """Whether the destination took it."""
        return self.error is None

    @property
    def duration_ms(self) -> int:
        """The whole try, in whole milliseconds."""
        return round(self.timings.total or 0)

    @property
    def answer_ms(self) -> int | None:
        """How long the answer took, or was waited for; None if nobody was there to give one."""
        is_timeout = self.error is not None and self.error.code == "read_timeout"
        return self.duration_ms if self.response is not None or is_timeout else None

    @property
    def status(self) -> int | None:
        """The HTTP status or SMTP reply code, if one came."""
        return None if self.response is None else self.response.status


def text_of(data: bytes) -> tuple[str, str | None]:
    """Bytes as a string, and how: as they are (None), or `base64` if they are no UTF-8."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return base64.b64encode(data).decode("ascii"), "base64"


def detail_of(result: AttemptResult) -> dict[str, Any]:
    """A try as it is kept: without the request's body, which the event has."""
    response = result.response
    return {
        "timings_ms": {phase: getattr(result.timings, phase) for phase in PHASES}
        | {"total": result.duration_ms},
        "request": {
            "method": result.request.method,
            "url": result.request.url,
            "headers": [list(pair) for pair in result.request.headers],
        },
        "response": None
        if response is None
        else {
            "status": response.status,
            "headers": [list(pair) for pair in response.headers],
            "truncated": response.truncated,
            **_body(response.body, response.body_encoding),
        },
        "error": None
        if result.error is None
        else {"code": result.error.code, "detail": result.error.detail},
    }


def attempt_json(row: Row, *, payload: bytes | None) -> dict[str, Any]:
    """A kept try as the contract's attempt (section 7).

    Args:
        row: A row of `attempts`.
        payload: The event's payload; None after retention.
    """
    detail = row["detail"] or {}
    request = detail.get("request")
    if request is not None:
        request = {**request, **_body(*((None, None) if payload is None else text_of(payload)))}
    return {
        "id": row["id"],
        "number": row["number"],
        "trigger": row["trigger"],
        "started_at": written(row["started_ms"]),
        "duration_ms": row["duration_ms"],
        "timings_ms": detail.get("timings_ms"),
        "request": request,
        "response": detail.get("response"),
        "error": detail.get("error"),
    }


def _body(body: str | None, encoding: str | None) -> dict[str, Any]:
    return {"body": body} if encoding is None else {"body": body, "body_encoding": encoding}
