"""Records that were received and that a person keeps, to look at and to test with.

A sample is the body alone, written as a record is written: no header is ever part of it, so
that no credential can be.  What it holds may be personal data, so it is kept only where a
person said so, and only so much of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from app.domain.strict_json import JsonRefused, dumps, loads
from app.domain.text import check_name
from app.domain.validation import Code, refuse

if TYPE_CHECKING:
    from app.domain.received import ReceivedRequest

SAMPLES_LIMIT: Final = 200  # of one connection
BODY_LIMIT: Final = 256 * 1024  # what a platform sends at most, unless it says otherwise
NAME_LIMIT: Final = 80


@dataclass(frozen=True, slots=True)
class SavedSample:
    """One record that was kept.

    Attributes:
        entity: What kind of record it is.
        name: What its owner calls it.
        body: The record, as a test sends it.
    """

    id: str
    entity: str
    name: str
    saved_at: datetime
    body: bytes = field(repr=False)


class SampleStore(Protocol):
    """Keeps the samples of one connection on this computer."""

    def samples(self) -> list[SavedSample]:
        """All of them, in any order; one that cannot be read is left out.

        Raises:
            StoreError: They cannot be read at all.
        """
        ...

    def put(self, sample: SavedSample) -> None:
        """Keep one; on the disk when this returns.

        Raises:
            StoreError: It could not be written.
        """
        ...

    def drop(self, sample_id: str) -> None:
        """Delete one, for good; nothing happens where it is gone already.

        Raises:
            StoreError: It could not be deleted.
        """
        ...


OpenSamples = Callable[[str], SampleStore]  # of a connection, by its id


class Unfit(StrEnum):
    """Why a request cannot become a sample."""

    NO_EVENT = "no_event"
    INCOMPLETE = "incomplete"
    TOO_LARGE = "too_large"
    NO_RECORD = "no_record"


def why_unfit(request: ReceivedRequest) -> Unfit | None:
    """Why a request cannot become a sample, as far as can be told without reading all of it."""
    if not request.entity:
        return Unfit.NO_EVENT
    if not request.is_complete:
        return Unfit.INCOMPLETE
    if request.body_size > BODY_LIMIT:
        return Unfit.TOO_LARGE
    return None if request.body.lstrip(b" \t\r\n").startswith(b"{") else Unfit.NO_RECORD


def sample_body(body: bytes) -> bytes:
    """A record as both senders write it, so that what is shown of a test is what is sent.

    Raises:
        Refused: It is no JSON object, or too large.
    """
    try:
        value = loads(body)
    except JsonRefused as exc:
        raise refuse("payload", Code.INVALID_VALUE) from exc
    if not isinstance(value, dict):
        raise refuse("payload", Code.INVALID_VALUE)
    written = dumps(value)
    if len(written) > BODY_LIMIT:
        raise refuse("payload", Code.TOO_LONG, limit=BODY_LIMIT)
    return written


def sample_name(text: str) -> str:
    """A name as it is kept.

    Raises:
        Refused: It is empty, too long, or holds a character that a name may not have.
    """
    name = check_name(text, field="sample_name", limit=NAME_LIMIT)
    if not name:
        raise refuse("sample_name", Code.REQUIRED)
    return name
