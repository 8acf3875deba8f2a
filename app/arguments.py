"""The options of the window, and the commands that need none.

Apart from `app.__main__`, for most starts say nothing and need no parser.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final, NoReturn

from app import DISPLAY_NAME, DISTRIBUTION

COMMANDS: Final = {
    "connections": "The platforms of a profile: add, list, remove, check.",
    "listeners": "Webhook listeners: list, show, create, edit, enable, ..., test.",
    "credentials": "What endpoints ask for: list, create, edit, delete.",
    "sync": "Send what waits, and take over what changed.",
    "pending": "Changes that wait or were refused: list, show, discard.",
    "conflicts": "Changes that need a decision: list, show, resolve.",
    "receive": "Catch webhooks on this computer and print them.",
    "platform": "Run the embedded platform.",
}


class _Parser(argparse.ArgumentParser):
    """Repeats nothing of a wrong command line raw (T37)."""

    def error(self, message: str) -> NoReturn:
        from app.domain.printable import printable

        self.exit(2, f"error: {printable(message)}\n")


def parser() -> argparse.ArgumentParser:
    """What reads the options of a start without a command."""
    commands = "\n".join(f"  {name:13}{what}" for name, what in COMMANDS.items())
    made = _Parser(
        prog=DISTRIBUTION,
        description=f"{DISPLAY_NAME}: the window, or a command that needs none.",
        usage=f"{DISTRIBUTION} [options]\n       "
        f"{DISTRIBUTION} [--profile DIR] [--connection NAME] [--json] COMMAND ...",
        epilog=f"commands (`COMMAND --help` says more; docs/command-line.md has all):\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "--version",
        action="store_true",
        help="say which version this is, of which commit and with which libraries, and exit",
    )
    made.add_argument(
        "--profile",
        type=_folder,
        metavar="DIR",
        help="keep all data in DIR instead of the usual place",
    )
    made.add_argument(
        "--self-test",
        action="store_true",
        help="open the window without a screen on a private profile, check it, and exit",
    )
    return made


def _folder(text: str) -> Path:
    if not text:  # an unset variable in a script, which is no wish for this folder
        raise argparse.ArgumentTypeError("this is the name of no folder")
    return Path(text)
