"""Words that several commands use."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.cli.output import minute
from app.cli.profile.shapes import setting, time_text
from app.domain.errors import StoreError
from app.domain.pending import pending_of
from app.domain.store_repair import StoreRepair
from app.domain.sync_state import LocalListener, SyncState


def where(row: LocalListener) -> str:
    """Where a listener sends to."""
    to = row.settings.destination
    return to.url or to.address


def state_of(row: LocalListener) -> str:
    """One or two words: how it is on the platform, or what is the matter with a change."""
    match row.state:
        case SyncState.CONFLICT:
            return "conflict"
        case SyncState.REFUSED:
            return "refused"
        case SyncState.WAITING | SyncState.SENDING:
            return f"{pending_of(row).kind.value} waits"
        case SyncState.CLEAN:
            return row.base.status.value if row.base is not None else ""


def setting_text(name: str, value: Any) -> str:
    """One setting as people read it."""
    if value is None:
        return ""
    plain = setting(name, value)
    if isinstance(plain, dict):
        return ", ".join(f"{key} {one}" for key, one in plain.items() if key != "kind" and one)
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    return str(plain)


def since(at: datetime | None) -> str:
    """When a change was made, in UTC."""
    return "" if at is None else f"{minute(time_text(at))} UTC"


def preset_line(error: StoreError) -> str:
    """Why the preset of this computer is not in force."""
    why = {
        "foreign": "others than the administrator could change it",
        "read_only": "it may not be read",
    }.get(error.reason, str(error))
    return (
        f"the preset of this computer, {error.path}, is not in force: {why}; whoever looks after "
        "this computer can mend it"
    )


def repair_lines(repair: StoreRepair) -> list[str]:
    """What was done about a damaged local copy, and where the old one lies."""
    began = (
        "began empty" if repair.backup_at is None else f"is the backup of {since(repair.backup_at)}"
    )
    old = f", the old file is kept in {repair.moved_to}" if repair.moved_to else ""
    lines = [
        f"the local copy {repair.path} was damaged and has been replaced{old}",
        f"the new one {began}; read in the old one: {repair.listeners} listeners,"
        f" {repair.changes} of them with a change that waits",
    ]
    if repair.unsure:
        lines.append(
            f"{repair.unsure} changes may have been sent before; they are marked as refused,"
            " see `pending list`"
        )
    return lines
