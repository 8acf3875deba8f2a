"""Deliveries and their tries (contract section 7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from app.domain import strict_json
from app.server.api.answers import Answer, document_answer, json_answer
from app.server.api.call import Call
from app.server.api.paging import PAGE_PARAMETERS, check_choices, page_json, read_page, single
from app.server.api.problems import invalid_parameter, not_found
from app.server.api.ranges import read_time
from app.server.api.routes import Routes
from app.server.api.wire.deliveries import delivery_json
from app.server.deliveries.attempt import attempt_json, text_of
from app.server.store import deliveries, events
from app.server.store.deliveries import DeliveryFilter
from app.server.store.rows import Row

FILTERS: Final = frozenset(
    {"listener_id", "status", "entity", "record_id", "since", "until", "q", "counts"}
)
_STATUSES: Final = ("pending", "held", "delivered", "failed", "cancelled")


def list_deliveries(call: Call) -> Answer:
    """Deliveries, newest first; counted by status when asked."""
    query = call.read_query(FILTERS | PAGE_PARAMETERS)
    page = read_page(call, query)
    wanted = DeliveryFilter(
        listener_ids=query.get("listener_id", ()),
        statuses=check_choices(query, "status", _STATUSES),
        entities=query.get("entity", ()),
        record_ids=query.get("record_id", ()),
        since_ms=read_time(query, "since"),
        until_ms=read_time(query, "until"),
        texts=query.get("q", ()),
    )
    rows = deliveries.page(call.tx, wanted, before_seq=page.after, limit=page.limit + 1)
    shown = [delivery_json(row) for row in rows]
    answer: dict[str, Any] = page_json(call, page, shown, [row["seq"] for row in rows])
    if _wants_counts(single(query, "counts")):
        # Of every status, whatever status the items are narrowed to: a client's tabs.
        found = deliveries.counts(call.tx, replace(wanted, statuses=()))
        answer["counts"] = {status: found.get(status, 0) for status in _STATUSES}
    return json_answer(answer)


def get_delivery(call: Call) -> Answer:
    """One delivery with its payload and every try."""
    row = find_delivery(call)
    call.read_query()
    payload = events.payload_of(call.tx, row["event_id"])
    text, encoding = (None, None) if payload is None else text_of(payload)
    tries = deliveries.attempts_of(call.tx, row["id"])
    delivery = {
        **delivery_json(row),
        "payload": text,
        "attempt_log": [attempt_json(one, payload=payload) for one in tries],
    }
    if encoding is not None:
        delivery["body_encoding"] = encoding
    return document_answer(strict_json.dumps(delivery), if_none_match=None)


def find_delivery(call: Call) -> Row:
    """The delivery of the path.

    Raises:
        ApiProblem: 404.
    """
    row = deliveries.find(call.tx, call.path("delivery_id"))
    if row is None:
        raise not_found("delivery")
    return row


def _wants_counts(text: str | None) -> bool:
    if text not in (None, "true", "false"):
        raise invalid_parameter("counts", "Write true or false.")
    return text == "true"


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("deliveries")
    found.add("GET", "/deliveries", list_deliveries, permission="deliveries:read")
    found.add("GET", "/deliveries/{delivery_id}", get_delivery, permission="deliveries:read")
    return found
