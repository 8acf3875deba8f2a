"""`platform …`: runs the embedded platform by hand, or as a child of the app.

Each command is a module of its own here; it imports what it works with only when it
is called, because the app starts `serve` as its child and waits for it.
"""

from __future__ import annotations

import typer

from app.cli.platform import clients, documents, serve

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The embedded platform: the same contract as a real one, on this computer.",
)
cli.command()(serve.serve)
cli.command()(clients.add_client)
cli.command()(documents.openapi)


def run(argv: list[str]) -> int:
    """Run one `platform` command; the exit code."""
    try:
        cli(args=argv, prog_name="app platform")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
