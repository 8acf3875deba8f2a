"""An answer of a platform, and what is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.adapters.wire.problems import refusal
from app.domain.errors import ProtocolError
from app.domain.strict_json import JsonRefused, loads

_IN_THE_WAY: Final = (407, 511)  # a proxy, a network: they say nothing about the platform


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx answer; header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

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


def accepted(answer: Answer, host: str, clean: Callable[[str], str]) -> Answer:
    """The answer, if it is one.

    Raises:
        ApiError: The platform said no; `clean` takes secrets out of its words.
        ProtocolError: No call expects it.
    """
    if 200 <= answer.status < 300:
        return answer
    if answer.status in _IN_THE_WAY:
        raise ProtocolError(
            f"on the way to {host}, somebody asks to sign in (HTTP {answer.status})"
        )
    if not 400 <= answer.status < 600:
        raise ProtocolError(f"{host} answered HTTP {answer.status}, which no call expects")
    document: Any = None
    if media_type(answer.headers) in ("application/problem+json", "application/json"):
        try:
            document = loads(answer.body)
        except JsonRefused:
            document = None
    raise refusal(answer.status, answer.headers, document, host, clean)


def media_type(headers: Mapping[str, str]) -> str:
    """What a body is, in lower case and without parameters; empty if it is not said."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()
