"""Runs a command line, and turns whatever ends it into an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from app.cli.output import (
    EXIT_FAILED,
    EXIT_NOBODY_READS,
    CommandFailed,
    NobodyReads,
    complain,
    remark,
)

if TYPE_CHECKING:
    import typer


def run_commands(
    cli: typer.Typer, argv: list[str], *, prog_name: str, aborted: int = EXIT_FAILED
) -> int:
    """Run one command; the exit code, which is `aborted` when a person stopped it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what a terminal cannot show is no reason to end
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(cli, argv, prog_name, aborted)
    except NobodyReads:
        _hush()
        return EXIT_NOBODY_READS


def _run(cli: typer.Typer, argv: list[str], prog_name: str, aborted: int) -> int:
    import typer

    try:
        code = cli(args=argv, prog_name=prog_name, standalone_mode=False)
    except CommandFailed as failure:
        complain(str(failure))
        for line in failure.details:
            remark(f"  {line}")
        return failure.code
    except typer.TyperException as error:  # the command line is wrong
        message = error.format_message()
        if type(error).__name__ == "NoArgsIsHelpError":  # our own words, in lines
            sys.stderr.write(message + "\n" if message else "")
        elif message:
            complain(" ".join(message.split()))
        return error.exit_code
    except typer.Abort:
        complain("stopped")
        return aborted
    return code if isinstance(code, int) else 0


def _hush() -> None:
    """Let the interpreter's last flush end nowhere, too."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # standard output is no file
        return
