"""The mail server's settings, as the command line gives them."""

from __future__ import annotations

import os
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from app.cli.output import CommandFailed, say

if TYPE_CHECKING:
    from app.domain.secret import Secret
    from app.server.settings import SmtpSettings

PASSWORD_VARIABLE = "PICKSMART_SMTP_PASSWORD"  # noqa: S105 - where it is, not what it is

SmtpHost = Annotated[str, typer.Option(help="Send e-mail through this server.")]
SmtpPort = Annotated[int, typer.Option(min=1, max=65535)]
SmtpSecurity = Annotated[
    str, typer.Option(help="starttls, tls, or none: that only to this computer, or without login.")
]
SmtpUsername = Annotated[str, typer.Option(help="Log in as; the password is never an argument.")]
SmtpPasswordFile = Annotated[
    Path | None, typer.Option(help=f"File with the password; or set {PASSWORD_VARIABLE}.")
]
SmtpPasswordKeyring = Annotated[
    bool,
    typer.Option(
        "--smtp-password-keyring",
        help="Take the password from the system's keyring, where `smtp-password` put it.",
    ),
]
SmtpSender = Annotated[str, typer.Option(help="Address that e-mail comes from.")]


def smtp_settings(
    *,
    host: str,
    port: int,
    security: str,
    username: str,
    password_file: Path | None,
    password_keyring: bool,
    sender: str,
) -> SmtpSettings | None:
    """The settings, or None without a host.

    Raises:
        typer.BadParameter: One of them is wrong.
        CommandFailed: The keyring does not give the password.
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
    checked_security = _security(security)
    if checked_security == "none" and username and not _is_this_computer(host):
        raise typer.BadParameter(
            "a password would cross the network in the clear", param_hint="--smtp-security"
        )
    password = _from_keyring(host, username) if password_keyring else _password(password_file)
    if username and password is None:
        raise typer.BadParameter(
            f"its password is missing: --smtp-password-file, --smtp-password-keyring or "
            f"{PASSWORD_VARIABLE}",
            param_hint="--smtp-username",
        )
    if not username and (password_file is not None or password_keyring):
        raise typer.BadParameter("there is a password for nobody", param_hint="--smtp-username")
    return SmtpSettings(
        host=host,
        port=port,
        security=checked_security,
        username=username or None,
        password=password,
        sender=checked_sender,
    )


def smtp_password(
    smtp_host: Annotated[str, typer.Option(help="The mail server, as `serve` is given it.")],
    smtp_username: Annotated[str, typer.Option(help="Whom the password belongs to.")],
    forget: Annotated[bool, typer.Option("--forget", help="Take it out again.")] = False,
) -> None:
    """Put a mail server's password into the system's keyring: typed, or from standard input."""
    from getpass import getpass

    from app.adapters.keyring_secrets import KeyringSecrets
    from app.domain.errors import SecretStoreError
    from app.domain.secret import Secret
    from app.domain.workspace import SecretStorage

    secrets, name = KeyringSecrets(), _keyring_name(smtp_host, smtp_username)
    try:
        if forget:
            secrets.delete(name)
            say("forgotten")
            return
        is_typed = sys.stdin.isatty()
        text = getpass("Password: ") if is_typed else sys.stdin.readline().rstrip("\r\n")
        if not text:
            raise typer.BadParameter("there was no password", param_hint="standard input")
        storage = secrets.set(name, Secret(text))
    except SecretStoreError as error:
        raise CommandFailed(f"the keyring does not work: {error}") from None
    if storage is not SecretStorage.KEYRING:
        raise CommandFailed("there is no usable keyring here; use --smtp-password-file")
    say("kept in the keyring")


def _from_keyring(host: str, username: str) -> Secret | None:
    """The password that `smtp-password` kept; read here, so the server needs no keyring."""
    from app.adapters.keyring_secrets import KeyringSecrets
    from app.domain.errors import SecretStoreError

    try:
        found = KeyringSecrets().get(_keyring_name(host, username))
    except SecretStoreError as error:
        raise CommandFailed(f"the keyring does not give the password: {error}") from None
    if found is None:
        raise CommandFailed(
            "the keyring has no password for this host and user; `smtp-password` puts it there"
        )
    return found


def _keyring_name(host: str, username: str) -> str:
    return f"smtp/{username}@{host.lower()}"


def _is_this_computer(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


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
