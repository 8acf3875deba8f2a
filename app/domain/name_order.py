"""The order of names as people read them: "CRM 176" stands before "CRM 1291"."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NUMBER: Final = re.compile(r"\d+")


def name_order(text: str) -> str:
    """What a name is sorted by: its case says nothing, and a number in it counts as a whole.

    A string again, not a tuple of parts: thousands of them are compared at every sort.
    """
    return _NUMBER.sub(_by_value, text.casefold())


def _by_value(found: re.Match[str]) -> str:
    """Digits where digits stand, and of two numbers the shorter one first."""
    digits = found[0]
    if not digits.isascii():
        digits = "".join(str(unicodedata.decimal(one)) for one in digits)
    digits = digits.lstrip("0")
    return f"0{chr(len(digits))}{digits}"
