"""Records: what makes events, and what their payloads are (contract section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.domain import strict_json
from app.domain.ids import new_id
from app.domain.record import record_label, record_number
from app.domain.times import format_time
from app.server.api.answers import JSON, Answer, content_etag, document_answer
from app.server.api.call import Call
from app.server.api.catalog import known_entity
from app.server.api.incoming import check_object
from app.server.api.listener_rules import channel_errors
from app.server.api.merge_patch import merge
from app.server.api.paging import PAGE_PARAMETERS, read_page
from app.server.api.problems import ApiProblem, not_found, precondition_failed, refused
from app.server.api.routes import Routes
from app.server.deliveries.outbox import record_event
from app.server.records.schema import errors_in, prefix_of, read_only_members, writable_members
from app.server.store import records
from app.server.store.rows import Row
from app.server.store.times import time_of

KIND: Final = "record"


def list_records(call: Call) -> Answer:
    """Records of an entity, newest first; each exactly as it is delivered."""
    entity = known_entity(call)
    page = read_page(call, call.read_query(PAGE_PARAMETERS))
    rows = records.page(call.tx, entity=entity, before_seq=page.after, limit=page.limit + 1)
    shown = rows[: page.limit]
    has_more = len(rows) > page.limit
    cursor = page.cursor(call, shown[-1]["seq"]) if has_more else None
    items = b",".join(row["body"] for row in shown)
    body = b'{"items":[' + items + b'],"next_cursor":' + strict_json.dumps(cursor) + b"}"
    return Answer(200, body, {"content-type": JSON})


def create_record(call: Call) -> Answer:
    """Create a record, and its event."""
    entity = known_entity(call)
    body = call.read_body()
    at = format_time(time_of(call.now_ms))
    record_id = new_id(prefix_of(call.platform.catalog, entity), now_ms=call.now_ms)
    fixed = {"id": record_id, "version": 1, "created_at": at, "updated_at": at}
    record = _checked(call, entity, fixed, body)
    payload = strict_json.dumps(record)
    records.add(
        call.tx,
        record_id=record_id,
        entity=entity,
        channel_id=record["channel_id"],
        body=payload,
        created_ms=call.now_ms,
    )
    _set_off(call, entity, "create", record, payload)
    call.note("created", resource_type=KIND, resource_id=record_id, after=_state(entity, version=1))
    location = f"/api/v1/records/{entity}/{record_id}"
    headers = {"content-type": JSON, "etag": content_etag(payload), "location": location}
    return Answer(201, payload, headers)


def get_record(call: Call) -> Answer:
    """One record: the exact bytes of its version."""
    row = _find(call)
    call.read_query()
    return document_answer(row["body"], if_none_match=call.incoming.header("if-none-match"))


def patch_record(call: Call) -> Answer:
    """Change a record by a merge patch; if that changes something, there is an event."""
    row = _find(call)
    patch = call.read_body()
    entity = row["entity"]
    before: dict[str, Any] = strict_json.loads(row["body"])
    is_fresh = call.require_match(content_etag(row["body"]))
    try:
        check_object(patch)
        record = _checked(call, entity, before, merge(before, patch))
    except ApiProblem:
        if is_fresh:
            raise
        record = {}  # it could not be done anyway: being stale comes before 422
    if record == before:
        return document_answer(row["body"], if_none_match=None)
    if not is_fresh:
        raise precondition_failed(before)
    at = format_time(time_of(call.now_ms))
    record = {**record, "version": row["version"] + 1, "updated_at": at}
    payload = strict_json.dumps(record)
    records.replace(
        call.tx,
        record_id=row["id"],
        version=record["version"],
        channel_id=record["channel_id"],
        body=payload,
        updated_ms=call.now_ms,
    )
    _set_off(call, entity, "update", record, payload)
    call.note(
        "updated",
        resource_type=KIND,
        resource_id=row["id"],
        before=_state(entity, version=row["version"]),
        after=_state(entity, version=record["version"]),
    )
    return document_answer(payload, if_none_match=None)


def _find(call: Call) -> Row:
    entity = known_entity(call)
    row = records.find(call.tx, entity=entity, record_id=call.path("record_id"))
    if row is None:
        raise not_found("record")
    return row


def _checked(
    call: Call, entity: str, fixed: Mapping[str, Any], body: Mapping[str, Any]
) -> dict[str, Any]:
    """A whole record in the order of its schema; what only the platform writes is `fixed`.

    Raises:
        ApiProblem: 422 with every refused member.
    """
    check_object(body)
    catalog = call.platform.catalog
    given = {"channel_id": None, **body}
    read_only = read_only_members(catalog, entity)
    record = {name: fixed[name] for name in read_only if name in fixed}
    record |= {name: given[name] for name in writable_members(catalog, entity) if name in given}
    unknown = {name: value for name, value in given.items() if name not in (*read_only, *record)}
    errors = errors_in(catalog, entity, record | unknown)
    if not errors and record["channel_id"] is not None:
        errors = channel_errors(call, record["channel_id"])
    if errors:
        raise refused(*errors)
    return record


def _state(entity: str, *, version: int) -> dict[str, Any]:
    """A record in the audit log: which version, never what is in it (retention, T46)."""
    return {"entity": entity, "version": version}


def _set_off(
    call: Call, entity: str, function: str, record: Mapping[str, Any], payload: bytes
) -> None:
    record_event(
        call.tx,
        entity=entity,
        function=function,
        record_id=record["id"],
        record_version=record["version"],
        record_label=record_label(record),
        record_number=record_number(record),
        channel_id=record["channel_id"],
        payload=payload,
        now_ms=call.now_ms,
    )
    call.wakes_engine = True


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("records")
    found.add("GET", "/records/{entity}", list_records, permission="deliveries:read")
    found.add("POST", "/records/{entity}", create_record, permission="records:write")
    one = "/records/{entity}/{record_id}"
    found.add("GET", one, get_record, permission="deliveries:read")
    found.add("PATCH", one, patch_record, permission="records:write")
    return found
