"""The steps in which what is too old goes: each a short transaction, none a long one (T46).

A step says whether there may be more to do.  The platform's own memory of what
happened stays: a delivery can still be read, its payload is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, or_, select, text, update
from sqlalchemy import exists as there_is

from app.domain.delivery import DeliveryStatus
from app.server.store import stream_log
from app.server.store.tables import attempts, deliveries, events, idempotency, tokens, used_ids

_EVENTS_AT_ONCE: Final = 50
_ROWS_AT_ONCE: Final = 200

# The listeners that have tries that are too old; a jump in the index for each listener.
_WITH_OLD_TRIES: Final = text(
    """
    WITH RECURSIVE one(id) AS (
        SELECT min(listener_id) FROM attempts
        UNION ALL
        SELECT (SELECT min(a.listener_id) FROM attempts a WHERE a.listener_id > one.id)
        FROM one WHERE one.id IS NOT NULL
    )
    SELECT id FROM one WHERE id IS NOT NULL AND EXISTS (
        SELECT 1 FROM attempts a WHERE a.listener_id = one.id AND a.started_ms < :before_ms)
    LIMIT 20
    """
)


def expire_payloads(
    tx: Connection, *, before_ms: int, unfinished_before_ms: int, now_ms: int
) -> bool:
    """Forget what was sent, and what came back, of events that are too old.

    Args:
        tx: The transaction.
        before_ms: Older events lose their payload.
        unfinished_before_ms: What is not finished yet must be older than this, too.
        now_ms: The present time.
    """
    d, e = deliveries.c, events.c
    of_event = d.event_id == e.id
    is_busy = there_is().where(of_event, d.claimed_by.is_not(None))
    is_unfinished = there_is().where(of_event, d.finished_ms.is_(None))
    found = tx.execute(
        select(e.id)
        .where(
            e.payload.is_not(None),
            e.occurred_ms < before_ms,
            ~is_busy,  # what comes of a try that runs now would be written afterwards
            or_(e.occurred_ms < unfinished_before_ms, ~is_unfinished),
        )
        .order_by(e.occurred_ms)
        .limit(_EVENTS_AT_ONCE)
    ).scalars()
    ids = list(found)
    forget_events(tx, ids, reason="expired", now_ms=now_ms)
    return len(ids) == _EVENTS_AT_ONCE


def forget_events(tx: Connection, event_ids: Sequence[str], *, reason: str, now_ms: int) -> int:
    """Forget payload, label, number and answers of events; how many answers there were.

    What is unfinished of them can no longer be sent, and is cancelled for the reason.
    """
    if not event_ids:
        return 0
    d = deliveries.c
    cancelled = tx.execute(
        update(deliveries)
        .where(d.event_id.in_(event_ids), d.finished_ms.is_(None))
        .values(
            status=DeliveryStatus.CANCELLED,
            status_reason=reason,
            due_ms=None,
            finished_ms=now_ms,
            first_try_done=True,
        )
        .returning(d.id)
    ).scalars()
    stream_log.note_deliveries(tx, list(cancelled), now_ms=now_ms)
    tx.execute(
        update(events)
        .where(events.c.id.in_(event_ids))
        .values(payload=None, record_label="", record_number=None)
    )
    tx.execute(
        update(deliveries)
        .where(d.event_id.in_(event_ids), d.record_number.is_not(None))
        .values(record_number=None)
    )
    tries = tx.execute(
        select(attempts.c.id, attempts.c.detail)
        .join(deliveries, d.id == attempts.c.delivery_id)
        .where(d.event_id.in_(event_ids))
    )
    return forget_answers(tx, [(row.id, row.detail) for row in tries])


def forget_answers(tx: Connection, tries: Sequence[tuple[str, Any]]) -> int:
    """Forget what these tries tell of the payload; how many told something.

    Args:
        tx: The transaction.
        tries: Ids and details of attempts.
    """
    changed = [
        {"of_attempt": attempt_id, "detail": forgotten}
        for attempt_id, detail in tries
        if detail and (forgotten := _without_payload(detail)) != detail
    ]
    if changed:
        tx.execute(update(attempts).where(attempts.c.id == bindparam("of_attempt")), changed)
    return len(changed)


def remove_tries(tx: Connection, *, before_ms: int) -> bool:
    """Remove tries that are too old, with all that was kept of them."""
    a = attempts.c
    listener_ids = list(tx.execute(_WITH_OLD_TRIES, {"before_ms": before_ms}).scalars())
    if not listener_ids:
        return False
    old = (
        select(a.id)
        .where(a.listener_id.in_(listener_ids), a.started_ms < before_ms)
        .limit(_ROWS_AT_ONCE)
    )
    tx.execute(delete(attempts).where(a.id.in_(list(tx.execute(old).scalars()))))
    return True


def forget_deletions(tx: Connection, *, before_ms: int) -> bool:
    """Take deletions that nobody can ask for any more out of the feed; their ids stay used."""
    u = used_ids.c
    found = tx.execute(
        select(u.id)
        .where(u.feed_position.is_not(None), u.deleted_ms < before_ms)
        .order_by(u.feed_position)
        .limit(_ROWS_AT_ONCE)
    ).scalars()
    ids = list(found)
    tx.execute(update(used_ids).where(u.id.in_(ids)).values(feed_position=None))
    return len(ids) == _ROWS_AT_ONCE


def remove_kept_answers(tx: Connection, *, before_ms: int) -> bool:
    """Remove the answers that were kept under an Idempotency-Key."""
    i = idempotency.c
    found = tx.execute(
        select(i.scope_hash).where(i.started_ms <= before_ms).limit(_ROWS_AT_ONCE)
    ).scalars()
    hashes = list(found)
    tx.execute(delete(idempotency).where(i.scope_hash.in_(hashes)))
    return len(hashes) == _ROWS_AT_ONCE


def remove_ended_tokens(tx: Connection, *, before_ms: int) -> bool:
    """Remove tokens that expired: `/oauth/token` makes a new one every hour."""
    t = tokens.c
    found = tx.execute(select(t.hash).where(t.expires_ms < before_ms).limit(_ROWS_AT_ONCE))
    hashes = list(found.scalars())
    tx.execute(delete(tokens).where(t.hash.in_(hashes)))
    return len(hashes) == _ROWS_AT_ONCE


def _without_payload(detail: dict[str, Any]) -> dict[str, Any]:
    """A try without the answer, whose body and headers may repeat the payload, or its subject."""
    request, response = detail.get("request"), detail.get("response")
    if request is not None:
        headers = [pair for pair in request["headers"] if pair[0].lower() != "subject"]
        request = {**request, "headers": headers}
    if response is not None:
        kept = {name: value for name, value in response.items() if name != "body_encoding"}
        response = {**kept, "headers": [], "body": None}
    return {**detail, "request": request, "response": response}
