"""Somebody who neither sees the screen nor has a mouse does the app's main job.

A program of its own, for the system's Python, which alone has AT-SPI: reads the app through
the accessibility tree, as a screen reader does, and types through the X server, as a keyboard
does.  Writes what it heard as JSON; whatever it cannot find ends it with a message.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from gi.repository import GLib

from tests.support.at_spi import Atspi, app_of, is_shown, tree

PATIENCE_S = 60.0
LABEL, URL = "Made without a mouse", "https://hooks.example.com/clients"


def main(process_id: int) -> None:
    """Start the sandbox, make a listener, and find it in the list."""
    heard: dict[str, object] = {}
    announced: list[str] = []
    listener = Atspi.EventListener.new(lambda event: announced.append(str(event.any_data)))
    listener.register("object:announcement")
    app = wait("the app", lambda: app_of(process_id))
    press_until_focused(app, "Start the sandbox")
    press("space")
    wait("the empty list", lambda: find(app, "push button", "New Webhook Listener"))
    press("ctrl+n")
    wait("the form", lambda: find(app, "push button", "Save"))
    entity = wait("the first field", lambda: focused(app))
    heard["first_field"] = spoken(entity)
    type_text("clients")
    press_until_focused(app, "Endpoint URL")
    type_text(URL)
    press_until_focused(app, "Label (optional)")
    type_text(LABEL)
    press("ctrl+s")
    heard["announced"] = wait(
        "what became of it", lambda: [one for one in announced if one.startswith("Saved")]
    )
    row = wait("the new listener in the list", lambda: containing(app, "table cell", LABEL))
    heard["row"] = spoken(row)
    heard["status"] = spoken(wait("a status", lambda: containing(app, "status bar", "")))
    json.dump(heard, sys.stdout)


def find(app: Any, role: str, name: str) -> Any:
    """What is shown with this role and this name."""
    for one in tree(app):
        if one.get_role_name() == role and one.get_name() == name and is_shown(one):
            return one
    return None


def containing(app: Any, role: str, words: str) -> Any:
    """What has this role and these words in its name."""
    for one in tree(app):
        if one.get_role_name() == role and words in (one.get_name() or ""):
            return one
    return None


def focused(app: Any) -> Any:
    """What has the focus: of those that say so the innermost one with a name.

    Qt also marks what only passes the focus on, and the chosen line or tab of a widget.
    """
    found = None
    for one in tree(app):
        states = one.get_state_set()
        is_own = one.get_role_name() not in ("list item", "menu item", "page tab")
        if is_shown(one) and is_own and states.contains(Atspi.StateType.FOCUSED) and one.get_name():
            found = one
    return found


def spoken(one: Any) -> dict[str, str]:
    """What a screen reader says of it."""
    return {
        "name": one.get_name() or "",
        "role": one.get_role_name(),
        "description": one.get_description() or "",
    }


def press_until_focused(app: Any, name: str, limit: int = 40) -> None:
    """Press Tab until what is called so has the focus."""
    met: list[str] = []
    for _step in range(limit):
        one = focused(app)
        said = (one.get_name() or "") if one is not None else ""
        if said == name:
            return
        met.append(said)
        press("Tab")
        wait_a_moment()
    raise SystemExit(f"Tab never came to {name!r}, only to {met}")


def wait(what: str, until: Callable[[], Any]) -> Any:
    """Look again and again until there is something."""
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        try:
            if found := until():
                return found
        except GLib.Error:  # it went while it was looked at
            pass
        wait_a_moment()
    raise SystemExit(f"waited in vain for {what}")


def wait_a_moment() -> None:
    """Let the app do what it was told; what it says unasked comes in meanwhile."""
    time.sleep(0.15)
    while GLib.MainContext.default().iteration(False):
        pass


def press(keys: str) -> None:
    """Press keys together, on the keyboard of the screen."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True, timeout=20)


def type_text(text: str) -> None:
    """Type a text, character by character."""
    subprocess.run(["xdotool", "type", "--delay", "15", text], check=True, timeout=60)
    wait_a_moment()


if __name__ == "__main__":
    main(int(sys.argv[1]))
