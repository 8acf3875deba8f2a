"""A connection to a platform, and who one is there (contract section 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.errors import AppError
from app.domain.secret import Secret


class Environment(StrEnum):
    """Sets colour, shape and safety; never guessed, the platform says it in `/me`."""

    PRODUCTION = "production"
    STAGING = "staging"
    SANDBOX = "sandbox"


class SignInKind(StrEnum):
    """How a connection proves who it is."""

    TOKEN = "token"  # noqa: S105 - a kind, not a secret
    OAUTH2 = "oauth2"


class Hue(StrEnum):
    """What colour a connection is shown in; its shape is always that of its environment."""

    OWN = "own"  # of its environment
    SLATE = "slate"
    BROWN = "brown"
    OLIVE = "olive"


@dataclass(frozen=True, slots=True)
class Channel:
    """A Distribution Channel (Plan Pro)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Me:
    """What `/me` answers.

    Attributes:
        clock_ahead_s: How far its clock was ahead of this computer's, as it answered; another
            answer with another is of the same person all the same.
    """

    user_id: str
    user_name: str
    user_email: str
    permissions: frozenset[str]
    instance_id: str
    instance_name: str
    plan: str
    environment: Environment
    channels: tuple[Channel, ...]
    capabilities: frozenset[str]
    clock_ahead_s: float = field(default=0.0, compare=False)

    def may(self, permission: str) -> bool:
        """Whether the token carries a permission."""
        return permission in self.permissions


@dataclass(frozen=True, slots=True)
class Connection:
    """A platform the administrator works with; holds no secret.

    `base_url` of the built-in sandbox is empty: its address is known only while it runs.
    """

    id: str
    name: str
    base_url: str
    environment: Environment
    sign_in: SignInKind = SignInKind.TOKEN
    client_id: str = ""
    is_sandbox: bool = False
    open_at_start: bool = True
    read_only: bool = False
    hue: Hue = Hue.OWN


def to_open_at_start(connections: Iterable[Connection], preferred_id: str) -> list[Connection]:
    """Those that may be opened at the start; the first of them is, the preferred one if it may."""
    offered = (one for one in connections if one.open_at_start)
    return sorted(offered, key=lambda one: one.id != preferred_id)


@dataclass(frozen=True, slots=True)
class ConnectionNews:
    """What another process did to the connections of a profile.

    Attributes:
        there: Those that are new, or called otherwise.
        gone: The ids of those that it removed.
    """

    there: tuple[Connection, ...] = ()
    gone: frozenset[str] = frozenset()

    def over(self, known: Iterable[Connection]) -> tuple[Connection, ...]:
        """The connections that there are now, in their order."""
        now = {one.id: one for one in known if one.id not in self.gone}
        now.update((one.id, one) for one in self.there)
        return tuple(now.values())


@dataclass(frozen=True, slots=True)
class ConnectRequest:
    """What the Connect page asks for."""

    name: str
    base_url: str
    sign_in: SignInKind
    secret: Secret  # the API token, or the client secret
    client_id: str = ""
    open_at_start: bool = True
    read_only: bool = False


class CheckKind(StrEnum):
    """The lines of the connection check, in order."""

    ADDRESS = "address"
    SECURE = "secure"
    SIGNED_IN = "signed_in"
    PERMISSION = "permission"
    PLAN = "plan"
    LISTENERS = "listeners"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the connection check: what was looked at and what was found.

    `value` is foreign text or a number as text; `error` is why the line failed.
    """

    kind: CheckKind
    passed: bool
    value: str = ""
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class ConnectionReport:
    """All lines of a connection check; `me` is None when it did not get that far."""

    lines: tuple[CheckLine, ...] = ()
    me: Me | None = None

    @property
    def passed(self) -> bool:
        """Whether the connection can be added."""
        return self.me is not None and all(line.passed for line in self.lines)


class SecretStorage(StrEnum):
    """Where secrets of this session are: said on screen at all times."""

    KEYRING = "keyring"
    SESSION_ONLY = "session_only"


@dataclass(frozen=True, slots=True)
class SyncOverview:
    """What the status bar and the sync card show.

    Attributes:
        online: Whether the last call reached the platform.
        waiting: Changes made here that the platform does not have yet.
        conflicts: Changes that wait for a person.
        refused: Changes that the platform refused.
        synced_at: When the local copy was last equal to the platform; None: never.
        offline_since: Since when the platform cannot be reached; None while online.
        fault: What ended the last run early, other than being offline.
    """

    online: bool = False
    waiting: int = 0
    conflicts: int = 0
    refused: int = 0
    synced_at: datetime | None = None
    offline_since: datetime | None = None
    fault: AppError | None = None


@dataclass(frozen=True, slots=True)
class SideState:
    """How a connection stands that is not the one open in the window.

    Attributes:
        connection_id: Which.
        overview: As of its last round.
        error: What ended that; None when nothing did.
    """

    connection_id: str
    overview: SyncOverview
    error: AppError | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """What goes with a connection that is removed.

    Attributes:
        changes: Made here, and not on the platform: they are lost.
        has_draft: Whether a listener was being filled in.
        is_known: False where the local copy cannot be read.
    """

    changes: int = 0
    has_draft: bool = False
    is_known: bool = True
