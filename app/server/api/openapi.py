"""The OpenAPI 3.1 document, made from the calls, the wire models and the record schemas.

A copy is checked in as `resources/openapi.json` and is what the platform serves; a
test holds the copy equal to what is made here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from app import DISPLAY_NAME, __version__
from app.server.api.openapi_calls import OPERATIONS, Operation, Shape
from app.server.api.openapi_schemas import (
    ANY_RECORD,
    component_schemas,
    name_of,
    patch_name,
    reference,
)
from app.server.api.openapi_webhooks import webhooks
from app.server.api.paging import DEFAULT_LIMIT, HIGHEST_LIMIT
from app.server.api.wire.documents import Problem

Json = dict[str, Any]

_REASONS: Final = {
    400: "The body is not JSON, or a query parameter is not known or not valid",
    401: "The token is missing or not valid",
    403: "The token does not carry the permission",
    404: "Unknown, or deleted",
    406: "The client takes no JSON",
    409: "The resource is not in the state that the call needs",
    410: "The token is too old, or of another epoch",
    412: "The version is not the present one; `current` is the resource as it is now",
    413: "The body has more than 1 MiB",
    415: "The body is not of the content type that the call takes",
    422: "The body was understood and refused; `errors` says where and why",
    428: "The call must say which version it starts from",
    429: "Too many; come back after `Retry-After`",
    500: "The platform failed",
    503: "The platform cannot keep anything now; nothing was done",
}
_TEXT: Final[Json] = {"schema": {"type": "string"}}
_REPLAYED: Final[Json] = {
    "description": "Only where the first answer is given again",
    "schema": {"type": "string", "const": "true"},
}
_SECONDS: Final[Json] = {
    "description": "Seconds; where waiting helps",
    "schema": {"type": "integer", "minimum": 0},
}
_ERROR_HEADERS: Final[Mapping[int, Json]] = {
    401: {"WWW-Authenticate": {"schema": {"type": "string", "const": "Bearer"}}},
    409: {"Retry-After": _SECONDS},
    429: {"Retry-After": _SECONDS},
    503: {"Retry-After": _SECONDS},
}
_CHOICES: Final = {"bucket": ("hour", "day"), "group": ("listener",)}
_ALL_ERRORS: Final = (400, 401, 406, 500, 503)
_BODY_ERRORS: Final = (413, 415, 422)
_PREFIXES: Final = {"listener_id": "lst", "credential_id": "crd"}
_FEEDS: Final = frozenset({"list_changes", "stream"})  # their `since` is a token


def openapi_text() -> str:
    """The document as it is checked in and served."""
    return json.dumps(openapi_document(), indent=2, ensure_ascii=False) + "\n"


def openapi_document() -> Json:
    """The document."""
    paths: dict[str, Json] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{DISPLAY_NAME}: platform contract",
            "version": __version__,
            "description": "What a platform and its clients say to each other, version 1.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"bearer": []}],
        "tags": [{"name": tag} for tag in dict.fromkeys(one.tag for one in OPERATIONS)],
        "paths": paths,
        "webhooks": webhooks(reference(ANY_RECORD)),
        "components": {
            "schemas": component_schemas(),
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An API token, or one from POST {base_url}/oauth/token.",
                }
            },
        },
    }


def _operation(operation: Operation) -> Json:
    described: Json = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.tag],
        "parameters": list(_parameters(operation)),
        "responses": _responses(operation),
    }
    if operation.permission is not None:
        described["description"] = f"Needs the permission `{operation.permission}`."
    if operation.body is not None:
        described["requestBody"] = _request_body(operation, operation.body)
    return described


def _request_body(operation: Operation, shape: Shape) -> Json:
    if operation.method != "PATCH":
        content = {"application/json": {"schema": _reference(shape)}}
        return {"required": operation.is_body_required, "content": content}
    patch = {"schema": reference(patch_name(shape))}
    content = {"application/merge-patch+json": patch, "application/json": patch}
    return {"required": True, "content": content}


def _parameters(operation: Operation) -> Iterable[Json]:
    for name in re.findall(r"{(\w+)}", operation.path):
        schema: Json = {"type": "string"}
        if operation.creates_by_put:
            schema["pattern"] = f"^{_PREFIXES[name]}_[0-9a-z]{{20,40}}$"
        yield {"name": name, "in": "path", "required": True, "schema": schema}
    for name in sorted(operation.query):
        yield _query(name, is_time=operation.name not in _FEEDS)
    if operation.is_paged:
        yield _query("limit")
        yield _query("cursor")
    if operation.needs_match:
        yield _header("If-Match", required=True, description="The ETag of the present version")
    if operation.creates_by_put:
        yield _header(
            "If-None-Match", required=True, description="Create, never change", enum=["*"]
        )
    if operation.is_stream:
        yield _header(
            "Last-Event-ID", required=False, description="Go on after the event with this id"
        )
    if operation.can_be_unchanged:
        yield _header("If-None-Match", required=False, description="The ETag that is known")
    if operation.is_write:
        yield _header(
            "Idempotency-Key",
            required=False,
            description="Makes a repeated call safe for 24 hours",
            pattern="^[\\x21-\\x7e]{1,255}$",
        )


def _query(name: str, *, is_time: bool = False) -> Json:
    if name == "limit":
        schema: Json = {
            "type": "integer",
            "minimum": 1,
            "maximum": HIGHEST_LIMIT,
            "default": DEFAULT_LIMIT,
        }
    elif name == "counts":
        schema = {"type": "boolean", "default": False}
    elif name in _CHOICES:
        schema = {"type": "string", "enum": list(_CHOICES[name])}
    elif name in ("since", "until") and is_time:
        schema = {"type": "string", "format": "date-time"}
    elif name in ("cursor", "since"):
        schema = {"type": "string", "minLength": 1}
    else:  # given twice means "or"
        schema = {"type": "array", "items": {"type": "string"}}
        return {"name": name, "in": "query", "schema": schema, "style": "form", "explode": True}
    return {"name": name, "in": "query", "schema": schema}


def _header(name: str, *, required: bool, description: str, **schema: Any) -> Json:
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": description,
        "schema": {"type": "string", **schema},
    }


def _responses(operation: Operation) -> Json:
    good: Json = {"description": operation.summary}
    if operation.answer is not None:
        good["content"] = {"application/json": {"schema": _reference(operation.answer)}}
    if operation.is_stream:
        good["content"] = {"text/event-stream": {"schema": {"type": "string"}}}
    headers = dict(_headers(operation))
    if headers:
        good["headers"] = headers
    responses = {str(operation.status): good}
    if operation.creates_by_put:
        responses["200"] = {
            **good,
            "description": "Created before with the same body: the resource as it is now",
            "headers": {"ETag": _TEXT, "Idempotent-Replayed": _REPLAYED},
        }
    if operation.can_be_unchanged:
        words = "The client has it already"
        responses["304"] = {"description": words, "headers": {"ETag": _TEXT}}
    problem = {"application/problem+json": {"schema": _reference(Problem)}}
    for status in _error_statuses(operation):
        refusal: Json = {"description": _REASONS[status], "content": problem}
        if status in _ERROR_HEADERS:
            refusal["headers"] = _ERROR_HEADERS[status]
        responses[str(status)] = refusal
    return dict(sorted(responses.items()))


def _headers(operation: Operation) -> Iterable[tuple[str, Json]]:
    if operation.has_etag:
        yield "ETag", _TEXT
    if operation.status == 201:
        yield "Location", _TEXT
    if operation.is_write:
        yield "Idempotent-Replayed", _REPLAYED


def _error_statuses(operation: Operation) -> set[int]:
    statuses = {*_ALL_ERRORS, *operation.more_errors}
    if operation.permission is not None:
        statuses.add(403)
    if "{" in operation.path and not operation.creates_by_put:
        statuses.add(404)
    if operation.body is not None or operation.is_write:
        statuses.update(_BODY_ERRORS)
    if operation.is_write or operation.creates_by_put:
        statuses.add(409)
    if operation.needs_match or operation.creates_by_put:
        statuses.update((412, 428))
    return statuses


def _reference(shape: Shape) -> Json:
    return reference(name_of(shape))
