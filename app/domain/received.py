"""Webhooks that arrive on this computer: what came, how it is answered, what it means.

The receiver keeps bytes as they came.  Everything else is worked out from them here, so
that the window and the command line tell the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from app.domain.file_names import record_file_name
from app.domain.record import record_number
from app.domain.signature import verify
from app.domain.strict_json import JsonRefused, loads

BODY_LIMIT: Final = 1024 * 1024
_ANY_TIME_S: Final = 10**12
_CHALLENGED: Final = (429, 503)

Headers = tuple[tuple[str, str], ...]


class Fault(StrEnum):
    """What the receiver does instead of answering properly."""

    RESET = "reset"  # the connection breaks
    DRIP = "drip"  # the answer comes byte by byte and never ends


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """How every request is answered from now on.

    Attributes:
        status: The HTTP status.
        delay_s: How long nothing is said first.
        fault: What goes wrong, if anything should.
        retry_after_s: For 429 and 503: what `Retry-After` says.
    """

    status: int = 200
    delay_s: float = 0.0
    fault: Fault | None = None
    retry_after_s: int | None = None

    @property
    def retry_header(self) -> int | None:
        """What `Retry-After` says, where such an answer has one."""
        return self.retry_after_s if self.status in _CHALLENGED and self.fault is None else None


class SignatureState(StrEnum):
    """What can be said of a request's signature."""

    VALID = "valid"
    WRONG = "wrong"
    STALE = "stale"  # right, but made more than five minutes before it came
    AHEAD = "ahead"  # right, but made more than five minutes after it came: a clock is wrong
    UNSIGNED = "unsigned"
    NOT_CHECKED = "not_checked"  # there is no secret to check it with
    INCOMPLETE = "incomplete"  # not all of the body was kept


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """One request as it came over the wire.

    Attributes:
        number: From 1, in the order of arrival.
        at: When it had come in full.
        head: Request line and headers, the bytes as they came.
        body: The body, at most `BODY_LIMIT` of it.
        body_size: How long the body was.
        record_id: The record that the body is of; "" where it does not say.
        record_number: What people know that record by; "" where it has none.
        answer: How it is answered.
    """

    number: int
    at: datetime
    method: str
    target: str
    headers: Headers
    answer: AnswerPlan
    head: bytes = field(repr=False, default=b"")
    body: bytes = field(repr=False, default=b"")
    body_size: int = 0
    record_id: str = ""
    record_number: str = ""

    def header(self, name: str) -> str:
        """The value of a header; "" where it is missing or came more than once."""
        found = [value for key, value in self.headers if key.lower() == name]
        return found[0] if len(found) == 1 else ""

    @property
    def is_event(self) -> bool:
        """Whether it says that it is a webhook of the platform."""
        return self.method == "POST" and bool(self.header("webhook-id"))

    @property
    def is_test(self) -> bool:
        """Whether it is a test-send."""
        return self.header("webhook-test") == "true"

    @property
    def entity(self) -> str:
        """What kind of record it tells of; "" where it does not say."""
        return self.header("picksmart-entity") if self.is_event else ""

    @property
    def function(self) -> str:
        """What happened to the record."""
        return self.header("picksmart-function") if self.is_event else ""

    @property
    def record_version(self) -> int | None:
        """Which version of the record it says that it brings."""
        said = self.header("picksmart-record-version") if self.is_event else ""
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None

    @property
    def file_name(self) -> str:
        """What a file with its body is called: as the attachment that tells of the same record."""
        known_as, suffix = (
            self.record_id or f"{self.number}",
            ".bin" if self.text is None else ".json",
        )
        if not self.entity:
            return f"request-{self.number}.bin"
        return record_file_name(self.entity, known_as, self.record_version, suffix=suffix)

    @property
    def is_complete(self) -> bool:
        """Whether all of the body was kept."""
        return len(self.body) == self.body_size

    @property
    def text(self) -> str | None:
        """The body as text; None where it is none."""
        try:
            return self.body.decode("utf-8")
        except UnicodeDecodeError:
            return None


class ReceiverServer(Protocol):
    """Listens on this computer, on loopback only."""

    def open(self, port: int) -> int:
        """Begin to listen; answers the port. 0 takes any that is free.

        Raises:
            NetworkError: The port is taken or may not be used.
        """
        ...

    def close(self) -> None:
        """Stop; nothing of it runs any more afterwards."""
        ...


def judge_signature(request: ReceivedRequest, secrets: Sequence[str]) -> SignatureState:
    """Judge as a receiver would have at the moment of arrival."""
    if not request.header("webhook-signature"):
        return SignatureState.UNSIGNED
    if not secrets:
        return SignatureState.NOT_CHECKED
    if not request.is_complete:
        return SignatureState.INCOMPLETE
    if _verify(request, secrets):
        return SignatureState.VALID
    if not _verify(request, secrets, tolerance_s=_ANY_TIME_S):
        return SignatureState.WRONG
    is_old = int(request.header("webhook-timestamp")) < request.at.timestamp()
    return SignatureState.STALE if is_old else SignatureState.AHEAD


def previous_of(
    request: ReceivedRequest, received: Iterable[ReceivedRequest]
) -> ReceivedRequest | None:
    """The last event of the same record before this one, which was no repeat of it."""
    if not request.is_event or not request.record_id:
        return None
    found = None
    for one in received:
        if (
            one.number < request.number
            and one.is_event
            and one.entity == request.entity
            and one.header("webhook-id") != request.header("webhook-id")
            and one.record_id == request.record_id
            and (found is None or one.number > found.number)
        ):
            found = one
    return found


def repeat_of(
    request: ReceivedRequest, received: Iterable[ReceivedRequest]
) -> ReceivedRequest | None:
    """The first request with the same event, if this one came again."""
    event_id = request.header("webhook-id")
    if not event_id:
        return None
    earlier = (
        one
        for one in received
        if one.number < request.number and one.header("webhook-id") == event_id
    )
    return min(earlier, key=lambda one: one.number, default=None)


def first_of_each(received: Iterable[ReceivedRequest]) -> Mapping[str, ReceivedRequest]:
    """The first request with each event, by the event's id."""
    newest_first = sorted(received, key=lambda one: one.number, reverse=True)
    return {one.header("webhook-id"): one for one in newest_first if one.header("webhook-id")}


def record_of(body: bytes) -> tuple[str, str]:
    """The id of the record that a body is of, and the number people know it by; "" without."""
    try:
        value = loads(body)
    except JsonRefused:
        return "", ""
    fields = value if isinstance(value, dict) else {}
    found = fields.get("id")
    return found if isinstance(found, str) else "", record_number(fields) or ""


def numbered(request: ReceivedRequest, number: int) -> ReceivedRequest:
    """The request with its place in the order of arrival."""
    return dataclasses.replace(request, number=number)


def _verify(request: ReceivedRequest, secrets: Sequence[str], *, tolerance_s: int = 300) -> bool:
    return verify(
        secrets,
        message_id=request.header("webhook-id"),
        timestamp=request.header("webhook-timestamp"),
        signature=request.header("webhook-signature"),
        body=request.body,
        now_s=int(request.at.timestamp()),
        tolerance_s=tolerance_s,
    )
