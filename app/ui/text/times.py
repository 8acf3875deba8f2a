"""Times, durations and sizes in a person's words.

Times are shown in the computer's zone, or in a chosen one, with a tooltip in UTC; today's and
coming ones relative (DESIGN section 8).
"""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as date_
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.ui.text.zone import ZONE

translate = QCoreApplication.translate


def clock(t: datetime) -> str:
    """`10:41:07`, local."""
    return ZONE.local(t).strftime("%H:%M:%S")


def local(t: datetime) -> datetime:
    """The moment as a clock shows it, in the zone that times are shown in."""
    return ZONE.local(t)


def minute(t: datetime) -> str:
    """`10:41`, local."""
    return _time_of_day(ZONE.local(t))


def short(t: datetime, now: datetime) -> str:
    """`10:41 today`, `10:41 yesterday`, `3 June`, `3 June 2025`."""
    local, today = ZONE.local(t), ZONE.local(now).date()
    days_ago = (today - local.date()).days
    if days_ago == 0:
        return translate("times", "{time} today").format(time=_time_of_day(local))
    if days_ago == 1:
        return translate("times", "{time} yesterday").format(time=_time_of_day(local))
    return _date(local.date(), today.year)


def day(t: datetime, now: datetime) -> str:
    """`3 June`, with the year when it is not this one."""
    return _date(ZONE.local(t).date(), ZONE.local(now).year)


def day_name(t: datetime, now: datetime) -> str:
    """`Today`, `Yesterday`, `3 June`, `3 June 2025`: over what happened on that day."""
    days_ago = (ZONE.local(now).date() - ZONE.local(t).date()).days
    if days_ago == 0:
        return translate("times", "Today")
    if days_ago == 1:
        return translate("times", "Yesterday")
    return day(t, now)


def weekday(day: date_) -> str:
    """`Tue`."""
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def utc_day(t: datetime, now: datetime) -> str:
    """The day that a time is in where days are cut in UTC: `3 June`."""
    return _date(t.astimezone(UTC).date(), now.astimezone(UTC).year)


def _time_of_day(local: datetime) -> str:
    return f"{local.hour:02}:{local.minute:02}"


def _date(date: date_, this_year: int) -> str:
    pattern = "d MMMM" if date.year == this_year else "d MMMM yyyy"
    return _written(date, pattern, QLocale().name())


@lru_cache(maxsize=1024)
def _written(date: date_, pattern: str, _locale: str) -> str:
    """Kept: a long list says the same few days thousands of times, on several threads."""
    return QLocale().toString(QDate(date.year, date.month, date.day), pattern)


def since(t: datetime, now: datetime) -> str:
    """`Since 10:41 today` or `Since 4 March`."""
    return translate("times", "Since {when}").format(when=short(t, now))


def until(t: datetime, now: datetime) -> str:
    """`In 14 minutes`, `In 2 hours`, `Now`; further off: the day and time."""
    seconds = (t - now).total_seconds()
    if seconds <= 0:
        return translate("times", "Now")
    if seconds < 59.5:
        return translate("times", "In %Ln second(s)", None, max(1, round(seconds)))
    if seconds < 3570:
        return translate("times", "In %Ln minute(s)", None, round(seconds / 60))
    if seconds < 84_600:
        return translate("times", "In %Ln hour(s)", None, round(seconds / 3600))
    return f"{day(t, now)}, {_time_of_day(ZONE.local(t))}"


def utc_tooltip(t: datetime) -> str:
    """`2026-11-23 22:40:14 UTC`."""
    return t.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def duration(ms: float | None) -> str:
    """`<0.1 ms`, `0.4 ms`, `184 ms`, `1.84 s`; empty for None.

    Whole milliseconds cannot tell how little 0 is.
    """
    if ms is None:
        return ""
    if ms <= 0:
        return "<1 ms"
    if ms < 0.05:
        return "<0.1 ms"
    if ms < 9.95:
        return f"{decimal(ms) if round(ms, 1) % 1 else number(round(ms))} ms"
    if ms < 999.5:
        return f"{round(ms)} ms"
    return f"{decimal(ms / 1000, 2 if ms < 9995 else 1)} s"


def size(count: int) -> str:
    """`742 B`, `12.4 kB`, `1.2 MB`."""
    if count < 1000:
        return f"{count} B"
    if count < 999_950:
        return f"{decimal(count / 1000)} kB"
    return f"{decimal(count / 1_000_000)} MB"


def number(value: int) -> str:
    """`1,284`, grouped as the locale does."""
    return QLocale().toString(value)


def decimal(value: float, places: int = 1) -> str:
    """`1,284.5`, as the locale writes it."""
    return QLocale().toString(float(value), "f", places)


def percent(part: int, whole: int) -> str:
    """`100%`, `99.8%`: never rounded up to 100 while something failed."""
    if whole == 0:
        return ""
    if part == whole:
        return "100%"
    tenths = int(part * 1000 / whole)
    return f"{decimal(tenths / 10)}%"
