"""`connections …`: the platforms that this profile works with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.output import (
    EXIT_FAILED,
    EXIT_USAGE,
    CommandFailed,
    remark,
    say,
    shortened,
    show_json,
    show_table,
)
from app.cli.profile.exits import failed
from app.cli.profile.options import ProfileCommand, Yes, confirm, refuse_problems, session_of

if TYPE_CHECKING:
    from app.cli.profile.session import Session
    from app.domain.control import JobControl
    from app.domain.secret import Secret
    from app.domain.workspace import Connection

_NAME_LIMIT: Final = 60

ConnectionName = Annotated[
    str | None,
    typer.Argument(metavar="[NAME]", help="A connection's name or id; else --connection."),
]


def add_to(cli: typer.Typer, name: str, what: str) -> None:
    """Make this group of commands part of the command line."""
    group = typer.Typer(no_args_is_help=True, help=what, rich_markup_mode=None)
    group.command(cls=ProfileCommand)(add)
    group.command("list", cls=ProfileCommand)(list_connections)
    group.command(cls=ProfileCommand)(remove)
    group.command(cls=ProfileCommand)(check)
    cli.add_typer(group, name=name)


def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.")],
    url: Annotated[
        str | None, typer.Option(help="The platform's address, unless this computer has one set.")
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File that holds the API token.")
    ] = None,
    token_stdin: Annotated[
        bool, typer.Option("--token-stdin", help="Read the API token from standard input.")
    ] = False,
    client_id: Annotated[
        str | None, typer.Option(metavar="ID", help="Or: sign in as this OAuth client.")
    ] = None,
    client_secret_stdin: Annotated[
        bool, typer.Option("--client-secret-stdin", help="Its secret, from standard input.")
    ] = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Never change anything through it.")
    ] = False,
) -> None:
    """Check a platform, and keep the connection; its secret goes into the system's keyring."""
    from app.cli.profile import shapes
    from app.domain.connect import ConnectDraft
    from app.domain.workspace import SecretStorage, SignInKind

    session = session_of(context)
    base_url = url if url is not None else session.preset.base_url
    if not base_url:
        raise typer.BadParameter("say the platform's address", param_hint="--url")
    secret = _secret(token_file, token_stdin, client_id, client_secret_stdin)
    draft = ConnectDraft(
        name=name,
        base_url=base_url,
        sign_in=SignInKind.TOKEN if client_id is None else SignInKind.OAUTH2,
        client_id=client_id or "",
        secret=secret,
        read_only=read_only,
    )
    refuse_problems(draft.problems())
    request = draft.request()
    connections = session.connections
    known = session.run(lambda _control: connections.connections())
    if any(request.name in (one.name, one.id) for one in known):
        raise CommandFailed("NAME: a connection of this name exists", code=EXIT_USAGE)
    is_kept = session.run(connections.find_storage) is SecretStorage.KEYRING
    made = session.run(
        lambda control: connections.add(control, request, keep_secret=is_kept), doing="checking"
    )
    if session.as_json:
        show_json({**shapes.connection(made), "secret_kept": is_kept})
    else:
        say(f"{made.id}  {made.name}")
    if not is_kept:
        remark(
            "There is no usable keyring here, so the secret was not kept. Set "
            "PICKSMART_SECRET_FILE to a file that holds it (or PICKSMART_SECRET to the secret "
            "itself) for every command that uses this connection."
        )


def list_connections(context: typer.Context) -> None:
    """List the connections of this profile."""
    from app.cli.profile import shapes

    session = session_of(context)
    found = session.run(lambda _control: session.connections.connections())
    if session.as_json:
        show_json({"items": [shapes.connection(one) for one in found]})
    elif found:
        show_table(
            ("name", "url", "environment", "id"),
            [
                (
                    shortened(one.name, _NAME_LIMIT),
                    one.base_url or "this computer",
                    one.environment.value + (", read only" if one.read_only else ""),
                    one.id,
                )
                for one in found
            ],
        )
    else:
        remark("There are none; `connections add` makes one.")


def remove(context: typer.Context, name: ConnectionName = None, yes: Yes = False) -> None:
    """Forget a connection, its secrets and its local copy; what waits in it is lost."""
    session = session_of(context)
    connection = session.connection(name)
    upkeep = session.connections.upkeep
    _unless_open(session, connection, lambda control: upkeep.look_free(control, connection.id))
    if not yes:
        leaving = session.run(lambda control: upkeep.leaving(control, connection.id))
        lost = f" {leaving.changes} changes that wait are lost." if leaving.changes else ""
        confirm(f"Forget the connection {connection.name}?{lost}", yes=False)
    _unless_open(session, connection, lambda control: upkeep.remove(control, connection.id))
    if session.as_json:
        show_json({"id": connection.id, "removed": True})
    else:
        say(f"{connection.id}  removed")


def _unless_open(
    session: Session, connection: Connection, job: Callable[[JobControl], None]
) -> None:
    """Do what cannot be done while another process works with the connection.

    Raises:
        CommandFailed: One does, or the job failed.
    """
    from app.domain.control import Cancelled
    from app.domain.errors import AppError, StoreError

    try:
        session.attempt(job)
    except (AppError, Cancelled) as error:
        if isinstance(error, StoreError) and error.reason == "locked":
            raise CommandFailed(
                f"{connection.name} is in use by the window of this app, or by another command. "
                "Remove it there (Manage connections), or close that and repeat this command; "
                "nothing was removed"
            ) from None
        raise failed(error) from None


def check(context: typer.Context, name: ConnectionName = None) -> None:
    """Look whether a connection works; changes nothing, there or here."""
    from app.cli.profile import shapes
    from app.cli.profile.session import given_secret
    from app.domain.errors import AppError

    session = session_of(context)
    connection, secret = session.connection(name), given_secret()
    report = session.run(
        lambda control: session.connections.recheck(control, connection.id, secret=secret),
        doing="checking",
    )
    failures = {
        line.kind.value: failed(line.error) for line in report.lines if line.error is not None
    }
    if session.as_json:
        show_json(shapes.check(report, {kind: str(one) for kind, one in failures.items()}))
    else:
        show_table(
            ("check", "result", "found"),
            [
                (
                    line.kind.value.replace("_", " "),
                    "ok" if line.passed else "failed",
                    shortened(line.value, _NAME_LIMIT),
                )
                for line in report.lines
            ],
        )
    for line in report.lines:
        if isinstance(line.error, AppError):
            raise failures[line.kind.value]
    if not report.passed:
        raise CommandFailed("the check did not pass", code=EXIT_FAILED)


def _secret(
    token_file: Path | None, token_stdin: bool, client_id: str | None, client_secret_stdin: bool
) -> Secret:
    from app.cli.profile.secret_input import from_file, from_standard_input

    given = [
        option
        for option, is_given in (
            ("--token-file", token_file is not None),
            ("--token-stdin", token_stdin),
            ("--client-secret-stdin", client_secret_stdin),
        )
        if is_given
    ]
    if len(given) != 1:
        raise typer.BadParameter(
            "say exactly one of --token-file, --token-stdin and --client-secret-stdin",
            param_hint=given[1] if given else "--token-file",
        )
    if client_secret_stdin != (client_id is not None):
        raise typer.BadParameter(
            "--client-id and --client-secret-stdin go together", param_hint="--client-id"
        )
    if token_file is not None:
        return from_file(token_file, where="--token-file")
    prompt = "Client secret: " if client_secret_stdin else "Token: "
    return from_standard_input(where=given[0], prompt=prompt)
