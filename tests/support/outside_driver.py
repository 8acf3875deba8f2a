"""Drives a program that holds nothing of ours: its window is read through the accessibility tree,
and clicked and typed into through the X server, as a person does.

Understands what `tests/support/driver.py` understands, so that one story can be told through both.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from tests.support.desktop import SYSTEM_PYTHON
from tests.support.driver import StepFailed
from tests.support.screen import Screen

EYES: Final = "tests.support.at_spi_eyes"
ROOT: Final = Path(__file__).resolve().parents[2]
_KEYS: Final = {"del": "Delete", "return": "Return", "esc": "Escape", "down": "Down"}
_TRY_AGAIN_S: Final = 0.05


class OutsideDriver:
    """One person before one screen."""

    def __init__(self, screen: Screen, process_id: int, environment: dict[str, str]) -> None:
        """Open the eyes.

        Args:
            screen: Where the window is.
            process_id: Of the program.
            environment: With the display and the session bus of the program.
        """
        self._screen = screen
        self._environment = environment
        self._answer = ""
        self._eyes = subprocess.Popen(
            [SYSTEM_PYTHON, "-m", EYES, str(process_id)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._heard()

    def close(self) -> None:
        """Close the eyes."""
        self._eyes.stdin.close()
        self._eyes.wait(20)
        self._eyes.stdout.close()

    # What is there ---------------------------------------------------------

    def look_for(self, name: str) -> dict[str, Any] | None:
        """What is shown under that object name, or None."""
        found: dict[str, Any] | None = self._ask("find", name)
        return found

    def rows(self, name: str) -> int:
        """How many rows a table has that is shown; 0 without one."""
        found = self.look_for(name)
        return found["rows"] if found else 0

    def words_in(self, name: str = "") -> str:
        """All that can be read in it; without a name, in the whole program."""
        return " ".join(self._ask("words", name) or [])

    def text_of(self, name: str) -> str:
        """What a label, field or button shows."""
        return str(self._there(name)["text"])

    def wait(self, what: str, until: Callable[[], object], *, timeout_s: float = 30.0) -> float:
        """Look until `until()` is truthy; returns the milliseconds it took.

        Raises:
            StepFailed: Naming `what`, after `timeout_s`.
        """
        started = time.perf_counter()
        while not until():
            if time.perf_counter() - started > timeout_s:
                shown = ", ".join(self._ask("names") or [])
                raise StepFailed(f"waited {timeout_s:g} s for: {what}\non the screen: {shown}")
            time.sleep(_TRY_AGAIN_S)
        return (time.perf_counter() - started) * 1000

    def appear(self, name: str, *, timeout_s: float = 30.0) -> dict[str, Any]:
        """Wait until it is on the screen."""
        self.wait(f"{name} to appear", lambda: self.look_for(name), timeout_s=timeout_s)
        return self._there(name)

    def picture(self, path: Path) -> None:
        """Save what the screen shows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._screen.picture(path)

    # What is done ----------------------------------------------------------

    def click(self, name: str) -> None:
        """Click it with the left button, once it is enabled and keeps its place."""
        self._click(lambda: self.look_for(name), name)

    def click_row(self, name: str, row: int) -> None:
        """Click a row of a table."""
        self._click(lambda: self._ask("row", name, row), f"row {row} of {name}")

    def focus(self, name: str) -> None:
        """Give it the focus."""
        self.wait(f"{name} to take the focus", lambda: self._ask("focus", name))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is, and give the answer that was promised."""
        keys = QKeyCombination(modifier or Qt.KeyboardModifier.NoModifier, key)
        said = QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText).lower()
        self._keys("+".join(_KEYS.get(one, one) for one in said.split("+")))
        if self._answer:
            answer, self._answer = self._answer, ""
            self.click(answer)

    def answer_next(self, answer: str) -> None:
        """Click this button of the question that the next key asks."""
        self._answer = answer

    def type_into(self, name: str, text: str) -> None:
        """Replace the text of a field by typing it."""
        self.click(name)
        self._keys("ctrl+a")
        self._xdotool("type", "--delay", "12", text)
        self.wait(f"{name} to hold what was typed", lambda: self._holds(name, text))

    def choose(self, name: str, text: str) -> None:
        """Choose an entry of a combo box by its text."""
        if self.appear(name)["editable"]:
            self.type_into(name, text)
            self._keys("Return")
            self._keys("Tab")
        else:
            self.click(name)  # its list opens, and goes to what is typed
            self._xdotool("type", "--delay", "12", text)
            self._keys("Return")
        self.wait(f"{name} to be {text!r}", lambda: self.text_of(name) == text)

    # -----------------------------------------------------------------------

    def _holds(self, name: str, text: str) -> bool:
        shown = self.text_of(name)
        return shown == text or (len(shown) == len(text) and not shown.isascii())  # dots

    def _there(self, name: str) -> dict[str, Any]:
        found = self.look_for(name)
        if found is None:
            raise StepFailed(f"{name} is not on the screen")
        return found

    def _click(self, look: Callable[[], dict[str, Any] | None], what: str) -> None:
        seen: list[Any] = [None]

        def is_still() -> bool:
            found = look()
            is_same = found is not None and found["enabled"] and found["place"] == seen[0]
            seen[0] = found["place"] if found is not None else None
            return is_same

        self.wait(f"{what} to be enabled and to keep its place", is_still)
        x, y, width, height = seen[0]
        spot = (x + min(width // 2, 40), y + height // 2)
        self._xdotool("mousemove", "--sync", *map(str, spot), "click", "1")

    def _keys(self, keys: str) -> None:
        self._xdotool("key", "--clearmodifiers", keys)

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=60)

    def _ask(self, *question: object) -> Any:
        self._eyes.stdin.write(json.dumps(question) + "\n")
        self._eyes.stdin.flush()
        return self._heard()

    def _heard(self) -> Any:
        line = self._eyes.stdout.readline()
        if not line:
            raise StepFailed("the accessibility tree is not there any more")
        return json.loads(line)
