"""How a listener of the local copy is spread over columns.

What the platform said of it has a column for each value: ten thousand rows are read
many times faster than as JSON.  What is only known here (a waiting change, a conflict, a
refusal) stays one JSON text, because hardly a row has any.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum
from functools import lru_cache
from sys import intern
from typing import Any, Final, NamedTuple, TypeVar

from app.domain.hours import Hours
from app.domain.listener import (
    Destination,
    Health,
    HealthState,
    Kind,
    Listener,
    ListenerSettings,
    Mode,
    Status,
)
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.sync_state import LocalListener, SyncState

E = TypeVar("E", bound=Enum)
Values = Sequence[Any]

# Each column beside where version 1 kept the same value, in a JSON text of the whole row.
_COLUMNS: Final = (
    ("id TEXT PRIMARY KEY", "id"),
    ("state TEXT NOT NULL", "state"),
    ("changed_at TEXT NOT NULL", "changed_at"),
    ("here TEXT", "CASE WHEN state <> 'clean' THEN json_set(row, '$.base', NULL) END"),
    ("etag TEXT", "$.base.etag"),  # NULL: the platform does not know it yet
    ("version INTEGER", "$.base.version"),
    ("entity TEXT", "$.base.settings.entity"),
    ("function TEXT", "$.base.settings.function"),
    ("kind TEXT", "$.base.settings.destination.kind"),
    ("url TEXT", "$.base.settings.destination.url"),
    ("auth_type TEXT", "$.base.settings.destination.auth_type"),
    ("credential_id TEXT", "$.base.settings.destination.credential_id"),
    ("address TEXT", "$.base.settings.destination.address"),
    ("name TEXT", "$.base.settings.name"),
    ("channel_id TEXT", "$.base.settings.channel_id"),
    ("mode TEXT", "$.base.settings.mode"),
    ("signing INTEGER", "$.base.settings.signing"),
    ("status TEXT", "$.base.status"),
    ("status_reason TEXT", "$.base.status_reason"),
    ("health TEXT", "$.base.health.state"),
    ("delivered_24h INTEGER", "$.base.health.delivered_24h"),
    ("failed_24h INTEGER", "$.base.health.failed_24h"),
    ("pending INTEGER", "$.base.health.pending"),
    ("last_attempt_at TEXT", "$.base.health.last_attempt_at"),
    ("last_status INTEGER", "$.base.health.last_status"),
    ("failing_since TEXT", "$.base.health.failing_since"),
    ("suspend_at TEXT", "$.base.health.suspend_at"),
    ("hours TEXT", "$.base.health.hours"),
    ("created_at TEXT", "$.base.created_at"),
    ("created_by TEXT", "$.base.created_by"),
    ("updated_at TEXT", "$.base.updated_at"),
    ("updated_by TEXT", "$.base.updated_by"),
)
_NAMES: Final = ", ".join(column.split()[0] for column, _before in _COLUMNS)
_OLD: Final = ", ".join(
    f"json_extract(row, '{before}')" if before.startswith("$") else before
    for _column, before in _COLUMNS
)

SELECT: Final = f"SELECT {_NAMES} FROM listeners"  # noqa: S608 - our own names
# One text a row: most are not looked at for a while, and a value of Python's for each column
# takes as long again as all the rest.
SELECT_UNREAD: Final = f"SELECT id, here IS NULL, json_array({_NAMES}) FROM listeners"  # noqa: S608
REPLACE: Final = (
    f"INSERT OR REPLACE INTO listeners ({_NAMES})"  # noqa: S608 - our own names
    f" VALUES ({', '.join('?' * len(_COLUMNS))})"
)
FROM_JSON_ROWS: Final = (
    f"CREATE TABLE spread ({', '.join(column for column, _before in _COLUMNS)}) WITHOUT ROWID",
    f"INSERT INTO spread ({_NAMES}) SELECT {_OLD} FROM listeners",  # noqa: S608 - our own names
    "DROP TABLE listeners",
    "ALTER TABLE spread RENAME TO listeners",
    f"""CREATE INDEX listeners_unsettled ON listeners (changed_at, id)
        WHERE state <> '{SyncState.CLEAN.value}'""",
)


def spread(row: LocalListener) -> Values:
    """The values of a row, in the columns' order."""
    changed_at = row.changed_at.isoformat() if row.changed_at is not None else ""
    here = None if row.is_as_told else _here(row)
    first = (row.id, row.state.value, changed_at, here)
    base = row.base
    if base is None:
        return first + (None,) * (len(_COLUMNS) - len(first))
    settings, to, health = base.settings, base.settings.destination, base.health
    return (
        *first,
        base.etag,
        base.version,
        settings.entity,
        settings.function,
        to.kind.value,
        to.url,
        to.auth_type,
        to.credential_id,
        to.address,
        settings.name,
        settings.channel_id,
        settings.mode.value,
        int(settings.signing),
        base.status.value,
        base.status_reason,
        health.state.value,
        health.delivered_24h,
        health.failed_24h,
        health.pending,
        _iso(health.last_attempt_at),
        health.last_status,
        _iso(health.failing_since),
        _iso(health.suspend_at),
        _hours_text(health.hours),
        base.created_at.isoformat(),
        base.created_by,
        base.updated_at.isoformat(),
        base.updated_by,
    )


