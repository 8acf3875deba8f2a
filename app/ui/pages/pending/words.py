"""A waiting change in words: what it is about, where it stands, what it makes different."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.conflict import Difference
from app.domain.listener import ListenerSettings
from app.domain.pending import ChangeKind, PendingChange, Subject
from app.domain.sync_state import LocalListener, SyncState
from app.ui.text import problems
from app.ui.text.setting_words import Surroundings, field_name, second_word_of, word_of
from app.ui.theme import Tone

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class DifferenceWords:
    """One setting: what it was, what is wanted, and in a conflict what the platform has."""

    name: str
    before: str
    mine: str
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class PendingRow:
    """One change with all its words."""

    change: PendingChange
    title: str
    about: str  # the function, or the kind of a credential
    differences: tuple[DifferenceWords, ...]

    @property
    def label(self) -> str:
        """The name that a person gave it."""
        return self.change.label

    @property
    def reasons(self) -> str:
        """Why the platform refused it, in its own words where it gave no fields."""
        change = self.change
        told = "\n".join(problems.of_refusal(one) for one in change.refusals)
        return told or change.refusal_detail


def row_of(change: PendingChange, local: LocalListener | None, around: Surroundings) -> PendingRow:
    """The words of a change; `local` is the listener that it is about."""
    if change.subject is not Subject.LISTENER or local is None:
        title = change.label or change.id
        return PendingRow(change, title, translate("pending", "Credential"), _plain(change))
    settings = local.settings
    return PendingRow(
        change,
        settings.entity,
        word_of("function", settings, around),
        tuple(_of_listener(one, local, around) for one in change.differences),
    )


def is_taken_back(change: PendingChange) -> bool:
    """Whether nothing is wanted any more, but what was sent before may still arrive."""
    is_waiting = change.state in (SyncState.WAITING, SyncState.SENDING)
    return change.kind is ChangeKind.EDIT and is_waiting and not change.differences


def note_of(change: PendingChange) -> str:
    """What there is to say where no setting differs; else empty."""
    if change.kind is ChangeKind.DELETE:
        return translate("pending", "It is deleted on the platform when this is sent.")
    if is_taken_back(change):
        return translate(
            "pending",
            "It was sent and not answered before you took it back. The platform is told, so that"
            " it changes nothing if it still arrives.",
        )
    return ""


def kind_word(change: PendingChange) -> str:
    """What was done."""
    if is_taken_back(change):
        return translate("pending", "Taken back here")
    match change.kind:
        case ChangeKind.CREATE:
            return translate("pending", "Created here")
        case ChangeKind.EDIT:
            return translate("pending", "Edited here")
        case ChangeKind.RESUME:
            return translate("pending", "Turned on again here")
        case ChangeKind.DELETE:
            return translate("pending", "Deleted here")


def state_word(change: PendingChange) -> tuple[str, Tone, str]:
    """Where it stands: an icon, a tone and words."""
    match change.state:
        case SyncState.SENDING:
            return "clock-fill", Tone.INFO, translate("pending", "Being sent")
        case SyncState.CONFLICT:
            return "git-fork-fill", Tone.WARN, translate("pending", "Conflict to resolve")
        case SyncState.REFUSED:
            return "x-circle-fill", Tone.BAD, translate("pending", "Refused, see why")
        case _:
            return "clock-fill", Tone.INFO, translate("pending", "Waiting to be sent")


def _of_listener(one: Difference, local: LocalListener, around: Surroundings) -> DifferenceWords:
    base = local.base.settings if local.base is not None else None
    theirs = local.theirs.settings if local.theirs is not None else None
    return DifferenceWords(
        field_name(one.name),
        _value(one.name, base, around),
        _value(one.name, local.settings, around),
        _value(one.name, theirs, around),
    )


def _value(name: str, settings: ListenerSettings | None, around: Surroundings) -> str:
    if settings is None:
        return ""
    parts = (word_of(name, settings, around), second_word_of(name, settings, around))
    return ", ".join(part for part in parts if part)


def _plain(change: PendingChange) -> tuple[DifferenceWords, ...]:
    return tuple(
        DifferenceWords(one.name, str(one.before or ""), str(one.mine or ""))
        for one in change.differences
    )
