"""`requests` without the guess of a text's encoding, which it imports and we never ask for.

The guess brings tables of every script along: three megabytes in each process that speaks
HTTP.  Bodies are bytes here, and what is read of them is JSON, which is UTF-8.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Final

_GUESS: Final = "charset_normalizer"


@contextmanager
def _without_guess() -> Iterator[None]:
    """Something that always guesses UTF-8 has its place while `requests` is imported."""
    if _GUESS in sys.modules or "requests" in sys.modules:
        yield
        return
    nobody = ModuleType(_GUESS)
    vars(nobody).update(__version__="3.0.0", detect=lambda _content: {"encoding": "utf-8"})
    sys.modules[_GUESS] = nobody
    try:
        yield
    finally:
        del sys.modules[_GUESS]


with _without_guess():
    import requests

__all__ = ["requests"]
