"""Tells what is on the screen of a program: a question a line on standard input, an answer a line.

A program of its own, for the system's Python, which alone has AT-SPI. It only looks; whoever asks
does the clicking.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from gi.repository import GLib

from tests.support.at_spi import Atspi, app_of, children, is_shown

_PATIENCE_S = 60.0
_FRAMES = ("frame", "window")


class Eyes:
    """Looks at one program."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def find(self, name: str) -> dict[str, Any] | None:
        """What is shown under a name, and where; of a dialog before what is behind it."""
        found = self._found(name)
        return None if found is None else self._seen(found)

    def words(self, name: str) -> list[str]:
        """All that can be read in it; without a name, in the whole program."""
        found = self._found(name) if name else self._app
        return [] if found is None else [one.get_name() or "" for one in _shown(found)]

    def row(self, name: str, at: int) -> dict[str, Any] | None:
        """Where a row of a table is."""
        found = self._found(name)
        cell = None if found is None else Atspi.Table.get_accessible_at(found, at, 0)
        return None if cell is None else self._seen(cell)

    def focus(self, name: str) -> bool:
        """Give it the focus."""
        found = self._found(name)
        return found is not None and bool(Atspi.Component.grab_focus(found))

    def names(self) -> list[str]:
        """Every name on the screen."""
        return sorted({name for one in _shown(self._app) if (name := _name(one))})

    def _found(self, name: str) -> Any:
        tops = sorted(children(self._app), key=lambda one: one.get_role_name() in _FRAMES)
        for top in tops:
            if is_shown(top):
                for one in _shown(top):
                    if _name(one) == name:
                        return one
        return None

    def _seen(self, one: Any) -> dict[str, Any]:
        place = Atspi.Component.get_extents(one, Atspi.CoordType.SCREEN)
        states = one.get_state_set()
        return {
            "role": one.get_role_name(),
            "place": [place.x, place.y, place.width, place.height],
            "enabled": states.contains(Atspi.StateType.ENABLED),
            "editable": states.contains(Atspi.StateType.EDITABLE),
            "read_only": states.contains(Atspi.StateType.READ_ONLY),
            "text": _text(one),
            "rows": Atspi.Table.get_n_rows(one) if "Table" in one.get_interfaces() else 0,
        }


def _shown(top: Any, depth: int = 0) -> Iterator[Any]:
    yield top
    if depth < 40:
        for child in children(top):
            if is_shown(child):
                yield from _shown(child, depth + 1)


def _name(one: Any) -> str:
    """Its object name, which Qt puts behind those of all that it is in."""
    return str(one.get_accessible_id() or "").rpartition(".")[2]


def _text(one: Any) -> str:
    count = Atspi.Text.get_character_count(one) if "Text" in one.get_interfaces() else 0
    if count > 0:
        return str(Atspi.Text.get_text(one, 0, count))
    return str(one.get_name() or "")


def main(process_id: int) -> None:
    """Answer until nobody asks any more."""
    ends = time.monotonic() + _PATIENCE_S
    while (app := app_of(process_id)) is None:
        if time.monotonic() > ends:
            raise SystemExit("the app is not in the accessibility tree")
        time.sleep(0.1)
    eyes = Eyes(app)
    sys.stdout.write("null\n")
    sys.stdout.flush()
    for line in sys.stdin:
        what, *about = json.loads(line)
        look: Callable[..., Any] = getattr(eyes, what)
        try:
            seen = look(*about)
        except GLib.Error:  # it went while it was looked at
            seen = None
        sys.stdout.write(json.dumps(seen) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
