"""Options that several commands on a profile share, and what their values mean."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperOption

from app.cli.output import CommandFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.cli.profile.session import Session
    from app.domain.validation import Problem

Offline = Annotated[
    bool, typer.Option("--offline", help="Ask nothing of the platform; what is changed waits.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]
ListenerId = Annotated[
    str, typer.Argument(metavar="ID", help="A listener's id, or its name if only one has it.")
]
ListenerIds = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Ids of listeners, or names that only one has."),
]

OPTION_OF: Final[Mapping[str, str]] = {
    "entity": "--entity",
    "function": "--function",
    "url": "--url",
    "base_url": "--url",
    "auth_type": "--auth-type",
    "credential_id": "--credential",
    "address": "--email",
    "name": "--name",
    "connection_name": "NAME",
    "channel_id": "--channel",
    "client_id": "--client-id",
    "token": "--token-file or --token-stdin",
    "client_secret": "--client-secret-stdin",
}


class ProfileCommand(TyperCommand):
    """A command that also takes `--json` behind its name, where most people type it."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.params.append(
            TyperOption(
                param_decls=["--json", "as_json"],
                is_flag=True,
                default=False,
                expose_value=False,
                callback=_wants_json,
                help="Print the result as JSON.",
            )
        )


def session_of(context: typer.Context) -> Session:
    """What this command works with."""
    session: Session = context.obj
    return session


def confirm(question: str, *, yes: bool) -> None:
    """Go on only if a person agrees.

    Raises:
        CommandFailed: The answer is no.
        typer.BadParameter: There is nobody to ask.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise typer.BadParameter(
            "there is nobody to ask here; say it to do it without asking", param_hint="--yes"
        )
    if not typer.confirm(question, err=True):
        raise CommandFailed("nothing was done")


def refuse_problems(
    problems: Iterable[Problem],
    explain: Callable[[Problem], str | None] = lambda _one: None,
    *,
    options: Mapping[str, str] = OPTION_OF,
) -> None:
    """End the command when something that was typed is not accepted.

    Args:
        problems: What is wrong.
        explain: Has better words for some of them, with the option's name.
        options: The name of the option for each field.

    Raises:
        CommandFailed: Naming every option that is wrong, and why.
    """
    from app.cli.output import EXIT_USAGE
    from app.domain.validation import describe

    lines = [explain(one) or _said(one.field, describe(one), options) for one in problems]
    if lines:
        raise CommandFailed(lines[0], code=EXIT_USAGE, details=lines[1:])


def _said(field: str, words: str, options: Mapping[str, str]) -> str:
    """The words under the name of the option, not of the field."""
    return f"{options.get(field, field)}: {words.removeprefix(f'{field}: ')}"


def _wants_json(context: Any, _parameter: Any, value: bool) -> None:
    if value:
        context.obj.as_json = True
