"""Reads what Welcome and Connect need, for the worker that finds that no connection will be open.

The GUI thread reads no file, and a start that opens a connection reads what its first page needs.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.runtime.plain_imports import read_module
from app.ui.theme import load_icons

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_entrance() -> None:
    """Read what both need."""
    load_icons()
    for page in ("welcome", "connect"):
        read_module(f"app.ui.pages.{page}.view")


@contextmanager
def read_at_failure() -> Iterator[None]:
    """A block that opens a connection: where it fails, Welcome comes up."""
    try:
        yield
    except Exception:
        read_entrance()
        raise
