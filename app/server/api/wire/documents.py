"""The user, the catalog and problems on the wire (contract sections 1 to 3): documentation."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from app.server.api.wire.base import Shown


class FieldProblem(Shown):
    """One refused member of a body."""

    pointer: str = Field(description="JSON pointer (RFC 6901) into the body")
    code: str
    detail: str


class Problem(Shown):
    """A refusal (RFC 9457); `code` is stable. Some codes carry more members."""

    model_config = ConfigDict(extra="allow", defer_build=True)

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldProblem] | None = None


class User(Shown):
    """The user that a token acts as."""

    id: str
    name: str
    email: str


class Instance(Shown):
    """The platform's instance."""

    id: str
    name: str
    plan: Literal["plan", "plan_pro"]
    environment: Literal["production", "staging", "sandbox"]


class Channel(Shown):
    """A distribution channel."""

    id: str
    name: str


class Me(Shown):
    """Who the token is, and what can be done with it."""

    user: User
    permissions: list[str]
    instance: Instance
    channels: list[Channel]
    capabilities: list[str] = Field(description="Only what is built; other calls answer 404")


class Entity(Shown):
    """A kind of record; `reason` says why it cannot be listened to."""

    name: str
    label: str
    listenable: bool
    functions: list[str] = Field(default_factory=list)
    reason: str | None = None


class Function(Shown):
    """What can happen to a record."""

    name: str
    label: str
    supported: bool


class AuthField(Shown):
    """One field of an authentication type."""

    name: str
    label: str
    secret: bool
    required: bool


class AuthType(Shown):
    """A way to authenticate to an endpoint."""

    name: str
    label: str
    fields: list[AuthField]


class Limits(Shown):
    """The platform's limits."""

    listeners: int
    payload_bytes: int
    timeout_seconds: int
    tests_per_minute: int
    payload_retention_days: int
    attempt_retention_days: int


class Catalog(Shown):
    """Everything that a form needs to know about the platform."""

    revision: str
    entities: list[Entity]
    functions: list[Function]
    auth_types: list[AuthType]
    limits: Limits


class RecordPage(Shown):
    """One page of records, newest first; each follows its entity's schema."""

    items: list[dict[str, Any]]
    next_cursor: str | None
