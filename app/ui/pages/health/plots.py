"""The charts of a report: their points, one sentence for all, and the same as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.stats import HealthReport, StatsBucket, Step
from app.ui.charts.plot import LinePlot, Series
from app.ui.charts.ranked import Rank
from app.ui.pages.health.chart_card import ValueRow
from app.ui.pages.health.words import when
from app.ui.text import times

translate = QCoreApplication.translate
GOAL: Final = 0.99
_TICKS: Final = 7


def success_plot(report: HealthReport, now: datetime) -> LinePlot:
    """The share that succeeded, point by point."""
    return LinePlot(
        series=(Series("", "chart1", tuple(one.success for one in report.buckets)),),
        ticks=_ticks(report, now),
        words=tuple(_success_words(one, report, now) for one in report.buckets),
        goal=(GOAL, translate("health", "Goal {percent}%").format(percent=round(GOAL * 100))),
        floor=0.0,
        ceiling=1.0,
    )


def success_summary(report: HealthReport, now: datetime) -> str:
    """The chart in a sentence."""
    tried = [one for one in report.buckets if one.success is not None]
    if not tried:
        return ""
    lowest = min(tried, key=lambda one: one.success or 0.0)
    text = translate("health", "{all} in all; lowest {percent}, {when}")
    return text.format(
        all=times.percent(report.total.delivered, report.total.tries),
        percent=times.percent(lowest.delivered, lowest.tries),
        when=when(lowest, report, now),
    )


def time_plot(report: HealthReport, now: datetime) -> LinePlot:
    """The percentiles of the answer time, point by point."""
    b = report.buckets
    return LinePlot(
        series=(
            Series(translate("health", "99th"), "chart3", tuple(_s(one.p99_ms) for one in b)),
            Series(translate("health", "95th"), "chart2", tuple(_s(one.p95_ms) for one in b)),
            Series(translate("health", "50th"), "chart1", tuple(_s(one.p50_ms) for one in b)),
        ),
        ticks=_ticks(report, now),
        words=tuple(_time_words(one, report, now) for one in b),
        floor=0.0,
    )


def time_summary(report: HealthReport, now: datetime) -> str:
    """The chart in a sentence."""
    measured = [one for one in report.buckets if one.p95_ms is not None]
    if not measured:
        return ""
    slowest = max(measured, key=lambda one: one.p95_ms or 0)
    text = translate("health", "95th percentile at most {time}, {when}")
    return text.format(time=times.duration(slowest.p95_ms), when=when(slowest, report, now))


def success_rows(report: HealthReport, now: datetime) -> list[ValueRow]:
    """The same as a table, the newest first."""
    return [
        ValueRow(
            one.start.isoformat(),
            (
                when(one, report, now),
                times.percent(one.delivered, one.tries),
                times.number(one.delivered),
                times.number(one.failed),
            ),
        )
        for one in reversed(report.buckets)
    ]


def time_rows(report: HealthReport, now: datetime) -> list[ValueRow]:
    """The same as a table, the newest first."""
    return [
        ValueRow(
            one.start.isoformat(),
            (
                when(one, report, now),
                times.duration(one.p50_ms),
                times.duration(one.p95_ms),
                times.duration(one.p99_ms),
            ),
        )
        for one in reversed(report.buckets)
    ]


def volume_rows(ranks: Sequence[Rank]) -> list[ValueRow]:
    """Every listener, also those that the bars have no room for."""
    return [
        ValueRow(
            rank.key,
            (
                f"{rank.name} {rank.second}".strip(),
                rank.words[0],
                rank.words[1] or "0",
                times.percent(int(rank.total - rank.part), int(rank.total)),
            ),
        )
        for rank in ranks
    ]


def percent_mark(value: float) -> str:
    """A mark of the scale of shares."""
    percent = round(value * 100, 2)
    places = next(one for one in (0, 1, 2) if round(percent, one) == percent)
    return f"{times.decimal(percent, places)}%"


def seconds_mark(value: float) -> str:
    """A mark of the scale of times."""
    return "0" if value == 0 else times.duration(value)


def _success_words(one: StatsBucket, report: HealthReport, now: datetime) -> tuple[str, ...]:
    if one.success is None:
        return translate("health", "No tries"), when(one, report, now)
    failed = translate("health", "{failed} of {tries} failed").format(
        failed=times.number(one.failed), tries=times.number(one.tries)
    )
    return times.percent(one.delivered, one.tries), when(one, report, now), failed


def _time_words(one: StatsBucket, report: HealthReport, now: datetime) -> tuple[str, ...]:
    if one.p50_ms is None:
        return when(one, report, now), translate("health", "No answers")
    parts = (
        (translate("health", "99th"), one.p99_ms),
        (translate("health", "95th"), one.p95_ms),
        (translate("health", "50th"), one.p50_ms),
    )
    return when(one, report, now), *(f"{name}  {times.duration(ms)}" for name, ms in parts)


def _ticks(report: HealthReport, now: datetime) -> tuple[tuple[int, str], ...]:
    """About seven words below the points: hours, or days where they begin."""
    buckets = report.buckets
    if report.query.step is Step.DAY:
        every = max(len(buckets) // _TICKS, 1)
        days = [(at, times.utc_day(one.start, now)) for at, one in enumerate(buckets)]
        return tuple(days[::-1][::every][::-1])
    if len(buckets) <= 24:
        return tuple(
            (at, f"{times.local(one.start).hour:02}:00")
            for at, one in enumerate(buckets)
            if times.local(one.start).hour % 4 == 0
        )
    today = times.local(now).date()
    return tuple(
        (
            at,
            times.day_name(one.start, now)
            if times.local(one.start).date() == today
            else times.day(one.start, now),
        )
        for at, one in enumerate(buckets)
        if times.local(one.start).hour == 0
    )


def _s(ms: int | None) -> float | None:
    return None if ms is None else float(ms)
