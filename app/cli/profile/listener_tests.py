"""`listeners test`: one try now, by the platform's own sending code, saved or not.

Where the platform has no such call, or a person wants it, this computer sends it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.output import CommandFailed, remark, shortened, show_facts, show_json
from app.cli.profile.credential_input import SecretFiles, SecretStdin
from app.cli.profile.drafting import (
    AuthType,
    Channel,
    CredentialName,
    Email,
    Entity,
    Function,
    Given,
    Name,
    Signing,
    Url,
    settings_of,
)
from app.cli.profile.exits import EXIT_NOT_ALLOWED, EXIT_REFUSED, failed
from app.cli.profile.options import ProfileCommand, session_of
from app.cli.profile.reaching import find_rows
from app.cli.profile.trials_from_here import GivenSecrets, trial_from_here
from app.domain.control import Cancelled
from app.domain.errors import AppError, is_not_offered

if TYPE_CHECKING:
    from app.cli.profile.session import Session
    from app.domain.delivery import Attempt
    from app.domain.listener import ListenerSettings
    from app.services.workspace import Workspace

_BODY_LIMIT: Final = 2000
_PAYLOAD_BYTES: Final = 262_144  # what the contract's deliveries may hold


def add_to(group: typer.Typer) -> None:
    """Make this command part of `listeners`."""
    group.command("test", cls=ProfileCommand)(send_test)


def send_test(
    context: typer.Context,
    listener: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A saved listener; without it: what the options say."),
    ] = None,
    entity: Entity = None,
    function: Function = None,
    url: Url = None,
    auth_type: AuthType = None,
    credential: CredentialName = None,
    email: Email = None,
    name: Name = None,
    channel: Channel = None,
    signing: Signing = None,
    payload_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="JSON to send; - reads standard input."),
    ] = None,
    record: Annotated[
        str | None, typer.Option(metavar="ID", help="Send this record. Else: a sample.")
    ] = None,
    from_here: Annotated[
        bool, typer.Option("--from-here", help="Send it from this computer, not the platform.")
    ] = False,
    secret_file: SecretFiles = None,
    secret_stdin: SecretStdin = False,
) -> None:
    """Send a test, and show what the endpoint answered; nothing is saved."""
    from app.cli.profile import shapes

    if payload_file is not None and record is not None:
        raise typer.BadParameter("not together with --record", param_hint="--payload-file")
    if secret_stdin and str(payload_file) == "-":
        raise typer.BadParameter(
            "not both from standard input: see --payload-file", param_hint="--secret-stdin"
        )
    payload = None if payload_file is None else _payload(payload_file)
    given = Given(entity, function, url, email, auth_type, credential, name, channel, signing)
    session = session_of(context)
    workspace = session.workspace()
    if not (from_here or workspace.me is None or workspace.me.may("listeners:write")):
        raise CommandFailed(
            "this account may not have the platform send tests; --from-here sends one from "
            "this computer",
            code=EXIT_NOT_ALLOWED,
        )
    before = None
    if listener is not None:
        (row,) = find_rows(session, workspace, [listener], offline=False)
        before, listener = row.settings, row.id
    settings = before
    if settings is None or not given.is_empty:
        given = given if before is not None or function is not None else _with_create(given)
        settings = settings_of(given, before, session, workspace, offline=False)
    secrets = GivenSecrets(tuple(secret_file or ()), secret_stdin)
    if workspace.me is not None and "test" not in workspace.me.capabilities:
        remark("This platform sends no tests.")
        from_here = True
    if from_here:
        send = trial_from_here(
            session, workspace, settings, payload=payload, record=record, given=secrets
        )
        attempt = session.run(send, doing="testing")
    elif not secrets.is_empty:
        raise typer.BadParameter(
            "the platform sends this test and knows the secret; say --from-here to send it "
            "from this computer",
            param_hint="--secret-file" if secret_file else "--secret-stdin",
        )
    else:
        attempt = _by_platform(session, workspace, settings, listener, payload, record)
    if session.as_json:
        show_json(shapes.attempt(attempt))
    else:
        show_facts(_facts(attempt))
    if attempt.error is not None:
        raise CommandFailed(
            f"the test did not succeed: {attempt.error.code.replace('_', ' ')}",
            code=EXIT_REFUSED,
        )


def _by_platform(
    session: Session,
    workspace: Workspace,
    settings: ListenerSettings,
    listener_id: str | None,
    payload: bytes | None,
    record_id: str | None,
) -> Attempt:
    try:
        return session.attempt(
            lambda control: workspace.tests.by_platform(
                control, settings, listener_id=listener_id, payload=payload, record_id=record_id
            ),
            doing="testing",
        )
    except (AppError, Cancelled) as error:
        if isinstance(error, AppError) and is_not_offered(error):
            raise CommandFailed(
                "this platform sends no tests; --from-here sends one from this computer",
                code=EXIT_REFUSED,
            ) from None
        raise failed(error) from None


def _with_create(given: Given) -> Given:
    from dataclasses import replace

    return replace(given, function="create")


def _payload(file: Path) -> bytes:
    hint = "--payload-file"
    try:
        if str(file) == "-":
            data = sys.stdin.buffer.read(_PAYLOAD_BYTES + 1)
        else:
            with file.open("rb") as opened:
                data = opened.read(_PAYLOAD_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not the name of a file"
        raise typer.BadParameter(f"the file cannot be read: {why}", param_hint=hint) from None
    if len(data) > _PAYLOAD_BYTES:
        raise typer.BadParameter(f"more than {_PAYLOAD_BYTES} bytes", param_hint=hint)
    from app.domain.strict_json import JsonRefused, loads

    try:
        value = loads(data)
    except JsonRefused as error:
        raise typer.BadParameter(str(error), param_hint=hint) from None
    if not isinstance(value, dict):
        raise typer.BadParameter("a payload is a JSON object", param_hint=hint)
    return data


def _facts(attempt: Attempt) -> list[tuple[str, str]]:
    facts = [
        ("result", "accepted" if attempt.error is None else "failed"),
        ("sent", f"{attempt.request.method} {attempt.request.url}"),
        ("took", f"{attempt.duration_ms:.0f} ms"),
    ]
    if attempt.response is not None:
        facts.append(("answer", str(attempt.response.status)))
        facts += [
            ("", f"{name}: {shortened(value, 200)}") for name, value in attempt.response.headers
        ]
        body = attempt.response.body or ""
        facts.append(("body", body[:_BODY_LIMIT]))
        if len(body) > _BODY_LIMIT or attempt.response.truncated:
            remark("The answer is longer; --json has what was kept of it.")
    if attempt.error is not None:
        facts += [("error", attempt.error.code), ("", attempt.error.detail)]
    return facts
