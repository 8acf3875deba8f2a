"""Stored listeners as the resources that clients read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.server.api.answers import Answer, resource_answer
from app.server.api.call import Call
from app.server.api.wire.listeners import listener_json
from app.server.deliveries.health import health_of, health_of_new
from app.server.store.rows import Row


def listeners_json(call: Call, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Listeners with their health as of now."""
    health = health_of(call.tx, rows, now_ms=call.now_ms)
    return [listener_json(row, health[row["id"]]) for row in rows]


def one_json(call: Call, row: Row) -> dict[str, Any]:
    """One listener with its health as of now."""
    return listeners_json(call, [row])[0]


def one_answer(call: Call, row: Row, *, is_replay: bool = False) -> Answer:
    """One listener as an answer."""
    return resource_answer(one_json(call, row), etag=row["etag"], is_replay=is_replay)


def new_answer(call: Call, row: Row) -> Answer:
    """A listener that this call made; it says where it is."""
    return resource_answer(
        listener_json(row, health_of_new(row, now_ms=call.now_ms)),
        etag=row["etag"],
        status=201,
        location=f"/api/v1/listeners/{row['id']}",
    )
