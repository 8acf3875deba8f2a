"""Which of the system's libraries an import lacked: an archive asks no package system for them."""

from __future__ import annotations

import re
from typing import Final

_NOT_LOADED: Final = re.compile(
    r"(?:/\S*/)?(lib[\w+.-]+\.so[\d.]*): (?:cannot|file too|invalid|wrong)"
)


def missing_library(error: ImportError) -> str:
    """What to say of an import that failed for want of a library; "" if it was for another reason.

    Args:
        error: What the import of Qt ended with.
    """
    found = _NOT_LOADED.match(str(error))
    if found is None:
        return ""
    return (
        f"The window cannot be shown: this system has no usable {found[1]}. The README names what "
        "it needs of the system. Commands need none of it: try --help."
    )
