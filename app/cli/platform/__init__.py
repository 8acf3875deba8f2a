"""`platform …`: runs the embedded platform by hand, or as a child of the app.

Each command is a module of its own here; it imports what it works with only when it
is called, because the app starts `serve` as its child and waits for it.
"""

from __future__ import annotations

import gc

import typer

from app.cli.running import run_commands


def commands(wanted: str) -> typer.Typer:
    """The command line: all of it, or `serve` alone, which somebody waits for."""
    from app.cli.platform import serve

    cli = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help="The embedded platform: the same contract as a real one, on this computer. Exit "
        "codes: 0 done, 1 not done, 2 the command line is wrong, 3 the data folder is in use.",
    )
    cli.callback()(_group)
    cli.command()(serve.serve)
    if wanted == "serve":
        return cli
    from app.cli.platform import (
        backups,
        documents,
        keys,
        mail,
        persons,
        resets,
        seeds,
        tokens,
        worker,
    )

    cli.command()(worker.worker)
    cli.add_typer(tokens.tokens, name="token")
    cli.command()(seeds.seed)
    cli.command()(resets.reset)
    cli.command()(backups.backup)
    cli.command()(backups.restore)
    cli.add_typer(keys.keys, name="key")
    cli.add_typer(persons.persons, name="person")
    cli.command()(mail.smtp_password)
    cli.command()(documents.openapi)
    return cli


def _group() -> None:
    """Holds commands together, also when there is one."""


def run(argv: list[str]) -> int:
    """Run one `platform` command; the exit code."""
    wanted = argv[0] if argv else ""
    was_collecting = gc.isenabled()  # not where a window has it in hand: see `CycleCollector`
    if wanted == "serve":
        gc.disable()  # nothing that it imports is rubbish; once it is ready it is on again
    try:
        return run_commands(commands(wanted), argv, prog_name="app platform")
    finally:
        if was_collecting:
            gc.enable()
