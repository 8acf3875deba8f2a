"""The list by day: a line for every change, below a line that names its day.

Every word is decided here, on a worker, so that a filter only looks through text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.audit import AuditEntry
from app.ui.pages.changes import words
from app.ui.pages.changes.known import Known
from app.ui.tables import Cell, Column, HeadedTableModel, Icon, Text
from app.ui.text import times
from app.ui.theme import TextRole

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Line:
    """A change in words, or, without an entry, the day of those below."""

    key: str
    day: str = ""
    entry: AuditEntry | None = None
    icon: str = ""
    verb: str = ""
    subject: str = ""
    function: str = ""
    details: str = ""
    by: str = ""
    haystack: str = ""

    @property
    def is_day(self) -> bool:
        """Whether it only names a day."""
        return self.entry is None

    @property
    def title(self) -> str:
        """`Edited clients Update`."""
        return " ".join(part for part in (self.verb, self.subject, self.function) if part)

    @property
    def clock(self) -> str:
        """The time of day, local."""
        return times.clock(self.entry.at)[:5] if self.entry is not None else ""


def line_of(entry: AuditEntry, known: Known) -> Line:
    """One change in words."""
    subject, function = words.subject(entry, known)
    verb, details, who = words.verb(entry), words.details(entry, known), words.by(entry)
    searched = (
        *(verb, subject, function, details, who, words.label(entry, known)),
        *(entry.id, entry.resource_id, words.resource_kind(entry.resource_type)),
        *words.texts_of(entry),
    )
    return Line(
        key=entry.id,
        entry=entry,
        icon=words.icon(entry),
        verb=verb,
        subject=subject,
        function=function,
        details=details,
        by=who,
        haystack="\n".join(searched).casefold(),
    )


def by_day(lines: Iterable[Line], now: datetime) -> list[Line]:
    """The lines with their days, as they are called today."""
    found: list[Line] = []
    last: date | None = None
    for line in lines:
        if line.entry is None:
            continue
        day = times.local(line.entry.at).date()
        if day != last:
            found.append(Line(f"day {day.isoformat()}", times.day_name(line.entry.at, now)))
            last = day
        found.append(line)
    return found


def make_model(parent: QObject) -> HeadedTableModel[str, Line]:
    """The table's model, empty."""
    columns = (
        Column[Line](
            translate("changes", "Time"),
            lambda line: line.day or line.clock,
            cell=lambda line: _cell(line, Text(line.clock, "text2")),
            tooltip=lambda line: times.utc_tooltip(line.entry.at) if line.entry else "",
            width_em=76,
        ),
        Column[Line](
            translate("changes", "Change"),
            lambda line: line.day or line.title,
            cell=_title_cell,
        ),
        Column[Line](
            translate("changes", "Details"),
            lambda line: line.day or line.details,
            cell=lambda line: _cell(line, Text(line.details, "text2")),
            width_em=176,
            most_em=340,
        ),
        Column[Line](
            translate("changes", "By"),
            lambda line: line.day or line.by,
            cell=lambda line: _cell(line, Text(line.by)),
            width_em=136,
        ),
    )
    return HeadedTableModel(
        columns,
        lambda line: line.key,
        parent,
        is_heading=lambda line: line.is_day,
        sentence=sentence,
    )


def sentence(line: Line) -> str:
    """The row as a screen reader says it."""
    if line.is_day:
        return line.day
    return translate("changes", "{time}, {change}, {details}, by {who}").format(
        time=line.clock, change=line.title, details=line.details, who=line.by
    )


def _cell(line: Line, *spans: Text | Icon) -> Cell:
    return Cell(heading=line.day) if line.is_day else Cell(spans)


def _title_cell(line: Line) -> Cell:
    return _cell(
        line,
        Icon(line.icon),
        Text(line.verb),
        Text(line.subject, role=TextRole.STRONG),
        Text(line.function, "text2"),
    )
