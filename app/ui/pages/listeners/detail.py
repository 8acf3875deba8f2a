"""What the detail panel says about the selected listener: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.domain.catalog import Catalog
from app.domain.credential import Credential
from app.domain.delivery import Delivery
from app.domain.errors import AppError
from app.domain.listener import Kind, ListenerSettings, Mode, Status, changed_fields
from app.domain.sync_state import LocalListener, SyncState
from app.domain.workspace import Channel, Me
from app.ui.pages.listeners.access import Access
from app.ui.pages.listeners.rows import ListenerRow, function_label, place_of
from app.ui.text import problems, states, times

translate = QCoreApplication.translate


class NoticeAction(Enum):
    """What a notice offers to do about it."""

    KEEP_MINE = auto()
    TAKE_THEIRS = auto()
    EDIT = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """The one banner of the panel."""

    tone: str
    title: str
    text: str
    actions: tuple[tuple[NoticeAction, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that waits to be sent."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Recent:
    """The newest deliveries of the selected listener, as far as they are read."""

    deliveries: tuple[Delivery, ...] | None = None  # None while they are being read
    error: AppError | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything the panel shows of one listener."""

    row: ListenerRow
    access: Access
    credential: Credential | None
    is_on: bool
    why_no_switch: str
    why_off: str
    is_switching: bool
    channel: str
    notice: Notice | None
    waiting: tuple[Change, ...]
    changed_line: str
    recent: Recent = field(default_factory=Recent)

    @property
    def is_email(self) -> bool:
        """Whether it sends messages instead of requests."""
        return self.row.kind is Kind.EMAIL


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a detail needs beside its row."""

    access: Access
    catalog: Catalog | None = None
    credentials: tuple[Credential, ...] = ()
    me: Me | None = None

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The Distribution Channels, where there are any."""
        return self.me.channels if self.me is not None else ()


def of(row: ListenerRow, around: Surroundings, recent: Recent, *, now: datetime) -> Detail:
    """The panel of one selected row."""
    local, base = row.local, row.local.base
    why = around.access.why_no_change
    if not why and base is not None and base.status is Status.UNSUPPORTED:
        why = _why_unsupported(base.status_reason)
    wanted = local.settings.destination.credential_id
    return Detail(
        row=row,
        access=around.access,
        credential=next((one for one in around.credentials if one.id == wanted), None),
        is_on=row.is_on,
        why_no_switch=why,
        why_off=_why_off(local),
        is_switching=local.is_waiting and base is not None and _wants_other_mode(local),
        channel=_word("channel_id", local.settings, around) if around.channels else "",
        notice=_notice(local),
        waiting=_waiting(local, around),
        changed_line=_changed_line(local, around.me, now),
        recent=recent,
    )


def _wants_other_mode(local: LocalListener) -> bool:
    base = local.base
    return local.resume_wanted or (
        base is not None and base.settings.mode is not local.settings.mode
    )


def _why_off(local: LocalListener) -> str:
    """Why nothing is sent, where the status alone does not say it."""
    match local.settings.mode:
        case Mode.PAUSED:
            return translate("listeners", "Events are kept and sent when it is turned on.")
        case Mode.DISABLED:
            return translate("listeners", "Turned off by a person. Events are not kept.")
        case Mode.ENABLED:
            return ""


def _why_unsupported(reason: str | None) -> str:
    words = states.status_reason(reason or "")
    return translate("listeners", "It cannot become active. {reason}.").format(reason=words)


def _notice(local: LocalListener) -> Notice | None:
    if local.state is SyncState.CONFLICT:
        return _conflict(local)
    if local.state is SyncState.REFUSED:
        reasons = [problems.of_refusal(one) for one in local.refusals]
        text = "\n".join(reasons) or local.refusal_detail
        edit = ((NoticeAction.EDIT, translate("listeners", "Edit")),)
        title = translate("listeners", "The platform refused this change")
        return Notice("bad", title, text, edit)
    base = local.base
    if base is None:
        return None
    if base.status is Status.SUSPENDED and not local.resume_wanted:
        title = states.status_reason(base.status_reason or "")
        text = translate("listeners", "New events are not sent until you turn the listener on.")
        return Notice("bad", title, text)
    if base.status is Status.UNSUPPORTED:
        title = translate("listeners", "This listener is saved but never becomes active")
        return Notice("info", title, states.status_reason(base.status_reason or ""))
    return None


