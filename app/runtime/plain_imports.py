"""Python's own import again, where PySide has put one of its own in its place.

PySide's reads the source of every module that is imported after it, and Python keeps all
that it read: to see whether the module asks for a `__feature__`.  None of ours does.  It is a
tenth of the start and five megabytes.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - puts it there


def use_plain_imports() -> None:
    """Import as without PySide from now on; harmless where PySide does not interfere."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
