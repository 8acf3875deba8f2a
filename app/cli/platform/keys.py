"""`platform key …`: the key that seals the platform's secrets."""

from __future__ import annotations

import typer

from app.cli.output import say, show_json
from app.cli.platform.arguments import AsJson, DataFolder, operate
from app.cli.platform.database import DatabaseFile, DatabaseText, database_address

keys = typer.Typer(no_args_is_help=True, help="The key that seals the platform's secrets.")


@keys.callback()
def _group() -> None:
    """A group of commands although there is one yet."""


@keys.command()
def rotate(
    data: DataFolder,
    database: DatabaseText = "",
    database_file: DatabaseFile = None,
    as_json: AsJson = False,
) -> None:
    """Seal every secret with a new key and forget the old one.

    Older backups are sealed with the older key: keep that one beside them. With PostgreSQL,
    end every `serve` and `worker` first, and copy the new key file into their folders.
    """
    done = operate(data, "key.rotate", on=database_address(database, database_file))
    if as_json:
        show_json(done)
        return
    say(f"{done['secrets']} secrets are sealed with a new key, {done['key_id']}")
