"""What commands do with the platform before and after the local copy: refresh it, send from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import typer

from app.cli.output import CommandFailed, minute
from app.cli.profile.exits import (
    EXIT_CONFLICT,
    EXIT_NOT_ALLOWED,
    EXIT_NOT_REACHABLE,
    EXIT_REFUSED,
    failed,
    reasons,
)
from app.cli.profile.shapes import time_text
from app.domain.control import Cancelled, JobControl
from app.domain.errors import AppError, NetworkError
from app.domain.sync_state import SyncState

if TYPE_CHECKING:
    from app.cli.profile.session import Session
    from app.domain.catalog import Catalog
    from app.domain.pending import PendingChange
    from app.domain.sync_state import LocalListener
    from app.services.workspace import Workspace

T = TypeVar("T")


def refresh(
    session: Session,
    workspace: Workspace,
    refresh_it: Callable[[JobControl], object],
    *,
    offline: bool,
) -> CommandFailed | None:
    """Bring what is about to be shown up to date.

    Returns:
        How the command is to end after it has shown what was known before, because the
        platform cannot be reached; None when it is up to date, or `offline` is wanted.

    Raises:
        CommandFailed: The platform answered, and said no.
    """
    if offline:
        return None
    try:
        session.attempt(refresh_it, doing="reading")
    except (AppError, Cancelled) as error:
        failure = failed(error)
        if not isinstance(error, NetworkError):
            raise failure from None
        known_at = workspace.sync.overview().synced_at
        if known_at is None:
            so_far = "it was never read as a whole yet"
        else:
            so_far = f"what is known here is as of {minute(time_text(known_at))} UTC"
        return CommandFailed(f"{failure}; {so_far}", code=failure.code)
    return None


def catalog_of(session: Session, workspace: Workspace, *, offline: bool) -> Catalog:
    """What the platform can do, as last read; read now when it never was.

    Raises:
        CommandFailed: It was never read, and cannot be read now.
    """
    known = workspace.catalog.cached()
    if known is not None:
        return known
    if offline:
        raise CommandFailed(
            "nothing is known of this platform yet; run `sync` once while it can be reached",
            code=EXIT_NOT_REACHABLE,
        )
    return session.run(workspace.catalog.refresh, doing="reading")


def found(find: Callable[[], T], look: Callable[[], object], *, offline: bool) -> T:
    """What `find` finds here; if it finds nothing, `look` asks the platform and it tries again.

    Raises:
        typer.BadParameter: It is not there, either.
    """
    try:
        return find()
    except typer.BadParameter:
        if offline:
            raise
    look()
    return find()


def find_rows(
    session: Session, workspace: Workspace, wanted: Sequence[str], *, offline: bool
) -> list[LocalListener]:
    """The listeners of those ids or names.

    Raises:
        CommandFailed: The platform could not be asked for one that is not here.
        typer.BadParameter: There is none of that name, or several.
    """
    from app.cli.profile.finding import find_listener

    def find() -> list[LocalListener]:
        known = {row.id: row for row in workspace.listeners.cached()}
        every = [find_listener(known.values(), one) for one in wanted]
        return list({row.id: row for row in every}.values())

    return found(find, lambda: session.run(workspace.sync.pull, doing="reading"), offline=offline)


def send(session: Session, workspace: Workspace, ids: Sequence[str]) -> CommandFailed | None:
    """Send what waits; how the command is to end if one of these changes did not get through.

    What becomes of other changes that waited is not this command's business.
    """
    error: Exception | None = None
    try:
        session.attempt(workspace.sync.push, doing="sending")
    except (AppError, Cancelled) as exc:
        error = exc
    wanted = set(ids)
    left = [one for one in workspace.pending.changes() if one.id in wanted]
    return _forbidden(workspace, left) or ending_of(left, error)


def _forbidden(workspace: Workspace, left: Sequence[PendingChange]) -> CommandFailed | None:
    """How a command ends whose changes were refused because this account may make none."""
    me = workspace.sync.me()
    for one in left:
        needed = f"{one.subject.value}s:write"
        if one.state is SyncState.REFUSED and me is not None and not me.may(needed):
            return CommandFailed(
                f"this needs the permission {needed}; ask an administrator of the platform",
                code=EXIT_NOT_ALLOWED,
                details=[f"the change is kept; `pending discard {one.id}` gives it up"],
            )
    return None


def ending_of(
    left: Sequence[PendingChange], error: Exception | None = None
) -> CommandFailed | None:
    """How a command ends whose changes the platform has not taken; None when it has all."""
    states = {one.state for one in left}
    if SyncState.CONFLICT in states:
        one = next(one for one in left if one.state is SyncState.CONFLICT)
        return CommandFailed(
            "someone else changed this too; both versions are kept until you decide: "
            f"conflicts show {one.id}",
            code=EXIT_CONFLICT,
        )
    if SyncState.REFUSED in states:
        one = next(one for one in left if one.state is SyncState.REFUSED)
        return CommandFailed(
            f"the platform refused it: {one.refusal_detail or 'it gave no reason'}",
            code=EXIT_REFUSED,
            details=[
                *reasons(one.refusals),
                f"the change is kept: `{one.subject.value}s edit {one.id}` mends it, "
                f"`pending discard {one.id}` gives it up",
            ],
        )
    if left:
        failure = None if error is None else failed(error)
        why = str(failure) if failure is not None else "it could not be sent now"
        code = failure.code if failure is not None else EXIT_NOT_REACHABLE
        return CommandFailed(f"{why}; the change waits here, `sync` sends it", code=code)
    return None
