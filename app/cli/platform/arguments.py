"""Options that several commands share, and the values that they are read into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from app.cli.output import EXIT_IN_USE, CommandFailed

if TYPE_CHECKING:
    from app.server.logs import LogSettings
    from app.server.settings import Networks
    from app.server.store.database_address import DatabaseAddress

DataFolder = Annotated[Path, typer.Option(help="The platform's data folder.")]
AllowedNetworks = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        help="Network that deliveries may reach besides public ones and loopback.",
    ),
]
LogFile = Annotated[
    Path | None,
    typer.Option(help="Log here, for you only and rotated, instead of to standard error."),
]
LogLevel = Annotated[str, typer.Option(help="debug, info, warning or error.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]

_UNITS_S: Final = {"m": 60, "h": 3600, "d": 86_400}
_DURATION: Final = re.compile(r"([1-9][0-9]{0,4})([mhd])")


def operate(data: Path, name: str, *, on: DatabaseAddress | None = None, **arguments: Any) -> Any:
    """Run an operation on a data folder, whether it is served now or not.

    Args:
        data: The folder.
        name: What is done.
        on: The PostgreSQL that holds the platform's data, if it is not in the folder.
        **arguments: What the operation takes.

    Raises:
        CommandFailed: With one line that says why.
    """
    from app.server.operations.base import OperationRefused
    from app.server.operations.calling import (
        FolderBusy,
        NoPlatform,
        OperationFailed,
        call_operation,
    )
    from app.server.settings import PlatformSettings
    from app.server.troubles import START_TROUBLES

    settings = PlatformSettings(data_dir=data.absolute(), database=on)
    try:
        return call_operation(settings, name, arguments)
    except FolderBusy as error:
        raise CommandFailed(str(error), code=EXIT_IN_USE) from None
    except (NoPlatform, OperationRefused, OperationFailed, *START_TROUBLES) as error:
        raise CommandFailed(str(error)) from None


@contextmanager
def troubles_said() -> Iterator[None]:
    """Around what needs a folder that nobody serves: why it was not done, in one line."""
    from app.server.operations.base import OperationRefused
    from app.server.operations.calling import FolderBusy, NoPlatform
    from app.server.troubles import START_TROUBLES

    try:
        yield
    except FolderBusy:
        raise CommandFailed(
            "a platform serves the folder now; end it first", code=EXIT_IN_USE
        ) from None
    except (NoPlatform, OperationRefused, *START_TROUBLES) as error:
        raise CommandFailed(str(error)) from None


def lifetime_s(text: str) -> int | None:
    """`30m`, `12h` or `90d` in seconds; None for `never`.

    Raises:
        typer.BadParameter: It is none of these.
    """
    if text == "never":
        return None
    found = _DURATION.fullmatch(text)
    if found is None:
        raise typer.BadParameter("a number and m, h or d, such as 90d; or never")
    return int(found[1]) * _UNITS_S[found[2]]


def networks(texts: list[str]) -> Networks:
    """The networks of `--allow`.

    Raises:
        typer.BadParameter: One of them is none.
    """
    try:
        return tuple(ip_network(text) for text in texts)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--allow") from None


def log_settings(file: Path | None, level: str) -> LogSettings:
    """Where the log goes, and how much of it.

    Raises:
        typer.BadParameter: There is no such level.
    """
    from app.server.logs import LEVELS, LogSettings

    if level not in LEVELS:
        raise typer.BadParameter(", ".join(LEVELS), param_hint="--log-level")
    return LogSettings(None if file is None else file.absolute(), level)
