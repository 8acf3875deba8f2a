"""Takes each state in every look, and notes what is cut off in it or never comes to rest."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QAbstractItemView, QDialog, QToolButton, QWidget

from app.bootstrap import App
from tests.e2e.screenshots.looks import SMALLEST, Look
from tests.e2e.witness import Witness
from tests.support.at_rest import find_restless
from tests.support.clipping import clipped
from tests.support.driver import Driver
from tests.support.painted import badly_painted
from tests.support.receivers import HttpReceiver
from tests.support.speaking import speechless

_TYPING_S: Final = 0.35  # longer than any page waits for the next letter


class Camera:
    """Looks at the app in every look; the steps bring it from state to state.

    Attributes:
        has_faults: Whether anything was cut off or restless; it is told as it is found.
    """

    def __init__(
        self,
        app: App,
        witness: Witness,
        http: HttpReceiver,
        out: Path,
        looks: Sequence[Look],
    ) -> None:
        self.app = app
        self.driver = Driver(app.window)
        self.witness = witness
        self.http = http
        self.out = out
        out.mkdir(parents=True, exist_ok=True)
        self.has_faults = False
        self._looks = looks

    def shoot(self, name: str) -> None:
        """The window; in the smallest one also with the panel, which has the list's place there."""
        for look in self.each_look():
            self.take(name, look, self.driver.window)
            if look.size == SMALLEST:
                details = self.driver.window.actions_.details
                details.trigger()
                self.driver.settle()
                self.take(f"{name}-panel", look, self.driver.window)
                details.trigger()
                self.driver.settle()

    def shoot_dialog(self, name: str, opener: str, dialog_name: str, closer: str) -> None:
        """A window of its own, opened and closed by these buttons."""
        for look in self.each_look(is_dialog=True):
            self.driver.click(opener)
            dialog = self.driver.appear(dialog_name)
            self.pause()
            self.take(name, look, dialog)
            self.driver.click(closer)
            self.driver.wait("it to close", lambda: not self.driver.look_for(dialog_name))

    def shoot_new_dialog(self, name: str, make: Callable[[], QDialog]) -> None:
        """A window of its own, made anew for each."""
        for look in self.each_look(is_dialog=True):
            dialog = make()
            dialog.open()
            self.driver.settle()
            self.take(name, look, dialog)
            dialog.close()

    def shoot_open_dialog(self, name: str, dialog_name: str) -> None:
        """A window of its own that stands open and cannot be opened like this again."""
        for look in self.each_look(is_dialog=True):
            dialog = self.driver.find(dialog_name)
            dialog.adjustSize()
            self.driver.settle()
            self.take(name, look, dialog)

    def shoot_menu(self, name: str, opener: str) -> None:
        """The menu of a button."""
        button = self.driver.find(opener, QToolButton)
        for look in self.each_look(is_dialog=True):
            menu = button.menu()
            menu.popup(button.mapToGlobal(QPoint(0, button.height())))
            self.driver.settle()
            self.take(name, look, menu)
            menu.close()

    def each_look(self, *, is_dialog: bool = False) -> Iterator[Look]:
        """Dress the app in one look after the other; in the end as it was.

        Args:
            is_dialog: What is seen is no part of the window, whose size stays.
        """
        window = self.driver.window
        usual = window.size()
        for look in self._looks:
            if is_dialog and look.size not in (None, SMALLEST):
                continue
            self.app.theme.apply(look.scheme, text_scale=look.scale)
            if look.size is not None and not is_dialog:
                window.resize(*look.size)
            self.driver.settle()
            yield look
            window.resize(usual)
        self.app.theme.apply("light")
        self.driver.settle()

    def take(self, name: str, look: Look, shown: QWidget) -> None:
        """Keep a picture, and judge it."""
        title = f"{name}-{look.name}"
        shown.grab().save(str(self.out / f"{title}.png"))
        found = [*clipped(shown), *badly_painted(shown)]
        least = shown.minimumSizeHint().expandedTo(shown.minimumSize())
        is_dialog = shown is not self.driver.window
        if look.size == SMALLEST and is_dialog and least != least.boundedTo(QSize(*SMALLEST)):
            found.append(f"needs {least.width()}x{least.height()}, on so small a screen")
        for text in found:
            self._tell(f"cut off in {title}: {text}")
        for text in speechless(shown):
            self._tell(f"not read aloud in {title}: {text}")
        if restless := find_restless():
            self._tell(f"laid out again and again in {title}: {restless}")

    def _tell(self, fault: str) -> None:
        """At once: a walk is long, and may be broken off."""
        self.has_faults = True
        sys.stdout.write(f"{fault}\n")
        sys.stdout.flush()

    def rows(self, name: str) -> int:
        """How many rows a table has; none while it is not shown."""
        view = self.driver.look_for(name, QAbstractItemView)
        return view.model().rowCount() if view is not None else 0

    def pause(self) -> None:
        """Let typing be over, and whatever that sets off be done."""
        typed = time.perf_counter() + _TYPING_S

        def is_quiet() -> bool:
            return time.perf_counter() > typed and not self.app.runner.is_busy

        self.driver.wait("the work to be done", is_quiet, timeout_s=30)
        self.driver.settle()
