"""Listeners: list, create, read, change, delete (contract section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.convertors import Convertor, register_url_convertor

from app.domain.ids import new_id
from app.domain.signature import new_secret
from app.domain.validation import Code
from app.server.api import created_by_clients
from app.server.api.answers import Answer, json_answer
from app.server.api.call import Call
from app.server.api.created_by_clients import Creating
from app.server.api.etags import new_etag
from app.server.api.incoming import check_object
from app.server.api.listener_rules import Columns, read_listener, status_columns
from app.server.api.listener_views import listeners_json, new_answer, one_answer, one_json
from app.server.api.merge_patch import merge
from app.server.api.paging import PAGE_PARAMETERS, check_choices, page_json, read_page
from app.server.api.problems import (
    ApiProblem,
    not_found,
    precondition_failed,
)
from app.server.api.routes import Routes
from app.server.api.wire.listeners import READ_ONLY, drop_foreign_members, settings_of
from app.server.deliveries.outbox import on_listener_changed, on_listener_deleted
from app.server.store import counters, listeners, used_ids
from app.server.store.listeners import ListenerFilter
from app.server.store.rows import Row

FILTERS: Final = frozenset({"channel_id", "entity", "function", "status", "kind", "q"})
KIND: Final = "listener"
_KINDS: Final = ("endpoint", "email")
_SPELLED_OUT: Final = ("batch", "changes", "test")
_STATUSES: Final = ("active", "paused", "disabled", "suspended", "unsupported")


class _ListenerId(Convertor[str]):
    """An id in a path: not one of the calls that are spelled out there, so these refuse 405."""

    regex = f"(?!(?:{'|'.join(_SPELLED_OUT)})$)[^/]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("listener_id", _ListenerId())


def list_listeners(call: Call) -> Answer:
    """Listeners, oldest first."""
    query = call.read_query(FILTERS | PAGE_PARAMETERS)
    page = read_page(call, query)
    wanted = ListenerFilter(
        channel_ids=tuple(None if one == "none" else one for one in query.get("channel_id", ())),
        entities=query.get("entity", ()),
        functions=query.get("function", ()),
        statuses=check_choices(query, "status", _STATUSES),
        kinds=check_choices(query, "kind", _KINDS),
        texts=query.get("q", ()),
    )
    rows = listeners.page(call.tx, wanted, after_seq=page.after, limit=page.limit + 1)
    shown = listeners_json(call, rows)
    return json_answer(page_json(call, page, shown, [row["seq"] for row in rows]))


def create_listener(call: Call) -> Answer:
    """Create a listener; the platform chooses the id."""
    body = call.read_body()
    return _create(call, new_id("lst"), body)


def put_listener(call: Call) -> Answer:
    """Create a listener with the client's id, exactly once."""
    return created_by_clients.put(call, call.path("listener_id"), _CREATING)


def get_listener(call: Call) -> Answer:
    """One listener; never 304, because status and health change without the version."""
    row = find_listener(call)
    call.read_query()
    return one_answer(call, row)


def patch_listener(call: Call) -> Answer:
    """Change a listener by a merge patch."""
    row = find_listener(call)
    patch = call.read_body()
    is_fresh = call.require_match(row["etag"])
    lifts = patch.get("mode") == "enabled" and row["suspended_reason"] is not None
    if not is_fresh:
        if lifts or not _is_already_so(call, row, patch):
            raise precondition_failed(one_json(call, row))
        return one_answer(call, row)
    columns = _patched(call, row, patch)
    if not lifts and _is_same(row, columns):
        return one_answer(call, row)
    return one_answer(call, _change(call, row, columns, lifts=lifts))


