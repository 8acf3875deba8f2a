"""`receive`: catches webhooks on this computer and prints them, until it is stopped.

The same receiver as the window's: on loopback only, nothing is kept on disk.
"""

from __future__ import annotations

import queue
import threading
from contextlib import suppress
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
from app.domain.received import AnswerPlan, Fault, ReceivedRequest, judge_signature, numbered
from app.domain.times import format_time
from app.services.receiver import ReceiverService

_EXIT_INTERRUPTED = 130
WAITING = 64  # requests that were not printed yet; beyond them the senders wait
_LOOK_S = 0.1
_REMEMBERED = 10_000  # events, to tell which came again


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
    came = Came()
    service = ReceiverService(lambda _keep, plan: LocalReceiver(came.put, plan))
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
        _print(came, secrets, count=count, as_json=as_json)
    except KeyboardInterrupt:
        raise typer.Abort from None
    finally:
        came.ended.set()
        service.stop()


class Came:
    """What came and was not printed yet: none of it is lost where printing is slow."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self._queue: queue.Queue[ReceivedRequest] = queue.Queue(WAITING)

    def put(self, request: ReceivedRequest) -> None:
        """Take one in; its sender waits while there is no room."""
        while not self.ended.is_set():
            with suppress(queue.Full):
                self._queue.put(request, timeout=_LOOK_S)
                return

    def get(self) -> ReceivedRequest:
        """The next one, as soon as there is one."""
        return self._queue.get()


def _print(came: Came, secrets: list[str], *, count: int, as_json: bool) -> None:
    first: dict[str, int] = {}  # which number an event came under first
    number = 0
    while not count or number < count:
        number += 1
        request = numbered(came.get(), number)
        event_id = request.header("webhook-id")
        repeated = first.get(event_id)
        if event_id and repeated is None:
            first[event_id] = number
            if len(first) > _REMEMBERED:
                del first[next(iter(first))]
        if as_json:
            show_json(_shape(request, secrets, repeated))
        else:
            say(_line(request, secrets, repeated))


def _line(request: ReceivedRequest, secrets: list[str], repeated: int | None) -> str:
    """`10:41:07  POST /in  clients update cli_1 v3  signature valid  200`."""
    what = " ".join(
        part
        for part in (
            request.entity,
            request.function,
            request.record_id,
            _version(request),
            "test" if request.is_test else "",
            "repeat" if repeated is not None else "",
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


def _shape(request: ReceivedRequest, secrets: list[str], repeated: int | None) -> dict[str, Any]:
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
        "repeat_of": repeated,
        "status": request.answer.status,
        "fault": request.answer.fault.value if request.answer.fault else None,
    }
