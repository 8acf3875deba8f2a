"""One window for each profile: a second start has the first window come forward, and ends.

Two windows on one profile would show two truths.  A command line needs no window and works
beside it (`app.adapters.local_db`).
"""

from __future__ import annotations

import logging
import os
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.adapters.paths import ProfilePaths
from app.adapters.window_place import WindowOwnership
from app.domain.control import JobControl
from app.domain.errors import StoreError

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner
    from app.runtime.window_bell import WindowBell

log = logging.getLogger(__name__)

PATIENCE_S: Final = 10.0  # an owner may be starting, or ending
_AGAIN_S: Final = 0.1
_ACTIVATION: Final = "XDG_ACTIVATION_TOKEN"  # a Wayland desktop's leave to come forward


class OneWindow:
    """The right to show a profile's window, from `claim` to `close`."""

    def __init__(self, paths: ProfilePaths) -> None:
        self._paths = paths
        self._ownership = WindowOwnership(paths)
        self._bell: WindowBell | None = None

    def claim(self, *, patience_s: float = PATIENCE_S) -> bool:
        """Own the window; False when one is open already and came forward.

        Waits, so it is called before there is a window.

        Raises:
            StoreError: `locked`: one is open and does not answer; or the profile's files
                cannot be used.
        """
        until_s = monotonic() + patience_s
        while not self._ownership.take():
            place = self._ownership.owners_place()
            activation = os.environ.get(_ACTIVATION, "")
            if place is not None and _ring(place.address, place.token, activation):
                return False
            if monotonic() >= until_s:
                path = str(self._paths.lock_file)
                raise StoreError(f"{path}: no answer", reason="locked", path=path)
            JobControl().sleep(_AGAIN_S)
        return True

    def answer_with(self, window: QWidget, runner: TaskRunner) -> None:
        """Have `window` come forward when another start calls; once it is painted."""
        from app.runtime.window_bell import WindowBell

        def come(activation: str) -> None:
            come_forward(window, activation)

        try:
            place = self._ownership.make_place()
        except StoreError as exc:
            log.warning("later starts cannot call this window: %s", exc)
            return
        self._bell = WindowBell(place.token)
        self._bell.rung.connect(come)
        if self._bell.listen(place.address):
            runner.submit(lambda _control: self._ownership.publish(), name="window.publish")
        else:
            log.warning("later starts cannot call this window at %s", place.address)

    def close(self) -> None:
        """Let the next start have the window; safe to repeat."""
        if self._bell is not None:
            self._bell.close()
        self._ownership.release()


def _ring(address: str, token: str, activation: str) -> bool:
    from app.runtime.window_bell import ring  # most starts are a profile's only one

    return ring(address, token, activation)


def come_forward(window: QWidget, activation: str = "") -> None:
    """Show a window that may be minimised or behind others.

    Args:
        window: Which.
        activation: The desktop's leave to come forward, where it gave one.
    """
    if activation:
        os.environ[_ACTIVATION] = activation  # Qt takes it from there, once
    state = window.windowState() & ~Qt.WindowState.WindowMinimized
    window.setWindowState(state | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
