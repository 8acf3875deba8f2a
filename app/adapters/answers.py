"""An answer of a platform, and what is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.adapters.wire.problems import date_of, refusal
from app.domain.errors import ProtocolError
from app.domain.in_the_way import InTheWay, stands_in_the_way
from app.domain.redirect import usable_from
from app.domain.strict_json import JsonRefused, loads
from app.domain.url import parse_url


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx answer; header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def clock_ahead_s(self) -> float:
        """How far the other side's clock is ahead of this computer's; 0 where it does not say."""
        at = date_of(self.headers.get("date"))
        return (at - datetime.now(UTC)).total_seconds() if at is not None else 0.0

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ProtocolError: It is something else.
        """
        kind = media_type(self.headers)
        if kind != "application/json" and not kind.endswith("+json"):
            raise ProtocolError(f"expected JSON, got {kind[:80] or 'no content type'}")
        try:
            return loads(self.body)
        except JsonRefused as exc:
            raise ProtocolError(f"unreadable JSON: {exc}") from None


def accepted(
    answer: Answer, host: str, clean: Callable[[str], str], *, url: str, base_url: str
) -> Answer:
    """The answer, if it is one.

    Args:
        answer: Of any status.
        host: Who answered.
        clean: Takes secrets out of the words that a platform refuses with.
        url: What was asked.
        base_url: The platform's address, of which that is a part.

    Raises:
        ApiError: The platform said no.
        InTheWay: It leads elsewhere, or whoever is in between asks to sign in.
        ProtocolError: No call expects it.
    """
    if 200 <= answer.status < 300:
        return answer
    if stands_in_the_way(answer.status):
        location = answer.headers.get("location", "")
        target = _platform_at(url, base_url, location) if answer.status < 400 else ""
        said = f"{host} answered HTTP {answer.status}: it leads elsewhere, or asks to sign in"
        raise InTheWay(said, host=host, status=answer.status, target=target)
    if not 400 <= answer.status < 600:
        raise ProtocolError(f"{host} answered HTTP {answer.status}, which no call expects")
    document: Any = None
    if media_type(answer.headers) in ("application/problem+json", "application/json"):
        try:
            document = loads(answer.body)
        except JsonRefused:
            document = None
    raise refusal(answer.status, answer.headers, document, host, clean)


def _platform_at(url: str, base_url: str, location: str) -> str:
    """The address of a platform that a redirect may lead to: without what is below it.

    Only its origin where it leads to something else: a sign-in page's query is a secret.
    """
    target = usable_from(url, location)
    if not target:
        return ""
    below = url.removeprefix(base_url)
    if below and target.endswith(below):
        return target.removesuffix(below)
    return parse_url(target).origin


def media_type(headers: Mapping[str, str]) -> str:
    """What a body is, in lower case and without parameters; empty if it is not said."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()
