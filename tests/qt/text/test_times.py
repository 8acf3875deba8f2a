"""Times, durations, sizes and shares in a person's words."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from app.ui.text import times
from app.ui.text.zone import ZONE, zone_names

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
NOW = datetime(2026, 6, 4, 10, 41, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_london_english(monkeypatch):
    """A fixed zone and language, whatever the machine's are."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(0), "10:41 today"),
        (timedelta(hours=10), "00:41 today"),
        (timedelta(hours=11), "23:41 yesterday"),
        (timedelta(days=1), "10:41 yesterday"),
        (timedelta(days=2), "2 June"),
        (timedelta(days=400), "30 April 2025"),
        (timedelta(hours=-1), "11:41 today"),
    ],
)
def test_short(back, words):
    assert times.short(NOW - back, NOW) == words
    assert times.since(NOW - back, NOW) == f"Since {words}"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "Now"),
        (0, "Now"),
        (0.2, "In 1 second"),
        (1.4, "In 1 second"),
        (59.4, "In 59 seconds"),
        (59.6, "In 1 minute"),
        (14 * 60, "In 14 minutes"),
        (3569, "In 59 minutes"),
        (3599, "In 1 hour"),
        (7300, "In 2 hours"),
        (84_599, "In 23 hours"),
        (86_399, "5 June, 10:41"),
        (9 * 86_400, "13 June, 10:41"),
    ],
)
def test_until(seconds, words):
    assert times.until(NOW + timedelta(seconds=seconds), NOW) == words


def test_times_are_shown_in_the_computers_zone_with_utc_in_the_tooltip(monkeypatch):
    monkeypatch.setenv("TZ", "Africa/Johannesburg")
    time.tzset()
    assert times.clock(NOW) == "12:41:07"
    assert times.short(NOW, NOW) == "12:41 today"
    assert times.utc_tooltip(NOW) == "2026-06-04 10:41:07 UTC"
    late = datetime(2026, 6, 4, 22, 30, tzinfo=UTC)
    assert times.short(late, NOW) == "5 June"  # already tomorrow there
    elsewhere = NOW.astimezone(timezone(timedelta(hours=-9)))
    assert times.utc_tooltip(elsewhere) == times.utc_tooltip(NOW)


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (None, ""),
        (0, "<1 ms"),
        (0.04, "<0.1 ms"),
        (0.06, "0.1 ms"),
        (0.94, "0.9 ms"),
        (1, "1 ms"),
        (9.94, "9.9 ms"),
        (9.96, "10 ms"),
        (184.4, "184 ms"),
        (999.4, "999 ms"),
        (999.6, "1.00 s"),
        (1840, "1.84 s"),
        (9994, "9.99 s"),
        (9999, "10.0 s"),
        (15_000, "15.0 s"),
    ],
)
def test_duration(ms, words):
    assert times.duration(ms) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 B"),
        (742, "742 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (12_400, "12.4 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (1_200_000, "1.2 MB"),
    ],
)
def test_size(count, words):
    assert times.size(count) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, ""),
        (0, 5, "0.0%"),
        (5, 5, "100%"),
        (998, 1000, "99.8%"),
        (99_999, 100_000, "99.9%"),  # one failed: never 100
        (1, 3, "33.3%"),
    ],
)
def test_percent(part, whole, words):
    assert times.percent(part, whole) == words


def test_numbers_are_grouped():
    assert times.number(1284) == "1,284"


# -- in another zone -------------------------------------------------------------------------


@pytest.fixture
def zone():
    yield ZONE
    ZONE.choose("")


def test_every_time_is_in_the_zone_that_was_chosen(zone):
    at = datetime(2026, 11, 23, 22, 40, 14, tzinfo=UTC)
    now = at + timedelta(hours=1)
    zone.choose("Africa/Johannesburg")
    assert times.clock(at) == "00:40:14"
    assert times.minute(at) == "00:40"
    assert times.short(at, now) == "00:40 today"
    assert times.day_name(at - timedelta(hours=1), now) == "Yesterday"
    zone.choose("Asia/Kathmandu")
    assert times.clock(at) == "04:25:14"
    assert times.utc_tooltip(at) == "2026-11-23 22:40:14 UTC"
    assert zone.moment(datetime(2026, 11, 24, 4, 25)) == datetime(2026, 11, 23, 22, 40, tzinfo=UTC)


def test_an_hour_that_a_zone_has_twice_is_told_apart_by_its_tooltip(zone):
    zone.choose("Europe/London")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert times.minute(first) == times.minute(first + timedelta(hours=1)) == "01:30"
    assert times.utc_tooltip(first) != times.utc_tooltip(first + timedelta(hours=1))


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "a\0b", "x" * 5000, "Europe"]
)
def test_what_is_no_zone_is_where_the_computer_is(zone, name):
    at = datetime(2026, 11, 23, 22, 40, 14, tzinfo=UTC)
    zone.choose("UTC")
    zone.choose(name)
    assert times.local(at) == at
    assert times.clock(at) == at.astimezone().strftime("%H:%M:%S")
    assert (
        zone.moment(datetime(2026, 11, 23, 22, 40)) == datetime(2026, 11, 23, 22, 40).astimezone()
    )


def test_it_is_told_once_of_each_change(zone, qtbot):
    told = []
    zone.changed.connect(lambda: told.append(1))
    for name in ("UTC", "UTC", "Europe/London", ""):
        zone.choose(name)
    assert len(told) == 3


def test_the_zones_to_choose_from_are_real_and_in_order():
    names = zone_names()
    assert names[0] == "UTC"
    assert {"Africa/Johannesburg", "Europe/London"} <= set(names)
    assert names[1:] == sorted(names[1:])
    assert all(ZoneInfo(one) for one in names[::40])


def test_numbers_are_written_as_the_language_writes_them():
    """Every one of them: what is counted, parts of one, and what the translator fills in."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Afrikaans, QLocale.Country.SouthAfrica))
    try:
        gap = QLocale().groupSeparator()
        assert times.number(1_284_000) == f"1{gap}284{gap}000"
        assert times.decimal(1284.25, 2) == f"1{gap}284,25"
        assert (times.duration(1840), times.duration(0.4)) == ("1,84 s", "0,4 ms")
        assert (times.size(12_400), times.percent(998, 1000)) == ("12,4 kB", "99,8%")
        said = QCoreApplication.translate("times", "In %Ln minute(s)", None, 1284)
        assert said.startswith(f"In 1{gap}284 minute")
    finally:
        QLocale.setDefault(before)
