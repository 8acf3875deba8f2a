"""How a finding reads as one line of the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.delivery import Event
from app.domain.explanation import Finding
from app.domain.times import Clock
from app.ui.pages.why import words
from app.ui.pages.why.words import FindingText
from app.ui.tables import Cell, Column, Icon, KeyedTableModel, Text
from app.ui.text import times
from app.ui.theme import TextRole

translate = QCoreApplication.translate


def make_model(
    event: Callable[[], Event | None], clock: Clock, parent: QObject
) -> KeyedTableModel[str, Finding]:
    """The table's model, empty; `event` is what the findings are about."""

    def said(row: Finding) -> FindingText:
        about = event()
        if about is None:
            return FindingText("info", "mute", "", "", "")
        return words.of(row, about, clock())

    columns = (
        Column[Finding](
            translate("why", "Listener"),
            words.name_of,
            cell=_listener_cell,
            tooltip=lambda row: row.listener_id,
        ),
        Column[Finding](
            translate("why", "What happened"),
            lambda row: f"{said(row).word}, {said(row).line}",
            cell=lambda row: _result_cell(said(row)),
            tooltip=lambda row: said(row).text,
            width_em=300,
        ),
        Column[Finding](
            translate("why", "Last try"),
            lambda row: _when(row, clock),
            tooltip=_exactly_when,
            width_em=110,
        ),
    )
    return KeyedTableModel(
        columns, lambda row: row.listener_id, parent, sentence=lambda row: _sentence(row, said(row))
    )


def _listener_cell(row: Finding) -> Cell:
    ink = "" if row.listener is not None else "text2"
    return Cell(
        first=(Text(words.name_of(row), ink, TextRole.STRONG, "middle"),),
        second=(Text(words.second_of(row)),),
    )


def _result_cell(said: FindingText) -> Cell:
    ink = {"ok": "text", "mute": "text2"}.get(said.tone, said.tone)
    return Cell(
        first=(Icon(said.icon, f"{said.tone}_fill"), Text(said.word, ink, TextRole.MEDIUM)),
        second=(Icon(""), Text(said.line)),
    )


def _when(row: Finding, clock: Clock) -> str:
    delivery = row.delivery
    if delivery is None or delivery.last_attempt_at is None:
        return ""
    return times.short(delivery.last_attempt_at, clock())


def _exactly_when(row: Finding) -> str:
    delivery = row.delivery
    if delivery is None or delivery.last_attempt_at is None:
        return ""
    return times.utc_tooltip(delivery.last_attempt_at)


def _sentence(row: Finding, said: FindingText) -> str:
    return translate("why", "{listener}: {word}. {line}").format(
        listener=words.name_of(row), word=said.word, line=said.line
    )
