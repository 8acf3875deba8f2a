"""The columns of the listener list, and how their cells look."""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.hours import Hours
from app.domain.listener import Kind, Status
from app.domain.name_order import name_order
from app.domain.sync_state import SyncState
from app.ui.charts import Bar
from app.ui.pages.listeners.rows import ListenerRow
from app.ui.tables import Cell, ChipSpan, Column, Icon, KeyedTableModel, Text
from app.ui.text import times
from app.ui.theme import TextRole

translate = QCoreApplication.translate


def make_model(parent: QObject | None = None) -> KeyedTableModel[str, ListenerRow]:
    """An empty list of listeners."""
    return KeyedTableModel(
        columns(),
        key=attrgetter("local.id"),
        sentence=lambda row: row.sentence,
        haystack=attrgetter("haystack"),
        parent=parent,
    )


def columns() -> tuple[Column[ListenerRow], ...]:
    """Listener, Destination, Status and Last 24 hours."""
    return (
        Column[ListenerRow](
            translate("listeners", "Listener"),
            lambda row: f"{row.entity} {row.function} {row.label}".strip(),
            cell=_listener,
            sort=lambda row: (row.entity, row.function, name_order(row.label)),
        ),
        Column[ListenerRow](
            translate("listeners", "Destination"),
            _destination_words,
            cell=_destination,
            sort=_host_and_path,
            width_em=213,
        ),
        Column[ListenerRow](
            translate("listeners", "Status"),
            lambda row: f"{row.status.word} {row.second_status}".strip(),
            cell=_status,
            sort=_urgency,
            width_em=178,
        ),
        Column[ListenerRow](
            translate("listeners", "Last 24 hours"),
            _day_words,
            cell=_last_day,
            sort=lambda row: row.day.tries,
            width_em=120,
        ),
    )


def bars_of(row: ListenerRow) -> tuple[Bar, ...]:
    """The last 24 hours; nothing when nothing was sent."""
    return _bars(row.day.hours)


@lru_cache(maxsize=128)  # a screen of the list, several times over
def _bars(hours: Hours) -> tuple[Bar, ...]:
    bars = tuple(Bar(delivered + failed, failed) for delivered, failed in hours.pairs)
    return bars if any(bar.total for bar in bars) else ()


def is_dimmed(row: ListenerRow) -> bool:
    """Whether its chart shows something that is not sending now."""
    base = row.local.base
    return base is not None and base.status is not Status.ACTIVE


def _listener(row: ListenerRow) -> Cell:
    return Cell(
        first=(Text(row.entity, role=TextRole.STRONG), ChipSpan(row.function)),
        second=(Text(row.label),) if row.label else (),
    )


def _destination(row: ListenerRow) -> Cell:
    is_email, place = row.kind is Kind.EMAIL, row.place
    icon = Icon("envelope" if is_email else "globe")
    host = Text(place.host, elide="middle" if is_email else "right")
    return Cell(first=(icon, host), second=(Icon(""), Text(place.second_line)))


def _destination_words(row: ListenerRow) -> str:
    place = row.place
    return f"{place.host} {place.second_line}"


def _host_and_path(row: ListenerRow) -> tuple[str, str]:
    place = row.place
    return name_order(place.host), name_order(place.path)


def _day_words(row: ListenerRow) -> str:
    day = row.day
    return f"{times.number(day.tries)} {day.success}".strip()


def _status(row: ListenerRow) -> Cell:
    status = row.status
    tone_ink = {"ok": "text", "mute": "text2"}.get(status.tone, status.tone)
    first = (
        Icon(status.icon, f"{status.tone}_fill"),
        Text(status.word, tone_ink, TextRole.MEDIUM),
    )
    if status.sync_text:
        second = (
            Icon(status.sync_icon, f"{status.sync_tone}_fill"),
            Text(status.sync_text, status.sync_tone, TextRole.LABEL),
        )
    else:
        second = (Icon(""), Text(status.detail))
    return Cell(first=first, second=second)


def _last_day(row: ListenerRow) -> Cell:
    day = row.day
    if not day.tries:
        text = translate("listeners", "No deliveries")
        return Cell(first=(Text(text, "text3", TextRole.SECOND),))
    share = Text(day.success, "warn", TextRole.LABEL) if day.is_success_low else Text(day.success)
    return Cell(
        second=(Text(times.number(day.tries)),),
        second_aside=(share,),
        bars=bars_of(row),
        dimmed=is_dimmed(row),
    )


def _urgency(row: ListenerRow) -> tuple[int, int, str]:
    """What needs a person first."""
    by_sync = {SyncState.REFUSED: 0, SyncState.CONFLICT: 0, SyncState.WAITING: 1}
    by_tone = {"bad": 0, "warn": 1, "info": 2, "mute": 3, "ok": 4}
    return by_tone.get(row.status.tone, 5), by_sync.get(row.local.state, 2), row.status.word
