"""Where the platform's data is, as the command line says it; never with a password."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.server.settings import PlatformSettings
    from app.server.store.database_address import DatabaseAddress

DatabaseText = Annotated[
    str,
    typer.Option(
        "--database",
        metavar="URL",
        help="A PostgreSQL that many processes share: postgresql+psycopg://user@host/name. "
        "Its password comes from PGPASSWORD or a pgpass file. Without it: SQLite in the folder.",
    ),
]
DatabaseFile = Annotated[
    Path | None,
    typer.Option("--database-file", help="File that holds the URL; it may hold a password."),
]


def database_address(text: str, file: Path | None) -> DatabaseAddress | None:
    """The address, or None for SQLite in the data folder.

    Raises:
        typer.BadParameter: It is none, or would show a password to others.
    """
    if not text and file is None:
        return None
    from app.server.store.database_address import AddressRefused, parse_address

    hint = "--database" if file is None else "--database-file"
    if text and file is not None:
        raise typer.BadParameter("not together with --database", param_hint=hint)
    if sys.platform == "win32":
        raise typer.BadParameter("PostgreSQL is not supported on Windows", param_hint=hint)
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise typer.BadParameter("the file cannot be read", param_hint=hint) from None
    try:
        return parse_address(text, may_hold_password=file is not None)
    except AddressRefused as error:
        raise typer.BadParameter(str(error), param_hint=hint) from None


def on_postgres(
    settings: PlatformSettings, address: DatabaseAddress, *, delivers: bool = True
) -> PlatformSettings:
    """The same platform on PostgreSQL: it waits for the tries under way when it ends."""
    return replace(
        settings, database=address, delivers=delivers, stop_grace_s=settings.timeout_s + 1
    )
