"""A report in words, figures and plots: everything the page says, decided here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.audit import LastSeen
from app.domain.listener import Status
from app.domain.stats import HealthReport, StatsBucket, Step
from app.domain.sync_state import LocalListener
from app.ui.charts.ranked import Rank
from app.ui.text import states, times
from app.ui.text.names import former_name, function_label

translate = QCoreApplication.translate
_SAME: Final = 0.05  # a change of less than that is about the same


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the four: a name, a figure, and how it moved; `icon` and `tone` of that."""

    name: str
    value: str
    note: str = ""
    icon: str = ""
    tone: str = "text2"


@dataclass(frozen=True, slots=True)
class Concern:
    """A listener that needs somebody."""

    listener_id: str
    title: str
    text: str
    icon: str
    ink: str


def figures(report: HealthReport, listeners: Sequence[LocalListener]) -> tuple[Figure, ...]:
    """Success rate, deliveries, answer time, active listeners."""
    return (
        _success(report),
        _delivered(report),
        _answer_time(report),
        active(listeners),
    )


def _success(report: HealthReport) -> Figure:
    name = translate("health", "Success rate")
    now, before = report.total.success, report.before.success
    if now is None:
        return Figure(name, _none(), translate("health", "No tries ended"))
    value = times.percent(report.total.delivered, report.total.tries)
    if before is None:
        return Figure(name, value, translate("health", "Nothing to compare it with"))
    points = (now - before) * 100
    if abs(points) < _SAME:
        return Figure(name, value, translate("health", "As before"), "equals")
    if points > 0:
        text = translate("health", "{points} points above the time before")
        return Figure(name, value, text.format(points=times.decimal(points)), "chevron-up", "ok")
    text = translate("health", "{points} points below the time before")
    return Figure(name, value, text.format(points=times.decimal(-points)), "chevron-down", "warn")


def _delivered(report: HealthReport) -> Figure:
    now, before = report.total.delivered, report.before.delivered
    name, value = translate("health", "Deliveries"), times.number(now)
    if not before:
        return Figure(name, value, translate("health", "Nothing to compare it with"))
    change = (now - before) / before
    if abs(change) < _SAME:
        return Figure(name, value, translate("health", "About as many as before"), "equals")
    percent = times.number(round(abs(change) * 100))
    if change > 0:
        text = translate("health", "{percent}% more than the time before")
        return Figure(name, value, text.format(percent=percent), "chevron-up")
    text = translate("health", "{percent}% fewer than the time before")
    return Figure(name, value, text.format(percent=percent), "chevron-down")


def _answer_time(report: HealthReport) -> Figure:
    name, took = translate("health", "95th percentile"), report.answer_time
    if took.p95_ms is None:
        return Figure(name, _none(), translate("health", "No answers were measured"))
    value = times.duration(took.p95_ms)
    if took.before_ms is None:
        return Figure(name, value, _of_what(report))
    before = times.duration(took.before_ms)
    text = translate("health", "{of_what}, {before} before")
    note = text.format(of_what=_of_what(report), before=before)
    if abs(took.p95_ms - took.before_ms) <= _SAME * took.before_ms:
        return Figure(name, value, note, "equals")
    is_slower = took.p95_ms > took.before_ms
    icon, tone = ("chevron-up", "warn") if is_slower else ("chevron-down", "ok")
    return Figure(name, value, note, icon, tone)


def _of_what(report: HealthReport) -> str:
    """Of all answers; or of those in one bucket, where the platform tells no more."""
    if not report.answer_time.is_typical:
        return translate("health", "Of all answers")
    if report.query.step is Step.DAY:
        return translate("health", "On a typical day")
    return translate("health", "In a typical hour")


def active(listeners: Sequence[LocalListener]) -> Figure:
    """How many listeners work, and what the others are."""
    known = [one.base.status for one in listeners if one.base is not None]
    counts = Counter(known)
    parts = [
        (Status.SUSPENDED, translate("health", "{count} stopped")),
        (Status.PAUSED, translate("health", "{count} paused")),
        (Status.DISABLED, translate("health", "{count} off")),
        (Status.UNSUPPORTED, translate("health", "{count} not active")),
    ]
    note = ", ".join(
        text.format(count=times.number(counts[status])) for status, text in parts if counts[status]
    )
    value = translate("health", "{count} of {total}").format(
        count=times.number(counts[Status.ACTIVE]), total=times.number(len(known))
    )
    return Figure(translate("health", "Active listeners"), value, note)


def ranks(report: HealthReport, listeners: Sequence[LocalListener]) -> tuple[Rank, ...]:
    """The listeners by how much they had, those of now and those that are gone."""
    by_id = {one.id: one for one in listeners}
    return tuple(_rank(one, by_id, report.former) for one in report.by_listener)


def concerns(listeners: Sequence[LocalListener], now: datetime) -> tuple[Concern, ...]:
    """The listeners that need somebody: stopped ones first."""
    found: list[tuple[int, Concern]] = []
    for one in listeners:
        if one.base is None:
            continue
        name = name_of(one)
        said = states.of_listener(one.base, now=now)
        if one.base.status is Status.SUSPENDED:
            title = translate("health", "{name} is stopped").format(name=name)
            found.append((0, Concern(one.id, title, said.detail, said.icon, "bad_fill")))
        elif one.base.is_failing:
            title = translate("health", "{name} is failing").format(name=name)
            found.append((1, Concern(one.id, title, said.detail, said.icon, "warn_fill")))
    return tuple(concern for _order, concern in sorted(found, key=lambda pair: pair[0]))


def name_of(row: LocalListener) -> str:
    """What a listener is called here: its label, else what it is of."""
    settings = row.settings
    return settings.name or f"{settings.entity} {function_label(settings.function)}"


def when(bucket: StatsBucket, report: HealthReport, now: datetime) -> str:
    """`8 June, 18:00`; of a day, the day in UTC, as the platform cuts it."""
    if report.query.step is Step.DAY:
        return times.utc_day(bucket.start, now)
    local = times.local(bucket.start)
    return f"{times.day(bucket.start, now)}, {local.hour:02}:{local.minute:02}"


def _rank(
    one: StatsBucket, by_id: Mapping[str, LocalListener], former: Mapping[str, LastSeen]
) -> Rank:
    row, seen = by_id.get(one.listener_id or ""), former.get(one.listener_id or "")
    if row is not None:
        name, label = row.settings.entity, name_of(row)
        second = function_label(row.settings.function)
        if row.settings.name:
            second = f"{second}  ·  {row.settings.name}"
    elif seen is not None:
        name, label = seen.settings.entity, former_name(seen)
        second = "  ·  ".join((function_label(seen.settings.function), label))
    else:
        name, second = one.listener_id or "", translate("health", "deleted")
        label = name
    text = translate("health", "{name}: {tries} tries, {failed} failed")
    sentence = text.format(
        name=label, tries=times.number(one.tries), failed=times.number(one.failed)
    )
    words = (times.number(one.tries), times.number(one.failed) if one.failed else "")
    key = one.listener_id or ""
    return Rank(key, name, second, one.tries, one.failed, words, sentence)


def _none() -> str:
    return translate("health", "None")
