"""`sync`: send what waits, then take over what changed on the platform; once, or on and on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import CommandFailed, say, show_json
from app.cli.profile.exits import EXIT_CONFLICT, EXIT_REFUSED
from app.cli.profile.options import ProfileCommand, session_of

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.sync_state import SyncReport
    from app.services.workspace import Workspace


def add_to(cli: typer.Typer, name: str, what: str) -> None:
    """Make this command part of the command line."""
    cli.command(name, cls=ProfileCommand, help=what)(sync)


def sync(
    context: typer.Context,
    accept_deletions: Annotated[
        bool,
        typer.Option(
            "--accept-deletions", help="Agree that most listeners are gone on the platform."
        ),
    ] = False,
) -> None:
    """Send what waits, and take over what changed on the platform."""
    from app.cli.profile import shapes

    session = session_of(context)
    workspace = session.workspace()

    report = session.run(
        lambda control: _sync(workspace, control, accept_deletions), doing="syncing"
    )
    synced_at = workspace.sync.overview().synced_at
    if session.as_json:
        show_json(shapes.sync(report, synced_at))
    else:
        say(words(report))
    ending = ending_of(report)
    if ending is not None:
        raise ending


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


def _sync(workspace: Workspace, control: JobControl, accept_deletions: bool) -> SyncReport:
    """Listeners both ways, then what has no feed of changes."""
    report = workspace.sync.sync(control, accept_deletions=accept_deletions)
    workspace.catalog.refresh(control)
    workspace.credentials.refresh(control)
    return report
