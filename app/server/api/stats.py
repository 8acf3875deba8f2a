"""How deliveries went, by hour, by day or by listener (contract section 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from app.domain.times import format_time
from app.server.api.answers import Answer, json_answer
from app.server.api.call import Call, identify
from app.server.api.incoming import Incoming
from app.server.api.paging import Query, check_choices, single
from app.server.api.problems import ApiProblem
from app.server.api.ranges import read_time
from app.server.api.routes import Routes, platform_of, respond
from app.server.api.wire.stats import bucket_json, sum_json
from app.server.deliveries import statistics
from app.server.deliveries.statistics import DAY_MS, Range
from app.server.deliveries.tallies import HOUR_MS, Tally, total, total_scopes
from app.server.platform import Platform
from app.server.store.times import ms_of, time_of

PARAMETERS: Final = frozenset({"listener_id", "since", "until", "bucket", "group"})
BUCKETS_LIMIT: Final = 1000
_HOURS_LIMIT: Final = 24
_STEPS: Final = {"hour": HOUR_MS, "day": DAY_MS}
_FIRST_MS: Final = ms_of(datetime.min.replace(tzinfo=UTC))  # no time is before it
# How many listeners one transaction reads: of one, a thousand rows may be read.
_BY_TIME_AT_ONCE: Final = 8
_BY_LISTENER_AT_ONCE: Final = 200
_DEFAULT_BUCKETS: Final = {"hour": 24, "day": 30}


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked: over which range, of whom.

    Attributes:
        scopes: Listeners, or what stands for all of them.
        deleted: Listeners that are only named if they have anything.
    """

    range: Range
    scopes: Sequence[str]
    deleted: Sequence[str]
    by_listener: bool


async def get_stats(request: Request) -> Response:
    """Tries by result and percentiles of the answer time, in buckets or by listener."""
    platform = platform_of(request)

    async def run(incoming: Incoming) -> Answer:
        now_ms = platform.now_ms()

        def ask(tx: Connection) -> _Question:
            call = identify(platform, tx, incoming, now_ms)
            call.require("deliveries:read")
            return _question(call)

        question = await platform.database.read(ask)
        if question.by_listener:
            return json_answer({"buckets": await _by_listener(platform, question)})
        return json_answer(await _by_time(platform, question))

    return await respond(request, run)


def _question(call: Call) -> _Question:
    query = call.read_query(PARAMETERS)
    by_listener = single(query, "group") is not None
    check_choices(query, "group", ("listener",))
    wanted = _range(query, now_ms=call.now_ms)
    if wanted.count > BUCKETS_LIMIT and not by_listener:  # then it is one sum each
        words = f"A range may have at most {BUCKETS_LIMIT} buckets."
        raise ApiProblem(422, "too_many_buckets", words)
    is_narrowed = "listener_id" in query
    named = {one for one in query.get("listener_id", ()) if not one.startswith("*")}
    if not by_listener:
        scopes = sorted(named) if is_narrowed else total_scopes(call.tx)
        return _Question(wanted, scopes, (), by_listener=False)
    known = statistics.known_listeners(call.tx)
    deleted = statistics.deleted_since(call.tx, wanted.first_ms)
    if is_narrowed:
        known = [one for one in known if one in named]
        deleted = [one for one in deleted if one in named]
    return _Question(wanted, known, deleted, by_listener=True)


def _range(query: Query, *, now_ms: int) -> Range:
    """The range of a query; without one, the last day of hours or the last 30 days.

    Raises:
        ApiProblem: 400 for what is no time or no bucket, 422 for a range that ends
            before it begins.
    """
    bucket = single(query, "bucket") or "hour"
    check_choices({"bucket": (bucket,)}, "bucket", tuple(_STEPS))
    step_ms = _STEPS[bucket]
    until_ms = read_time(query, "until")
    if until_ms is None:
        until_ms = now_ms + 1  # this moment is in
    since_ms = read_time(query, "since")
    if since_ms is None:
        since_ms = max(_FIRST_MS, until_ms - _DEFAULT_BUCKETS[bucket] * step_ms)
    if since_ms > until_ms:
        raise ApiProblem(422, "invalid_range", "The range ends before it begins.")
    return Range.covering(since_ms, until_ms, step_ms)


async def _by_time(platform: Platform, question: _Question) -> dict[str, Any]:
    """Every bucket, and the whole range: summed up of what was read for the buckets."""
    found: dict[int, Tally] = {}
    for piece in statistics.in_pieces(question.scopes, size=_BY_TIME_AT_ONCE):
        work = partial(statistics.buckets, scopes=piece, wanted=question.range)
        for start_ms, tally in (await platform.database.read(work)).items():
            found[start_ms] = found[start_ms] + tally if start_ms in found else tally
    nothing = Tally()
    buckets = [
        bucket_json(format_time(time_of(start_ms)), found.get(start_ms, nothing))
        for start_ms in question.range.starts()
    ]
    first = format_time(time_of(question.range.first_ms))
    return {"buckets": buckets, "total": bucket_json(first, total(found.values()))}


async def _by_listener(platform: Platform, question: _Question) -> list[dict[str, Any]]:
    nothing, start = Tally(), format_time(time_of(question.range.first_ms))
    shown: list[dict[str, Any]] = []
    for scopes, names_quiet in ((question.scopes, True), (question.deleted, False)):
        for piece in statistics.in_pieces(scopes, size=_BY_LISTENER_AT_ONCE):
            work = partial(_sums_and_hours, scopes=piece, wanted=question.range)
            found, hours = await platform.database.read(work)
            named = [one for one in piece if names_quiet or one in found]
            shown += [
                sum_json(start, found.get(one, nothing), one, hours.get(one)) for one in named
            ]
    return shown


def _sums_and_hours(
    tx: Connection, scopes: Sequence[str], wanted: Range
) -> tuple[Mapping[str, Tally], Mapping[str, Sequence[tuple[int, int]]]]:
    """The hours of a day at most: more of them would cost more than the sums."""
    sums = statistics.sums(tx, scopes, wanted)
    is_short = wanted.step_ms == HOUR_MS and wanted.count <= _HOURS_LIMIT
    return sums, statistics.hours(tx, list(sums), wanted) if sums and is_short else {}


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("stats")
    found.add_endpoint("GET", "/stats", get_stats, name="get_stats")
    return found
