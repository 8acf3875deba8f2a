"""`platform add-client`: who may ask for tokens at `/oauth/token`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from app.cli.platform.output import say


def add_client(
    data: Annotated[Path, typer.Option(help="Folder of a platform that does not run now.")],
    name: Annotated[str, typer.Option(help="What the client is for.")],
    role: Annotated[
        str, typer.Option(help="Whom it acts as: administrator, read_only or member.")
    ] = "administrator",
) -> None:
    """Make an OAuth client; prints its id and secret as JSON, for the only time."""
    from app.server.clients import NoPlatform, PlatformRuns, add_oauth_client

    try:
        client_id, secret = add_oauth_client(data.absolute(), role=role, label=name)
    except NoPlatform as error:
        raise typer.BadParameter(str(error)) from None
    except PlatformRuns:
        raise typer.BadParameter(
            "a platform serves the folder now; end it first", param_hint="--data"
        ) from None
    say(json.dumps({"client_id": client_id, "client_secret": secret.reveal()}))
