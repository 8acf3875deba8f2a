"""`platform backup` and `platform restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.output import remark, say, show_json
from app.cli.platform.arguments import AsJson, DataFolder, troubles_said

if TYPE_CHECKING:
    from app.server.operations.backups import Backup


def backup(
    target: Annotated[
        Path, typer.Argument(metavar="FILE|DIR", help="A new file, or a folder to make one in.")
    ],
    data: DataFolder,
    include_key: Annotated[
        bool,
        typer.Option(
            "--include-key",
            help="Also write the key of its secrets, to FILE.key. Who has both has the secrets.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Copy the platform's database as it is now, while it is served or not."""
    from app.server.operations.backups import back_up

    with troubles_said():
        made = back_up(data.absolute(), target.absolute(), with_key=include_key)
    if as_json:
        show_json(_plain(made))
        return
    say(f"{made.file}: {_words(made)}")
    if made.key_file is None:
        remark(
            f"Not in it: the key {made.key_id} that opens its secrets, the token file and the "
            "embedded mailbox."
        )
    else:
        remark(f"{made.key_file} opens its secrets: keep the two apart.")
    remark("It holds the payloads of deliveries, and with them what is known of people.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `backup` wrote.")],
    data: DataFolder,
    key: Annotated[
        Path | None,
        typer.Option(help="The key that the backup was sealed with, if the folder's is another."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of the platform's database; what was there moves aside."""
    from app.server.operations.backups import restore as put_back

    with troubles_said():
        found, aside = put_back(data.absolute(), file.absolute(), key=key)
    if as_json:
        show_json({**_plain(found), "aside": None if aside is None else str(aside)})
        return
    say(f"restored {_words(found)}")
    if aside is not None:
        say(f"what was there is in {aside}")
    if found.unfinished:
        remark(f"{found.unfinished} deliveries that were unfinished then will be tried again.")


def _plain(found: Backup) -> dict[str, Any]:
    return {
        "file": str(found.file),
        "key_file": None if found.key_file is None else str(found.key_file),
        "key_id": found.key_id,
        "counts": found.counts,
        "unfinished": found.unfinished,
    }


def _words(found: Backup) -> str:
    return ", ".join(f"{count} {name}" for name, count in found.counts.items())
