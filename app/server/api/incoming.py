"""One HTTP request as plain values, read before its transaction starts.

What is wrong with a body is only noted here: the order of checks of the contract
puts 401, 403 and 404 before 413, 415 and 400.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import ClientDisconnect, Request

from app.domain import strict_json
from app.server.api.problems import ApiProblem, FieldError, refused

BODY_LIMIT: Final = 1_048_576
_THROWN_AWAY_LIMIT: Final = 16 * BODY_LIMIT
_JSON: Final = "application/json"
_GIVEN: Final = frozenset(
    {"", "*/*", "application/*", "application/json", "application/problem+json"}
)
_UNWANTED: Final = re.compile(r";q=0(\.0*)?(;|$)")
_MERGE_PATCH: Final = "application/merge-patch+json"


class NoObject(dict[str, Any]):
    """Stands for a body that is JSON, but no object.

    It is refused last, like any other content: 428 and 412 come first.  Its one member
    makes it differ from every body that changes nothing.
    """

    def __init__(self, value: Any) -> None:
        super().__init__({"": value})


def check_object(body: Mapping[str, Any]) -> None:
    """Refuse a body that is no object.

    Raises:
        ApiProblem: 422.
    """
    if isinstance(body, NoObject):
        raise refused(FieldError("", "wrong_type", "The body must be a JSON object."))


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request, read to its end or to the limit.

    Attributes:
        body: The bytes; None when they are over the limit.
    """

    method: str
    path: str
    path_params: Mapping[str, str]
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes | None

    def header(self, name: str) -> str | None:
        """A header by its lower-case name; several are joined by commas."""
        return self.headers.get(name)

    def check_accept(self) -> None:
        """Refuse who takes no JSON: there is nothing else to give.

        Raises:
            ApiProblem: 406.
        """
        ranges = (self.header("accept") or "").replace(" ", "").lower().split(",")
        wanted = {one.partition(";")[0] for one in ranges if not _UNWANTED.search(one)}
        if wanted.isdisjoint(_GIVEN):
            raise ApiProblem(406, "not_acceptable", "Answers are application/json.")

    def json_object(self, *, required: bool = True) -> dict[str, Any]:
        """The body as a JSON object, or as `NoObject`.

        Raises:
            ApiProblem: 413, 415 or 400.
        """
        if self.body is None:
            raise ApiProblem(
                413,
                "body_too_large",
                f"A body may have at most {BODY_LIMIT} bytes.",
                headers={"connection": "close"},
            )
        if not self.body and not required:
            return {}
        self._check_type()
        try:
            value = strict_json.loads(self.body)
        except strict_json.JsonRefused as error:
            raise ApiProblem(400, "invalid_json", f"The body is not valid JSON: {error}") from None
        return value if isinstance(value, dict) else NoObject(value)

    def _check_type(self) -> None:
        kind, _, parameters = (self.header("content-type") or "").partition(";")
        allowed = (_JSON, _MERGE_PATCH) if self.method == "PATCH" else (_JSON,)
        charset = parameters.strip().lower().replace('"', "")
        is_encoded = (self.header("content-encoding") or "identity").lower() != "identity"
        if (
            kind.strip().lower() not in allowed
            or charset not in ("", "charset=utf-8", "charset=utf8")
            or is_encoded
        ):
            raise ApiProblem(
                415,
                "unsupported_media_type",
                f"The body must be {' or '.join(allowed)} in UTF-8, not compressed.",
                headers={"accept": ", ".join(allowed)},
            )


async def read_incoming(request: Request) -> Incoming:
    """Read a request, but keep no more of its body than the limit."""
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Incoming(
        method=request.method,
        path=request.url.path,
        path_params=dict(request.path_params),
        query=tuple(request.query_params.multi_items()),
        headers=headers,
        body=await _read_body(request),
    )


async def _read_body(request: Request) -> bytes | None:
    """The body; None when it is over the limit.

    What is too much is read to its end and thrown away: an answer to who is still
    sending is lost in a reset.  Who asks before sending is told at once.
    """
    declared = request.headers.get("content-length", "")
    is_declared_large = declared.isascii() and declared.isdigit() and int(declared) > BODY_LIMIT
    if is_declared_large and "expect" in request.headers:
        return None
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > _THROWN_AWAY_LIMIT:
                return None
            if size > BODY_LIMIT:
                chunks.clear()
            else:
                chunks.append(chunk)
    except ClientDisconnect:
        raise ApiProblem(400, "incomplete_body", "The body ended before its length.") from None
    return b"".join(chunks) if size <= BODY_LIMIT else None
