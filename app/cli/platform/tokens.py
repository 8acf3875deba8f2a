"""`platform token …`: who may call the platform."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.output import CommandFailed, minute, remark, say, show_json, show_table
from app.cli.platform.arguments import AsJson, DataFolder, lifetime_s, operate
from app.cli.platform.database import DatabaseFile, DatabaseText, database_address

tokens = typer.Typer(
    no_args_is_help=True, help="API tokens, and client ids and secrets for /oauth/token."
)


class Role(StrEnum):
    """What a token or client may do."""

    ADMINISTRATOR = "administrator"
    READ_ONLY = "read_only"
    MEMBER = "member"


@tokens.command()
def issue(
    data: DataFolder,
    name: Annotated[str, typer.Option(help="What it is for; shown in lists.")],
    role: Annotated[
        Role, typer.Option(help="administrator: everything. read_only: looking. member: nothing.")
    ] = Role.READ_ONLY,
    expires: Annotated[
        str, typer.Option(help="How long a token lives: 30m, 12h, 90d, never.")
    ] = "90d",
    client: Annotated[
        bool,
        typer.Option("--client", help="Make an OAuth client instead; it lives until revoked."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(help="Write the secret to this new file, for you only, and do not print it."),
    ] = None,
    database: DatabaseText = "",
    database_file: DatabaseFile = None,
    as_json: AsJson = False,
) -> None:
    """Issue a token, or an OAuth client; its secret is shown this once."""
    from app.domain.text import check_name
    from app.domain.validation import Refused

    try:
        label = check_name(name)
    except Refused as error:
        raise typer.BadParameter(str(error), param_hint="--name") from None
    if not label:
        raise typer.BadParameter("a name is needed", param_hint="--name")
    lifetime = lifetime_s(expires)
    address = database_address(database, database_file)
    if out is not None:
        _claim(out)
    try:
        made: dict[str, Any] = operate(
            data,
            "access.issue",
            on=address,
            label=label,
            role=role.value,
            is_client=client,
            lifetime_s=None if client else lifetime,
        )
    except CommandFailed:
        if out is not None:
            out.unlink(missing_ok=True)
        raise
    _hand_over(made, secret_name="client_secret" if client else "token", out=out, as_json=as_json)


@tokens.command("list")
def list_tokens(
    data: DataFolder,
    ended: Annotated[
        bool, typer.Option("--all", help="Also those that expired or were revoked.")
    ] = False,
    database: DatabaseText = "",
    database_file: DatabaseFile = None,
    as_json: AsJson = False,
) -> None:
    """List tokens and OAuth clients; their secrets are kept nowhere."""
    found = operate(
        data, "access.list", on=database_address(database, database_file), with_ended=ended
    )
    if as_json:
        show_json(found)
        return
    show_table(
        ("id", "kind", "name", "role", "state", "created", "expires"),
        [
            (
                one["id"],
                one["kind"],
                one["label"],
                one["role"],
                one["state"],
                minute(one["created_at"]),
                minute(one["expires_at"]),
            )
            for one in found["items"]
        ],
    )


@tokens.command()
def revoke(
    data: DataFolder,
    id_: Annotated[str, typer.Argument(metavar="ID", help="As `list` shows it.")],
    database: DatabaseText = "",
    database_file: DatabaseFile = None,
    as_json: AsJson = False,
) -> None:
    """End a token, or a client and the tokens it was given, at once."""
    done = operate(data, "access.revoke", on=database_address(database, database_file), id=id_)
    if as_json:
        show_json(done)
        return
    for one in done["revoked"]:
        say(f"revoked {one}")
    if done["is_token_file"]:
        remark("That was the token in the token file; the next start writes a new one.")


def _claim(out: Path) -> None:
    """Make the file before the secret, so that none is made which cannot be kept."""
    from app.server.store.private_files import make_private_file

    try:
        make_private_file(out)
    except FileExistsError:
        raise CommandFailed(f"{out} exists already") from None
    except OSError as error:
        raise CommandFailed(f"{out} cannot be made: {error.strerror}") from None


def _hand_over(made: dict[str, Any], *, secret_name: str, out: Path | None, as_json: bool) -> None:
    from app.server.store.private_files import write_private

    secret: str = made[secret_name]
    if out is not None:
        write_private(out, secret.encode("ascii"))
        made = {name: value for name, value in made.items() if name != secret_name}
        made["file"] = str(out)
    if as_json:
        show_json(made)
        return
    if out is not None:
        say(f"{made['id']}  in {out}")
        return
    if secret_name == "client_secret":  # noqa: S105 - a member's name
        remark(f"client id {made['client_id']}; its secret, for the only time:")
    else:
        remark(f"{made['id']}, valid until {made['expires_at'] or 'it is revoked'}; this once:")
    say(secret)
