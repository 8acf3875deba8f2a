"""`platform serve`: serves a data folder until it is told to end."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.platform.mail import PASSWORD_VARIABLE, smtp_settings
from app.cli.platform.output import say

if TYPE_CHECKING:
    from app.server.logs import LogSettings
    from app.server.settings import Networks


def serve(
    data: Annotated[Path, typer.Option(help="Folder for the database, key and token file.")],
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any free port.")] = 0,
    parent_stdin: Annotated[
        bool, typer.Option("--parent-stdin", help="End when standard input closes.")
    ] = False,
    allow: Annotated[
        list[str] | None,
        typer.Option(help="Network that deliveries may reach besides public ones and loopback."),
    ] = None,
    smtp_host: Annotated[str, typer.Option(help="Send e-mail through this server.")] = "",
    smtp_port: Annotated[int, typer.Option(min=1, max=65535)] = 587,
    smtp_security: Annotated[str, typer.Option(help="starttls, tls or none.")] = "starttls",
    smtp_username: Annotated[str, typer.Option()] = "",
    smtp_password_file: Annotated[
        Path | None,
        typer.Option(help=f"File with the password; or set {PASSWORD_VARIABLE}."),
    ] = None,
    smtp_sender: Annotated[str, typer.Option(help="Address that e-mail comes from.")] = "",
    log_file: Annotated[
        Path | None,
        typer.Option(help="Log here, for you only and rotated, instead of to standard error."),
    ] = None,
    log_level: Annotated[str, typer.Option(help="debug, info, warning or error.")] = "info",
) -> None:
    """Serve a data folder; prints one JSON line when ready."""
    from app.server.serve import serve as serve_folder
    from app.server.settings import LOOPBACK, PlatformSettings

    smtp = smtp_settings(
        host=smtp_host,
        port=smtp_port,
        security=smtp_security,
        username=smtp_username,
        password_file=smtp_password_file,
        sender=smtp_sender,
    )
    settings = PlatformSettings(
        data_dir=data.absolute(),
        host=_address(host),
        port=port,
        allow=(*LOOPBACK, *_networks(allow or [])),
        smtp=smtp,
    )
    raise typer.Exit(
        serve_folder(
            settings, ends_with_parent=parent_stdin, log=_log_settings(log_file, log_level), say=say
        )
    )


def _log_settings(file: Path | None, level: str) -> LogSettings:
    from app.server.logs import LEVELS, LogSettings

    if level not in LEVELS:
        raise typer.BadParameter(", ".join(LEVELS), param_hint="--log-level")
    return LogSettings(None if file is None else file.absolute(), level)


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        raise typer.BadParameter("an IP address, such as 127.0.0.1", param_hint="--host") from None


def _networks(texts: list[str]) -> Networks:
    try:
        return tuple(ip_network(text) for text in texts)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--allow") from None
