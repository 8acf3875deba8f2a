"""The accessibility tree of a program, as a screen reader has it; for the system's Python."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def app_of(process_id: int) -> Any:
    """The app among those that the desktop knows."""
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(at)
        if child is not None and child.get_process_id() == process_id:
            return child
    return None


def children(one: Any) -> Iterator[Any]:
    """What is right below."""
    for at in range(min(one.get_child_count(), 300)):
        child = one.get_child_at_index(at)
        if child is not None:
            yield child


def tree(top: Any, depth: int = 0) -> Iterator[Any]:
    """Everything below, as far as it is shown."""
    yield top
    if depth > 40:
        return
    for child in children(top):
        yield from tree(child, depth + 1)


def is_shown(one: Any) -> bool:
    """Whether it is on the screen."""
    return bool(one.get_state_set().contains(Atspi.StateType.SHOWING))
