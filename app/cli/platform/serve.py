"""`platform serve`: serves a data folder until it is told to end."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from app.cli.output import say
from app.cli.platform.arguments import (
    AllowedNetworks,
    LogFile,
    LogLevel,
    log_settings,
    networks,
)
from app.cli.platform.database import (
    DatabaseFile,
    DatabaseText,
    database_address,
    on_postgres,
)
from app.cli.platform.mail import (
    SmtpHost,
    SmtpPasswordFile,
    SmtpPasswordKeyring,
    SmtpPort,
    SmtpSecurity,
    SmtpSender,
    SmtpUsername,
    smtp_settings,
)


def serve(
    data: Annotated[Path, typer.Option(help="Folder for the database, key and token file.")],
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any free port.")] = 0,
    parent_stdin: Annotated[
        bool, typer.Option("--parent-stdin", help="End when standard input closes.")
    ] = False,
    allow: AllowedNetworks = None,
    database: DatabaseText = "",
    database_file: DatabaseFile = None,
    no_deliver: Annotated[
        bool,
        typer.Option("--no-deliver", help="With PostgreSQL: leave deliveries to the workers."),
    ] = False,
    payload_days: Annotated[
        int, typer.Option(min=0, max=365, help="How long payloads and answers are kept.")
    ] = 30,
    attempt_days: Annotated[
        int, typer.Option(min=0, max=365, help="How long the log of tries is kept.")
    ] = 90,
    smtp_host: SmtpHost = "",
    smtp_port: SmtpPort = 587,
    smtp_security: SmtpSecurity = "starttls",
    smtp_username: SmtpUsername = "",
    smtp_password_file: SmtpPasswordFile = None,
    smtp_password_keyring: SmtpPasswordKeyring = False,
    smtp_sender: SmtpSender = "",
    log_file: LogFile = None,
    log_level: LogLevel = "info",
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
        password_keyring=smtp_password_keyring,
        sender=smtp_sender,
    )
    settings = PlatformSettings(
        data_dir=data.absolute(),
        host=_address(host),
        port=port,
        allow=(*LOOPBACK, *networks(allow or [])),
        smtp=smtp,
        payload_retention_days=payload_days,
        attempt_retention_days=attempt_days,
    )
    address = database_address(database, database_file)
    if address is not None:
        settings = on_postgres(settings, address, delivers=not no_deliver)
    elif no_deliver:
        raise typer.BadParameter("only with --database", param_hint="--no-deliver")
    log = log_settings(log_file, log_level)
    raise typer.Exit(serve_folder(settings, ends_with_parent=parent_stdin, log=log, say=say))


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        raise typer.BadParameter("an IP address, such as 127.0.0.1", param_hint="--host") from None
