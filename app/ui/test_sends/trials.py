"""A test that was sent, and what it was sent with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from app.domain.catalog import AuthType
from app.domain.credential import Credential
from app.domain.errors import AppError
from app.domain.listener import ListenerSettings
from app.domain.secret import Secret

if TYPE_CHECKING:
    from app.domain.delivery import Attempt


class Sender(Enum):
    """Who sends a test: the network of the platform is the one that counts."""

    PLATFORM = auto()
    HERE = auto()


@dataclass(frozen=True, slots=True)
class Subject:
    """Which listener is tested.

    Attributes:
        settings: What it would send, and where.
        listener_id: None for one that is not saved.
        function: The function's label.
        credential: The credential's name; empty without one.
    """

    settings: ListenerSettings
    listener_id: str | None = None
    function: str = ""
    credential: str = ""


@dataclass(frozen=True, slots=True)
class Payload:
    """What is sent: a record, what a person made of one, or with no member the sample."""

    record_id: str | None = None
    body: bytes | None = None  # the bytes, for a test from this computer
    is_edited: bool = False  # they are no record's: the platform gets them too


SAMPLE = Payload()


@dataclass(frozen=True, slots=True)
class Trial:
    """One test of this session."""

    number: int
    subject: Subject
    sender: Sender
    payload: Payload
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Tested:
    """A test of a saved listener that was sent from elsewhere in the window."""

    __test__ = False  # not a test case, whatever its name makes pytest think

    listener_id: str
    settings: ListenerSettings
    attempt: Attempt


class SecretsPurpose(Enum):
    """What a secret is asked for."""

    TEST = auto()
    CHECK = auto()
    COPY = auto()


@dataclass(frozen=True, slots=True)
class SecretsRequest:
    """Secrets that only a person knows: the platform never gives them out.

    `give` continues with them, and is told whether they are to be kept in the keyring;
    else they stay in memory.
    """

    auth_type: AuthType
    credential: Credential
    give: Callable[[Mapping[str, Secret], bool], None]
    purpose: SecretsPurpose = SecretsPurpose.TEST


class Phase(Enum):
    """What the page or the tab shows."""

    IDLE = auto()
    SENDING = auto()
    DONE = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class TestState:
    """Everything there is to show about tests right now."""

    __test__ = False  # not a test case, whatever its name makes pytest think

    phase: Phase = Phase.IDLE
    sender: Sender = Sender.PLATFORM
    subject: Subject | None = None
    shown: Trial | None = None
    earlier: tuple[Trial, ...] = ()  # of the same listener, newest first, `shown` among them
    compared: Trial | None = None  # one of them, which `shown` is compared with
    error: AppError | None = None

    @property
    def neighbour(self) -> Trial | None:
        """What to compare the shown one with first: the test before it, else the one after it."""
        if self.shown is None:
            return None
        number = self.shown.number
        before = (one for one in self.earlier if one.number < number)
        after = (one for one in reversed(self.earlier) if one.number > number)
        return next(before, next(after, None))
