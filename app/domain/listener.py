"""A webhook listener: what the platform says of it, what people set, what they type.

Contract section 4.  `ListenerSettings` is exactly what a person can set and what
travels in a create or an update; `Listener` adds what the platform works out;
`ListenerDraft` is a form in the middle of being filled in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.domain.email_address import parse_email
from app.domain.hours import UNTOLD, Hours
from app.domain.text import check_name
from app.domain.url import parse_url
from app.domain.validation import Code, Problem, Refused

if TYPE_CHECKING:
    from app.domain.catalog import Catalog
    from app.domain.credential import Credential
    from app.domain.validation import Problems


class Mode(StrEnum):
    """What people set (contract section 4)."""

    ENABLED = "enabled"
    PAUSED = "paused"
    DISABLED = "disabled"


class Status(StrEnum):
    """What the platform works out; UNKNOWN stands for a value newer than this app."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"
    SUSPENDED = "suspended"
    UNSUPPORTED = "unsupported"
    UNKNOWN = "unknown"


class HealthState(StrEnum):
    """How deliveries have gone lately."""

    UNKNOWN = "unknown"
    HEALTHY = "healthy"
    DEGRADED = "degraded"
    FAILING = "failing"


class Kind(StrEnum):
    """Where a listener sends to."""

    ENDPOINT = "endpoint"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Destination:
    """An endpoint (`url`, `auth_type`, `credential_id`) or an e-mail `address`.

    Members that do not belong to `kind` are empty.
    """

    kind: Kind
    url: str = ""
    auth_type: str = "none"
    credential_id: str | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class ListenerSettings:
    """Everything about a listener that a person can set."""

    entity: str
    function: str
    destination: Destination
    name: str = ""
    channel_id: str | None = None
    mode: Mode = Mode.ENABLED
    signing: bool = True


@dataclass(frozen=True, slots=True)
class Health:
    """Counts of the last 24 hours and the state they add up to."""

    state: HealthState = HealthState.UNKNOWN
    delivered_24h: int = 0
    failed_24h: int = 0
    pending: int = 0
    last_attempt_at: datetime | None = None
    last_status: int | None = None
    failing_since: datetime | None = None
    suspend_at: datetime | None = None
    hours: Hours = UNTOLD  # 24, oldest first


@dataclass(frozen=True, slots=True)
class Listener:
    """A listener as the platform last described it."""

    id: str
    settings: ListenerSettings
    status: Status
    status_reason: str | None
    health: Health
    version: int
    etag: str
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str

    @property
    def is_failing(self) -> bool:
        """Whether it sends, and deliveries have not gone well lately."""
        bad = {HealthState.DEGRADED, HealthState.FAILING}
        return self.status is Status.ACTIVE and self.health.state in bad

    @property
    def needs_attention(self) -> bool:
        """Whether a person should look: it fails, or was stopped for failing."""
        return self.is_failing or self.status is Status.SUSPENDED


@dataclass(frozen=True, slots=True)
class ListenerDraft:
    """What a person is typing: may be incomplete or wrong, never half-applied."""

    entity: str = ""
    function: str = "create"
    kind: Kind = Kind.ENDPOINT
    url: str = ""
    auth_type: str = "none"
    credential_id: str | None = None
    address: str = ""
    name: str = ""
    channel_id: str | None = None
    mode: Mode = Mode.ENABLED
    signing: bool = True

    @classmethod
    def of(cls, settings: ListenerSettings) -> ListenerDraft:
        """Start editing from saved settings."""
        to = settings.destination
        return cls(
            entity=settings.entity,
            function=settings.function,
            kind=to.kind,
            url=to.url,
            auth_type=to.auth_type,
            credential_id=to.credential_id,
            address=to.address,
            name=settings.name,
            channel_id=settings.channel_id,
            mode=settings.mode,
            signing=settings.signing,
        )

    def settings(self) -> ListenerSettings:
        """The settings this draft stands for, in canonical form.

        Raises:
            Refused: The URL or the address is not valid; call `problems` first.
        """
        if self.kind is Kind.EMAIL:
            destination = Destination(Kind.EMAIL, address=parse_email(self.address))
        else:
            destination = Destination(
                Kind.ENDPOINT,
                url=parse_url(self.url).text,
                auth_type=self.auth_type,
                credential_id=None if self.auth_type == "none" else self.credential_id,
            )
        return ListenerSettings(
            entity=self.entity,
            function=self.function,
            destination=destination,
            name=check_name(self.name),
            channel_id=self.channel_id,
            mode=self.mode,
            signing=self.signing,
        )

    def problems(self, catalog: Catalog, credentials: Collection[Credential]) -> Problems:
        """Every reason this draft cannot be saved, in field order.

        An entity that cannot be listened to, and a function that is not supported,
        are problems here although the platform would save them (contract section 4):
        such a listener never activates, so a form must not make one by accident.
        """
        found: list[Problem] = []
        found += self._source_problems(catalog)
        found += self._destination_problems(catalog, credentials)
        if self.name:
            found += _refusal(check_name, self.name, "name")
        return tuple(found)

    def _source_problems(self, catalog: Catalog) -> list[Problem]:
        found = []
        entity = catalog.entity(self.entity)
        if not self.entity:
            found.append(Problem("entity", Code.REQUIRED))
        elif entity is None:
            found.append(Problem("entity", Code.UNKNOWN_ENTITY, {"entity": self.entity}))
        elif not entity.listenable:
            supported = sum(one.listenable for one in catalog.entities)
            params = {"entity": self.entity, "supported": supported, "reason": entity.reason}
            found.append(Problem("entity", Code.ENTITY_NOT_LISTENABLE, params))
        function = catalog.function(self.function)
        is_sent = entity is None or not entity.listenable or self.function in entity.functions
        if function is None or not function.supported or not is_sent:
            params = {"function": self.function}
            found.append(Problem("function", Code.FUNCTION_NOT_SUPPORTED, params))
        return found

    def _destination_problems(
        self, catalog: Catalog, credentials: Collection[Credential]
    ) -> list[Problem]:
        if self.kind is Kind.EMAIL:
            return _refusal(parse_email, self.address, "address")
        found = _refusal(parse_url, self.url, "url")
        if self.auth_type == "none":
            return found
        if catalog.auth_type(self.auth_type) is None:
            found.append(Problem("auth_type", Code.UNKNOWN_AUTH_TYPE, {"name": self.auth_type}))
            return found
        chosen = next((one for one in credentials if one.id == self.credential_id), None)
        if self.credential_id is None:
            found.append(Problem("credential_id", Code.CREDENTIAL_REQUIRED))
        elif chosen is None:
            found.append(Problem("credential_id", Code.CREDENTIAL_NOT_FOUND))
        elif chosen.auth_type != self.auth_type:
            found.append(Problem("credential_id", Code.CREDENTIAL_TYPE_MISMATCH))
        return found


def _refusal(parse: Callable[..., object], text: str, field: str) -> list[Problem]:
    try:
        parse(text, field=field)
    except Refused as refused:
        return [refused.problem]
    return []


def changed_fields(before: ListenerSettings, after: ListenerSettings) -> Mapping[str, Any]:
    """The settings of `after` that differ from `before`, by field name."""
    return {
        field.name: getattr(after, field.name)
        for field in dataclasses.fields(ListenerSettings)
        if getattr(after, field.name) != getattr(before, field.name)
    }
