"""Cells of a CSV file that no spreadsheet takes for a formula, and back again (T40).

Foreign text ends in a program that calculates: a cell that begins with one of a few
characters is a formula there.  An apostrophe in front makes it text; where the text
itself begins with apostrophes and then such a character, it gets one more, so that
taking one away always gives the original.

A spreadsheet set to another separator than ours, as where the comma is for decimals, reads
the quotation marks inside of a line as text: there a cell begins behind every semicolon, tab
and line end of a text, too, so these places are guarded alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_STARTS: Final = "=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"  # the last four are full-width
_BEGIN: Final = "(?:^|(?<=[;\t\r\n]))"
_RISKY: Final = re.compile(f"{_BEGIN}('*[{_STARTS}])")
_GUARDED: Final = re.compile(f"{_BEGIN}'('*[{_STARTS}])")


def guarded(text: str) -> str:
    """The text so that it stays one in a spreadsheet."""
    return _RISKY.sub(r"'\1", text)


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return _GUARDED.sub(r"\1", text)


def csv_line(cells: Iterable[str]) -> str:
    """One line of RFC 4180: every cell in quotation marks, and guarded."""
    quoted = (guarded(cell).replace('"', '""') for cell in cells)
    return ",".join(f'"{cell}"' for cell in quoted) + "\r\n"
