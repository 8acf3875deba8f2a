"""`receive`: catches webhooks on this computer and prints them, until it is stopped.

The same receiver as the window's: on loopback only, nothing is kept on disk.
"""

from __future__ import annotations

import queue
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from app.adapters.local_receiver import LocalReceiver
from app.cli.output import CommandFailed, say, show_json
from app.cli.profile.secret_input import from_file
from app.cli.running import run_commands
from app.domain.control import JobControl
from app.domain.errors import NetworkError
from app.domain.received import AnswerPlan, Fault, ReceivedRequest, judge_signature
from app.domain.times import format_time
from app.services.receiver import ReceiverService

_EXIT_INTERRUPTED = 130


class FaultName(StrEnum):
    """What `--fault` takes."""

    RESET = "reset"
    DRIP = "drip"


def run(argv: list[str]) -> int:
    """Run the command; the exit code."""
    cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    cli.command()(receive)
    return run_commands(cli, argv, prog_name="app receive", aborted=_EXIT_INTERRUPTED)


def receive(
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="0: any free port. Without: 8787, or any if taken."),
    ] = None,
    status: Annotated[int, typer.Option(min=200, max=599, help="What is answered.")] = 200,
    delay_ms: Annotated[
        int, typer.Option(min=0, max=600_000, help="How long nothing is said first.")
    ] = 0,
    retry_after: Annotated[
        int | None, typer.Option(min=0, max=86_400, help="With 429 and 503: in seconds.")
    ] = None,
    fault: Annotated[
        FaultName | None,
        typer.Option(help="reset breaks the connection, drip answers byte by byte for ever."),
    ] = None,
    secret_file: Annotated[
        list[Path] | None,
        typer.Option(help="Check signatures with the secret in this file; may be repeated."),
    ] = None,
    count: Annotated[int, typer.Option(min=0, help="End after so many; 0: never.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Catch webhooks on this computer and print them."""
    secrets = [from_file(path, where="--secret-file").reveal() for path in secret_file or ()]
    came: queue.SimpleQueue[None] = queue.SimpleQueue()
    service = ReceiverService(
        lambda take, plan: LocalReceiver(take, plan), announce=lambda *_news: came.put(None)
    )
    chosen = Fault(fault.value) if fault is not None else None
    service.set_plan(AnswerPlan(status, delay_ms / 1000, chosen, retry_after))
    try:
        state = service.start(JobControl(), port)
    except NetworkError as error:
        raise CommandFailed(f"port {port} is taken, or may not be used") from error
    try:
        if as_json:
            show_json({"listening": state.base_url})
        else:
            say(f"Listening on {state.base_url}, from this computer only. Ctrl+C ends.")
        _print_until(service, came, secrets, count=count, as_json=as_json)
    except KeyboardInterrupt:
        raise typer.Abort from None
    finally:
        service.stop()


def _print_until(
    service: ReceiverService,
    came: queue.SimpleQueue[None],
    secrets: list[str],
    *,
    count: int,
    as_json: bool,
) -> None:
    printed = 0
    while not count or printed < count:
        came.get()
        new = [one for one in service.state().requests if one.number > printed]
        for request in reversed(new):
            if count and printed >= count:
                return
            printed = request.number
            if as_json:
                show_json(_shape(request, secrets))
            else:
                say(_line(request, secrets))


def _line(request: ReceivedRequest, secrets: list[str]) -> str:
    """`10:41:07  POST /in  clients update cli_1 v3  signature valid  200`."""
    what = " ".join(
        part
        for part in (
            request.entity,
            request.function,
            request.record_id,
            _version(request),
            "test" if request.is_test else "",
        )
        if part
    )
    parts = (
        request.at.astimezone().strftime("%H:%M:%S"),
        f"{request.method} {request.target}",
        what or "not an event",
        f"signature {judge_signature(request, secrets).value.replace('_', ' ')}",
        request.answer.fault.value if request.answer.fault else str(request.answer.status),
    )
    return "  ".join(parts)


def _version(request: ReceivedRequest) -> str:
    version = request.header("picksmart-record-version")
    return f"v{version}" if version else ""


def _shape(request: ReceivedRequest, secrets: list[str]) -> dict[str, Any]:
    """A request for programs; what is no text is hexadecimal."""
    text = request.text
    body: dict[str, Any] = {"body": text} if text is not None else {"body_hex": request.body.hex()}
    return {
        "number": request.number,
        "at": format_time(request.at),
        "method": request.method,
        "target": request.target,
        "headers": [list(pair) for pair in request.headers],
        **body,
        "body_size": request.body_size,
        "signature": judge_signature(request, secrets).value,
        "status": request.answer.status,
        "fault": request.answer.fault.value if request.answer.fault else None,
    }