def _conflict(local: LocalListener) -> Notice:
    mine = translate("listeners", "Keep mine")
    if local.theirs is None:
        title = translate("listeners", "Someone deleted this listener")
        text = translate("listeners", "Your change is kept here. Create it again, or let it go.")
        theirs = translate("listeners", "Let it go")
        mine = translate("listeners", "Create again")
    else:
        title = translate("listeners", "Someone changed this listener")
        text = translate("listeners", "Both changed the same setting. Choose which one stands.")
        theirs = translate("listeners", "Use theirs")
    actions = ((NoticeAction.KEEP_MINE, mine), (NoticeAction.TAKE_THEIRS, theirs))
    return Notice("warn", title, text, actions)


def _waiting(local: LocalListener, around: Surroundings) -> tuple[Change, ...]:
    if not local.is_waiting or local.base is None or local.mine is None:
        return ()
    before, after = local.base.settings, local.mine
    changes: list[Change] = []
    for name in changed_fields(before, after):
        if name == "destination":
            changes += _destination_changes(before, after, around)
        else:
            old, new = _word(name, before, around), _word(name, after, around)
            changes.append(Change(_field_name(name), old, new))
    return tuple(changes)


def _field_name(name: str) -> str:
    if name == "mode":
        return translate("listeners", "Status")
    return problems.field_name(name)


def _word(name: str, settings: ListenerSettings, around: Surroundings) -> str:
    match name:
        case "mode":
            return mode_word(settings.mode)
        case "signing":
            on, off = translate("listeners", "On"), translate("listeners", "Off")
            return on if settings.signing else off
        case "function":
            return function_label(settings.function, around.catalog)
        case "channel_id":
            known = {one.id: one.name for one in around.channels}
            whole = translate("listeners", "Whole instance")
            return known.get(settings.channel_id or "", settings.channel_id or whole)
        case "entity":
            return settings.entity
        case _:
            return settings.name or translate("listeners", "None")


def mode_word(mode: Mode) -> str:
    """What people set, in a word."""
    match mode:
        case Mode.ENABLED:
            return translate("listeners", "On")
        case Mode.PAUSED:
            return translate("listeners", "Paused")
        case Mode.DISABLED:
            return translate("listeners", "Off")


def _destination_changes(
    before: ListenerSettings, after: ListenerSettings, around: Surroundings
) -> list[Change]:
    old, new = before.destination, after.destination
    one, two = place_of(old, around.catalog), place_of(new, around.catalog)
    names = {credential.id: credential.name for credential in around.credentials}
    none = translate("listeners", "None")
    pairs = (
        (translate("listeners", "Sends to"), one.host + one.path, two.host + two.path),
        (translate("listeners", "Authentication"), one.auth or none, two.auth or none),
        (
            translate("listeners", "Credential"),
            names.get(old.credential_id or "", none),
            names.get(new.credential_id or "", none),
        ),
    )
    return [Change(name, was, now) for name, was, now in pairs if was != now]


def _changed_line(local: LocalListener, me: Me | None, now: datetime) -> str:
    if local.is_waiting and local.changed_at is not None:
        when = times.short(local.changed_at, now)
        return translate("listeners", "Changed here {when}").format(when=when)
    if local.base is None:
        return ""
    when = times.short(local.base.updated_at, now)
    if me is None or local.base.updated_by != me.user_id:  # the platform tells ids only
        return translate("listeners", "Changed {when}").format(when=when)
    return translate("listeners", "Changed {when} by {who}").format(when=when, who=me.user_name)


def summary(rows: Sequence[ListenerRow]) -> str:
    """`2 active, 1 failing` for several selected rows."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.status.word] = counted.get(row.status.word, 0) + 1
    return ", ".join(f"{count} {word.lower()}" for word, count in counted.items())
