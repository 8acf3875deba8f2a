"""Refusals as RFC 9457 problem documents with stable codes (contract section 1).

A problem says what was refused and why, in plain English; it never quotes a path,
SQL, a stack trace or a secret (T25).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

MEDIA_TYPE: Final = "application/problem+json"
ERRORS_LIMIT: Final = 50  # a body of nonsense is not answered with as much nonsense
_TYPE_PREFIX: Final = "urn:picksmart-webhooks:problem:"

_TITLES: Final = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Conflict",
    410: "Gone",
    412: "Precondition failed",
    413: "Too large",
    415: "Unsupported media type",
    421: "Misdirected request",
    422: "Refused",
    428: "Precondition required",
    429: "Too many requests",
    500: "Internal error",
    503: "Not available now",
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """One refused member of a body: where, why, and in words."""

    pointer: str
    code: str
    detail: str


@dataclass(slots=True)
class ApiProblem(Exception):
    """A request is refused; nothing of it was done."""

    status: int
    code: str
    detail: str
    errors: Sequence[FieldError] = ()
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The problem as it goes over the wire."""
        document: dict[str, Any] = {
            "type": _TYPE_PREFIX + self.code,
            "title": _TITLES.get(self.status, "Error"),
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        if self.errors:
            document["errors"] = [
                {"pointer": one.pointer, "code": one.code, "detail": one.detail}
                for one in self.errors
            ]
        return document | dict(self.members)


def pointer_of(parts: Iterable[str | int]) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def not_signed_in(detail: str = "The request needs a valid bearer token.") -> ApiProblem:
    """401 with the challenge that RFC 6750 asks for."""
    return ApiProblem(401, "not_authenticated", detail, headers={"www-authenticate": "Bearer"})


def permission_missing(permission: str) -> ApiProblem:
    """403, naming the permission that is missing."""
    code = "administrator_required" if permission == "listeners:read" else "permission_missing"
    return ApiProblem(
        403, code, f"The token does not carry {permission}.", members={"permission": permission}
    )


def not_found(what: str = "resource") -> ApiProblem:
    """404: unknown, or deleted."""
    return ApiProblem(404, "not_found", f"There is no such {what}, or not any more.")


def refused(*errors: FieldError) -> ApiProblem:
    """422: the body was understood, but cannot be done; the first reason gives the code."""
    return ApiProblem(422, errors[0].code, errors[0].detail, errors=errors)


def precondition_required(header: str) -> ApiProblem:
    """428: a change must say which state it starts from."""
    return ApiProblem(
        428,
        "precondition_required",
        f"The request needs {header}, and not * for If-Match."
        if header == "If-Match"
        else f"The request needs {header}.",
    )


def precondition_failed(current: Mapping[str, Any] | None, *, code: str = "stale") -> ApiProblem:
    """412 with the resource as it is now."""
    detail = {
        "stale": "The resource was changed by someone else since it was read.",
        "id_taken": "The id was already used with another body.",
        "id_deleted": "The id belonged to a resource that was deleted; ids are never reused.",
    }[code]
    return ApiProblem(412, code, detail, members={"current": current})


def invalid_parameter(name: str, detail: str, *, code: str = "invalid_parameter") -> ApiProblem:
    """400 for a query parameter."""
    return ApiProblem(400, code, detail, members={"parameter": name})


def internal_error(log_id: str) -> ApiProblem:
    """500 that says nothing but where to look."""
    return ApiProblem(
        500, "internal_error", f"The platform failed. Its log has the reason under {log_id}."
    )
