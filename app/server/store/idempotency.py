"""Answers kept under an Idempotency-Key, in the transaction of their effect.

A row without a status is a claim: the call that made it still runs, or died.  A claim
is visible to others only where a call spans two transactions (a test-send).  A row
with a status and no body is a call that was done, but whose answer holds a secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from app.server.store.tables import idempotency

_CLAIM_DIES_AFTER_MS: Final = 60_000

# Built once: building costs more than running.
_FORGET: Final = delete(idempotency).where(idempotency.c.started_ms <= bindparam("until_ms"))
_FIND: Final = select(idempotency).where(idempotency.c.scope_hash == bindparam("of"))
_CLAIM: Final = insert(idempotency)
_KEEP: Final = update(idempotency).where(idempotency.c.scope_hash == bindparam("of"))


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The first answer to a call, to be given again."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Claim(Enum):
    """Why a call with a key may not simply be answered from what is kept."""

    FREE = "free"  # now claimed by this call
    RUNNING = "running"
    REUSED = "reused"  # the same key with another body
    DONE = "done"  # answered before, but the answer held a secret


def claim(
    tx: Connection, *, scope_hash: str, body_hash: str, now_ms: int, ttl_s: int
) -> KeptAnswer | Claim:
    """Claim a key for this call, or say what stands in the way."""
    tx.execute(_FORGET, {"until_ms": now_ms - ttl_s * 1000})
    row = tx.execute(_FIND, {"of": scope_hash}).one_or_none()
    if row is not None and row.status is None and row.started_ms <= now_ms - _CLAIM_DIES_AFTER_MS:
        tx.execute(delete(idempotency).where(idempotency.c.scope_hash == scope_hash))
        row = None
    if row is None:
        claim = {"scope_hash": scope_hash, "body_hash": body_hash, "started_ms": now_ms}
        tx.execute(_CLAIM, claim)
        return Claim.FREE
    if row.body_hash != body_hash:
        return Claim.REUSED
    if row.status is None:
        return Claim.RUNNING
    if row.body is None:
        return Claim.DONE
    return KeptAnswer(row.status, row.headers, row.body)


def keep(tx: Connection, *, scope_hash: str, answer: KeptAnswer) -> None:
    """Keep the answer of the call that claimed the key."""
    kept = {"status": answer.status, "headers": dict(answer.headers), "body": answer.body}
    tx.execute(_KEEP, {"of": scope_hash, **kept})


def keep_done(tx: Connection, *, scope_hash: str, status: int) -> None:
    """Keep that the call was done, without its answer."""
    tx.execute(_KEEP, {"of": scope_hash, "status": status})


def free(tx: Connection, *, scope_hash: str) -> None:
    """Give up a claim: the call did nothing, or its answer must not be kept."""
    tx.execute(
        delete(idempotency).where(
            idempotency.c.scope_hash == scope_hash, idempotency.c.status.is_(None)
        )
    )
