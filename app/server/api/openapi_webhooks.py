"""What the platform sends to an endpoint, as OpenAPI describes it (contract section 8)."""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]

_HEADERS: Final = (
    ("webhook-id", "The event's id: the same on every try, so that repeats can be dropped"),
    ("webhook-timestamp", "Unix seconds of the try"),
    (
        "webhook-signature",
        "Standard Webhooks: v1, and the base64 HMAC-SHA256 of id.timestamp.body; two, "
        "separated by a space, during rotation; absent when the listener does not sign",
    ),
    ("picksmart-entity", "The entity's name"),
    ("picksmart-function", "create or update"),
    ("picksmart-record-version", "The record's version, so that a late, older one can be told"),
    ("picksmart-attempt", "The number of the try, from 1"),
    ("user-agent", "Picksmart-Webhooks and its version"),
    ("webhook-test", "true on a test-send, else absent"),
)
_OPTIONAL: Final = frozenset({"webhook-signature", "webhook-test"})
_ANSWERS: Final = {
    "2XX": "Delivered",
    "3XX": "A failed try: redirects are not followed",
    "410": "Ends the delivery and suspends the listener",
    "429": "A failed try; Retry-After is honoured, up to twice the planned wait",
    "503": "A failed try; Retry-After is honoured, up to twice the planned wait",
    "default": "A failed try; it is made again by the schedule",
}


def webhooks(record: Json) -> Json:
    """The `webhooks` section.

    Args:
        record: The schema of the body.
    """
    return {
        "recordChanged": {
            "post": {
                "operationId": "record_changed",
                "summary": "A record was created or updated",
                "description": "The body is exactly the record, as GET answers it; no envelope.",
                "security": [],
                "parameters": [
                    {
                        "name": name,
                        "in": "header",
                        "required": name not in _OPTIONAL,
                        "description": words,
                        "schema": {"type": "string"},
                    }
                    for name, words in _HEADERS
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": record}},
                },
                "responses": {status: {"description": words} for status, words in _ANSWERS.items()},
            }
        }
    }
