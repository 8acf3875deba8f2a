"""`platform …`: runs the embedded platform by hand, or as a child of the app."""

from __future__ import annotations

import json
import os
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from app.domain.secret import Secret
    from app.server.settings import Networks, SmtpSettings

PASSWORD_VARIABLE = "PICKSMART_SMTP_PASSWORD"  # noqa: S105 - where it is, not what it is

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The embedded platform: the same contract as a real one, on this computer.",
)


@cli.command()
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
) -> None:
    """Serve a data folder; prints one JSON line when ready."""
    from app.server.serve import serve as serve_folder
    from app.server.settings import LOOPBACK, PlatformSettings

    smtp = _smtp(
        smtp_host, smtp_port, smtp_security, smtp_username, smtp_password_file, smtp_sender
    )
    settings = PlatformSettings(
        data_dir=data.absolute(),
        host=_address(host),
        port=port,
        allow=(*LOOPBACK, *_networks(allow or [])),
        smtp=smtp,
    )
    raise typer.Exit(serve_folder(settings, ends_with_parent=parent_stdin, say=_say))


@cli.command()
def add_client(
    data: Annotated[Path, typer.Option(help="Folder of a platform that does not run now.")],
    name: Annotated[str, typer.Option(help="What the client is for.")],
    role: Annotated[
        str, typer.Option(help="Whom it acts as: administrator, read_only or member.")
    ] = "administrator",
) -> None:
    """Make an OAuth client; prints its id and secret as JSON, for the only time."""
    from app.server.clients import NoPlatform, PlatformRuns, add_oauth_client

    try:
        client_id, secret = add_oauth_client(data.absolute(), role=role, label=name)
    except NoPlatform as error:
        raise typer.BadParameter(str(error)) from None
    except PlatformRuns:
        raise typer.BadParameter(
            "a platform serves the folder now; end it first", param_hint="--data"
        ) from None
    _say(json.dumps({"client_id": client_id, "client_secret": secret.reveal()}))


@cli.command()
def openapi() -> None:
    """Print the OpenAPI document of the platform."""
    from app.server.api.openapi import openapi_text

    sys.stdout.write(openapi_text())


def run(argv: list[str]) -> int:
    """Run one `platform` command; the exit code."""
    try:
        cli(args=argv, prog_name="app platform")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


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


def _smtp(
    host: str,
    port: int,
    security: str,
    username: str,
    password_file: Path | None,
    sender: str,
) -> SmtpSettings | None:
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
    """The SMTP password from a file or the environment; never an argument."""
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
