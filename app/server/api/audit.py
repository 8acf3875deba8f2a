"""The audit log: who changed what, and who looked at a secret (contract section 7)."""

from __future__ import annotations

from typing import Final

from app.server.api.answers import Answer, json_answer
from app.server.api.call import Call
from app.server.api.paging import PAGE_PARAMETERS, page_json, read_page
from app.server.api.ranges import read_time
from app.server.api.routes import Routes
from app.server.api.wire.audit import entry_json
from app.server.store import audit
from app.server.store.audit import AuditFilter

FILTERS: Final = frozenset({"resource_id", "actor_id", "since", "until"})


def list_audit(call: Call) -> Answer:
    """Entries of the audit log, newest first."""
    query = call.read_query(FILTERS | PAGE_PARAMETERS)
    page = read_page(call, query)
    wanted = AuditFilter(
        resource_ids=query.get("resource_id", ()),
        actor_ids=query.get("actor_id", ()),
        since_ms=read_time(query, "since"),
        until_ms=read_time(query, "until"),
    )
    rows = audit.page(call.tx, wanted, before_seq=page.after, limit=page.limit + 1)
    shown = [entry_json(row) for row in rows]
    return json_answer(page_json(call, page, shown, [row["seq"] for row in rows]))


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("audit")
    found.add("GET", "/audit", list_audit, permission="audit:read")
    return found
