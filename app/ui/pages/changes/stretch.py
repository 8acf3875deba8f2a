"""A stretch of the log that was read, and how more of it joins it.

Read on a worker; every word is decided there, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from app.domain.audit import AuditFilter, AuditPage, LastSeen, last_seen
from app.domain.control import JobControl
from app.ui.pages.changes.known import Known
from app.ui.pages.changes.lines import Line, line_of
from app.ui.pages.changes.wanted import Wanted

ENOUGH: Final = 30  # lines: a screen full
_PAGES_AT_ONCE: Final = 5


class Log(Protocol):
    """What the list needs from the audit service."""

    def list(
        self, control: JobControl, wanted: AuditFilter, cursor: str | None = None
    ) -> AuditPage: ...
    def former(
        self, control: JobControl, listener_ids: Iterable[str]
    ) -> Mapping[str, LastSeen]: ...


@dataclass(frozen=True, slots=True)
class Keeps:
    """What of the log is shown, of what the platform did not leave out already."""

    wanted: Wanted

    def __call__(self, line: Line) -> bool:
        entry, text = line.entry, self.wanted.text.casefold()
        return entry is not None and self.wanted.about.holds(entry) and text in line.haystack


@dataclass(frozen=True, slots=True)
class Stretch:
    """Changes without gaps, newest first, and where to read on."""

    lines: tuple[Line, ...] = ()
    cursor: str | None = None

    def with_newest(self, newest: Stretch) -> Stretch:
        """What was read again from the top takes its place; older lines stay.

        Unless so much has come that a gap would open: then only the newest are kept.
        """
        seen = {line.key for line in newest.lines}
        meets = any(line.key in seen for line in self.lines)
        older = tuple(line for line in self.lines if line.key not in seen)
        if not meets or not older or newest.cursor is None:
            return newest
        return Stretch(newest.lines + older, self.cursor)

    def with_older(self, older: Stretch) -> Stretch:
        """With what was read where this ends."""
        known = {line.key for line in self.lines}
        added = tuple(line for line in older.lines if line.key not in known)
        return Stretch(self.lines + added, older.cursor)


def read(
    log: Log,
    known: Known,
    control: JobControl,
    asked: AuditFilter,
    cursor: str | None,
    keeps: Keeps,
) -> Stretch:
    """Read until a screen is full, or a good deal was looked through, or there is no more."""
    so_far = Stretch(cursor=cursor)
    for _page in range(_PAGES_AT_ONCE):
        page = log.list(control, asked, so_far.cursor)
        known = _with_former(log, known, control, page)
        lines = tuple(line_of(one, known) for one in page.items)
        so_far = Stretch(so_far.lines + lines, page.next_cursor)
        if so_far.cursor is None or sum(map(keeps, so_far.lines)) >= ENOUGH:
            break
    return so_far


def _with_former(log: Log, known: Known, control: JobControl, page: AuditPage) -> Known:
    """With what listeners were of which an entry says no more than the id."""
    ids = [
        one.resource_id
        for one in page.items
        if one.resource_type == "listener" and last_seen(one) is None
    ]
    gone = [one for one in ids if one not in known.listeners]
    if not gone:
        return known
    return replace(known, former={**known.former, **log.former(control, gone)})
