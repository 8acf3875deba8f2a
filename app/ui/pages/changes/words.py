"""An entry of the audit log in words: what was done, to what, and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from app.domain.audit import SYSTEM, AuditEntry, FieldChange, changes_of
from app.domain.undo import WhyNot
from app.ui.pages.changes.known import Known
from app.ui.pages.changes.members import LONGEST, name_of, value_of
from app.ui.text import states
from app.ui.text.names import function_label

translate = QCoreApplication.translate
_OPERATOR: Final = "operator"  # whoever may use the platform's own folder
_ACCESS: Final = ("token", "client")  # what lets somebody in; an operator issues and revokes it


def verb(entry: AuditEntry) -> str:
    """`Edited`, `Turned off`, `Stopped`; an action that this version does not know as it is."""
    if entry.action == "updated" and entry.resource_type == "listener":
        return _listener_verb(entry)
    words = {
        "created": translate("changes", "Created"),
        "updated": translate("changes", "Edited"),
        "deleted": translate("changes", "Deleted"),
        "suspended": translate("changes", "Stopped"),
        "tested": translate("changes", "Tested"),
        "secret_revealed": translate("changes", "Revealed the secret of"),
        "secret_rotated": translate("changes", "Rotated the secret of"),
        "replayed": translate("changes", "Replayed"),
        "cancelled": translate("changes", "Cancelled"),
        "issued": translate("changes", "Issued"),
        "revoked": translate("changes", "Revoked"),
        "restored": translate("changes", "Restored"),
        "reset": translate("changes", "Reset"),
        "rotated": translate("changes", "Rotated"),
        "exported": translate("changes", "Exported"),
    }
    return words.get(entry.action, entry.action)


def icon(entry: AuditEntry) -> str:
    """What stands in front of the verb."""
    icons = {
        "created": "plus",
        "updated": "pencil",
        "deleted": "trash",
        "suspended": "x-circle",
        "tested": "deliveries",
        "secret_revealed": "eye",
        "secret_rotated": "key",
        "replayed": "replay",
        "cancelled": "prohibit",
        "issued": "key",
        "revoked": "prohibit",
        "restored": "history",
        "reset": "history",
        "rotated": "key",
        "exported": "export",
    }
    return icons.get(entry.action, "info")


def subject(entry: AuditEntry, known: Known) -> tuple[str, str]:
    """What it was done to: its name, and the function of a listener."""
    settings = (
        entry.after.listener or entry.before.listener or known.listeners.get(entry.resource_id)
    )
    if settings is not None:
        return settings.entity, function_label(settings.function)
    former = known.former.get(entry.resource_id)
    if former is not None:
        words = function_label(former.settings.function)
        if former.is_deleted:
            words = translate("changes", "{function} (deleted since)").format(function=words)
        return former.settings.entity, words
    if entry.resource_type in _ACCESS:
        name = (entry.after.said or entry.before.said or {}).get("name")
        return (name if isinstance(name, str) and name else entry.resource_id), ""
    credential = entry.after.credential or entry.before.credential
    if credential is not None:
        return credential.name, ""
    if entry.resource_id in known.credentials:
        return known.credentials[entry.resource_id], ""
    if entry.resource_type == "platform":
        return resource_kind("platform"), ""
    said = entry.after.said or entry.before.said or {}
    entity = said.get("entity")
    if entry.resource_type == "record" and isinstance(entity, str):
        return entity, ""
    return entry.resource_id, ""


def label(entry: AuditEntry, known: Known) -> str:
    """The name that people gave to a listener; "" for anything else."""
    settings = entry.after.listener or entry.before.listener
    settings = settings or known.listeners.get(entry.resource_id)
    former = known.former.get(entry.resource_id)
    if settings is None and former is not None:
        settings = former.settings
    return settings.name if settings is not None else ""


def details(entry: AuditEntry, known: Known) -> str:
    """The rest of the line: what of it changed, or what it is called."""
    match entry.action:
        case _ if entry.resource_type in ("record", "platform"):
            return entry.resource_id
        case "updated":
            names = names_of(entry)
            is_told_by_verb = [one.path for one in changes_of(entry)] == ["mode"]
            return label(entry, known) if is_told_by_verb or not names else ", ".join(names)
        case "suspended":
            said = entry.after.said or {}
            return states.status_reason(str(said.get("status_reason") or ""))
        case "replayed":
            count = (entry.after.said or {}).get("count")
            if isinstance(count, int):
                return translate("changes", "%Ln delivery(s)", None, count)
    return label(entry, known) or resource_kind(entry.resource_type)


def names_of(entry: AuditEntry) -> list[str]:
    """The names of what differs, each once, in order."""
    kind = entry.resource_type
    return list(dict.fromkeys(name_of(one.path, kind) for one in changes_of(entry)))


def by(entry: AuditEntry) -> str:
    """Who did it."""
    if entry.actor_id == SYSTEM:
        return translate("changes", "Platform")
    if entry.actor_id == _OPERATOR:
        return translate("changes", "Operator of the platform")
    return entry.actor_name or entry.actor_id


def resource_kind(name: str) -> str:
    """`Listener`, `Credential`; a kind that this version does not know as it is."""
    words = {
        "listener": translate("changes", "Listener"),
        "credential": translate("changes", "Credential"),
        "record": translate("changes", "Record"),
        "delivery": translate("changes", "Delivery"),
        "key": translate("changes", "Key of the platform"),
        "platform": translate("changes", "Platform"),
        "token": translate("changes", "API token"),
        "client": translate("changes", "OAuth 2.0 client"),
        "personal_data": translate("changes", "Data of a person"),
    }
    return words.get(name, name)


def field_changes(entry: AuditEntry) -> tuple[FieldChange, ...]:
    """What differs, less what says nothing on either side."""
    return tuple(one for one in changes_of(entry) if _says(one.before) or _says(one.after))


def texts_of(entry: AuditEntry) -> list[str]:
    """What was written before and after, for the search."""
    sides = (side for one in changes_of(entry) for side in (one.before, one.after))
    return [side[:LONGEST] for side in sides if isinstance(side, str)]


def why_no_undo(why: WhyNot) -> str:
    """Why there is no undo, in a sentence."""
    words = {
        WhyNot.NOTHING: translate("changes", "There is nothing to undo."),
        WhyNot.NOT_HERE: translate("changes", "This cannot be undone from here."),
        WhyNot.UNREADABLE: translate(
            "changes", "This version of the app does not understand all of this change."
        ),
        WhyNot.BEHIND: translate(
            "changes", "This computer has not read this change yet. It syncs now."
        ),
        WhyNot.GONE: translate(
            "changes", "It was deleted since, or this computer has not synced it yet."
        ),
        WhyNot.CHANGED_SINCE: translate(
            "changes", "The same was changed again since: undo the newer change first."
        ),
        WhyNot.WAITING_HERE: translate(
            "changes", "A change made here waits to be sent: let it go, or give it up, first."
        ),
        WhyNot.SECRET: translate("changes", "Secrets are never kept, so they cannot be put back."),
        WhyNot.IN_USE: translate("changes", "A listener uses it now."),
    }
    return words[why]


def _says(said: Any) -> bool:
    return said not in (None, "", [])


def _listener_verb(entry: AuditEntry) -> str:
    """A change of nothing but the mode is what people call turning it on or off."""
    edited = translate("changes", "Edited")
    if "lifted" in (entry.after.said or {}):
        return translate("changes", "Turned on again")
    if [one.path for one in changes_of(entry)] != ["mode"]:
        return edited
    words: Mapping[str, str] = {
        "enabled": translate("changes", "Turned on"),
        "paused": translate("changes", "Paused"),
        "disabled": translate("changes", "Turned off"),
    }
    return words.get(str((entry.after.said or {}).get("mode")), edited)


def title(entry: AuditEntry, known: Known) -> str:
    """`clients Create`: what it was done to, in one line."""
    return " ".join(part for part in subject(entry, known) if part)


def as_text(entry: AuditEntry, known: Known) -> str:
    """What differs, for the clipboard: each member with its value before and after."""
    told = [f"{verb(entry)} {title(entry, known)}"]
    for one in field_changes(entry):
        told.append(name_of(one.path, entry.resource_type))
        if entry.before.said is not None:
            told.append(f"- {value_of(one.path, one.before, known)}")
        if entry.after.said is not None:
            told.append(f"+ {value_of(one.path, one.after, known)}")
    return "\n".join(told)
