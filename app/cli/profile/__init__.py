"""The commands on a profile: what the window does, on the same services, without a window.

Each group of commands is a module of its own here, imported when it is wanted; what
speaks HTTP or SQLite is imported when it is used.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Final

import typer

from app.adapters.session_bus import name_session_bus
from app.cli.profile.exits import EXIT_INTERRUPTED
from app.cli.profile.session import Session
from app.cli.running import run_commands

GROUPS: Final = {
    "connections": "The platforms of this profile.",
    "listeners": "Webhook listeners.",
    "credentials": "What endpoints ask for.",
    "sync": "Send what waits, and take over what changed on the platform.",
    "pending": "Changes made here that the platform does not have.",
    "conflicts": "Changes that somebody else's change stands against.",
}


def commands(wanted: str) -> typer.Typer:
    """The command line: all of it, or the group alone that is called."""
    cli = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Webhook listeners without a window. Exit codes: 0 done, 1 this computer cannot, "
        "2 the command line is wrong, 3 the platform is not reachable, 4 refused, "
        "5 conflict, 6 not allowed.",
    )
    cli.callback()(_options)
    for name, what in GROUPS.items():
        if wanted in (name, "") or wanted not in GROUPS:
            module = importlib.import_module(f"app.cli.profile.{name}")
            module.add_to(cli, name, what)
    return cli


def run(argv: list[str], *, wanted: str = "") -> int:
    """Run one command; the exit code.

    Args:
        argv: The words of the command line.
        wanted: The group that they call, if that is known.
    """
    name_session_bus()  # the keyring is on it
    return run_commands(commands(wanted), argv, prog_name="app", aborted=EXIT_INTERRUPTED)


def _options(
    context: typer.Context,
    profile: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Use the data in DIR instead of the usual place."),
    ] = None,
    connection: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Which connection; needed where there are several, but for sync."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    if profile == "":  # an unset variable in a script, which is no wish for this folder
        raise typer.BadParameter("this is the name of no folder", param_hint="--profile")
    folder = None if profile is None else Path(profile)
    session = Session(profile=folder, connection=connection)
    session.as_json = as_json
    context.obj = session
    context.call_on_close(session.close)
