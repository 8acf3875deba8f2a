"""How a record reads as one entry of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.record import Record, record_label, record_number
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
        tooltip=lambda row: row.id,
    )
    return KeyedTableModel(
        (column,), lambda row: row.id, parent, sentence=_sentence, haystack=_haystack
    )


def second_words(fields: Mapping[str, Any]) -> str:
    """What stands beside the number: the record's status or type, if it has one."""
    return _first_of(_KIND_FIELDS, fields).replace("_", " ").capitalize()


def number_of(fields: Mapping[str, Any]) -> str:
    """What people call the record by, besides its name, if it has such a number."""
    number = record_number(fields)
    return "" if number is None or number == record_label(fields) else number


def _first_of(names: tuple[str, ...], fields: Mapping[str, Any]) -> str:
    values = (fields.get(name) for name in names)
    return next((one for one in values if isinstance(one, str) and one.strip()), "")


def _cell(row: Record) -> Cell:
    number = number_of(row.fields)
    return Cell(
        (Text(record_label(row.fields), role=TextRole.STRONG),),
        (
            Text(number) if number else Text(row.id, elide="middle"),
            Text(second_words(row.fields)),
        ),
    )


def _haystack(row: Record) -> str:
    return "\n".join((record_label(row.fields), number_of(row.fields), row.id)).casefold()


def _sentence(row: Record) -> str:
    return ", ".join(
        part
        for part in (
            record_label(row.fields),
            number_of(row.fields) or row.id,
            second_words(row.fields),
        )
        if part
    )
