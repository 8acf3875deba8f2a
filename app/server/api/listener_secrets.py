"""The signing secret of a listener: revealed and rotated, audited, never kept (section 4)."""

from __future__ import annotations

from typing import Any, Final

from app.domain.signature import new_secret
from app.server.api.answers import Answer, json_answer
from app.server.api.call import Call
from app.server.api.listeners import KIND, find_listener
from app.server.api.routes import Routes
from app.server.store import listeners
from app.server.store.rows import Row
from app.server.store.times import written

OVERLAP_MS: Final = 86_400_000  # both signatures are sent for 24 hours


def reveal_secret(call: Call) -> Answer:
    """The signing secret as it is now."""
    row = find_listener(call)
    call.read_nothing()
    call.note("secret_revealed", resource_type=KIND, resource_id=row["id"])
    return _present_secret(call, row)


def rotate_secret(call: Call) -> Answer:
    """A new signing secret; the old one stays valid for a day."""
    row = find_listener(call)
    call.read_nothing()
    if call.is_repeat:
        call.note("secret_revealed", resource_type=KIND, resource_id=row["id"])
        return _present_secret(call, row)
    secret = new_secret()
    until_ms = call.now_ms + OVERLAP_MS
    listeners.change_secret(
        call.tx,
        row["id"],
        {
            "secret_sealed": call.platform.sealer.seal(secret.encode()),
            "previous_secret_sealed": row["secret_sealed"],
            "previous_valid_until_ms": until_ms,
        },
    )
    call.note("secret_rotated", resource_type=KIND, resource_id=row["id"])
    return _secret_answer(secret, until_ms)


def _present_secret(call: Call, row: Row) -> Answer:
    until_ms = row["previous_valid_until_ms"]
    if until_ms is not None and until_ms <= call.now_ms:
        until_ms = None
    secret = call.platform.sealer.open(row["secret_sealed"]).decode()
    return _secret_answer(secret, until_ms, is_replay=call.is_repeat)


def _secret_answer(secret: str, until_ms: int | None, *, is_replay: bool = False) -> Answer:
    body: dict[str, Any] = {"secret": secret, "previous_valid_until": written(until_ms)}
    headers = {"idempotent-replayed": "true"} if is_replay else {}
    return json_answer(body, headers=headers, holds_secret=True)


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("listeners")
    base = "/listeners/{listener_id}/secret"
    found.add("POST", f"{base}/reveal", reveal_secret, permission="listeners:write")
    found.add("POST", f"{base}/rotate", rotate_secret, permission="listeners:write")
    return found
