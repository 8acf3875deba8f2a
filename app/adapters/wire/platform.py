"""Who one is, what the platform can do, and records (contract sections 2, 3 and 6)."""

from __future__ import annotations

from typing import Any

from app.adapters.wire.reading import Members
from app.domain.catalog import AuthField, AuthType, Catalog, Entity, Function, Limits
from app.domain.record import Record, RecordPage
from app.domain.strict_json import dumps
from app.domain.workspace import Channel, Environment, Me


def read_me(value: Any) -> Me:
    """What `/me` answers; an environment newer than this app is treated with most care."""
    members = Members(value, "me")
    user, instance = members.inner("user"), members.inner("instance")
    return Me(
        user_id=user.text("id"),
        user_name=user.text("name", ""),
        user_email=user.text("email", ""),
        permissions=frozenset(members.texts("permissions")),
        instance_id=instance.text("id"),
        instance_name=instance.text("name", ""),
        plan=instance.text("plan"),
        environment=instance.choice("environment", Environment, Environment.PRODUCTION),
        channels=tuple(
            Channel(one.text("id"), one.text("name", "")) for one in members.objects("channels")
        ),
        capabilities=frozenset(members.texts("capabilities")),
    )


def read_catalog(value: Any) -> Catalog:
    """The catalog."""
    members = Members(value, "catalog")
    limits = members.inner_or_none("limits")
    return Catalog(
        revision=members.text("revision"),
        entities=tuple(_entity(one) for one in members.objects("entities")),
        functions=tuple(
            Function(
                name := one.text("name"), one.text("label", name), one.flag("supported", False)
            )
            for one in members.objects("functions")
        ),
        auth_types=tuple(_auth_type(one) for one in members.objects("auth_types")),
        limits=Limits() if limits is None else _limits(limits),
    )


def read_record(entity: str, value: Any, body: bytes | None = None) -> Record:
    """A record; `body` is the answer it came in, when it came alone."""
    members = Members(value, "record")
    return Record(
        entity=entity,
        id=members.text("id"),
        version=members.integer("version"),
        fields=dict(value),
        body=dumps(value) if body is None else body,
    )


def read_records(entity: str, value: Any) -> RecordPage:
    """One page of records."""
    members = Members(value, "records")
    items = members.items("items", required=True)
    return RecordPage(
        tuple(read_record(entity, one) for one in items), members.text_or_none("next_cursor")
    )


def _entity(members: Members) -> Entity:
    name = members.text("name")
    return Entity(
        name=name,
        label=members.text("label", name),
        listenable=members.flag("listenable", False),
        functions=members.texts("functions"),
        reason=members.text("reason", ""),
    )


def _auth_type(members: Members) -> AuthType:
    name = members.text("name")
    return AuthType(
        name, members.text("label", name), tuple(_field(one) for one in members.objects("fields"))
    )


def _field(members: Members) -> AuthField:
    name = members.text("name")
    # What is not said to be readable is treated as a secret.
    return AuthField(
        name,
        members.text("label", name),
        secret=members.flag("secret", True),
        required=members.flag("required", True),
    )


def _limits(members: Members) -> Limits:
    default = Limits()
    return Limits(
        listeners=members.integer("listeners", default.listeners),
        payload_bytes=members.integer("payload_bytes", default.payload_bytes),
        timeout_s=members.integer("timeout_seconds", default.timeout_s),
        tests_per_minute=members.integer("tests_per_minute", default.tests_per_minute),
        payload_retention_days=members.integer(
            "payload_retention_days", default.payload_retention_days
        ),
        attempt_retention_days=members.integer(
            "attempt_retention_days", default.attempt_retention_days
        ),
    )
