"""Tries by result per listener and hour: the one source of health and statistics.

Each row also holds the balance that its hour opened with, as a ledger does: what
happened between two hours is the difference of two rows, however many years lie
between them.  Steady work changes only the row of the present hour.

A total of all listeners is kept beside them, on PostgreSQL in several shares so that
those who write at once do not wait for each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import get_native_id
from typing import Any, Final

from sqlalchemy import JSON, Connection, TextualSelect, bindparam, insert, select, text, update

from app.server.deliveries import durations, tally_rows
from app.server.store.tables import tallies

HOUR_MS: Final = 3_600_000
_SHARES: Final = 8

_HOURS_FROM: Final = select(tallies.c.listener_id, tallies.c.hour_ms).where(
    tallies.c.listener_id.in_(bindparam("scopes", expanding=True)),
    tallies.c.hour_ms >= bindparam("hour"),
)

# Looks no further than the first that is free.
_FREE: Final = text(
    "SELECT scope FROM unnest(CAST(:scopes AS text[])) AS s(scope)"
    " WHERE pg_try_advisory_xact_lock(hashtextextended(scope, 0)) LIMIT 1"
)

# The last row before each of several times; one look-up in the index for each.
_CLOSING: Final = """
    WITH RECURSIVE scope(id) AS (VALUES {scopes}),
    bound(at_ms) AS (
        SELECT CAST(:first AS BIGINT)
        UNION ALL
        SELECT at_ms + CAST(:step AS BIGINT) FROM bound WHERE at_ms < CAST(:last AS BIGINT)
    )
    SELECT s.id, b.at_ms, t.delivered, t.failed, t.skipped, t.durations, t.opening
    FROM scope s CROSS JOIN bound b
    JOIN tallies t ON t.listener_id = s.id AND t.hour_ms = (
        SELECT max(x.hour_ms) FROM tallies x
        WHERE x.listener_id = s.id AND x.hour_ms < b.at_ms)
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """Tries by result, skipped events, and how long answers took.

    Attributes:
        durations: Counts per key of `durations.step_of`.
    """

    delivered: int = 0
    failed: int = 0
    skipped: int = 0
    durations: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, more: Tally) -> Tally:
        return Tally(
            self.delivered + more.delivered,
            self.failed + more.failed,
            self.skipped + more.skipped,
            durations.add(self.durations, more.durations),
        )

    def __sub__(self, less: Tally) -> Tally:
        return Tally(
            self.delivered - less.delivered,
            self.failed - less.failed,
            self.skipped - less.skipped,
            durations.subtract(self.durations, less.durations),
        )


@dataclass(frozen=True, slots=True)
class Tried:
    """One try that ended.

    Attributes:
        answer_ms: How long the answer took; None if there was none to wait for.
    """

    listener_id: str
    succeeded: bool
    answer_ms: float | None


def hour_of(at_ms: int) -> int:
    """The start of the hour, in UTC, that a time is in."""
    return at_ms - at_ms % HOUR_MS


def total(several: Iterable[Tally]) -> Tally:
    """All of them together."""
    delivered = failed = skipped = 0
    counts: dict[str, int] = {}
    for one in several:
        delivered += one.delivered
        failed += one.failed
        skipped += one.skipped
        for step, count in one.durations.items():
            counts[step] = counts.get(step, 0) + count
    return Tally(delivered, failed, skipped, counts)


def total_scopes(tx: Connection) -> tuple[str, ...]:
    """What stands in the place of a listener for all of them together."""
    count = _SHARES if tx.dialect.name == "postgresql" else 1
    return tuple(f"*{number}" for number in range(count))


def count_tries(tx: Connection, tries: Sequence[Tried], *, now_ms: int) -> None:
    """Add tries that ended now."""
    of_listener: dict[str, list[Tried]] = defaultdict(list)
    for one in tries:
        of_listener[one.listener_id].append(one)
    add(tx, {one: _tally(mine) for one, mine in of_listener.items()}, now_ms=now_ms)


def count_skipped(tx: Connection, listener_ids: Iterable[str], *, now_ms: int) -> None:
    """Add one skipped event to each of these listeners."""
    add(tx, {one: Tally(skipped=1) for one in listener_ids}, now_ms=now_ms)


def add(tx: Connection, more: Mapping[str, Tally], *, now_ms: int) -> None:
    """Add to the present hour of these listeners, and of all together.

    After the clock was set back there may be later hours; they then opened with more.
    """
    if not more:
        return
    _lock(tx, more)
    wanted = {**more, _free_total(tx): total(more.values())}
    hour_ms = hour_of(now_ms)
    given = [[one, *_written(tally)] for one, tally in wanted.items()]
    if tally_rows.add_to_open(tx, given, hour_ms=hour_ms) < len(wanted):
        there = tx.execute(_HOURS_FROM, {"scopes": list(wanted), "hour": hour_ms})
        known = {row.listener_id for row in there if row.hour_ms == hour_ms}
        _open(tx, [one for one in wanted if one not in known], wanted, hour_ms=hour_ms)
    if tally_rows.has_later(tx, wanted, hour_ms=hour_ms):
        _reopen_later(tx, wanted, hour_ms=hour_ms)


