"""Reads out of a damaged local copy whatever can still be read, into a new one.

Row by row from both ends and by every way that leads to a row, because a broken page ends
a walk.  What the old file says goes over what an older copy says; a change that waits in an
older copy only, and may have been sent since, is left to a person.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from app.adapters.database_repair import Remains, Salvaged
from app.adapters.listener_columns import REPLACE, SELECT, Values, gather, spread
from app.domain import local_changes
from app.domain.plain import PlainRefused
from app.domain.sync_state import LocalListener, SyncState

_UNSETTLED: Final = f"state <> '{SyncState.CLEAN.value}'"
_LOST: Final = "\ufffd"  # bytes that are no text any more
_OTHERS: Final = {"documents": "name, value", "credentials": "place, row"}


@dataclass(slots=True)
class _Content:
    """What could be read in one file."""

    rows: dict[str, LocalListener] = field(default_factory=dict)
    others: dict[str, dict[Any, str]] = field(
        default_factory=lambda: {table: {} for table in _OTHERS}
    )
    is_whole: bool = True


def salvage(old: Remains, new: sqlite3.Connection) -> Salvaged:
    """Bring what can be read in `old` into `new`, within its transaction.

    What the file said last is as it was.  A change that waits in an older state of it only
    may have been sent since, and is marked so.
    """
    last = _Content(is_whole=False) if old.whole is None else _read(old.whole)
    older = [_read(new)]
    if old.without_log is not None and not last.is_whole:
        older.append(_read(old.without_log))
    kept = _Content()
    for content in older:
        kept.rows.update((row.id, local_changes.restored(row)) for row in content.rows.values())
        _lay_over(kept, content)
    unsure = {row.id for row in kept.rows.values() if local_changes.is_unsure(row)}
    kept.rows.update(last.rows)
    _lay_over(kept, last)
    _write(new, kept)
    changes = sum(row.state is not SyncState.CLEAN for row in last.rows.values())
    return Salvaged(len(last.rows), changes, len(unsure - last.rows.keys()))


def _lay_over(kept: _Content, content: _Content) -> None:
    kept.others["documents"] = kept.others["documents"] | content.others["documents"]
    # Credentials are a list: two of different times make no list.
    kept.others["credentials"] = content.others["credentials"] or kept.others["credentials"]


def _read(raw: sqlite3.Connection) -> _Content:
    """Everything that some way leads to."""
    raw.text_factory = _decoded
    content = _Content()
    for order in ("ASC", "DESC"):
        _read_rows(raw, content, f"{SELECT} ORDER BY id {order}")
        for table, columns in _OTHERS.items():
            query = f"SELECT {columns} FROM {table} ORDER BY 1 {order}"  # noqa: S608 - our own words
            for name, text in _walk(raw, content, query):
                if _is_json(text) and _LOST not in str(name):
                    content.others[table][name] = text
    by_index = f"SELECT id FROM listeners INDEXED BY listeners_unsettled WHERE {_UNSETTLED}"  # noqa: S608
    for (listener_id,) in list(_walk(raw, content, by_index)):
        if listener_id not in content.rows:
            _read_rows(raw, content, f"{SELECT} WHERE id = ?", listener_id)
    return content


def _read_rows(raw: sqlite3.Connection, content: _Content, query: str, *values: Any) -> None:
    for found in _walk(raw, content, query, *values):
        if any(isinstance(one, str) and _LOST in one for one in found):
            content.is_whole = False
            continue
        try:
            row = gather(found)
        except PlainRefused:
            content.is_whole = False
            continue
        content.rows[row.id] = row


def _walk(raw: sqlite3.Connection, content: _Content, query: str, *values: Any) -> Iterator[Values]:
    """The rows up to where the file is broken."""
    try:
        yield from raw.execute(query, values)
    except sqlite3.Error:
        content.is_whole = False


def _write(new: sqlite3.Connection, content: _Content) -> None:
    """All anew: a row of the backup may be what is broken, its name as well."""
    new.execute("DELETE FROM listeners")
    new.executemany(REPLACE, map(spread, content.rows.values()))
    for table, columns in _OTHERS.items():
        new.execute(f"DELETE FROM {table}")  # noqa: S608 - our own words
        new.executemany(
            f"INSERT INTO {table} ({columns}) VALUES (?, ?)",  # noqa: S608
            content.others[table].items(),
        )
    # Whatever was read is as old as it is: all of it is compared with the platform.
    new.execute("DELETE FROM facts")


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _is_json(text: Any) -> bool:
    try:
        json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return False
    return _LOST not in text
