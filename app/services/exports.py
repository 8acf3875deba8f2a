"""Writes what a list shows into a file, page by page: all of it, or no file at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.errors import ProtocolError
from app.domain.export import head_of, line_of

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.export import ExportKind, Row
    from app.domain.ports import WholeFile

PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class ExportPage:
    """What was read at once.

    Attributes:
        rows: What of it is written.
        seen: How many were looked through for that.
        next_cursor: Where to read on; None at the end.
        total: How many there are to look through, where that is known by now.
    """

    rows: Sequence[Row]
    seen: int
    next_cursor: str | None
    total: int | None = None


class ExportWriter:
    """Writes one file after another.

    Args:
        whole_file: Makes a file that is there as a whole or not at all.
        columns: What every line tells, in order.
    """

    def __init__(self, whole_file: WholeFile, columns: Sequence[str]) -> None:
        self._whole_file = whole_file
        self._columns = columns

    def write(
        self,
        control: JobControl,
        path: Path,
        kind: ExportKind,
        read: Callable[[str | None], ExportPage],
    ) -> int:
        """Write every page, and say how many lines; told after every page.

        Raises:
            StoreError: The file cannot be written; what was there before is unchanged.
        """
        cursor, written, seen, total = None, 0, 0, None
        with self._whole_file(path) as write:
            write(head_of(kind, self._columns))
            while True:
                page = read(cursor)
                rows = control.through(page.rows)
                write(b"".join(line_of(kind, self._columns, row) for row in rows))
                written += len(page.rows)
                seen += page.seen
                total = page.total if page.total is not None else total
                control.progress(seen, total)
                if page.next_cursor is None:
                    return written
                if page.next_cursor == cursor:
                    raise ProtocolError("export: the pages do not end")
                cursor = page.next_cursor
