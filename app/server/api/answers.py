"""What a call answers, as plain values that can also be kept and given again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.domain import strict_json
from app.server.api.problems import MEDIA_TYPE, ApiProblem

_OPAQUE_TAG: Final = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')
JSON: Final = "application/json"
NO_STORE: Final = {"cache-control": "no-store"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and headers.

    Attributes:
        holds_secret: The answer is never kept under an Idempotency-Key.
    """

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    holds_secret: bool = False


def json_answer(
    value: Any,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    holds_secret: bool = False,
) -> Answer:
    """An answer with a JSON body."""
    extra = {**(headers or {}), **(NO_STORE if holds_secret else {})}
    return Answer(status, strict_json.dumps(value), {"content-type": JSON, **extra}, holds_secret)


def resource_answer(
    value: Mapping[str, Any],
    *,
    etag: str,
    status: int = 200,
    location: str | None = None,
    is_replay: bool = False,
) -> Answer:
    """An answer with one resource that carries a version."""
    headers = {"etag": etag}
    if location is not None:
        headers["location"] = location
    if is_replay:
        headers["idempotent-replayed"] = "true"
    return json_answer(value, status=status, headers=headers)


def document_answer(body: bytes, *, if_none_match: str | None, etag: str | None = None) -> Answer:
    """An answer with exact bytes, or 304 when the client has them already."""
    tag = content_etag(body) if etag is None else etag
    if if_none_match is not None and _has(if_none_match, tag):
        return Answer(304, headers={"etag": tag})
    return Answer(200, body, {"content-type": JSON, "etag": tag})


def _has(if_none_match: str, tag: str) -> bool:
    """Whether the header names the tag, compared weakly (RFC 9110, 13.1.2)."""
    return if_none_match.strip() == "*" or tag in _OPAQUE_TAG.findall(if_none_match)


def content_etag(body: bytes) -> str:
    """The ETag of exact bytes: the same for the same content only."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def problem_answer(problem: ApiProblem) -> Answer:
    """A refusal as an answer."""
    body = strict_json.dumps(problem.document())
    return Answer(problem.status, body, {"content-type": MEDIA_TYPE, **problem.headers})
