"""The audit log (contract section 7)."""

from __future__ import annotations

from typing import Any

from app.adapters.wire.listeners import read_settings
from app.adapters.wire.reading import Members
from app.domain.audit import AuditEntry, AuditFilter, AuditPage, AuditSide
from app.domain.credential import CredentialDraft
from app.domain.errors import ProtocolError
from app.domain.listener import ListenerSettings, Mode
from app.domain.times import format_time

_MODES = frozenset(Mode)


def read_audit(value: Any) -> AuditPage:
    """One page of the log."""
    members = Members(value, "audit")
    items = members.items("items", required=True)
    return AuditPage(
        tuple(read_entry(one) for one in items),
        members.text_or_none("next_cursor"),
    )


def read_entry(value: Any) -> AuditEntry:
    """One entry."""
    members = Members(value, "entry")
    actor, resource = members.inner("actor"), members.inner("resource")
    kind = resource.text("type")
    return AuditEntry(
        id=members.text("id"),
        at=members.time("at"),
        actor_id=actor.text("id"),
        actor_name=actor.text("name", ""),
        action=members.text("action"),
        resource_type=kind,
        resource_id=resource.text("id"),
        before=_side(value, "before", kind),
        after=_side(value, "after", kind),
    )


def write_audit_filter(wanted: AuditFilter) -> list[tuple[str, str]]:
    """The parameters of a list."""
    pairs = [
        ("resource_id", wanted.resource_id),
        ("actor_id", wanted.actor_id),
        ("since", format_time(wanted.since) if wanted.since else None),
        ("until", format_time(wanted.until) if wanted.until else None),
    ]
    return [(name, value) for name, value in pairs if value is not None]


def _side(entry: dict[str, Any], name: str, kind: str) -> AuditSide:
    members = Members(entry, "entry").inner_or_none(name)
    if members is None:
        return AuditSide()
    said: dict[str, Any] = entry[name]
    if kind == "listener":
        return AuditSide(said, listener=_listener(members, said))
    if kind == "credential":
        return AuditSide(said, credential=_credential(members), secrets_changed=_secrets(members))
    return AuditSide(said)


def _listener(members: Members, said: dict[str, Any]) -> ListenerSettings | None:
    """The settings, or None where this version does not understand them all.

    The log names things that are no settings, too (a suspension says only the status),
    and what cannot be read must not be put back by guess.
    """
    try:
        settings = read_settings(members)
    except ProtocolError:
        return None
    knows_all = said.get("mode") in _MODES and _kind(said) in {"endpoint", "email"}
    return settings if knows_all else None


def _kind(said: dict[str, Any]) -> Any:
    destination = said.get("destination")
    return destination.get("kind") if isinstance(destination, dict) else None


def _credential(members: Members) -> CredentialDraft | None:
    try:
        return CredentialDraft(
            members.text("auth_type"), members.text("name"), members.text_map("fields")
        )
    except ProtocolError:
        return None


def _secrets(members: Members) -> tuple[str, ...]:
    try:
        return members.texts("secrets_changed")
    except ProtocolError:
        return ()
