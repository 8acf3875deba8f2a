"""How a waiting change reads as one line of the list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.name_order import name_order
from app.domain.pending import Subject
from app.domain.times import Clock
from app.ui.pages.pending.words import PendingRow, kind_word, state_word
from app.ui.tables import Cell, ChipSpan, Column, Icon, KeyedTableModel, Text
from app.ui.text import times
from app.ui.theme import TextRole

translate = QCoreApplication.translate


def make_model(clock: Clock, parent: QObject) -> KeyedTableModel[str, PendingRow]:
    """The table's model, empty; the oldest change first."""

    def since(row: PendingRow) -> str:
        at = row.change.since
        return times.short(at, clock()) if at is not None else ""

    columns = (
        Column[PendingRow](
            translate("pending", "Change"),
            lambda row: f"{row.title} {row.about}",
            cell=_what,
            sort=lambda row: (name_order(row.title), row.about, name_order(row.label)),
        ),
        Column[PendingRow](
            translate("pending", "State"),
            lambda row: state_word(row.change)[2],
            cell=_state,
            width_em=240,
        ),
        Column[PendingRow](
            translate("pending", "Since"),
            since,
            sort=lambda row: row.change.since.timestamp() if row.change.since is not None else 0.0,
            tooltip=lambda row: times.utc_tooltip(row.change.since) if row.change.since else "",
            width_em=130,
        ),
    )
    return KeyedTableModel(columns, lambda row: row.change.id, parent, sentence=_sentence)


def _what(row: PendingRow) -> Cell:
    is_listener = row.change.subject is Subject.LISTENER
    icon = "listeners" if is_listener else "key"
    return Cell(
        (Icon(icon), Text(row.title, role=TextRole.MEDIUM), ChipSpan(row.about)),
        (Text(row.label if is_listener else ""),),
    )


def _state(row: PendingRow) -> Cell:
    icon, tone, word = state_word(row.change)
    first = (Icon(icon, f"{tone}_fill"), Text(word))
    return Cell(first, (Text(kind_word(row.change)),))


def _sentence(row: PendingRow) -> str:
    _icon, _tone, word = state_word(row.change)
    parts = (row.title, row.about, row.label, kind_word(row.change), word)
    return ", ".join(part for part in parts if part)