def gather(values: Values) -> LocalListener:
    """The row that was spread.

    Raises:
        PlainRefused: A value is not what that column holds.
    """
    (id_, state, _changed_at, here, etag, version, entity, function, kind, url, auth_type,
     credential_id, address, name, channel_id, mode, signing, status, status_reason, health,
     delivered, failed, pending, last_attempt_at, last_status, failing_since, suspend_at, hours,
     created_at, created_by, updated_at, updated_by) = values  # fmt: skip
    if etag is None:
        return _with_here(id_, None, here)
    numbers = (version, delivered, failed, pending, signing, last_status or 0)
    if any(type(one) is not int for one in numbers):
        raise PlainRefused(f"{id_}: a number is none")
    try:
        # SQLite makes each text anew, and these are the same in thousands of rows.
        entity, function, auth_type = intern(entity), intern(function), intern(auth_type)
        created_by, updated_by = intern(created_by), intern(updated_by)
        credential_id = credential_id and intern(credential_id)
        channel_id = channel_id and intern(channel_id)
        status_reason = status_reason and intern(status_reason)
        made = _time(created_at)
        to = Destination(_KINDS[kind], url, auth_type, credential_id, address)
        base = Listener(
            id_,
            ListenerSettings(entity, function, to, name, channel_id, _MODES[mode], bool(signing)),
            _STATUSES[status],
            status_reason,
            Health(
                _HEALTHS[health],
                delivered,
                failed,
                pending,
                None if last_attempt_at is None else _time(last_attempt_at),
                last_status,
                None if failing_since is None else _time(failing_since),
                None if suspend_at is None else _time(suspend_at),
                _hours(hours),
            ),
            version,
            etag,
            made,
            created_by,
            made if updated_at == created_at else _time(updated_at),
            updated_by,
        )
    except (KeyError, TypeError, ValueError, RecursionError) as exc:
        raise PlainRefused(f"{id_}: {exc}") from exc
    if here is None and state == _CLEAN:
        return LocalListener(id_, base)
    return _with_here(id_, base, here)


class Unread(NamedTuple):
    """A row that nobody has looked at yet.

    Attributes:
        id: The listener's.
        is_as_told: Whether nothing of it is known here only.
        values: In the columns' order, as JSON.
    """

    id: str
    is_as_told: bool
    values: str

    def read(self) -> LocalListener:
        """What it says.

        Raises:
            PlainRefused: As `gather`.
        """
        return gather(json.loads(self.values))


def _values_of(kind: type[E]) -> dict[str, E]:
    return {one.value: one for one in kind}


_KINDS: Final = _values_of(Kind)
_MODES: Final = _values_of(Mode)
_STATUSES: Final = _values_of(Status)
_HEALTHS: Final = _values_of(HealthState)
_CLEAN: Final = SyncState.CLEAN.value
_time: Final[Callable[[str], datetime]] = datetime.fromisoformat


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _here(row: LocalListener) -> str:
    plain = to_plain(row) | {"base": None}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _with_here(id_: str, base: Listener | None, here: str | None) -> LocalListener:
    try:
        plain = json.loads(here or "")
    except (ValueError, RecursionError) as exc:
        raise PlainRefused(f"{id_}: {exc}") from exc
    row = from_plain(LocalListener, plain)
    if row.id != id_:
        raise PlainRefused(f"{id_}: holds {row.id}")
    return LocalListener(
        id_,
        base,
        row.mine,
        row.delete_wanted,
        row.state,
        row.changed_at,
        row.theirs,
        row.refusals,
        row.refusal_detail,
        row.sent,
        row.resume_wanted,
    )


@lru_cache(maxsize=256)  # most listeners were quiet all day
def _hours_text(hours: Hours) -> str:
    return json.dumps(hours.pairs, separators=(",", ":"))


@lru_cache(maxsize=256)
def _hours(text: str) -> Hours:
    pairs = json.loads(text)  # a list of many listeners is read in the time that this takes
    flat = [count for pair in pairs for count in pair]
    if not set(map(type, flat)) <= {int} or not set(map(len, pairs)) <= {2}:
        raise ValueError("hours are pairs of whole numbers")
    return Hours.in_turn(flat)
