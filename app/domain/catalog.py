"""What the platform can do: entities, functions, authentication types, limits.

Contract section 3.  Clients look these up; nothing of them is hard-coded.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of record; `reason` says why one that is not listenable is not."""

    name: str
    label: str
    listenable: bool
    functions: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """What can happen to a record."""

    name: str
    label: str
    supported: bool


@dataclass(frozen=True, slots=True)
class AuthField:
    """One field of an authentication type."""

    name: str
    label: str
    secret: bool
    required: bool


@dataclass(frozen=True, slots=True)
class AuthType:
    """A way to authenticate to an endpoint."""

    name: str
    label: str
    fields: tuple[AuthField, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """The platform's limits; the defaults are the contract's example."""

    listeners: int = 100_000
    payload_bytes: int = 262_144
    timeout_s: int = 15
    tests_per_minute: int = 60
    payload_retention_days: int = 30
    attempt_retention_days: int = 90


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything a form needs to know about the platform."""

    revision: str
    entities: tuple[Entity, ...]
    functions: tuple[Function, ...]
    auth_types: tuple[AuthType, ...]
    limits: Limits = field(default_factory=Limits)

    def entity(self, name: str) -> Entity | None:
        """The entity of that name, or None."""
        return next((one for one in self.entities if one.name == name), None)

    def function(self, name: str) -> Function | None:
        """The function of that name, or None."""
        return next((one for one in self.functions if one.name == name), None)

    def auth_type(self, name: str) -> AuthType | None:
        """The authentication type of that name, or None."""
        return next((one for one in self.auth_types if one.name == name), None)
