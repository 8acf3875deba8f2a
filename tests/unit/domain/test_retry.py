"""The schedule of tries, and reading Retry-After."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.retry import DEFAULT_WAITS_S, RetrySchedule, parse_retry_after

SCHEDULE = RetrySchedule()
MIDDLE = 0.5  # no jitter
NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempt", "wait_s"),
    list(enumerate([5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400], start=1)),
)
def test_the_waits_of_the_contract(attempt, wait_s):
    assert SCHEDULE.next_wait_s(attempt, MIDDLE) == pytest.approx(wait_s)
    assert SCHEDULE.next_wait_s(attempt, 0.0) == pytest.approx(wait_s * 0.8)
    assert wait_s * 1.19 < SCHEDULE.next_wait_s(attempt, 0.999) < wait_s * 1.2


def test_after_the_last_try_there_is_none():
    assert SCHEDULE.tries == 10
    assert SCHEDULE.next_wait_s(10, MIDDLE) is None
    assert SCHEDULE.next_wait_s(10, MIDDLE, retry_after_s=1) is None
    assert RetrySchedule(waits_s=()).next_wait_s(1, MIDDLE) is None


@pytest.mark.parametrize(
    ("retry_after_s", "wait_s"),
    [(0, 300), (299, 300), (301, 301), (600, 600), (601, 600), (1e9, 600)],
)
def test_retry_after_lengthens_at_most_to_twice(retry_after_s, wait_s):
    assert SCHEDULE.next_wait_s(2, MIDDLE, retry_after_s) == pytest.approx(wait_s)


@given(
    attempt=st.integers(1, 9),
    random=st.floats(0, 1, exclude_max=True),
    asked_s=st.none() | st.floats(0, 1e12),
)
def test_property_a_wait_is_planned_or_up_to_twice_that(attempt, random, asked_s):
    planned_s = SCHEDULE.next_wait_s(attempt, random)
    base_s = DEFAULT_WAITS_S[attempt - 1]
    assert 0.8 * base_s <= planned_s + 1e-6
    assert planned_s <= 1.2 * base_s + 1e-6
    assert planned_s <= SCHEDULE.next_wait_s(attempt, random, asked_s) <= 2 * planned_s


@pytest.mark.parametrize("settings", [{"jitter": 1}, {"jitter": -0.1}, {"waits_s": (1, -1)}])
def test_settings_that_make_no_sense(settings):
    with pytest.raises(ValueError):
        RetrySchedule(**settings)


def test_tries_are_counted_from_one():
    with pytest.raises(ValueError):
        SCHEDULE.next_wait_s(0, MIDDLE)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 120\t", 120.0),
        ("9999999999", 9999999999.0),
        ("Mon, 23 Nov 2026 12:02:00 GMT", 120.0),
        ("Monday, 23-Nov-26 12:02:00 GMT", 120.0),
        ("Mon Nov 23 12:02:00 2026", 120.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),  # long ago: at once
    ],
)
def test_retry_after_in_all_its_forms(text, seconds):
    assert parse_retry_after(text, now=NOW) == seconds
    elsewhere = NOW.astimezone(timezone(timedelta(hours=2)))
    assert parse_retry_after(text, now=elsewhere) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "", "-1", "+1", "1.5", "1e3", "soon", "１２０", "99999999999", "120, 120",  # noqa: RUF001
        "Mon, 99 Nov 2026 12:02:00 GMT", "Mon, 23 Foo 2026 12:02:00 GMT", "Mon, 23",
        "Mon, 23 Nov 2026 99:99:99 GMT", "Mon, 23 Nov 2026 14:02:00 +0200", "x" * 100_000,
        "Mon, 23 Nov 2026 12:02:00 GMT\r\nX: y",
    ],
)  # fmt: skip
def test_retry_after_nonsense_is_ignored(text):
    assert parse_retry_after(text, now=NOW) is None


@given(
    st.text()
    | st.text("0123456789 :,-+GMTonavu").map("Mon, {}".format)
    | st.datetimes().map("{:%a, %d %b %Y %H:%M:%S GMT}".format)
)
def test_property_retry_after_is_a_wait_or_nothing(text):
    seconds = parse_retry_after(text, now=NOW)
    assert seconds is None or 0 <= seconds <= timedelta.max.total_seconds()
