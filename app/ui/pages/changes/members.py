"""A member of what the audit log tells, and its value, as people call them."""

from __future__ import annotations

import json
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from app.domain.times import parse_time
from app.ui.pages.changes.known import Known
from app.ui.text import problems, states, times
from app.ui.text.names import function_label, listener_name

translate = QCoreApplication.translate
LONGEST: Final = 2_000  # characters of one value; the rest is said to be there
_TIMES: Final = frozenset({"expires_at", "since", "until"})


def name_of(path: str, kind: str = "listener") -> str:
    """A member as people call it; one that this version does not know as it is.

    Args:
        path: Where it is in what was told.
        kind: Of what: only a listener's name is called its label.
    """
    if path == "name" and kind != "listener":
        return translate("changes", "Name")
    words = {
        "destination.kind": translate("changes", "Kind of destination"),
        "destination.url": translate("changes", "Endpoint URL"),
        "destination.auth_type": translate("changes", "Authentication"),
        "destination.credential_id": translate("changes", "Credential"),
        "destination.address": translate("changes", "Email address"),
        "mode": translate("changes", "Status"),
        "status": translate("changes", "Status"),
        "status_reason": translate("changes", "Reason"),
        "signing": translate("changes", "Signing"),
        "secrets_changed": translate("changes", "Replaced secrets"),
        "lifted": translate("changes", "Was stopped because"),
        "version": translate("changes", "Version"),
        "role": translate("changes", "Role"),
        "expires_at": translate("changes", "Ends"),
        "listener_id": translate("changes", "Listener"),
        "since": translate("changes", "Since"),
        "until": translate("changes", "Until"),
        "count": translate("changes", "Deliveries"),
        "skip_superseded": translate("changes", "Leave out older versions"),
    }
    if path.startswith("fields."):
        return path.removeprefix("fields.")
    return words.get(path) or _counted(path) or problems.field_name(path)


def _counted(path: str) -> str:
    """What an operator's work names with a number: a reset, a new key, the data of a person."""
    words = {
        "records": translate("changes", "Records"),
        "events": translate("changes", "Events"),
        "deliveries": translate("changes", "Deliveries"),
        "listeners": translate("changes", "Listeners"),
        "secrets": translate("changes", "Secrets"),
        "payloads": translate("changes", "Payloads"),
        "attempts": translate("changes", "Attempts"),
        "kept_answers": translate("changes", "Kept answers"),
        "mails": translate("changes", "Messages"),
    }
    return words.get(path, "")


def value_of(path: str, said: Any, known: Known) -> str:
    """A value as people read it; what is no text is written as JSON."""
    if said is None or said in ("", []):
        return translate("changes", "None")
    if isinstance(said, bool):
        return translate("changes", "On") if said else translate("changes", "Off")
    if isinstance(said, int):
        return times.number(said)
    if isinstance(said, str):
        return _cut(_named(path, said, known))
    if isinstance(said, list) and all(isinstance(one, str) for one in said):
        return _cut(", ".join(_named(path, one, known) for one in said))
    return _cut(json.dumps(said, ensure_ascii=False))


def _named(path: str, said: str, known: Known) -> str:
    match path:
        case "destination.credential_id":
            return known.credentials.get(said, said)
        case "channel_id":
            return known.channels.get(said, said)
        case "function":
            return function_label(said)
        case "status_reason" | "lifted":
            return states.delivery_reason(states.status_reason(said))
        case "role":
            return _role(said)
        case "listener_id":
            settings = known.listeners.get(said)
            return said if settings is None else listener_name(settings)
        case _ if path in _TIMES:
            return _time(said)
        case "mode" | "status":
            return _state(said)
        case "destination.kind":
            email, endpoint = translate("changes", "Email"), translate("changes", "Endpoint")
            return {"email": email, "endpoint": endpoint}.get(said, said)
    return said


def _state(said: str) -> str:
    words = {
        "enabled": translate("changes", "On"),
        "active": translate("changes", "Active"),
        "paused": translate("changes", "Paused"),
        "disabled": translate("changes", "Off"),
        "suspended": translate("changes", "Stopped"),
        "unsupported": translate("changes", "Not active"),
        "pending": translate("changes", "Waiting"),
        "held": translate("changes", "Kept"),
        "delivered": translate("changes", "Delivered"),
        "failed": translate("changes", "Failed"),
        "cancelled": translate("changes", "Cancelled"),
        "skipped": translate("changes", "Not sent"),
    }
    return words.get(said, said)


def _role(said: str) -> str:
    words = {
        "administrator": translate("names", "Administrator"),
        "read_only": translate("names", "Read only"),
        "member": translate("names", "Member"),
    }
    return words.get(said, said)


def _time(said: str) -> str:
    try:
        return times.utc_tooltip(parse_time(said))
    except ValueError:
        return said


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return translate("changes", "{start}... (and {count} more characters)").format(
        start=text[:LONGEST], count=times.number(len(text) - LONGEST)
    )
