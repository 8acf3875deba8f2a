"""Imports of a worker that let the window go first.

Reading a page's modules ahead of time takes a second of Python, in which no job comes to look
up: here it does before each module that is not loaded yet.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from app.domain.control import Cancelled, JobControl


class _LooksUp(MetaPathFinder):
    """Finds nothing; is asked first, and has the job look up."""

    def __init__(self, control: JobControl) -> None:
        self._control = control
        self._thread = threading.get_ident()

    def find_spec(
        self,
        _name: str,
        _path: Sequence[str] | None,
        _target: ModuleType | None = None,
        /,
    ) -> ModuleSpec | None:
        if threading.get_ident() == self._thread:
            with contextlib.suppress(Cancelled):  # no module is left half made
                self._control.check()
        return None


@contextmanager
def giving_way_at_imports(control: JobControl) -> Iterator[None]:
    """What this thread imports in the block gives way before each module."""
    finder = _LooksUp(control)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
