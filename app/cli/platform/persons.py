"""`platform person …`: what is kept about one person (POPIA, GDPR)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from app.cli.output import CommandFailed, remark, say, show_json
from app.cli.platform.arguments import AsJson, DataFolder, operate
from app.cli.platform.database import DatabaseFile, DatabaseText, database_address

persons = typer.Typer(
    no_args_is_help=True,
    help="What is kept about one person: in records, in what was sent, in answers, in mail.",
)

Text = Annotated[
    str,
    typer.Argument(
        help="An e-mail address, an id or another text; - reads it from standard input."
    ),
]
_WORDS: Final = {
    "records": "records",
    "payloads": "payloads that were sent or wait to be",
    "attempts": "tries whose answer names the person",
    "kept_answers": "answers kept for repeated calls",
    "mails": "messages in the mailbox",
}


@persons.command()
def find(
    data: DataFolder,
    text: Text,
    database: DatabaseText = "",
    database_file: DatabaseFile = None,
    as_json: AsJson = False,
) -> None:
    """Say how much there is that names a person."""
    found = _operate("person.find", data, text, database, database_file)
    if as_json:
        show_json(found)
    else:
        _show(found["found"])


@persons.command()
def export(
    data: DataFolder,
    text: Text,
    out: Annotated[Path | None, typer.Option(help="Write to this new file, for you only.")] = None,
    database: DatabaseText = "",
    database_file: DatabaseFile = None,
) -> None:
    """Write everything that names a person as JSON."""
    if out is not None and out.exists():
        raise CommandFailed(f"{out} exists already")
    document = _operate("person.export", data, text, database, database_file)
    content = json.dumps(document, indent=2) + "\n"
    if out is None:
        sys.stdout.write(content)
        return
    from app.server.store.private_files import write_private

    try:
        write_private(out.absolute(), content.encode())
    except OSError as error:
        raise CommandFailed(f"{out} cannot be written: {error.strerror}") from None
    remark(f"written to {out}")


@persons.command()
def delete(
    data: DataFolder,
    text: Text,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    database: DatabaseText = "",
    database_file: DatabaseFile = None,
    as_json: AsJson = False,
) -> None:
    """Forget everything that names a person, for good; deliveries stay without payload."""
    if not yes:
        if text == "-" or not sys.stdin.isatty():
            raise CommandFailed("nothing was deleted: say --yes to do it without asking")
        found = _operate("person.find", data, text, database, database_file)["found"]
        _show(found)
        typer.confirm("Delete all of it for good?", abort=True)
    done = _operate("person.delete", data, text, database, database_file)
    if as_json:
        show_json(done)
    else:
        say("deleted:")
        _show(done["deleted"])
    if any(done["left"].values()):
        raise CommandFailed("something came up again while it was deleted; run the command again")


def _operate(
    name: str, data: Path, text: str, database: str, database_file: Path | None
) -> dict[str, Any]:
    wanted = sys.stdin.readline() if text == "-" else text
    address = database_address(database, database_file)
    done: dict[str, Any] = operate(data, name, on=address, text=wanted.strip())
    return done


def _show(counts: dict[str, int]) -> None:
    for kind, count in counts.items():
        say(f"{count:6} {_WORDS.get(kind, kind)}")
