"""`credentials …`: what endpoints ask for; secrets go in and never come out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import typer

from app.cli.output import (
    CommandFailed,
    remark,
    say,
    shortened,
    show_json,
    show_table,
)
from app.cli.profile import shapes
from app.cli.profile.credential_input import (
    SecretFiles,
    SecretStdin,
    fields_of,
    options_of,
    secrets_of,
)
from app.cli.profile.exits import EXIT_NOT_REACHABLE, failed
from app.cli.profile.finding import find_credential
from app.cli.profile.options import (
    Offline,
    ProfileCommand,
    Yes,
    confirm,
    refuse_problems,
    session_of,
)
from app.cli.profile.reaching import catalog_of, found, refresh, send
from app.cli.profile.wording import since
from app.domain.control import Cancelled

if TYPE_CHECKING:
    from app.cli.profile.session import Session
    from app.domain.catalog import AuthType
    from app.domain.control import JobControl
    from app.domain.credential import Credential
    from app.domain.waiting_credential import WaitingCredential
    from app.services.workspace import Workspace

T = TypeVar("T")

_NAME_LIMIT: Final = 60
_PERMISSION: Final = "credentials:write"

CredentialId = Annotated[
    str, typer.Argument(metavar="ID", help="A credential's id, or its name if only one has it.")
]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=VALUE", help="What is no secret, such as username=svc."),
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
    known, waiting = workspace.credentials.cached(), workspace.credentials.waiting()
    ends = workspace.credentials.ends()
    if session.as_json:
        items = [_shape(one, waiting.get(one.id), ends.get(one.id)) for one in known]
        show_json({"items": items})
    elif known:
        show_table(
            ("id", "name", "type", "used by", "secret ends in", "token ends", "state"),
            [
                (
                    one.id,
                    shortened(one.name, _NAME_LIMIT),
                    one.auth_type,
                    f"{len(one.used_by)} listener{'s' if len(one.used_by) != 1 else ''}",
                    ", ".join(hint for hint in one.secret_hints.values() if hint),
                    since(ends.get(one.id)),
                    _state(waiting.get(one.id)),
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
    offline: Offline = False,
) -> None:
    """Make a credential."""
    from app.domain.credential import CredentialDraft

    session = session_of(context)
    workspace = session.writable(offline=offline, permission=_PERMISSION)
    kind = _auth_type(session, workspace, auth_type, offline=offline)
    fields = fields_of(field or [], kind)
    secrets = secrets_of(kind, secret_file or [], from_stdin=secret_stdin)
    draft = CredentialDraft(kind.name, name, fields, secrets)
    refuse_problems(draft.problems(kind), options=options_of(kind))
    made = _do(session, lambda control: workspace.credentials.create(control, draft))
    _finish(session, workspace, made.id, "created", offline=offline)


def edit(
    context: typer.Context,
    credential: CredentialId,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="What to call it.")] = None,
    field: Fields = None,
    secret_file: SecretFiles = None,
    secret_stdin: SecretStdin = False,
    offline: Offline = False,
) -> None:
    """Change a credential; what is not given stays, its secret, too."""
    from app.domain.credential import CredentialDraft

    if name is None and not field and not secret_file and not secret_stdin:
        raise typer.BadParameter("say what to change, such as --name", param_hint="edit")
    session = session_of(context)
    workspace = session.writable(offline=offline, permission=_PERMISSION)
    known = _find(session, workspace, credential, offline=offline)
    kind = _auth_type(session, workspace, known.auth_type, offline=offline)
    draft = CredentialDraft(
        kind.name,
        known.name if name is None else name,
        {**known.fields, **fields_of(field or [], kind)},
        secrets_of(kind, secret_file or [], from_stdin=secret_stdin),
    )
    refuse_problems(draft.problems(kind, replacing=True), options=options_of(kind))
    _do(session, lambda control: workspace.credentials.update(control, known.id, draft))
    _finish(session, workspace, known.id, "changed", offline=offline)


def delete(
    context: typer.Context, credential: CredentialId, yes: Yes = False, offline: Offline = False
) -> None:
    """Delete a credential that no listener uses."""
    session = session_of(context)
    workspace = session.writable(offline=offline, permission=_PERMISSION)
    known = _find(session, workspace, credential, offline=offline)
    confirm(f"Delete the credential {known.name}?", yes=yes)
    _do(session, lambda control: workspace.credentials.delete(control, known.id))
    _finish(session, workspace, known.id, "deleted", offline=offline)


def tell_how_it_is(session: Session, workspace: Workspace, credential_id: str, done: str) -> None:
    """Show a credential after something was done with it."""
    known = {one.id: one for one in workspace.credentials.cached()}
    now, waiting = known.get(credential_id), workspace.credentials.waiting().get(credential_id)
    if session.as_json and now is None:
        show_json({"id": credential_id, "deleted": True})
    elif session.as_json and now is not None:
        show_json(_shape(now, waiting, workspace.credentials.ends().get(credential_id)))
    else:
        say(f"{credential_id}  {_state(waiting) or done}")


def _do(session: Session, job: Callable[[JobControl], T]) -> T:
    """Make a change; where the platform is away it waits, and its secret with it.

    Raises:
        CommandFailed: It failed, or a secret has no keyring to wait in.
    """
    from app.domain.errors import AppError, SecretStoreError

    try:
        return session.attempt(job, doing="sending")
    except SecretStoreError:
        raise CommandFailed(
            "the platform was not asked, or not reached, and there is no usable keyring here in "
            "which a secret could wait: repeat the command when the platform can be reached",
            code=EXIT_NOT_REACHABLE,
        ) from None
    except (AppError, Cancelled) as error:
        raise failed(error) from None


def _finish(
    session: Session, workspace: Workspace, credential_id: str, done: str, *, offline: bool
) -> None:
    """Send what waited before together with what came on top of it, and show how it is then."""
    failure = None
    if not offline and workspace.pending.find(credential_id) is not None:
        failure = send(session, workspace, [credential_id])
    tell_how_it_is(session, workspace, credential_id, done)
    if failure is not None:
        raise failure


def _shape(
    one: Credential, waiting: WaitingCredential | None, ends_at: datetime | None
) -> dict[str, Any]:
    return shapes.credential(one, None if waiting is None else waiting.pending, ends_at)


def _state(waiting: WaitingCredential | None) -> str:
    """What is the matter with a change of it; nothing is when there is none."""
    if waiting is None:
        return ""
    return f"{waiting.kind.value} waits" if waiting.is_waiting else waiting.state.value


def _find(session: Session, workspace: Workspace, wanted: str, *, offline: bool) -> Credential:
    return found(
        lambda: find_credential(workspace.credentials.cached(), wanted),
        lambda: session.run(workspace.credentials.refresh, doing="reading"),
        offline=offline,
    )


def _auth_type(session: Session, workspace: Workspace, wanted: str, *, offline: bool) -> AuthType:
    catalog = catalog_of(session, workspace, offline=offline)
    kind = catalog.auth_type(wanted)
    if kind is None or not kind.fields:
        types = ", ".join(one.name for one in catalog.auth_types if one.fields)
        raise typer.BadParameter(
            f"there is no such type; there are {types}", param_hint="--auth-type"
        )
    return kind
