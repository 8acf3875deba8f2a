"""What the commands print, and how they end.

Results go to standard output, remarks and errors to standard error.  Nothing that came
from elsewhere is printed raw (T37).

Exit codes: 0 done; 1 it could not be done; 2 the command line is wrong; 3 the data
folder is in use.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Final

from app.domain.printable import printable

EXIT_DONE: Final = 0
EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_IN_USE: Final = 3
_PIPE_COLUMNS: Final = 200


class CommandFailed(Exception):
    """Ends a command with one line on standard error."""

    def __init__(self, message: str, *, code: int = EXIT_FAILED) -> None:
        super().__init__(message)
        self.code = code


def say(line: str) -> None:
    """One line on standard output, at once: whoever reads it waits for it."""
    sys.stdout.write(printable(line) + "\n")
    sys.stdout.flush()


def remark(line: str) -> None:
    """One line for people, beside the result."""
    sys.stderr.write(printable(line) + "\n")


def complain(message: str) -> None:
    """The one line that a command which failed ends with."""
    sys.stderr.write(f"error: {printable(message)}\n")


def show_json(value: Any) -> None:
    """A result for programs: ASCII, so that nothing in it can reach a terminal."""
    sys.stdout.write(json.dumps(value) + "\n")


def show_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A result for people: nothing is cut, and names in the first column are never folded."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=place == 0)
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))  # Text: no markup in it
    width = None if sys.stdout.isatty() else _PIPE_COLUMNS
    Console(highlight=False, width=width).print(table)


def minute(time_text: str | None) -> str:
    """A time of the platform as people read it in a table."""
    return "never" if time_text is None else time_text[:16].replace("T", " ")
