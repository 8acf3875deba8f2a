"""What a platform keeps about one person: found, and forgotten, piece by piece.

A record that names the person in any of its versions is theirs: what was sent of its
other versions is found, too.  Everything is read in short transactions, so deliveries
go on meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, Connection, RowMapping, Select, Table, delete, select

from app.server.retention import purge
from app.server.retention.files import mails
from app.server.retention.mentions import Mention
from app.server.store.database import Database
from app.server.store.tables import attempts, deliveries, events, idempotency, records

_AT_ONCE: Final = 50


@dataclass(slots=True)
class Found:
    """What names a person, by ids.

    Attributes:
        records: Records that name the person now.
        events: Events of records that named the person in any version.
        attempts: Tries whose answer or log names the person.
        answers: Answers kept under an Idempotency-Key.
        mails: Messages in the embedded mailbox.
    """

    records: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    attempts: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    mails: list[Path] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How much it is of each kind."""
        return {
            "records": len(self.records),
            "payloads": len(self.events),
            "attempts": len(self.attempts),
            "kept_answers": len(self.answers),
            "mails": len(self.mails),
        }


def find(database: Database, data_dir: Path, mention: Mention) -> Found:
    """Everything that names a person."""
    found = Found()
    theirs: set[str] = set()
    for row in _rows(database, records, "id", "body"):
        if mention.is_in(row["id"]) or mention.is_in(row["body"]):
            found.records.append(row["id"])
            theirs.add(row["id"])
    of_events: list[tuple[str, str]] = []
    for row in _rows(
        database, events, "id", "record_id", "record_label", "record_number", "payload"
    ):
        if row["payload"] is None and not row["record_label"]:
            continue  # forgotten already
        of_events.append((row["id"], row["record_id"]))
        if row["record_id"] not in theirs and any(mention.is_in(one) for one in row.values()):
            theirs.add(row["record_id"])
    found.events = [event_id for event_id, record_id in of_events if record_id in theirs]
    for row in _rows(database, attempts, "id", "detail"):
        if mention.is_in(row["detail"]):
            found.attempts.append(row["id"])
    for row in _rows(database, idempotency, "scope_hash", "body"):
        if mention.is_in(row["body"]):
            found.answers.append(row["scope_hash"])
    found.mails = [path for path in mails(data_dir) if _mail_names(path, mention)]
    return found


def forget(database: Database, found: Found, mention: Mention, *, now_ms: int) -> None:
    """Forget what was found: deliveries stay readable, their payload is null.

    A try that names the person elsewhere too, as in the address it went to, goes as a whole.
    """
    for ids in _pieces(found.events):
        database.run_sync(
            partial(purge.forget_events, event_ids=ids, reason="by_user", now_ms=now_ms)
        )
    for ids in _pieces(found.attempts):
        database.run_sync(partial(_forget_answers, ids=ids, mention=mention))
    for ids in _pieces(found.records):
        database.run_sync(partial(_remove, column=records.c.id, ids=ids))
    for ids in _pieces(found.answers):
        database.run_sync(partial(_remove, column=idempotency.c.scope_hash, ids=ids))
    for path in found.mails:
        path.unlink(missing_ok=True)


def is_being_sent(database: Database, found: Found) -> bool:
    """Whether a try of what was found still runs, and will write down its answer."""
    return any(database.run_sync(partial(_is_claimed, ids=ids)) for ids in _pieces(found.events))


def _rows(database: Database, table: Table, *columns: str) -> Iterator[RowMapping]:
    """All rows, in order of the first column, which is the key; a few in each transaction."""
    key = table.c[columns[0]]
    page = select(*(table.c[name] for name in columns)).order_by(key).limit(_AT_ONCE)
    last = ""
    while True:
        query = page.where(key > last)
        found = database.run_sync(partial(_read, query=query))
        yield from found
        if len(found) < _AT_ONCE:
            return
        last = found[-1][columns[0]]


def _read(tx: Connection, query: Select[Any]) -> list[RowMapping]:
    return list(tx.execute(query).mappings())


def _is_claimed(tx: Connection, ids: Sequence[str]) -> bool:
    d = deliveries.c
    query = select(d.id).where(d.event_id.in_(ids), d.claimed_by.is_not(None)).limit(1)
    return tx.execute(query).first() is not None


def _forget_answers(tx: Connection, ids: Sequence[str], mention: Mention) -> None:
    query = select(attempts.c.id, attempts.c.detail).where(attempts.c.id.in_(ids))
    purge.forget_answers(tx, [(row.id, row.detail) for row in tx.execute(query)])
    rest = [row.id for row in tx.execute(query) if mention.is_in(row.detail)]
    _remove(tx, attempts.c.id, rest)


def _remove(tx: Connection, column: Column[Any], ids: Sequence[str]) -> None:
    tx.execute(delete(column.table).where(column.in_(ids)))


def _mail_names(path: Path, mention: Mention) -> bool:
    try:
        return mention.is_in_mail(path.read_bytes())
    except FileNotFoundError:
        return False  # read or removed meanwhile


def _pieces(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), _AT_ONCE):
        yield ids[at : at + _AT_ONCE]
