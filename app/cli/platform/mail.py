"""The mail server's settings, as the command line gives them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from app.domain.secret import Secret
    from app.server.settings import SmtpSettings

PASSWORD_VARIABLE = "PICKSMART_SMTP_PASSWORD"  # noqa: S105 - where it is, not what it is

SmtpHost = Annotated[str, typer.Option(help="Send e-mail through this server.")]
SmtpPort = Annotated[int, typer.Option(min=1, max=65535)]
SmtpSecurity = Annotated[str, typer.Option(help="starttls, tls or none.")]
SmtpUsername = Annotated[str, typer.Option()]
SmtpPasswordFile = Annotated[
    Path | None, typer.Option(help=f"File with the password; or set {PASSWORD_VARIABLE}.")
]
SmtpSender = Annotated[str, typer.Option(help="Address that e-mail comes from.")]


def smtp_settings(
    *,
    host: str,
    port: int,
    security: str,
    username: str,
    password_file: Path | None,
    sender: str,
) -> SmtpSettings | None:
    """The settings, or None without a host.

    Raises:
        typer.BadParameter: One of them is wrong.
    """
    from app.domain.email_address import parse_email
    from app.domain.validation import Refused
    from app.server.settings import SmtpSettings

    if not host:
        return None
    try:
        checked_sender = parse_email(sender, field="sender")
    except Refused as error:
        raise typer.BadParameter(str(error), param_hint="--smtp-sender") from None
    return SmtpSettings(
        host=host,
        port=port,
        security=_security(security),
        username=username or None,
        password=_password(password_file),
        sender=checked_sender,
    )


def _security(text: str) -> Literal["starttls", "tls", "none"]:
    match text:
        case "starttls" | "tls" | "none":
            return text
        case _:
            raise typer.BadParameter("starttls, tls or none", param_hint="--smtp-security")


def _password(file: Path | None) -> Secret | None:
    """The password from a file or the environment; never an argument."""
    from app.domain.secret import Secret

    if file is None:
        text = os.environ.get(PASSWORD_VARIABLE, "")
    else:
        try:
            text = file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise typer.BadParameter(
                "the file cannot be read", param_hint="--smtp-password-file"
            ) from None
    return Secret(text) if text else None
