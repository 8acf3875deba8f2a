"""What can happen to one row of the local copy, as pure functions.

A row changes because a person edits it, because the platform answers what was sent,
or because the changes feed tells of it.  All three may overlap, so each function
takes the row as it is now and nothing is ever assumed about what happened before.
None as a result means that the row goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.conflict import FIELDS, decided, differences, on_top_of
from app.domain.errors import FieldRefusal
from app.domain.listener import Mode, Status
from app.domain.sync_state import LocalListener, SyncState

if TYPE_CHECKING:
    from app.domain.conflict import Side
    from app.domain.listener import Listener, ListenerSettings

FROM_OLDER_COPY = "from_older_copy"  # why a restored change waits for a person


def created(listener_id: str, settings: ListenerSettings, at: datetime) -> LocalListener:
    """A listener made here, which the platform does not know yet."""
    return LocalListener(
        listener_id, base=None, mine=settings, state=SyncState.WAITING, changed_at=at
    )


def edited(row: LocalListener, settings: ListenerSettings, at: datetime) -> LocalListener:
    """The person wants these settings now."""
    if row.state is SyncState.CONFLICT:
        if row.theirs is not None and row.theirs.settings == settings:
            return LocalListener(row.id, row.theirs)
        return replace(row, mine=settings, delete_wanted=False, changed_at=at)
    wanted = replace(row, mine=settings, delete_wanted=False, changed_at=at)
    return _waiting_or_clean(_without_refusal(wanted))


def edited_since(
    row: LocalListener, wanted: ListenerSettings, began: LocalListener, at: datetime
) -> LocalListener:
    """The person wants these settings, who began with the listener as it was then.

    What they did not touch is as it has become.  What they changed, and the platform has
    otherwise by now than when they began, waits for a person.
    """
    settings = on_top_of(row.settings, wanted, began.settings)
    now = edited(row, settings, at)
    if row.state in (SyncState.SENDING, SyncState.CONFLICT) or not (row.base and began.base):
        return now
    behind = replace(now, base=began.base, mine=settings)
    if all(one.side is not None for one in differences(behind, row.base.settings)):
        return now
    return replace(behind, theirs=row.base, state=SyncState.CONFLICT, changed_at=at)


def mode_set(row: LocalListener, mode: Mode, at: datetime) -> LocalListener:
    """The person switched it; switching on a suspended one lifts the suspension."""
    suspended = row.base is not None and row.base.status is Status.SUSPENDED
    resumed = replace(row, resume_wanted=suspended and mode is Mode.ENABLED)
    return edited(resumed, replace(row.settings, mode=mode), at)


def deleted(row: LocalListener, at: datetime) -> LocalListener | None:
    """The person deleted it; one that was never sent simply goes."""
    if row.base is None and not row.sent:
        return None
    if row.state is SyncState.CONFLICT and row.theirs is None:
        return None  # deleted on both sides
    wanted = replace(
        row,
        base=row.theirs or row.base,
        theirs=None,
        delete_wanted=True,
        state=SyncState.WAITING,
        changed_at=at,
    )
    return _without_refusal(wanted)


def taken_back(row: LocalListener, at: datetime) -> LocalListener | None:
    """The person gives the own change up: the platform's version stands."""
    if row.state is SyncState.CONFLICT:
        return None if row.theirs is None else LocalListener(row.id, row.theirs)
    if row.base is None:
        return deleted(row, at)
    wanted = replace(row, mine=row.base.settings, delete_wanted=False, resume_wanted=False)
    return _waiting_or_clean(_without_refusal(wanted))


def kept_mine(row: LocalListener, at: datetime) -> LocalListener:
    """The person insists: the own change is sent on top of the platform's version."""
    if row.state is not SyncState.CONFLICT or row.theirs is None:
        raise ValueError(f"{row.id} is in no conflict that can be overruled")
    wanted = replace(row, base=row.theirs, theirs=None, sent=(), changed_at=at)
    if wanted.delete_wanted:
        return replace(wanted, state=SyncState.WAITING)
    return _waiting_or_clean(wanted)


