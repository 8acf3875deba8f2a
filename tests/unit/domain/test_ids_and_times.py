"""Ids sort by time; times are written one way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import PREFIXES, is_client_id, new_id
from app.domain.times import format_time, parse_time, utc_now


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_an_id_is_a_prefix_and_26_characters_a_client_may_choose(prefix):
    text = new_id(prefix)
    assert len(text) == len(prefix) + 27
    assert is_client_id(prefix, text)


def test_ids_do_not_repeat_within_a_millisecond():
    assert len({new_id("lst", now_ms=1) for _ in range(1000)}) == 1000


@given(st.integers(0, 2**48 - 2), st.integers(1, 2**47))
def test_ids_of_later_milliseconds_sort_later(now_ms, step):
    later_ms = min(now_ms + step, 2**48 - 1)
    assert new_id("lst", now_ms=now_ms) < new_id("lst", now_ms=later_ms)


@pytest.mark.parametrize("prefix", ["", "LST", "l_t", "lst_", "1st", "l"])
def test_other_prefixes_are_refused(prefix):
    with pytest.raises(ValueError):
        new_id(prefix)


@pytest.mark.parametrize("now_ms", [-1, 2**48])
def test_times_that_do_not_fit_are_refused(now_ms):
    with pytest.raises(ValueError):
        new_id("lst", now_ms=now_ms)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("lst_" + "a" * 19, False),
        ("lst_" + "a" * 20, True),
        ("lst_" + "z0" * 20, True),
        ("lst_" + "a" * 41, False),
        ("lst_" + "A" * 26, False),
        ("lst_" + "a" * 26 + "\n", False),
        ("lst_" + "a" * 25 + "٣", False),
        ("lst_" + "a" * 25 + "-", False),
        ("crd_" + "a" * 26, False),
        ("lst" + "a" * 26, False),
        ("lst__" + "a" * 26, False),
        ("_" + "a" * 26, False),
        ("lst_../" + "a" * 26, False),
        ("", False),
    ],
)
def test_which_ids_a_client_may_choose(text, valid):
    assert is_client_id("lst", text) is valid


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (datetime(2026, 11, 23, 22, 40, 14, 123_999, UTC), "2026-11-23T22:40:14.123Z"),
        (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00.000Z"),
        (datetime(2026, 1, 2, tzinfo=timezone(timedelta(hours=2))), "2026-01-01T22:00:00.000Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00.000Z"),
    ],
)
def test_times_are_written_in_utc_with_milliseconds(time, text):
    assert format_time(time) == text
    assert parse_time(text) == time.replace(microsecond=time.microsecond // 1000 * 1000)


def test_a_time_without_a_zone_is_not_written():
    with pytest.raises(ValueError):
        format_time(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-01-02T03:04:05Z", datetime(2026, 1, 2, 3, 4, 5, 0, UTC)),
        ("2026-01-02t03:04:05.5z", datetime(2026, 1, 2, 3, 4, 5, 500_000, UTC)),
        ("2026-01-02T03:04:05.123456789+02:00", datetime(2026, 1, 2, 1, 4, 5, 123_456, UTC)),
        ("2026-01-01T00:00:00-00:30", datetime(2026, 1, 1, 0, 30, 0, 0, UTC)),
        ("2024-02-29T00:00:00Z", datetime(2024, 2, 29, tzinfo=UTC)),
    ],
)
def test_any_offset_is_read(text, time):
    assert parse_time(text) == time
    assert parse_time(text).tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02 03:04:05Z", "2026-1-2T03:04:05Z",
        "2026-01-02T03:04:05.Z", "2026-01-02T24:00:00Z", "2026-02-29T00:00:00Z",
        "2026-01-02T03:04:60Z", "2026-01-02T03:04:05+24:00", "2026-01-02T03:04:05+0200",
        "2026-01-02T03:04:05+02:60", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00", "2026-01-02T03:04:05Z\n", "２026-01-02T03:04:05Z",  # noqa: RUF001
        "1767322800",
    ],
)  # fmt: skip
def test_what_is_no_time(text):
    with pytest.raises(ValueError):
        parse_time(text)


@given(st.datetimes(timezones=st.timezones() | st.just(UTC)))
def test_property_a_time_reads_back_to_the_millisecond(time):
    try:
        utc = time.astimezone(UTC)
    except OverflowError:
        return
    assert timedelta(0) <= utc - parse_time(format_time(time)) < timedelta(milliseconds=1)


@given(st.text() | st.from_regex(r"\A\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})\Z"))
def test_property_a_time_or_a_value_error(text):
    try:
        time = parse_time(text)
    except ValueError:
        return
    assert time.utcoffset() == timedelta(0)


def test_now_is_aware():
    assert utc_now().tzinfo is UTC
