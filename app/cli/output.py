"""What the commands print, and how they end.

Results go to standard output, remarks and errors to standard error.  Nothing that came
from elsewhere is printed raw (T37).  Each group of commands says which exit codes it has.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from app.domain.printable import printable

if TYPE_CHECKING:
    from rich.text import Text

EXIT_DONE: Final = 0
EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_IN_USE: Final = 3
EXIT_NOBODY_READS: Final = 141
_PIPE_COLUMNS: Final = 200
_STACKED_BELOW: Final = 120
_MORE: Final = "…"


class CommandFailed(Exception):
    """Ends a command with one line on standard error, and more below it if need be."""

    def __init__(
        self, message: str, *, code: int = EXIT_FAILED, details: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.details = tuple(details)


class NobodyReads(Exception):
    """Standard output is a pipe whose reader has left."""


def say(line: str) -> None:
    """One line on standard output, at once: whoever reads it waits for it."""
    _put(printable(line) + "\n")


def remark(line: str) -> None:
    """One line for people, beside the result."""
    sys.stderr.write(printable(line) + "\n")


def complain(message: str) -> None:
    """The one line that a command which failed ends with."""
    sys.stderr.write(f"error: {printable(message)}\n")


def show_json(value: Any) -> None:
    """A result for programs: ASCII, so that nothing in it can reach a terminal."""
    _put(json.dumps(value) + "\n")


def show_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, stacked: bool = False
) -> None:
    """A result for people: nothing is cut, and names in the first column are never folded.

    Args:
        columns: What stands above each column.
        rows: What stands in it.
        stacked: The first two columns are an id and a name, and share one where it is narrow.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    together = stacked and _columns() < _STACKED_BELOW
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, column in enumerate(columns[1:] if together else columns):
        table.add_column(column, overflow="fold", no_wrap=place == 0)
    for row in rows:
        cells = [Text(printable(cell)) for cell in row]  # Text: no markup in it
        table.add_row(*([_stacked(*cells[:2]), *cells[2:]] if together else cells))
    _write(table)


def show_facts(facts: Iterable[tuple[str, str]]) -> None:
    """One thing for people: a name and a value a line."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts:
        table.add_row(Text(name, style="dim"), Text(printable(value)))
    _write(table)


def shortened(text: str, limit: int) -> str:
    """The text as it fits into a list; the rest of it is in `show` and in the JSON."""
    shown = printable(text[: limit + 1])
    return shown if len(shown) <= limit else shown[: limit - 1] + _MORE


def minute(time_text: str | None) -> str:
    """A time of the platform as people read it in a table."""
    return "never" if time_text is None else time_text[:16].replace("T", " ")


def _stacked(key: Text, name: Text) -> Text:
    """A name above its id, no wider than that."""
    from rich.console import Console
    from rich.text import Text

    key.stylize("dim")
    lines: Iterable[Text] = name.wrap(Console(), key.cell_len) if name.plain else []
    return Text("\n").join([*lines, key])


def _columns() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE_COLUMNS


def _write(renderable: Any) -> None:
    """Render first and write then: a pipe that nobody reads any more is ours to see."""
    from rich.console import Console

    is_terminal = sys.stdout.isatty()
    text = io.StringIO()
    console = Console(file=text, highlight=False, width=_columns(), force_terminal=is_terminal)
    console.print(renderable)
    _put("".join(line.rstrip() + "\n" for line in text.getvalue().split("\n")[:-1]))


def _put(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise NobodyReads from None