def resolved(row: LocalListener, choices: Mapping[str, Side], at: datetime) -> LocalListener:
    """The person decided setting by setting; the outcome is sent on top of the platform's version.

    Raises:
        ValueError: There is nothing to decide, or not all is decided.
    """
    if row.state is not SyncState.CONFLICT or row.theirs is None:
        raise ValueError(f"{row.id} is in no conflict that can be decided")
    settings = decided(row.settings, differences(row, row.theirs.settings), choices)
    return kept_mine(replace(row, mine=settings, delete_wanted=False), at)


def sending(row: LocalListener) -> LocalListener:
    """A change is about to leave; from here on the platform may hold it."""
    out = creation_of(row)
    if row.base is not None and row.delete_wanted:
        out = row.base.settings  # so that, taken back, it is not taken for settled
    sent = row.sent if out in row.sent else (*row.sent, out)
    return replace(row, state=SyncState.SENDING, sent=sent)


def creation_of(row: LocalListener) -> ListenerSettings:
    """With what a row is created that the platform is not known to have.

    One that is to be deleted is created all the same, switched off: a creation that left
    before and was not answered may arrive whenever it likes, and only an id that was
    created and deleted is never taken again (contract section 1).
    """
    return replace(row.settings, mode=Mode.DISABLED) if row.is_unborn else row.settings


def unanswered(row: LocalListener, but: LocalListener | None = None) -> LocalListener:
    """No answer came: the change waits on.

    Args:
        row: As it is now.
        but: It certainly never left: as it was before that was tried.
    """
    sent = row.sent if but is None else but.sent
    if row.state is not SyncState.SENDING:  # edited meanwhile
        return replace(row, sent=sent)
    return replace(row, sent=sent, state=SyncState.WAITING)


def answered(row: LocalListener, out: LocalListener, listener: Listener) -> LocalListener:
    """The platform took `out`; `row` differs from it when edited meanwhile.

    What is answered may hold what others did besides, unheard of here: what was not edited
    since is as they have it, and what both changed waits for a person.
    """
    if out.is_unborn:  # it is there for certain now: then it can be deleted
        return heard(unanswered(row), listener)
    if row == out:
        return LocalListener(row.id, listener)
    since = _changed(row.settings, out.settings)
    besides = _done_besides(out, listener)
    both = since & besides & _changed(row.settings, listener.settings)
    if both or (row.delete_wanted and besides):
        return replace(row, theirs=listener, state=SyncState.CONFLICT)
    resume = row.resume_wanted and not out.resume_wanted
    now = replace(row, base=listener, sent=(), resume_wanted=resume)
    if now.delete_wanted:
        return replace(now, state=SyncState.WAITING)
    mine = replace(listener.settings, **{one: getattr(row.settings, one) for one in since})
    return _waiting_or_clean(replace(now, mine=mine))


def refused(
    row: LocalListener, out: LocalListener, fields: tuple[FieldRefusal, ...], detail: str
) -> LocalListener | None:
    """The platform will not take `out` as it is; an edit made meanwhile gets its own try."""
    sent = tuple(one for one in row.sent if one != creation_of(out))  # older ones may still land
    if row != out:
        return replace(row, sent=sent, state=SyncState.WAITING)
    if row.is_unborn:  # nor would it take what left before
        return None
    return replace(row, sent=sent, state=SyncState.REFUSED, refusals=fields, refusal_detail=detail)


def restored(row: LocalListener) -> LocalListener:
    """An older state of the row came back: its change may have been sent since, or not.

    Sending it again could undo what was done after it, so a person decides.
    """
    if not row.is_waiting:
        return row
    return replace(row, state=SyncState.REFUSED, refusals=(FieldRefusal("", FROM_OLDER_COPY),))


def is_unsure(row: LocalListener) -> bool:
    """Whether it is such a change."""
    return any(one.code == FROM_OLDER_COPY for one in row.refusals)


