"""`platform worker`: only delivers, beside any number of others."""

from __future__ import annotations

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


def worker(
    data: Annotated[
        Path, typer.Option(help="Folder with the key file of the platform that is served.")
    ],
    database: DatabaseText = "",
    database_file: DatabaseFile = None,
    allow: AllowedNetworks = None,
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
    """Deliver what the platforms on a PostgreSQL have to send; prints one line when ready."""
    address = database_address(database, database_file)
    if address is None:
        raise typer.BadParameter(
            "workers need the PostgreSQL that `platform serve` uses", param_hint="--database"
        )
    from app.server.settings import LOOPBACK, PlatformSettings
    from app.server.worker import work

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
        data_dir=data.absolute(), allow=(*LOOPBACK, *networks(allow or [])), smtp=smtp
    )
    log = log_settings(log_file, log_level)
    raise typer.Exit(work(on_postgres(settings, address), log=log, say=say))
