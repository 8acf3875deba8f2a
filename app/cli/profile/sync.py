"""`sync`: send what waits, then take over what changed on the platform; once, or on and on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import CommandFailed, minute, remark, say, show_json
from app.cli.profile import shapes
from app.cli.profile.exits import EXIT_CONFLICT, EXIT_REFUSED, failed
from app.cli.profile.options import ProfileCommand, session_of
from app.domain.control import Cancelled
from app.domain.errors import AppError

if TYPE_CHECKING:
    from datetime import datetime

    from app.cli.profile.session import Session
    from app.domain.sync_state import SyncReport


def add_to(cli: typer.Typer, name: str, what: str) -> None:
    """Make this command part of the command line."""
    cli.command(name, cls=ProfileCommand, help=what)(sync)


def sync(
    context: typer.Context,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on until Ctrl+C: sync whenever there is reason.")
    ] = False,
    accept_deletions: Annotated[
        bool,
        typer.Option(
            "--accept-deletions", help="Agree that most listeners are gone on the platform."
        ),
    ] = False,
) -> None:
    """Send what waits, and take over what changed on the platform."""
    if watch and accept_deletions:
        raise typer.BadParameter("only once, not with --watch", param_hint="--accept-deletions")
    session = session_of(context)
    if watch:
        _watch(session)
        return
    workspace = session.workspace()
    report = session.run(
        lambda control: workspace.rounds.run(control, accept_deletions=accept_deletions),
        doing="syncing",
    )
    if session.as_json:
        show_json(shapes.sync(report, workspace.sync.overview().synced_at))
    else:
        say(words(report))
    ending = ending_of(report)
    if ending is not None:
        raise ending


def _watch(session: Session) -> None:
    """Sync on and on; a line for each round that did something or failed."""
    from app.services.watching import Watch

    said: list[SyncReport | str] = [""]  # what is left to do, or why a round failed

    def tell(happened: SyncReport | AppError) -> None:
        if isinstance(happened, AppError):
            failure = str(failed(happened))
            if said[0] != failure:
                remark(f"{failure}; trying again")
            said[0] = failure
            return
        left = replace(happened, sent=0, pulled=0, deleted=0)
        if said[0] != left or happened != left:
            _show(session, happened, workspace.sync.overview().synced_at)
        said[0] = left

    watch = Watch(tell=tell)
    session.hear = watch.hear
    workspace = session.workspace()
    try:
        session.attempt(lambda control: watch.run(control, workspace), doing="")
    except Cancelled:
        return  # this is how it ends
    except AppError as error:
        raise failed(error) from None


def _show(session: Session, report: SyncReport, synced_at: datetime | None) -> None:
    if session.as_json:
        show_json(shapes.sync(report, synced_at))
    else:
        at = minute(shapes.time_text(synced_at))
        say(f"{at} UTC  {words(report)}")


def words(report: SyncReport) -> str:
    """What a run did, in a line."""
    done = [
        f"{count} {what}"
        for count, what in (
            (report.sent, "sent"),
            (report.pulled, "read"),
            (report.deleted, "gone there"),
            (report.waiting, "still waiting"),
            (report.conflicts, "in conflict"),
            (report.refused, "refused"),
        )
        if count
    ]
    return ", ".join(done) if done else "nothing to do"


def ending_of(report: SyncReport) -> CommandFailed | None:
    """How a run ends after which something is left for a person; None when nothing is."""
    if report.conflicts:
        return CommandFailed(
            f"{report.conflicts} in conflict: `conflicts list` shows them", code=EXIT_CONFLICT
        )
    if report.refused:
        return CommandFailed(
            f"{report.refused} refused by the platform: `pending list` shows them",
            code=EXIT_REFUSED,
        )
    return None
