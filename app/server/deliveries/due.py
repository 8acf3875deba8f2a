"""What is due, whose turn it is, and where it goes: read from SQLite in one step each.

Why in one step each: see `store.batches`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection

from app.server.store import batches
from app.server.store.rows import Row

# How many due deliveries of a listener are looked at for one that order lets go.
_LOOKED_AT: Final = 200

# Jumps from listener to listener in the index, however many deliveries each has.  SQLite would
# rather read all that is pending, again for each jump: so the index is named.
TURNS: Final = """
    WITH RECURSIVE turn(listener_id) AS (
        SELECT min(listener_id) FROM deliveries INDEXED BY deliveries_by_turn
        WHERE status = 'pending' AND listener_id > :after
        UNION ALL
        SELECT (SELECT min(d.listener_id) FROM deliveries d INDEXED BY deliveries_by_turn
                WHERE d.status = 'pending' AND d.listener_id > turn.listener_id)
        FROM turn WHERE turn.listener_id IS NOT NULL
    )
    SELECT json_group_array(listener_id) FROM (
        SELECT listener_id FROM turn
        WHERE listener_id NOT IN (SELECT value FROM json_each(:full)) AND EXISTS (
            SELECT 1 FROM deliveries d
            WHERE d.status = 'pending' AND d.listener_id = turn.listener_id
              AND d.due_ms <= :now_ms AND d.claimed_by IS NULL)
        LIMIT :room)
    """

_DUE_COLUMNS: Final = (
    "due_ms", "seq", "id", "listener_id", "attempts", "trigger", "entity", "function",
    "record_id", "record_version", "event_id", "record_label", "payload",
)  # fmt: skip
# Bytes cross as hexadecimal digits: exact, and quickly read.  `w` comes in the order of its
# index and is read only until there are enough: sorted again, all 200 would be looked at.
_DUE: Final = """
    SELECT json_group_array(json_array(
        d.due_ms, d.seq, d.id, d.listener_id, d.attempts, d.trigger, d.entity, d.function,
        d.record_id, d.record_version, d.event_id, e.record_label, hex(e.payload)))
    FROM json_each(:turns) l
    JOIN deliveries d ON d.id IN (
        SELECT w.id FROM (
            SELECT x.id, x.due_ms, x.seq, x.listener_id, x.record_id, x.record_version,
                   x.first_try_done
            FROM deliveries x
            WHERE x.status = 'pending' AND x.listener_id = l.value
              AND x.due_ms <= :now_ms AND x.claimed_by IS NULL
            ORDER BY x.due_ms, x.seq LIMIT :looked_at) w
        WHERE w.first_try_done OR NOT EXISTS (
            SELECT 1 FROM deliveries e
            WHERE e.listener_id = w.listener_id AND e.record_id = w.record_id
              AND e.record_version < w.record_version AND NOT e.first_try_done)
        LIMIT :share)
    JOIN events e ON e.id = d.event_id
    """

_ADDRESSEE_COLUMNS: Final = (
    "listener_id", "kind", "url", "auth_type", "credential_id", "address", "signing",
    "previous_valid_until_ms", "credential_fields", "credential_etag",
    "secret_sealed", "previous_secret_sealed", "secrets_sealed",
)  # fmt: skip
_SEALED: Final = _ADDRESSEE_COLUMNS[-3:]
_ADDRESSEES: Final = """
    SELECT json_group_array(json_array(
        l.id, l.kind, l.url, l.auth_type, l.credential_id, l.address, l.signing,
        l.previous_valid_until_ms, json(c.fields), c.etag,
        hex(l.secret_sealed), hex(l.previous_secret_sealed), hex(c.secrets_sealed)))
    FROM json_each(:turns) t
    JOIN listeners l ON l.id = t.value
    LEFT JOIN credentials c ON c.id = l.credential_id
    """


_NEXT: Final = """
    SELECT due_ms FROM deliveries INDEXED BY deliveries_due
    WHERE status = 'pending' AND due_ms > :now_ms ORDER BY due_ms LIMIT 1
    """


def listeners(
    tx: Connection, *, after: str, full: Sequence[str], room: int, now_ms: int
) -> list[str]:
    """The listeners behind `after` that have something due, but for those that are full."""
    wanted = {"after": after, "full": json.dumps(full), "now_ms": now_ms, "room": room}
    return [str(one) for one in batches.read_json(tx, TURNS, wanted)]


def deliveries(
    tx: Connection, turns: Sequence[str], *, share: int, now_ms: int
) -> list[dict[str, Any]]:
    """So many due deliveries of each listener at most, the longest due first."""
    parameters = {"turns": json.dumps(turns), "now_ms": now_ms, "looked_at": _LOOKED_AT}
    found = sorted(batches.read_json(tx, _DUE, {**parameters, "share": share}))
    rows = [dict(zip(_DUE_COLUMNS, one, strict=True)) for one in found]
    for row in rows:
        row["payload"] = _bytes_of(row["payload"])
    return rows


def addressees(tx: Connection, turns: Sequence[str]) -> dict[str, Row]:
    """The listeners and their credentials as they are now, once for all their deliveries."""
    found = batches.read_json(tx, _ADDRESSEES, {"turns": json.dumps(turns)})
    rows = [dict(zip(_ADDRESSEE_COLUMNS, one, strict=True)) for one in found]
    for row in rows:
        row |= {name: _bytes_of(row[name]) for name in _SEALED}
        row["signing"] = bool(row["signing"])
    return {row["listener_id"]: row for row in rows}


def next_ms(tx: Connection, *, now_ms: int) -> int | None:
    """When something else becomes due, if anything waits."""
    found: int | None = tx.exec_driver_sql(_NEXT, {"now_ms": now_ms}).scalar_one_or_none()
    return found


def _bytes_of(digits: str | None) -> bytes | None:
    """SQLite writes a NULL as no digits, and nothing that is sealed is empty."""
    return bytes.fromhex(digits) if digits else None
