"""The platform's audit log: who changed what (contract section 7).

`before` and `after` are shown as they came.  What an undo would have to send is read
apart, as values that the rest of the app knows; it is absent where the platform said
nothing that this version understands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from app.domain.credential import CredentialDraft
from app.domain.listener import ListenerSettings

SYSTEM: Final = "system"  # the actor of what the platform did by itself

_Leaves = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AuditSide:
    """What a resource was before, or is after; what cannot be read is None.

    Attributes:
        said: As the platform said it; None where there is no such side.
        listener: The settings, where it is a listener.
        credential: Name and readable fields, where it is a credential; never a secret.
        secrets_changed: The secrets of a credential that were exchanged.
    """

    said: Mapping[str, Any] | None = None
    listener: ListenerSettings | None = None
    credential: CredentialDraft | None = None
    secrets_changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change, or one look at a secret; entries never change."""

    id: str
    at: datetime
    actor_id: str
    actor_name: str
    action: str
    resource_type: str
    resource_id: str
    before: AuditSide = field(default_factory=AuditSide)
    after: AuditSide = field(default_factory=AuditSide)


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What the log is narrowed down to; empty means everything."""

    resource_id: str | None = None
    actor_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of the log, newest first."""

    items: tuple[AuditEntry, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One member that differs; None is a member that was not there, or null.

    Attributes:
        path: Where it is, such as `destination.url`.
    """

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class LastSeen:
    """What a listener was when the log last told its settings.

    Attributes:
        is_deleted: It was its end that was told.
    """

    settings: ListenerSettings
    at: datetime
    is_deleted: bool


def last_seen(entry: AuditEntry) -> LastSeen | None:
    """What an entry tells of a listener's settings, if it does."""
    settings = entry.after.listener or entry.before.listener
    if settings is None:
        return None
    return LastSeen(settings, entry.at, is_deleted=entry.action == "deleted")


def changes_of(entry: AuditEntry) -> tuple[FieldChange, ...]:
    """What differs between the two sides, member by member, in the order of the platform.

    A list is one value: its members have no names by which they could be compared.
    """
    before, after = _leaves(entry.before.said), _leaves(entry.after.said)
    paths = [*before, *(path for path in after if path not in before)]
    return tuple(
        FieldChange(path, before.get(path), after.get(path))
        for path in paths
        if before.get(path) != after.get(path)
    )


def _leaves(said: Mapping[str, Any] | None) -> _Leaves:
    return dict(_walk(said or {}, ""))


def _walk(value: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, one in value.items():
        if isinstance(one, Mapping):
            yield from _walk(one, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", one
