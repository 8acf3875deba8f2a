"""`conflicts …`: where somebody else changed what was changed here, and a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.output import (
    EXIT_USAGE,
    CommandFailed,
    remark,
    say,
    shortened,
    show_facts,
    show_json,
    show_table,
)
from app.cli.profile import shapes
from app.cli.profile.finding import find_listener
from app.cli.profile.options import ListenerId, Offline, ProfileCommand, session_of
from app.cli.profile.reaching import send
from app.cli.profile.wording import setting_text, since, state_of
from app.domain.conflict import FIELDS, Difference, Side, differences
from app.domain.sync_state import LocalListener, SyncState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.control import JobControl
    from app.services.workspace import Workspace

_NAME_LIMIT: Final = 60


def add_to(cli: typer.Typer, name: str, what: str) -> None:
    """Make this group of commands part of the command line."""
    group = typer.Typer(no_args_is_help=True, help=what, rich_markup_mode=None)
    group.command("list", cls=ProfileCommand)(list_conflicts)
    group.command(cls=ProfileCommand)(show)
    group.command(cls=ProfileCommand)(resolve)
    cli.add_typer(group, name=name)


def list_conflicts(context: typer.Context) -> None:
    """List the conflicts; both versions of each are kept until somebody decides."""
    session = session_of(context)
    rows = _conflicts(session.workspace(offline=True))
    if session.as_json:
        show_json({"items": [shapes.conflict(row, _found(row)) for row in rows]})
    elif rows:
        show_table(
            ("id", "name", "here", "there", "to decide"),
            [
                (
                    row.id,
                    shortened(row.settings.name, _NAME_LIMIT),
                    _mine(row),
                    _theirs(row),
                    ", ".join(one.name for one in _found(row) if one.side is None) or "all",
                )
                for row in rows
            ],
            stacked=True,
        )
    else:
        remark("There are none.")


def show(context: typer.Context, listener: ListenerId) -> None:
    """Show a conflict, setting by setting: as it was, as it is wanted here, as it is there."""
    session = session_of(context)
    row = find_listener(_conflicts(session.workspace(offline=True)), listener)
    found = _found(row)
    if session.as_json:
        show_json(shapes.conflict(row, found))
        return
    show_facts(
        [
            ("id", row.id),
            ("name", row.settings.name),
            ("here", f"{_mine(row)} {since(row.changed_at)}"),
            ("there", _theirs(row)),
        ]
    )
    if found:
        show_table(
            ("setting", "before", "mine", "theirs", "stands"),
            [
                (
                    one.name,
                    setting_text(one.name, one.before),
                    setting_text(one.name, one.mine),
                    setting_text(one.name, one.theirs),
                    "to decide" if one.side is None else one.side.value,
                )
                for one in found
            ],
        )


def resolve(
    context: typer.Context,
    listener: ListenerId,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=SIDE", help="Whose value of a setting: mine or theirs."),
    ] = None,
    everything: Annotated[
        Side | None, typer.Option("--all", help="Whose version of everything.")
    ] = None,
    offline: Offline = False,
) -> None:
    """Decide a conflict; what was decided is sent at once."""
    if (everything is None) == (not field):
        raise typer.BadParameter("say --field for each setting, or --all", param_hint="--all")
    choices = _choices(field or [])
    session = session_of(context)
    workspace = session.writable(offline=offline)
    row = find_listener(_conflicts(workspace), listener)
    changed = session.run(lambda control: _decide(workspace, control, row, choices, everything))
    failure = None if offline or changed is None else send(session, workspace, [changed])
    now = None if changed is None else workspace.listeners.get(changed)
    if session.as_json:
        gone = {"id": changed or row.id, "deleted": True}
        show_json(gone if now is None else shapes.listener(now))
    elif now is None:
        say(f"{changed or row.id}  gone")
    else:
        say(f"{now.id}  {'resolved' if now.state is SyncState.CLEAN else state_of(now)}")
    if failure is not None:
        raise failure


def _decide(
    workspace: Workspace,
    control: JobControl,
    row: LocalListener,
    choices: Mapping[str, Side],
    everything: Side | None,
) -> str | None:
    """Apply what was decided; the id that it now has, None when it is gone."""
    listeners, found = workspace.listeners, _found(row)
    if everything is Side.THEIRS:
        listeners.take_back(control, row.id)
        return None if row.theirs is None else row.id
    if row.theirs is None or row.delete_wanted:
        if everything is None:
            raise CommandFailed(
                "--field: one side deleted it, so only --all mine or --all theirs decides",
                code=EXIT_USAGE,
            )
        return listeners.keep_mine(control, row.id).id
    if everything is Side.MINE:
        choices = dict.fromkeys((one.name for one in found), Side.MINE)
    _check_choices(found, choices)
    return listeners.resolve(control, row, choices).id


def _check_choices(found: tuple[Difference, ...], choices: Mapping[str, Side]) -> None:
    differing = {one.name for one in found}
    strange = [name for name in choices if name not in differing]
    if strange:
        raise CommandFailed(
            f"--field: {strange[0]} is the same on both sides; different are "
            f"{', '.join(sorted(differing))}",
            code=EXIT_USAGE,
        )
    missing = [one.name for one in found if one.side is None and one.name not in choices]
    if missing:
        raise CommandFailed(
            f"--field: nothing was decided; say mine or theirs for {', '.join(missing)}, too",
            code=EXIT_USAGE,
        )


def _choices(words: list[str]) -> dict[str, Side]:
    choices: dict[str, Side] = {}
    for word in words:
        name, _, side = word.partition("=")
        if name not in FIELDS or side not in set(Side):
            raise typer.BadParameter(
                f"this is NAME=mine or NAME=theirs, with a NAME of {', '.join(FIELDS)}",
                param_hint="--field",
            )
        if choices.setdefault(name, Side(side)) != side:
            raise typer.BadParameter(f"{name} is both mine and theirs", param_hint="--field")
    return choices


def _conflicts(workspace: Workspace) -> list[LocalListener]:
    changes = workspace.pending.changes()
    rows = (workspace.listeners.get(one.id) for one in changes if one.state is SyncState.CONFLICT)
    return [row for row in rows if row is not None]


def _found(row: LocalListener) -> tuple[Difference, ...]:
    if row.theirs is None or row.delete_wanted:
        return ()
    return differences(row, row.theirs.settings)


def _mine(row: LocalListener) -> str:
    return "deleted" if row.delete_wanted else "edited"


def _theirs(row: LocalListener) -> str:
    return "deleted" if row.theirs is None else "edited"
