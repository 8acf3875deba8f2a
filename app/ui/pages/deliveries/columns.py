"""How a delivery reads as one line of the list."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.delivery import Delivery, DeliveryStatus
from app.domain.times import Clock
from app.ui.tables import Cell, ChipSpan, Column, StreamTableModel, Text
from app.ui.text import states, times
from app.ui.text.names import function_label
from app.ui.text.places import is_mail
from app.ui.text.records import record_parts, record_words
from app.ui.theme import TextRole, Tone

translate = QCoreApplication.translate
_CHIP_PX = 40
_MINUTE_S = 60
_WITH_RESULT = {DeliveryStatus.DELIVERED, DeliveryStatus.FAILED}


def make_model(clock: Clock, parent: QObject) -> StreamTableModel[str, Delivery]:
    """The table's model, empty."""
    columns = (
        Column[Delivery](
            translate("deliveries", "Time"),
            lambda row: when(row.created_at, clock()),
            sort=lambda row: row.created_at,
            tooltip=lambda row: times.utc_tooltip(row.created_at),
            width_em=106,
        ),
        Column[Delivery](
            translate("deliveries", "Result"),
            result_word,
            cell=_result_cell,
            tooltip=lambda row: states.of_delivery(row).detail,
            width_em=152,
        ),
        Column[Delivery](
            translate("deliveries", "Event"),
            lambda row: f"{row.entity} {function_label(row.function)}",
            cell=_event_cell,
            tooltip=lambda row: row.event_id,
            width_em=150,
        ),
        Column[Delivery](
            translate("deliveries", "Record"),
            record_words,
            cell=_record_cell,
            tooltip=_record_words,
        ),
        Column[Delivery](
            translate("deliveries", "Took"),
            took,
            sort=_took_s,
            tooltip=_took_words,
            numeric=True,
            width_em=78,
        ),
        Column[Delivery](
            translate("deliveries", "Tries"),
            lambda row: times.number(row.attempts),
            cell=_tries_cell,
            sort=lambda row: row.attempts,
            numeric=True,
            width_em=62,
        ),
    )
    return StreamTableModel(
        columns, lambda row: row.id, parent, sentence=lambda row: sentence(row, clock())
    )


def sentence(row: Delivery, now: datetime) -> str:
    """The row as a screen reader says it."""
    return translate(
        "deliveries", "{time}, {entity} {function}, record {record}, {result}, {tries}"
    ).format(
        time=when(row.created_at, now),
        entity=row.entity,
        function=function_label(row.function),
        record=record_words(row),
        result=" ".join(part for part in (result_code(row), result_word(row)) if part),
        tries=translate("deliveries", "%Ln attempt(s)", None, row.attempts),
    )


def when(t: datetime, now: datetime) -> str:
    """`10:42:30` today, `10:42 yesterday` or `3 June` before."""
    is_today = times.local(t).date() == times.local(now).date()
    return times.clock(t) if is_today else times.short(t, now)


def result_code(row: Delivery) -> str:
    """The endpoint's last answer, "" where there was none or it is no status."""
    if row.last_status is None or is_mail(row):
        return ""
    return str(row.last_status)


def result_word(row: Delivery) -> str:
    """`Delivered`, `Will retry`, `Rejected`, `Timed out` ..."""
    if row.status is DeliveryStatus.FAILED and row.last_error:
        if row.last_error != "http_status":
            return states.attempt_error(row.last_error)
        if row.last_status is not None and row.last_status < 500:
            return states.attempt_error("http_status")
    return states.of_delivery(row).word


def took(row: Delivery) -> str:
    """How long the last try took, else how long until the result; "" while there is none."""
    seconds = _took_s(row)
    if seconds < 0:
        return ""
    if seconds < _MINUTE_S:
        return times.duration(seconds * 1000)
    if seconds < _MINUTE_S**2:
        minutes = times.number(round(seconds / 60))
        return translate("deliveries", "{minutes} min").format(minutes=minutes)
    hours = times.number(round(seconds / 3600))
    return translate("deliveries", "{hours} h").format(hours=hours)


def result_chip(row: Delivery) -> tuple[str, Tone, str]:
    """Code, tone and icon; the icon only where there is no code."""
    state = states.of_delivery(row)
    code = result_code(row)
    icon = "" if code else ("envelope" if is_mail(row) and state.tone == "ok" else state.icon)
    if icon == "x-circle-fill":
        icon = "x"
    return code, Tone(state.tone), icon


def _took_s(row: Delivery) -> float:
    if row.last_duration_ms is not None:
        return row.last_duration_ms / 1000
    if row.finished_at is None or row.status not in _WITH_RESULT:
        return -1.0
    return (row.finished_at - row.created_at).total_seconds()


def _took_words(row: Delivery) -> str:
    if row.last_duration_ms is not None:
        return translate("deliveries", "The last try")
    return translate("deliveries", "From the event to the result")


def _result_cell(row: Delivery) -> Cell:
    code, tone, icon = result_chip(row)
    ink = tone.value if tone in {Tone.BAD, Tone.WARN} else ("text2" if tone is Tone.MUTE else "")
    role = TextRole.MEDIUM if tone is Tone.BAD else None
    return Cell((ChipSpan(code, tone, icon, _CHIP_PX), Text(result_word(row), ink, role)))


def _event_cell(row: Delivery) -> Cell:
    return Cell(
        (Text(row.entity, role=TextRole.STRONG), Text(function_label(row.function), "text2"))
    )


def _record_cell(row: Delivery) -> Cell:
    match record_parts(row):
        case (number, label):
            return Cell((Text(number, "text2"), Text(label)))
        case (name,):
            return Cell((Text(name),))
        case _:
            return Cell((Text(row.record_id, elide="middle"),))


def _record_words(row: Delivery) -> str:
    version = translate("deliveries", "version {number}").format(number=row.record_version)
    return "\n".join((*record_parts(row), f"{row.record_id}, {version}"))


def _tries_cell(row: Delivery) -> Cell:
    ink = "bad" if row.status is DeliveryStatus.FAILED and row.attempts > 1 else "text2"
    return Cell((Text(times.number(row.attempts), ink),), right=True)
