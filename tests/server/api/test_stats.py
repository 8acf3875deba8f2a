"""`GET /stats` as clients read it (contract section 7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.times import format_time
from app.server.deliveries import listener_sums, tallies
from app.server.deliveries.tallies import HOUR_MS, Tally, Tried
from app.server.store.tables import tallies as rows
from app.server.store.times import ms_of
from tests.support.platform import TestClock, running_platform

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
NOTHING = {"delivered": 0, "failed": 0, "skipped": 0}
NO_ANSWER = {"p50_ms": None, "p95_ms": None, "p99_ms": None}


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    with running_platform(tmp_path_factory.mktemp("stats"), clock=TestClock(NOW)) as running:
        yield running


@pytest.fixture(autouse=True)
def _no_tries_yet(platform):
    platform.in_store(lambda tx: tx.execute(rows.delete()))


def new_listener(platform, **members):
    body = {
        "entity": "claims",
        "function": "create",
        "destination": {"kind": "email", "address": "ops@example.com"},
        **members,
    }
    return platform.post("/listeners", body).json()


def count(platform, listener_id, *, at=NOW, delivered=1, failed=0, answer_ms=10.0):
    tries = [Tried(listener_id, True, answer_ms)] * delivered
    tries += [Tried(listener_id, False, answer_ms)] * failed
    platform.in_store(lambda tx: tallies.count_tries(tx, tries, now_ms=ms_of(at)))


def read(platform, **params):
    answer = platform.get("/stats", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["buckets"]


def test_the_last_day_by_the_hour_is_the_default_and_empty_hours_are_there(platform):
    listener = new_listener(platform)["id"]
    count(platform, listener, delivered=3, failed=1)
    found = read(platform)
    starts = [NOW.replace(minute=0) - timedelta(hours=back) for back in range(24, -1, -1)]
    assert [one["start"] for one in found] == [format_time(at) for at in starts]
    assert found[0] == {"start": format_time(starts[0]), **NOTHING, **NO_ANSWER}
    counts = {"delivered": 3, "failed": 1, "skipped": 0}
    assert found[-1] == {
        "start": "2026-11-23T08:00:00.000Z",
        **counts,
        **dict.fromkeys(NO_ANSWER, 10),
    }


@pytest.mark.parametrize("bucket", ["hour", "day"])
def test_the_whole_range_is_one_bucket_with_percentiles_of_all_answers(platform, bucket):
    busy, slow = (new_listener(platform)["id"] for _ in range(2))
    long_ago = NOW - timedelta(days=3)
    count(platform, busy, at=long_ago - timedelta(days=60), delivered=500, answer_ms=9000)
    count(platform, busy, at=long_ago, delivered=96, answer_ms=10)
    count(platform, slow, delivered=2, failed=2, answer_ms=1000)
    params = {"bucket": bucket, "since": format_time(long_ago.replace(hour=0, minute=0))}
    answer = platform.get("/stats", params=params).json()
    assert max(one["p95_ms"] or 0 for one in answer["buckets"]) == 1000
    counts = {"delivered": 98, "failed": 2, "skipped": 0}
    assert answer["total"] == {
        "start": answer["buckets"][0]["start"],
        **counts,
        "p50_ms": 10,
        "p95_ms": 10,
        "p99_ms": 1000,
    }
    of_one = platform.get("/stats", params={**params, "listener_id": slow}).json()["total"]
    assert (of_one["delivered"], of_one["p95_ms"]) == (2, 1000)
    of_none = platform.get("/stats", params={**params, "listener_id": "lst_none"}).json()["total"]
    assert of_none == {"start": answer["total"]["start"], **NOTHING, **NO_ANSWER}
    assert "total" not in platform.get("/stats", params={**params, "group": "listener"}).json()


def test_each_listener_has_its_hours_where_a_day_is_asked_for(platform):
    busy, quiet = (new_listener(platform)["id"] for _ in range(2))
    count(platform, busy, at=NOW - timedelta(hours=23), delivered=2)
    count(platform, busy, delivered=1, failed=4)
    count(platform, busy, at=NOW - timedelta(hours=24))
    since, until = NOW.replace(minute=0) - timedelta(hours=23), NOW.replace(hour=9, minute=0)
    asked = {"since": format_time(since), "until": format_time(until), "group": "listener"}
    found = {one["listener_id"]: one for one in read(platform, **asked)}
    assert found[busy]["hours"] == [[2, 0], *[[0, 0]] * 22, [1, 4]]
    assert (found[busy]["delivered"], found[busy]["failed"]) == (3, 4)
    assert "hours" not in found[quiet]
    longer = {**asked, "since": format_time(since - timedelta(hours=1))}
    assert all("hours" not in one for one in read(platform, **longer))
    assert all("hours" not in one for one in read(platform, **asked, bucket="day"))
    assert all("hours" not in one for one in read(platform))


def test_days_are_those_of_utc_whatever_offset_was_asked_with(platform):
    listener = new_listener(platform)["id"]
    for hours in (0, 23, 24):
        count(platform, listener, at=datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=hours))
    found = read(
        platform,
        bucket="day",
        since="2026-11-20T03:00:00+02:00",
        until="2026-11-22T00:00:00Z",
        listener_id=listener,
    )
    assert [(one["start"][:10], one["delivered"]) for one in found] == [
        ("2026-11-20", 2),
        ("2026-11-21", 1),
    ]


def test_several_listeners_are_one_sum_unless_they_are_grouped(platform):
    one, other, third = (new_listener(platform)["id"] for _ in range(3))
    count(platform, one, delivered=1, answer_ms=10)
    count(platform, other, delivered=3, answer_ms=1000)
    count(platform, third)
    together = read(platform, listener_id=[one, other], bucket="day")
    assert (together[-1]["delivered"], together[-1]["p50_ms"]) == (4, 1000)
    grouped = read(platform, listener_id=[one, other], bucket="day", group="listener")
    start = together[0]["start"]
    assert [(g["listener_id"], g["delivered"], g["p99_ms"]) for g in grouped] == [
        (one, 1, 10),
        (other, 3, 1000),
    ]
    assert {g["start"] for g in grouped} == {start}


def test_a_deleted_listener_keeps_its_sum_and_one_without_tries_has_zeros(platform):
    gone, idle, never = (new_listener(platform) for _ in range(3))
    count(platform, gone["id"])
    for listener in (gone, never):
        assert platform.delete(f"/listeners/{listener['id']}", listener["etag"]).status_code == 204
    found = {one["listener_id"]: one for one in read(platform, group="listener")}
    assert found[gone["id"]]["delivered"] == 1
    assert found[idle["id"]] == {
        "start": found[gone["id"]]["start"],
        "listener_id": idle["id"],
        **NOTHING,
        **NO_ANSWER,
    }
    assert never["id"] not in found
    assert read(platform, listener_id=gone["id"])[-1]["delivered"] == 1


def test_skips_of_events_are_counted(platform):
    disabled = new_listener(platform, entity="leads", mode="disabled")["id"]
    new_listener(platform, entity="leads", function="update")
    platform.post("/records/leads", {"full_name": "Palesa Mokoena"})
    assert read(platform)[-1]["skipped"] == 1
    assert read(platform, listener_id=disabled)[-1]["skipped"] == 1


def test_what_is_not_a_listener_has_nothing(platform):
    count(platform, new_listener(platform)["id"])
    for name in ("lst_unknown", "*0", ""):
        assert [b["delivered"] for b in read(platform, listener_id=name)] == [0] * 25
        assert read(platform, listener_id=name, group="listener") == []


def test_a_thousand_buckets_and_not_one_more(platform):
    until = datetime(2026, 11, 1, tzinfo=UTC)
    for bucket, step in (("hour", timedelta(hours=1)), ("day", timedelta(days=1))):
        params = {"bucket": bucket, "until": format_time(until)}
        found = read(platform, since=format_time(until - 1000 * step), **params)
        assert len(found) == 1000
        too_long = {"since": format_time(until - 1000 * step - timedelta(milliseconds=1))}
        answer = platform.get("/stats", params=params | too_long)
        assert (answer.status_code, answer.json()["code"]) == (422, "too_many_buckets")
        whole = {"since": "1970-01-01T00:00:00Z", "until": "2999-01-01T00:00:00Z"}
        sums = platform.get("/stats", params={"bucket": bucket, "group": "listener", **whole})
        assert sums.status_code == 200  # one sum each, however long the range is


def test_ranges_without_sense(platform):
    at = format_time(NOW)
    answer = platform.get("/stats", params={"since": at, "until": "2026-11-23T08:29:59Z"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_range")
    assert read(platform, since=at, until=at) == []
    assert read(platform, since=at, until=at, group="listener", listener_id="x") == []
    for params in (
        {"since": "yesterday"},
        {"bucket": "minute"},
        {"bucket": ["hour", "day"]},
        {"group": "entity"},
        {"group": ""},
        {"since": [at, at]},
        {"channel_id": "x"},
    ):
        assert platform.get("/stats", params=params).status_code == 400, params


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z"),
        ("9999-12-31T00:00:00Z", "9999-12-31T23:59:59.999Z"),
        (None, "0001-01-01T00:00:00Z"),
        ("1969-12-31T20:00:00Z", "1970-01-01T04:00:00Z"),
    ],
)
def test_the_edges_of_time(platform, since, until):
    for bucket in ("hour", "day"):
        params = {"until": until, "bucket": bucket} | ({} if since is None else {"since": since})
        assert all(one["delivered"] == 0 for one in read(platform, **params))


def test_a_year_without_a_try_is_empty_days(platform):
    found = read(platform, bucket="day", since="2025-11-23T00:00:00Z", until="2026-11-23T00:00:00Z")
    assert len(found) == 365
    assert all(one | NOTHING | NO_ANSWER == one for one in found)


def test_ten_thousand_listeners_are_read_in_small_transactions(platform, monkeypatch):
    """No transaction reads more than 200 listeners, so deliveries go on between."""
    ids = [f"lst_many{number:05}" for number in range(10_000)]
    hour_ms = ms_of(NOW) - ms_of(NOW) % HOUR_MS

    def fill(tx):
        tx.execute(
            rows.insert(),
            [
                {
                    "listener_id": one,
                    "hour_ms": hour_ms,
                    "delivered": 1,
                    "failed": 0,
                    "skipped": 0,
                    "durations": {"20": 1},
                    "opening": [0, 0, 0, {}],
                }
                for one in ids
            ],
        )

    platform.in_store(fill)
    read_at_once = []
    known = listener_sums.between

    def watched(tx, scopes, **times):
        read_at_once.append(len(scopes))
        return known(tx, scopes, **times)

    monkeypatch.setattr(listener_sums, "between", watched)
    monkeypatch.setattr("app.server.deliveries.statistics.known_listeners", lambda _tx: ids)
    found = read(platform, group="listener")
    assert len(found) >= 10_000
    assert sum(one["delivered"] for one in found) == 10_000
    assert 0 < max(read_at_once) <= 200


def test_who_may_read(platform):
    assert platform.get("/stats", token=platform.token_of("read_only")).status_code == 200
    refused = platform.get("/stats", token=platform.token_of("member"))
    assert (refused.status_code, refused.json()["permission"]) == (403, "deliveries:read")
    assert platform.get("/stats", token="").status_code == 401


def test_a_tally_without_anything_is_nothing():
    assert Tally() + Tally() == Tally() - Tally() == Tally()
