"""What the form shows, as one value: choices, draft, and what is wrong so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Final

from app.domain.errors import AppError
from app.domain.listener_draft import ListenerDraft
from app.ui.access import Access


class Phase(Enum):
    """What the page is doing."""

    LOADING = auto()
    READY = auto()
    SAVING = auto()
    GONE = auto()  # the listener to edit is not here any more
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list; with a reason it is shown but cannot be chosen."""

    value: str | None
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that comes from the platform, never from us."""

    entities: tuple[Choice, ...] = ()  # those that cannot be listened to last
    functions: tuple[Choice, ...] = ()
    auth_types: tuple[Choice, ...] = ()
    credentials: tuple[Choice, ...] = ()  # of the chosen type
    channels: tuple[Choice, ...] = ()  # empty without Plan Pro


@dataclass(frozen=True, slots=True)
class Hints:
    """Small sentences under fields that are not wrong."""

    entity: str = ""
    function: str = ""
    destination: str = ""  # the URL or the address


@dataclass(frozen=True, slots=True)
class Volume:
    """How many messages a day an e-mail listener would send; None: not known.

    Attributes:
        days: Those of the last days, oldest first, as far as all of a day is known.
        what: Which events were counted, in words.
    """

    per_day: int | None = None
    is_confirmed: bool = False
    days: tuple[tuple[date, int], ...] = ()
    what: str = ""

    @property
    def about(self) -> int:
        """The figure as one says it: it is an estimate."""
        count = self.per_day or 0
        return round(count, -2) if count >= 1000 else round(count, -1) if count >= 100 else count

    @property
    def must_confirm(self) -> bool:
        """Whether it is so much that a person has to say yes."""
        return self.per_day is not None and self.per_day > VOLUME_LIMIT


VOLUME_LIMIT = 500
SAVE_AS_NEW: Final = "save_as_new"  # where the focus goes when a listener is gone


@dataclass(frozen=True, slots=True)
class FormState:
    """Everything the form's view needs."""

    phase: Phase = Phase.LOADING
    listener_id: str | None = None  # None: a new listener
    draft: ListenerDraft = field(default_factory=ListenerDraft)
    choices: Choices = field(default_factory=Choices)
    problems: Mapping[str, str] = field(default_factory=dict)  # by field, those to be shown
    summary: tuple[str, ...] = ()  # the fields to fix, once Save was tried
    hints: Hints = field(default_factory=Hints)
    volume: Volume = field(default_factory=Volume)
    is_dirty: bool = False
    is_gone: bool = False  # the listener was deleted meanwhile: it can only be saved as new
    error: AppError | None = None
    access: Access = field(default_factory=Access)

    @property
    def would_lose(self) -> bool:
        """Whether leaving now would lose what was typed."""
        return self.is_dirty and self.phase is Phase.READY

    @property
    def saved_id(self) -> str | None:
        """The listener that this is; None for one that is new, or to be saved as new."""
        return None if self.is_gone else self.listener_id

    @property
    def why_read_only(self) -> str:
        """Why nothing can be saved; empty where it can."""
        return self.access.why_no_change

    @property
    def why_no_credential(self) -> str:
        """Why no credential can be made from here; empty where it can."""
        return self.access.why_no_credential
