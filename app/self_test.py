"""`--self-test`: the real window without a screen, on a private profile.

Run on every packaged app: it proves that the bundle has all it needs, its embedded
platform included.  Prints nothing when all is well.  It judges the app and not the computer: some
seconds of the processor are enough, and how long they take by the clock is the computer's matter,
as long as one step follows the other.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

_USED_LIMIT_S: Final = 10.0
_WAITED_LIMIT_S: Final = 60.0
_LOOK_MS: Final = 200


class Steps:
    """What is waited for, and for how long that makes sense."""

    def __init__(
        self,
        first: str,
        *,
        used_limit_s: float = _USED_LIMIT_S,
        waited_limit_s: float = _WAITED_LIMIT_S,
        used_s: Callable[[], float] = time.process_time,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Wait for the first step.

        Args:
            first: What is to happen first, as it stands in a complaint.
            used_limit_s: The most of the processor's time that all steps may use together.
            waited_limit_s: How long nothing may happen, by the clock.
            used_s: What this process has used of the processor.
            now_s: The clock.
        """
        self._used_limit_s = used_limit_s
        self._waited_limit_s = waited_limit_s
        self._used_s, self._now_s = used_s, now_s
        self._used_before_s = used_s()
        self.then(first)

    def then(self, next_one: str) -> None:
        """A step was done, and another is waited for."""
        self._next_one = next_one
        self._since_s = self._now_s()

    def complaint(self) -> str:
        """Why it is of no use to wait on; "" while it is."""
        if self._used_s() - self._used_before_s > self._used_limit_s:
            limit = f"after {self._used_limit_s:g} s of the processor's time"
            return f"not yet, {limit}: {self._next_one}"
        if self._now_s() - self._since_s > self._waited_limit_s:
            return f"nothing happened for {self._waited_limit_s:g} s: {self._next_one}"
        return ""


def run_self_test() -> int:
    """Open the window, start the sandbox, show the list; 0 when all of it worked."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.start import make_qt_application

    qt = make_qt_application(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="picksmart-self-test-") as profile:
        complaint = drive(qt, Path(profile), Steps("the services are loaded"))
    if complaint:
        sys.stderr.write(f"self-test: {complaint}\n")
        return 1
    return 0


def drive(qt: object, profile: Path, steps: Steps) -> str:
    """Go from a fresh profile to the list of its sandbox; what went wrong, "" if nothing."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.bootstrap import build_app
    from app.domain.errors import AppError
    from app.domain.workspace import SyncOverview

    assert isinstance(qt, QApplication)  # noqa: S101 - tells mypy what the caller made
    app = build_app(qt, profile=profile)
    outcome: list[str] = []

    def end(complaint: str) -> None:
        outcome.append(complaint)
        qt.quit()

    def failed(error: AppError) -> None:
        end(f"{type(error).__name__}: {error} {getattr(error, 'detail', '')}".strip())

    def start_sandbox() -> None:
        steps.then("the built-in platform answers")
        app.session.start_sandbox()

    def synced(overview: SyncOverview) -> None:
        bench = app.window.bench
        if overview.online and overview.synced_at is not None and bench is not None:
            shown = bench.page is not None and bench.page.isVisible()
            end("" if shown else "the list of listeners is not shown")

    def look() -> None:
        if complaint := steps.complaint():
            end(complaint)

    app.session.nothing_to_open.connect(start_sandbox)
    app.session.opened.connect(lambda _workspace: steps.then("the list is taken over"))
    app.session.failed.connect(failed)
    app.runner.failure_unhandled.connect(failed)
    app.events.sync_changed.connect(synced)
    watch = QTimer()
    watch.timeout.connect(look)
    watch.start(_LOOK_MS)
    app.window.show()
    QTimer.singleShot(0, app.session.start)
    try:
        qt.exec()
    finally:
        watch.stop()
        app.window.hide()
        app.close()
    return outcome[0] if outcome else "the window closed by itself"
