"""How a record reads as one entry of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.record import Record, record_label
from app.ui.tables import Cell, Column, KeyedTableModel, Text
from app.ui.theme import TextRole

translate = QCoreApplication.translate
_KIND_FIELDS: Final = ("status", "stage", "type", "kind", "category", "priority")


def make_model(parent: QObject) -> KeyedTableModel[str, Record]:
    """The list's model, empty."""
    column = Column[Record](
        translate("sandbox", "Record"),
        lambda row: record_label(row.fields),
        cell=_cell,
        tooltip=lambda row: record_label(row.fields),
    )
    return KeyedTableModel((column,), lambda row: row.id, parent, sentence=_sentence)


def second_words(fields: Mapping[str, Any]) -> str:
    """What stands beside the id: the record's status or type, if it has one."""
    for name in _KIND_FIELDS:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return value.replace("_", " ").capitalize()
    return ""


def _cell(row: Record) -> Cell:
    return Cell(
        (Text(record_label(row.fields), role=TextRole.STRONG),),
        (Text(row.id, elide="middle"), Text(second_words(row.fields))),
    )


def _sentence(row: Record) -> str:
    return ", ".join(
        part for part in (record_label(row.fields), row.id, second_words(row.fields)) if part
    )
