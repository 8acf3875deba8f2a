"""Events: why something did, or did not, arrive (contract section 7)."""

from __future__ import annotations

from typing import Final

from app.domain import strict_json
from app.server.api.answers import Answer, document_answer, json_answer
from app.server.api.call import Call
from app.server.api.paging import PAGE_PARAMETERS, check_choices, page_json, read_page
from app.server.api.problems import not_found
from app.server.api.ranges import read_time
from app.server.api.routes import Routes
from app.server.api.wire.deliveries import event_json
from app.server.store import events
from app.server.store.events import EventFilter

FILTERS: Final = frozenset({"entity", "record_id", "listener_id", "outcome", "since", "until"})
_OUTCOMES: Final = ("delivery", "skipped")


def list_events(call: Call) -> Answer:
    """Events, newest first; with outcomes when a record or a listener is named."""
    query = call.read_query(FILTERS | PAGE_PARAMETERS)
    page = read_page(call, query)
    wanted = EventFilter(
        entities=query.get("entity", ()),
        record_ids=query.get("record_id", ()),
        listener_ids=query.get("listener_id", ()),
        outcomes=check_choices(query, "outcome", _OUTCOMES),
        since_ms=read_time(query, "since"),
        until_ms=read_time(query, "until"),
    )
    rows = events.page(call.tx, wanted, before_seq=page.after, limit=page.limit + 1)
    outcomes = None
    if wanted.record_ids or wanted.listener_ids:
        ids = [row["id"] for row in rows]
        outcomes = events.outcomes_of(call.tx, ids, listener_ids=wanted.listener_ids)
    shown = [event_json(row, None if outcomes is None else outcomes[row["id"]]) for row in rows]
    return json_answer(page_json(call, page, shown, [row["seq"] for row in rows]))


def get_event(call: Call) -> Answer:
    """One event with the outcome for every listener of its entity that existed then."""
    row = events.find(call.tx, call.path("event_id"))
    if row is None:
        raise not_found("event")
    call.read_query()
    event = event_json(row, events.outcomes_of(call.tx, [row["id"]])[row["id"]])
    if_none_match = call.incoming.header("if-none-match")
    return document_answer(strict_json.dumps(event), if_none_match=if_none_match)


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("events")
    found.add("GET", "/events", list_events, permission="deliveries:read")
    found.add("GET", "/events/{event_id}", get_event, permission="deliveries:read")
    return found