def hours_between(
    tx: Connection, scopes: Collection[str], *, since_ms: int, until_ms: int
) -> dict[int, Tally]:
    """What happened in each hour that has anything, all scopes together."""
    c = tallies.c
    rows = tx.execute(
        select(c.hour_ms, c.delivered, c.failed, c.skipped, c.durations).where(
            c.listener_id.in_(scopes), c.hour_ms >= since_ms, c.hour_ms < until_ms
        )
    )
    found: dict[int, Tally] = {}
    for row in rows:
        before = found.get(row.hour_ms)
        found[row.hour_ms] = _own(row) if before is None else before + _own(row)
    return found


def balances(
    tx: Connection, scopes: Sequence[str], *, first_ms: int, step_ms: int, last_ms: int
) -> dict[tuple[str, int], Tally]:
    """All that each scope had before each of these times; what had nothing is left out."""
    if not scopes:
        return {}
    rows = tx.execute(
        _closing(len(scopes)),
        {
            "first": first_ms,
            "step": step_ms,
            "last": last_ms,
            **{f"scope_{number}": one for number, one in enumerate(scopes)},
        },
    )
    return {(row.id, row.at_ms): _opening(row.opening) + _own(row) for row in rows}


def _closing(count: int) -> TextualSelect:
    scopes = ", ".join(f"(:scope_{number})" for number in range(count))
    return text(_CLOSING.format(scopes=scopes)).columns(durations=JSON, opening=JSON)


def _open(
    tx: Connection, scopes: Sequence[str], more: Mapping[str, Tally], *, hour_ms: int
) -> None:
    """Write the first row of an hour, with the balance of all before."""
    if not scopes:
        return
    before = balances(tx, scopes, first_ms=hour_ms, step_ms=HOUR_MS, last_ms=hour_ms)
    nothing = Tally()
    tx.execute(
        insert(tallies),
        [
            {
                "listener_id": one,
                "hour_ms": hour_ms,
                **_columns(more[one]),
                "opening": _written(before.get((one, hour_ms), nothing)),
            }
            for one in scopes
        ],
    )


def _reopen_later(tx: Connection, more: Mapping[str, Tally], *, hour_ms: int) -> None:
    c = tallies.c
    later = tx.execute(
        select(c.listener_id, c.hour_ms, c.opening).where(
            c.listener_id.in_(more), c.hour_ms > hour_ms
        )
    ).all()
    tx.execute(
        update(tallies).where(c.listener_id == bindparam("scope"), c.hour_ms == bindparam("hour")),
        [
            {
                "scope": row.listener_id,
                "hour": row.hour_ms,
                "opening": _written(_opening(row.opening) + more[row.listener_id]),
            }
            for row in later
        ],
    )


def _lock(tx: Connection, scopes: Iterable[str]) -> None:
    """Let no other process write these rows until the end of this transaction."""
    if tx.dialect.name != "postgresql":
        return  # SQLite has one writer
    tx.execute(
        text(
            "SELECT pg_advisory_xact_lock(one) FROM "
            "(SELECT hashtextextended(unnest(CAST(:scopes AS text[])), 0) AS one ORDER BY one) s"
        ),
        {"scopes": list(scopes)},
    )


def _free_total(tx: Connection) -> str:
    """A share of the total that nobody else adds to, locked as the listeners' rows are.

    It is the last lock of an addition: who waits for one, because all are taken, waits for
    nobody who waits for him.
    """
    scopes = total_scopes(tx)
    if len(scopes) == 1:
        return scopes[0]
    first = get_native_id() % len(scopes)
    in_turn = [*scopes[first:], *scopes[:first]]
    free: str | None = tx.execute(_FREE, {"scopes": in_turn}).scalar_one_or_none()
    if free is None:
        _lock(tx, in_turn[:1])
    return free or in_turn[0]


def _tally(tries: Sequence[Tried]) -> Tally:
    delivered = sum(one.succeeded for one in tries)
    counts: dict[str, int] = {}
    for one in tries:
        if one.answer_ms is not None:
            step = durations.step_of(one.answer_ms)
            counts[step] = counts.get(step, 0) + 1
    return Tally(delivered, len(tries) - delivered, 0, counts)


def _own(row: Any) -> Tally:
    return Tally(row.delivered, row.failed, row.skipped, row.durations)


def _columns(one: Tally) -> dict[str, Any]:
    return {
        "delivered": one.delivered,
        "failed": one.failed,
        "skipped": one.skipped,
        "durations": dict(one.durations),
    }


def _written(one: Tally) -> list[Any]:
    return [one.delivered, one.failed, one.skipped, dict(one.durations)]


def _opening(written: Sequence[Any]) -> Tally:
    delivered, failed, skipped, counts = written
    return Tally(delivered, failed, skipped, counts)
