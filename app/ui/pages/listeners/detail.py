"""What the detail panel says about the selected listener: pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.credential import Credential
from app.domain.errors import AppError
from app.domain.listener import Kind, Mode, Status
from app.domain.local_changes import is_unsure
from app.domain.sync_state import SyncState
from app.ui.access import Access
from app.ui.pages.listeners.rows import ListenerRow
from app.ui.text import problems, setting_words, states, times
from app.ui.text.setting_words import Change, word_of

if TYPE_CHECKING:
    from app.domain.delivery import Delivery
    from app.domain.sync_state import LocalListener
    from app.domain.workspace import Me
    from app.ui.text.setting_words import Surroundings

translate = QCoreApplication.translate


class NoticeAction(Enum):
    """What a notice offers to do about it."""

    KEEP_MINE = auto()
    TAKE_THEIRS = auto()
    RESOLVE = auto()
    EDIT = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """The one banner of the panel."""

    tone: str
    title: str
    text: str
    actions: tuple[tuple[NoticeAction, str], ...] = ()


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
        channel=word_of("channel_id", local.settings, around) if around.channels else "",
        notice=_notice(local),
        waiting=setting_words.waiting(local, around),
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
            return translate("listeners", "Events are kept and sent later.")
        case Mode.DISABLED:
            return translate("listeners", "Events are not kept.")
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
        if is_unsure(local):
            title = translate("listeners", "Look whether this change is still wanted")
        else:
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
    actions: tuple[tuple[NoticeAction, str], ...]
    if local.theirs is None:
        title = translate("listeners", "Someone deleted this listener")
        text = translate("listeners", "Your change is kept here. Create it again, or let it go.")
        actions = (
            (NoticeAction.KEEP_MINE, translate("listeners", "Create again")),
            (NoticeAction.TAKE_THEIRS, translate("listeners", "Let it go")),
        )
    elif local.delete_wanted:
        title = translate("listeners", "Someone changed this listener")
        text = translate("listeners", "You deleted it. Delete it all the same, or keep it.")
        actions = (
            (NoticeAction.KEEP_MINE, translate("listeners", "Delete it")),
            (NoticeAction.TAKE_THEIRS, translate("listeners", "Keep it")),
        )
    else:
        title = translate("listeners", "Someone changed this listener")
        text = translate("listeners", "Both changed the same setting. Compare both versions.")
        actions = ((NoticeAction.RESOLVE, translate("listeners", "Resolve...")),)
    return Notice("warn", title, text, actions)


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
