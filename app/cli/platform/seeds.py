"""`platform seed`: believable records."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.output import say, show_json
from app.cli.platform.arguments import AsJson, DataFolder, operate
from app.cli.platform.database import DatabaseFile, DatabaseText, database_address


def seed(
    data: DataFolder,
    records: Annotated[int, typer.Option(min=1, max=100_000, help="How many to add.")] = 30,
    events: Annotated[
        bool, typer.Option("--events", help="Send webhooks for them, as if people had made them.")
    ] = False,
    database: DatabaseText = "",
    database_file: DatabaseFile = None,
    as_json: AsJson = False,
) -> None:
    """Add believable records to a platform; without --events nothing is sent."""
    address = database_address(database, database_file)
    done = operate(data, "records.add", on=address, count=records, events=events)
    added: dict[str, int] = done["added"]
    if as_json:
        show_json({"added": added})
        return
    words = ", ".join(f"{count} {entity}" for entity, count in sorted(added.items()))
    say(f"added {words}")
