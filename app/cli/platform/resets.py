"""`platform reset`: a sandbox as it was at first."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.output import CommandFailed, say, show_json
from app.cli.platform.arguments import AsJson, DataFolder, troubles_said


def reset(
    data: DataFolder,
    yes: Annotated[
        bool, typer.Option("--yes", help="Delete what there is; without it nothing is done.")
    ] = False,
    listeners: Annotated[
        bool, typer.Option("--listeners", help="Delete the listeners, too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Put a sandbox back to its first records; events, deliveries and e-mail are deleted.

    Listeners, credentials, tokens and the audit log stay.
    """
    from app.server.operations.resetting import reset as reset_sandbox

    if not yes:
        raise CommandFailed(
            "this deletes records, events, deliveries and e-mail for good; say so with --yes"
        )
    with troubles_said():
        gone = reset_sandbox(data.absolute(), with_listeners=listeners)
    if as_json:
        show_json({"deleted": gone})
        return
    words = ", ".join(f"{count} {name}" for name, count in gone.items() if count)
    say(f"deleted {words or 'nothing'}; the first records are back")
