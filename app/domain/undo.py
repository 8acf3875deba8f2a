"""Whether a change of the audit log can be undone, and by which new change.

An undo puts back exactly what that one change changed, and only while nobody has
changed the same things since: what came later is never lost by it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.domain.credential import CredentialDraft
from app.domain.listener import ListenerSettings, changed_fields
from app.domain.sync_state import SyncState

if TYPE_CHECKING:
    from app.domain.audit import AuditEntry
    from app.domain.credential import Credential
    from app.domain.sync_state import LocalListener

_NAME: Final = "*name"  # among the names of fields, which hold no asterisk


class UndoKind(StrEnum):
    """What the new change is."""

    PUT_BACK = "put_back"
    DELETE = "delete"
    CREATE_AGAIN = "create_again"


class WhyNot(StrEnum):
    """Why there is no undo."""

    NOTHING = "nothing"  # a look, a test, a replay: it cannot be made undone
    NOT_HERE = "not_here"  # what it is about is done elsewhere
    UNREADABLE = "unreadable"
    GONE = "gone"
    BEHIND = "behind"  # the local copy is older than the change
    CHANGED_SINCE = "changed_since"
    WAITING_HERE = "waiting_here"
    SECRET = "secret"  # noqa: S105 - a reason, not a secret
    IN_USE = "in_use"


@dataclass(frozen=True, slots=True)
class Undo:
    """The undo of one change: either `kind` says what it is, or `why_not` why there is none.

    Attributes:
        settings: The listener as it should be, where that is written anew.
        draft: The credential as it should be, where that is written anew.
    """

    kind: UndoKind | None = None
    why_not: WhyNot | None = None
    settings: ListenerSettings | None = None
    draft: CredentialDraft | None = None


def undo_of(
    entry: AuditEntry, *, listener: LocalListener | None, credential: Credential | None
) -> Undo:
    """Judge one entry against how its resource is now.

    Args:
        entry: The change.
        listener: The listener it is about, as this computer knows it; None: not there.
        credential: The credential it is about; None: not there.
    """
    match entry.resource_type, entry.action:
        case "listener", "created" | "updated" | "deleted":
            return _of_listener(entry, listener)
        case "credential", "created" | "updated" | "deleted":
            return _of_credential(entry, credential)
        case (("listener" | "credential" | "delivery"), _):
            return _not(WhyNot.NOTHING)
        case _:
            return _not(WhyNot.NOT_HERE)


def _of_listener(entry: AuditEntry, row: LocalListener | None) -> Undo:
    before, after = entry.before.listener, entry.after.listener
    if entry.action == "deleted":
        if before is None:
            return _not(WhyNot.UNREADABLE)
        return Undo(UndoKind.CREATE_AGAIN, settings=before)
    if after is None or (before is None and entry.action == "updated"):
        return _not(WhyNot.UNREADABLE)
    if row is None or row.base is None:
        return _not(WhyNot.GONE)
    if row.state is not SyncState.CLEAN:
        return _not(WhyNot.WAITING_HERE)
    if row.base.updated_at < entry.at:
        return _not(WhyNot.BEHIND)
    now = row.base.settings
    if entry.action == "created":
        # What was only created may go; what was worked on since is more than this change.
        return Undo(UndoKind.DELETE) if now == after else _not(WhyNot.CHANGED_SINCE)
    changed = changed_fields(after, before) if before is not None else {}
    if not changed:
        return _not(WhyNot.NOTHING)
    if any(getattr(now, name) != getattr(after, name) for name in changed):
        return _not(WhyNot.CHANGED_SINCE)
    settings = dataclasses.replace(now, **changed)
    return Undo(UndoKind.PUT_BACK, settings=settings)


def _of_credential(entry: AuditEntry, now: Credential | None) -> Undo:
    before, after = entry.before.credential, entry.after.credential
    if entry.action == "deleted":
        return _not(WhyNot.SECRET)  # its secrets are nowhere any more
    if after is None:
        return _not(WhyNot.UNREADABLE)
    if now is None:
        return _not(WhyNot.GONE)
    if now.updated_at < entry.at:
        return _not(WhyNot.BEHIND)
    if entry.action == "created":
        if now.used_by:
            return _not(WhyNot.IN_USE)
        return Undo(UndoKind.DELETE) if now.version == 1 else _not(WhyNot.CHANGED_SINCE)
    if before is None:
        return _not(WhyNot.UNREADABLE)
    changed = _differences(before, after)
    if not changed:
        return _not(WhyNot.SECRET if entry.after.secrets_changed else WhyNot.NOTHING)
    present = _Readable(now.name, now.fields)
    old, new = _Readable(before.name, before.fields), _Readable(after.name, after.fields)
    if any(present.value(name) != new.value(name) for name in changed):
        return _not(WhyNot.CHANGED_SINCE)
    wanted = dict(now.fields) | {name: old.value(name) for name in changed if name != _NAME}
    name = before.name if _NAME in changed else now.name
    draft = CredentialDraft(now.auth_type, name, wanted)
    return Undo(UndoKind.PUT_BACK, draft=draft)


@dataclass(frozen=True, slots=True)
class _Readable:
    """Everything of a credential that can be read; `_NAME` is no field's name."""

    name: str
    fields: Mapping[str, str]

    def value(self, name: str) -> str:
        return self.name if name == _NAME else self.fields.get(name, "")


def _differences(before: CredentialDraft, after: CredentialDraft) -> tuple[str, ...]:
    old, new = _Readable(before.name, before.fields), _Readable(after.name, after.fields)
    names = dict.fromkeys((_NAME, *before.fields, *after.fields))
    return tuple(name for name in names if old.value(name) != new.value(name))


def _not(why: WhyNot) -> Undo:
    return Undo(why_not=why)
