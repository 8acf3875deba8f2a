"""Statistics (contract section 7)."""

from __future__ import annotations

from typing import Any

from app.adapters.wire.reading import Members
from app.domain.stats import Stats, StatsBucket, StatsQuery
from app.domain.times import format_time


def read_stats(value: Any) -> Stats:
    """Every bucket of an answer, and what they are together."""
    members = Members(value, "stats")
    members.items("buckets", required=True)
    total = members.inner_or_none("total")
    return Stats(
        tuple(_bucket(one) for one in members.objects("buckets")),
        _bucket(total) if total is not None else None,
    )


def _bucket(one: Members) -> StatsBucket:
    return StatsBucket(
        start=one.time("start"),
        delivered=one.integer("delivered"),
        failed=one.integer("failed"),
        skipped=one.integer("skipped", 0),
        p50_ms=one.integer_or_none("p50_ms"),
        p95_ms=one.integer_or_none("p95_ms"),
        p99_ms=one.integer_or_none("p99_ms"),
        listener_id=one.text_or_none("listener_id"),
        hours=one.hours("hours"),
    )


def write_stats_query(query: StatsQuery) -> list[tuple[str, str]]:
    """The parameters."""
    pairs = [
        ("since", format_time(query.since)),
        ("until", format_time(query.until)),
        ("bucket", query.step.value),
    ]
    if query.listener_id is not None:
        pairs.append(("listener_id", query.listener_id))
    if query.by_listener:
        pairs.append(("group", "listener"))
    return pairs
