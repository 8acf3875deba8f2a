"""`sync`: send what waits, then take over what changed on the platform; once, or on and on.

Without `--connection` it is done for all connections at once, each for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.output import CommandFailed, remark, say, show_json
from app.cli.profile import shapes
from app.cli.profile.exits import EXIT_CONFLICT, EXIT_REFUSED, failed, gravest
from app.cli.profile.options import ProfileCommand, session_of
from app.cli.profile.session import tell_repair
from app.cli.profile.side_by_side import side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from app.cli.profile.session import Session
    from app.domain.control import JobControl
    from app.domain.sync_state import SyncReport
    from app.domain.workspace import Connection


@dataclass(frozen=True, slots=True)
class _Round:
    """What became of one connection."""

    report: SyncReport
    synced_at: datetime | None


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
    connections = session.each_connection()
    if accept_deletions and len(connections) > 1:
        raise typer.BadParameter(
            "for one connection only: say which with --connection", param_hint="--accept-deletions"
        )
    if watch:
        from app.cli.profile.sync_watch import watch as watch_them

        watch_them(session, connections)
    elif len(connections) > 1:
        _sync_each(session, connections)
    else:
        _sync_one(session, connections[0], accept_deletions=accept_deletions)


def _sync_one(session: Session, connection: Connection, *, accept_deletions: bool) -> None:
    workspace = session.workspace()
    report = session.run(
        lambda control: workspace.rounds.run(control, accept_deletions=accept_deletions),
        doing="syncing",
    )
    if session.as_json:
        show_json(shapes.sync(connection, report, workspace.sync.overview().synced_at))
    else:
        say(words(report))
    ending = ending_of(report)
    if ending is not None:
        raise ending


def _sync_each(session: Session, connections: Sequence[Connection]) -> None:
    """All of them at once; what came of each is shown in the order of their names."""
    jobs = [_round_of(session, one) for one in connections]
    outcomes = session.run(lambda control: side_by_side(control, jobs), doing="syncing")
    failures: dict[str, CommandFailed] = {}
    items: list[dict[str, Any]] = []
    for connection, outcome in zip(connections, outcomes, strict=True):
        failure = failed(outcome) if isinstance(outcome, Exception) else ending_of(outcome.report)
        if failure is not None:
            failures[connection.id] = failure
        items.append(_item(connection, outcome))
        if not session.as_json:
            done = words(outcome.report) if isinstance(outcome, _Round) else "not synced"
            say(f"{connection.name}: {done}")
    if session.as_json:
        show_json({"items": items})
    for connection in connections:
        if connection.id in failures:
            remark(f"{connection.name}: {failures[connection.id]}")
    if failures:
        raise CommandFailed(
            f"{len(failures)} of {len(connections)} connections are not in step",
            code=gravest(one.code for one in failures.values()),
        )


def _round_of(session: Session, connection: Connection) -> Callable[[JobControl], _Round]:
    def run(control: JobControl) -> _Round:
        workspace = session.connections.open(control, connection.id)
        try:
            tell_repair(workspace)
            report = workspace.rounds.run(control)
            return _Round(report, workspace.sync.overview().synced_at)
        finally:
            workspace.close()

    return run


def _item(connection: Connection, outcome: _Round | Exception) -> dict[str, Any]:
    if isinstance(outcome, _Round):
        return {**shapes.sync(connection, outcome.report, outcome.synced_at), "error": None}
    return {**shapes.sync(connection, None, None), "error": str(failed(outcome))}


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
