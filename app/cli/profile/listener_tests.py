"""`listeners test`: one try now, by the platform's own sending code, saved or not.

Where the platform has no such call, this computer sends it, as the contract asks of a client.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.output import CommandFailed, remark, shortened, show_facts, show_json
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
from app.cli.profile.exits import EXIT_NOT_ALLOWED, EXIT_REFUSED
from app.cli.profile.options import ProfileCommand, session_of
from app.cli.profile.reaching import find_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.control import JobControl
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
) -> None:
    """Send a test, and show what the endpoint answered; nothing is saved."""
    from app.cli.profile import shapes

    if payload_file is not None and record is not None:
        raise typer.BadParameter("not together with --record", param_hint="--payload-file")
    payload = None if payload_file is None else _payload(payload_file)
    given = Given(entity, function, url, email, auth_type, credential, name, channel, signing)
    session = session_of(context)
    workspace = session.workspace()
    if workspace.me is not None and not workspace.me.may("listeners:write"):
        raise CommandFailed("this account may not send tests", code=EXIT_NOT_ALLOWED)
    before = None
    if listener is not None:
        (row,) = find_rows(session, workspace, [listener], offline=False)
        before, listener = row.settings, row.id
    settings = before
    if settings is None or not given.is_empty:
        given = given if before is not None or function is not None else _with_create(given)
        settings = settings_of(given, before, session, workspace, offline=False)
    me, source = workspace.me, (settings, payload, record)
    if me is not None and "test" not in me.capabilities:
        attempt = session.run(_from_here(workspace, *source), doing="testing")
    else:
        attempt = session.run(
            lambda control: workspace.tests.by_platform(
                control, settings, listener_id=listener, payload=payload, record_id=record
            ),
            doing="testing",
        )
    if session.as_json:
        show_json(shapes.attempt(attempt))
    else:
        show_facts(_facts(attempt))
    if attempt.error is not None:
        raise CommandFailed(
            f"the test did not succeed: {attempt.error.code.replace('_', ' ')}",
            code=EXIT_REFUSED,
        )


def _from_here(
    workspace: Workspace, settings: ListenerSettings, payload: bytes | None, record: str | None
) -> Callable[[JobControl], Attempt]:
    """A test from this computer, where the platform sends none.

    Raises:
        CommandFailed: It takes what only the platform has.
    """
    lacking = ""
    if settings.destination.kind.value == "email":
        lacking = "only its own mail server sends e-mail"
    elif settings.destination.auth_type != "none":
        lacking = "the secret of a credential never leaves it; in the window one can be typed"
    if lacking:
        raise CommandFailed(f"this platform sends no tests, and {lacking}", code=EXIT_REFUSED)
    remark("This platform sends no tests: sent from this computer, signed with a one-time secret.")

    def send(control: JobControl) -> Attempt:
        body = payload
        if record is not None:
            body = workspace.records.get(control, settings.entity, record).body
        if body is None:
            body = workspace.catalog.sample(control, settings.entity)
        return workspace.tests.from_here(control, settings, body=body, credential=None)

    return send


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