def heard(row: LocalListener | None, listener: Listener) -> LocalListener:
    """The platform says how the listener is now."""
    if row is None or (row.mine is None and not row.delete_wanted):
        return LocalListener(listener.id, listener)
    if row.delete_wanted:
        return _heard_while_deleting(row, listener)
    if row.state is SyncState.CONFLICT:
        if row.settings == listener.settings:
            return LocalListener(row.id, listener)
        return replace(row, theirs=listener)
    merged = _merge(row, listener.settings)
    if merged is None:
        return replace(row, theirs=listener, state=SyncState.CONFLICT)
    now = replace(row, base=listener, mine=merged, sent=_still_open(row, listener))
    if row.state is SyncState.REFUSED and merged != listener.settings:
        return now
    return _waiting_or_clean(_without_refusal(now))


def heard_deleted(row: LocalListener) -> LocalListener | None:
    """The platform says that the listener is gone; a change of ours is kept for a person."""
    if row.base is None and not row.sent:
        return row  # never sent: it cannot be meant
    if row.mine is None or row.delete_wanted:
        return None
    return replace(row, theirs=None, sent=(), state=SyncState.CONFLICT)


def patch_of(row: LocalListener) -> Mapping[str, Any]:
    """The settings to send for a row that the platform knows, by field name."""
    if row.base is None:
        raise ValueError(f"{row.id} is not created yet")
    wanted, known = row.settings, (row.base.settings, *row.sent)
    changes = {
        name: getattr(wanted, name)
        for name in FIELDS
        if any(getattr(one, name) != getattr(wanted, name) for one in known)
    }
    if row.resume_wanted:
        changes["mode"] = wanted.mode
    return changes or {"name": wanted.name}  # it goes before what may still be under way


def _changed(one: ListenerSettings, other: ListenerSettings) -> frozenset[str]:
    """The settings in which two differ."""
    return frozenset(name for name in FIELDS if getattr(one, name) != getattr(other, name))


def _done_besides(out: LocalListener, listener: Listener) -> frozenset[str]:
    """The settings that others changed, though `out` was taken.

    What was asked for is answered in the platform's own spelling, which is nobody's change.
    A creation that is repeated is answered with whatever became of it.
    """
    if out.base is not None:
        asked = frozenset(patch_of(out))
    else:
        asked = frozenset(FIELDS) if listener.version == 1 else frozenset()
    return _changed(listener.settings, out.settings) - asked


def _heard_while_deleting(row: LocalListener, listener: Listener) -> LocalListener:
    known = row.base.settings if row.base is not None else None
    expected = listener.settings == known or listener.settings in row.sent
    if row.state is SyncState.CONFLICT and not expected:
        return replace(row, theirs=listener)
    if expected:
        now = replace(row, base=listener, theirs=None, sent=_still_open(row, listener))
        return replace(now, state=SyncState.WAITING)
    return replace(row, theirs=listener, state=SyncState.CONFLICT)


def _still_open(row: LocalListener, listener: Listener) -> tuple[ListenerSettings, ...]:
    """What may still land: nothing any more once the version it asked for is gone."""
    return row.sent if row.base is not None and row.base.etag == listener.etag else ()


def _merge(row: LocalListener, theirs: ListenerSettings) -> ListenerSettings | None:
    """Both sides' changes together; None when both changed the same field differently."""
    found = differences(row, theirs)
    if any(one.side is None for one in found):
        return None
    return decided(row.settings, found, {})


def _waiting_or_clean(row: LocalListener) -> LocalListener:
    """A row whose wish equals what the platform certainly holds has nothing to send."""
    if (
        row.base is not None
        and not row.resume_wanted
        and not row.sent
        and (row.mine is None or row.mine == row.base.settings)
    ):
        return LocalListener(row.id, row.base)
    return replace(row, state=SyncState.WAITING)


def _without_refusal(row: LocalListener) -> LocalListener:
    return replace(row, refusals=(), refusal_detail="")