def delete_listener(call: Call) -> Answer:
    """Delete a listener; its unfinished deliveries are cancelled."""
    row = find_listener(call)
    call.read_body(required=False)
    if not call.require_match(row["etag"]):
        raise precondition_failed(one_json(call, row))
    on_listener_deleted(call.tx, listener_id=row["id"], now_ms=call.now_ms)
    listeners.remove(call.tx, row["id"])
    used_ids.remember_deletion(
        call.tx,
        resource_id=row["id"],
        kind=KIND,
        now_ms=call.now_ms,
        feed_position=counters.next_value(call.tx, counters.FEED),
    )
    call.note("deleted", resource_type=KIND, resource_id=row["id"], before=settings_of(row))
    call.wakes_engine = True
    return Answer(204)


def find_listener(call: Call) -> Row:
    """The listener of the path.

    Raises:
        ApiProblem: 404.
    """
    row = listeners.find(call.tx, call.path("listener_id"))
    if row is None:
        raise not_found("listener")
    return row


def _create(call: Call, listener_id: str, body: Mapping[str, Any]) -> Answer:
    columns = read_listener(call, body)
    limit = call.platform.settings.listener_limit
    if listeners.count(call.tx) >= limit:
        detail = f"There may be at most {limit} listeners."
        raise ApiProblem(409, Code.LISTENER_LIMIT_REACHED, detail)
    row = listeners.add(
        call.tx,
        {
            "id": listener_id,
            **columns,
            **status_columns(call, columns),
            "secret_sealed": call.platform.sealer.seal(new_secret().encode()),
            "version": 1,
            "etag": new_etag(),
            "created_ms": call.now_ms,
            "created_by": call.caller.user_id,
            "updated_ms": call.now_ms,
            "updated_by": call.caller.user_id,
        },
    )
    call.note("created", resource_type=KIND, resource_id=listener_id, after=settings_of(row))
    return new_answer(call, row)


_CREATING: Final = Creating(
    kind=KIND,
    prefix="lst",
    find=listeners.find,
    shown=one_json,
    once_more=lambda call, row: one_answer(call, row, is_replay=True),
    create=_create,
)


def _patched(call: Call, row: Row, patch: Mapping[str, Any]) -> Columns:
    check_object(patch)
    wanted = {name: value for name, value in patch.items() if name not in READ_ONLY}
    return read_listener(call, drop_foreign_members(merge(settings_of(row), wanted)))


def _is_already_so(call: Call, row: Row, patch: Mapping[str, Any]) -> bool:
    try:
        return _is_same(row, _patched(call, row, patch))
    except ApiProblem:
        return False  # it could not be done anyway: being stale comes before 422


def _is_same(row: Row, columns: Columns) -> bool:
    return all(row[name] == value for name, value in columns.items())


def _change(call: Call, row: Row, columns: Columns, *, lifts: bool) -> Row:
    values = dict(columns)
    if lifts:
        values |= {
            "suspended_reason": None,
            "failing_since_ms": None,
            "suspend_at_ms": None,
            "suspend_shown_ms": None,
        }
    values |= status_columns(call, {**row, **values})
    changed = listeners.change(
        call.tx,
        row["id"],
        {
            **values,
            "version": row["version"] + 1,
            "etag": new_etag(),
            "updated_ms": call.now_ms,
            "updated_by": call.caller.user_id,
        },
    )
    on_listener_changed(call.tx, before=row, after=changed, now_ms=call.now_ms)
    call.note(
        "updated",
        resource_type=KIND,
        resource_id=row["id"],
        before=settings_of(row),
        after=settings_of(changed) | ({"lifted": row["suspended_reason"]} if lifts else {}),
    )
    call.wakes_engine = True
    return changed


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("listeners")
    found.add("GET", "/listeners", list_listeners, permission="listeners:read")
    found.add("POST", "/listeners", create_listener, permission="listeners:write")
    one = "/listeners/{listener_id:listener_id}"
    found.add("PUT", one, put_listener, permission="listeners:write")
    found.add("GET", one, get_listener, permission="listeners:read")
    found.add("PATCH", one, patch_listener, permission="listeners:write")
    found.add("DELETE", one, delete_listener, permission="listeners:write")
    return found
