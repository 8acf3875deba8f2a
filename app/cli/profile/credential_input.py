"""From the options of a credential to its fields and secrets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import EXIT_USAGE, CommandFailed

if TYPE_CHECKING:
    from app.domain.catalog import AuthType
    from app.domain.secret import Secret

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


def options_of(kind: AuthType) -> dict[str, str]:
    """Where each field of this type is given."""
    given = {one.name: f"--field {one.name}=..." for one in kind.fields if not one.secret}
    given |= {
        one.name: f"--secret-file {one.name}=FILE or --secret-stdin"
        for one in kind.fields
        if one.secret
    }
    return {"name": "--name", **given}


def fields_of(words: list[str], kind: AuthType) -> dict[str, str]:
    """What is no secret.

    Raises:
        typer.BadParameter: It is none of this type's, or a secret.
    """
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


def secrets_of(kind: AuthType, files: list[str], *, from_stdin: bool) -> dict[str, Secret]:
    """The secrets, out of files and standard input.

    Raises:
        typer.BadParameter: It is not clear which is meant, or there is none.
        CommandFailed: Standard input has no secret to be.
    """
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
