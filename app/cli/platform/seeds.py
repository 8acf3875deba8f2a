"""`platform seed`: believable records."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.platform.arguments import AsJson, DataFolder, operate
from app.cli.platform.output import say, show_json


def seed(
    data: DataFolder,
    records: Annotated[int, typer.Option(min=1, max=100_000, help="How many to add.")] = 30,
    events: Annotated[
        bool, typer.Option("--events", help="Send webhooks for them, as if people had made them.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add believable records to a platform; without --events nothing is sent."""
    added: dict[str, int] = operate(data, "records.add", count=records, events=events)["added"]
    if as_json:
        show_json({"added": added})
        return
    words = ", ".join(f"{count} {entity}" for entity, count in sorted(added.items()))
    say(f"added {words}")
