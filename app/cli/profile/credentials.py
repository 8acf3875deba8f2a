"""`credentials …`: what endpoints ask for; secrets go in and never come out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.output import (
    EXIT_USAGE,
    CommandFailed,
    remark,
    say,
    shortened,
    show_json,
    show_table,
)
from app.cli.profile import shapes
from app.cli.profile.finding import find_credential
from app.cli.profile.options import (
    Offline,
    ProfileCommand,
    Yes,
    confirm,
    refuse_problems,
    session_of,
)
from app.cli.profile.reaching import catalog_of, found, refresh

if TYPE_CHECKING:
    from app.cli.profile.session import Session
    from app.domain.catalog import AuthType
    from app.domain.credential import Credential
    from app.domain.secret import Secret
    from app.services.workspace import Workspace

_NAME_LIMIT: Final = 60
_PERMISSION: Final = "credentials:write"

CredentialId = Annotated[
    str, typer.Argument(metavar="ID", help="A credential's id, or its name if only one has it.")
]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=VALUE", help="What is no secret, such as username=svc."),
]
SecretFiles = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[NAME=]FILE",
        help="File that holds a secret; NAME is needed where the type has several.",
    ),
]
SecretStdin = Annotated[
    bool, typer.Option("--secret-stdin", help="Read the secret from standard input.")
]


def add_to(cli: typer.Typer, name: str, what: str) -> None:
    """Make this group of commands part of the command line."""
    group = typer.Typer(no_args_is_help=True, help=what, rich_markup_mode=None)
    group.command("list", cls=ProfileCommand)(list_credentials)
    group.command(cls=ProfileCommand)(create)
    group.command(cls=ProfileCommand)(edit)
    group.command(cls=ProfileCommand)(delete)
    cli.add_typer(group, name=name)


def list_credentials(context: typer.Context, offline: Offline = False) -> None:
    """List credentials; of their secrets only hints."""
    session = session_of(context)
    workspace = session.workspace(offline=offline)
    stale = refresh(session, workspace, workspace.credentials.refresh, offline=offline)
    known = workspace.credentials.cached()
    if session.as_json:
        show_json({"items": [shapes.credential(one) for one in known]})
    elif known:
        show_table(
            ("id", "name", "type", "used by", "secret ends in"),
            [
                (
                    one.id,
                    shortened(one.name, _NAME_LIMIT),
                    one.auth_type,
                    f"{len(one.used_by)} listener{'s' if len(one.used_by) != 1 else ''}",
                    ", ".join(hint for hint in one.secret_hints.values() if hint),
                )
                for one in known
            ],
            stacked=True,
        )
    elif stale is None:
        remark("There are none.")
    if stale is not None:
        raise stale


def create(
    context: typer.Context,
    name: Annotated[str, typer.Option(metavar="TEXT", help="What to call it.")],
    auth_type: Annotated[
        str, typer.Option("--auth-type", metavar="TYPE", help="basic, bearer, api_key, ...")
    ],
    field: Fields = None,
    secret_file: SecretFiles = None,
    secret_stdin: SecretStdin = False,
) -> None:
    """Make a credential."""
    from app.domain.credential import CredentialDraft

    session = session_of(context)
    workspace = session.writable(permission=_PERMISSION)
    kind = _auth_type(session, workspace, auth_type)
    fields = _fields(field or [], kind)
    secrets = _secrets(kind, secret_file or [], from_stdin=secret_stdin)
    draft = CredentialDraft(kind.name, name, fields, secrets)
    refuse_problems(draft.problems(kind), options=_options(kind))
    made = session.run(
        lambda control: workspace.credentials.create(control, draft), doing="sending"
    )
    _show(session, made, "created")


def edit(
    context: typer.Context,
    credential: CredentialId,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="What to call it.")] = None,
    field: Fields = None,
    secret_file: SecretFiles = None,
    secret_stdin: SecretStdin = False,
) -> None:
    """Change a credential; what is not given stays, its secret, too."""
    from app.domain.credential import CredentialDraft

    if name is None and not field and not secret_file and not secret_stdin:
        raise typer.BadParameter("say what to change, such as --name", param_hint="edit")
    session = session_of(context)
    workspace = session.writable(permission=_PERMISSION)
    known = _find(session, workspace, credential)
    kind = _auth_type(session, workspace, known.auth_type)
    draft = CredentialDraft(
        kind.name,
        known.name if name is None else name,
        {**known.fields, **_fields(field or [], kind)},
        _secrets(kind, secret_file or [], from_stdin=secret_stdin),
    )
    refuse_problems(draft.problems(kind, replacing=True), options=_options(kind))
    new = session.run(
        lambda control: workspace.credentials.update(control, known.id, draft), doing="sending"
    )
    _show(session, new, "changed")


def delete(context: typer.Context, credential: CredentialId, yes: Yes = False) -> None:
    """Delete a credential that no listener uses."""
    session = session_of(context)
    workspace = session.writable(permission=_PERMISSION)
    known = _find(session, workspace, credential)
    confirm(f"Delete the credential {known.name}?", yes=yes)
    session.run(lambda control: workspace.credentials.delete(control, known.id), doing="sending")
    if session.as_json:
        show_json({"id": known.id, "deleted": True})
    else:
        say(f"{known.id}  deleted")


def _show(session: Session, one: Credential, done: str) -> None:
    if session.as_json:
        show_json(shapes.credential(one))
    else:
        say(f"{one.id}  {done}")


def _find(session: Session, workspace: Workspace, wanted: str) -> Credential:
    return found(
        lambda: find_credential(workspace.credentials.cached(), wanted),
        lambda: session.run(workspace.credentials.refresh, doing="reading"),
        offline=False,
    )


def _auth_type(session: Session, workspace: Workspace, wanted: str) -> AuthType:
    catalog = catalog_of(session, workspace, offline=False)
    kind = catalog.auth_type(wanted)
    if kind is None or not kind.fields:
        types = ", ".join(one.name for one in catalog.auth_types if one.fields)
        raise typer.BadParameter(
            f"there is no such type; there are {types}", param_hint="--auth-type"
        )
    return kind


def _options(kind: AuthType) -> dict[str, str]:
    """Where each field of this type is given."""
    given = {
        one.name: f"--secret-file {one.name}=FILE" if one.secret else f"--field {one.name}=..."
        for one in kind.fields
    }
    return {"name": "--name", **given}


def _fields(words: list[str], kind: AuthType) -> dict[str, str]:
    named = {one.name: one for one in kind.fields}
    public = ", ".join(one.name for one in kind.fields if not one.secret) or "none"
    fields: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or name not in named:
            raise typer.BadParameter(
                f"this is NAME=VALUE; the names of this type: {public}", param_hint="--field"
            )
        if named[name].secret:
            raise typer.BadParameter(
                f"{name} is a secret, which is never an argument: use --secret-file or "
                "--secret-stdin",
                param_hint="--field",
            )
        if name in fields:
            raise typer.BadParameter(f"{name} is there twice", param_hint="--field")
        fields[name] = value
    return fields


def _secrets(kind: AuthType, files: list[str], *, from_stdin: bool) -> dict[str, Secret]:
    from app.cli.profile.secret_input import from_file, from_standard_input

    names = [one.name for one in kind.fields if one.secret]
    secrets: dict[str, Secret] = {}
    for word in files:
        name, file = _secret_name(word, names)
        if name in secrets:
            raise typer.BadParameter(f"{name} is there twice", param_hint="--secret-file")
        secrets[name] = from_file(Path(file), where="--secret-file")
    if from_stdin:
        left = [name for name in names if name not in secrets]
        if len(left) != 1:
            raise CommandFailed(
                "--secret-stdin: there is "
                + ("more than one secret" if left else "no secret")
                + " left to read; use --secret-file NAME=FILE",
                code=EXIT_USAGE,
            )
        secrets[left[0]] = from_standard_input(where="--secret-stdin", prompt=f"{left[0]}: ")
    return secrets


def _secret_name(word: str, names: list[str]) -> tuple[str, str]:
    name, equals, file = word.partition("=")
    if equals and name in names:
        return name, file
    if len(names) == 1:
        return names[0], word
    raise typer.BadParameter(
        f"this is NAME=FILE, with a NAME of {', '.join(names) or 'none: it has no secret'}",
        param_hint="--secret-file",
    )
