"""Changes as lines of a file: who changed what, as the platform said it.

The log holds no secrets, but it holds addresses: of these the origin is told, wherever
they stand.  That another path was set is told all the same, by the name of what differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from app.domain.audit import changes_of
from app.domain.export import Row, origin_of

if TYPE_CHECKING:
    from app.domain.audit import AuditEntry, AuditSide

COLUMNS: Final = (
    "at",
    "action",
    "resource_type",
    "resource_id",
    "resource_name",
    "actor_id",
    "actor_name",
    "changed",
    "before",
    "after",
    "id",
)


def row_of(entry: AuditEntry, names: Mapping[str, str]) -> Row:
    """What is told of one change.

    Args:
        entry: The change.
        names: How listeners and credentials are called now, by id; a name that the
            change itself tells comes first.
    """
    return {
        "at": entry.at,
        "action": entry.action,
        "resource_type": entry.resource_type,
        "resource_id": entry.resource_id,
        "resource_name": _name_of(entry) or names.get(entry.resource_id),
        "actor_id": entry.actor_id,
        "actor_name": entry.actor_name,
        "changed": [one.path for one in changes_of(entry)],
        "before": _without_paths(entry.before.said),
        "after": _without_paths(entry.after.said),
        "id": entry.id,
    }


def _name_of(entry: AuditEntry) -> str | None:
    return _name_on(entry.after) or _name_on(entry.before)


def _name_on(side: AuditSide) -> str | None:
    found = side.listener or side.credential
    return found.name if found is not None else None


def _without_paths(said: Any) -> Any:
    if isinstance(said, Mapping):
        return {name: _without_paths(one) for name, one in said.items()}
    if isinstance(said, list):
        return [_without_paths(one) for one in said]
    return origin_of(said) if isinstance(said, str) else said
