"""`--self-test`: the real window without a screen, on a private profile, in 10 seconds.

Run on every packaged app: it proves that the bundle has all it needs, its embedded
platform included.  Prints nothing when all is well.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Final

_LIMIT_MS: Final = 10_000


def run_self_test() -> int:
    """Open the window, start the sandbox, show the list; 0 when all of it worked."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.bootstrap import make_qt_application

    qt = make_qt_application(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="picksmart-self-test-") as profile:
        complaint = _drive(qt, Path(profile))
    if complaint:
        sys.stderr.write(f"self-test: {complaint}\n")
        return 1
    return 0


def _drive(qt: object, profile: Path) -> str:
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

    def synced(overview: SyncOverview) -> None:
        bench = app.window.bench
        if overview.online and overview.synced_at is not None and bench is not None:
            shown = bench.page is not None and bench.page.isVisible()
            end("" if shown else "the list of listeners is not shown")

    app.session.nothing_to_open.connect(app.session.start_sandbox)
    app.session.failed.connect(failed)
    app.runner.failure_unhandled.connect(failed)
    app.events.sync_changed.connect(synced)
    QTimer.singleShot(_LIMIT_MS, lambda: end("the list was not there within 10 s"))
    app.window.show()
    QTimer.singleShot(0, app.session.start)
    try:
        qt.exec()
    finally:
        app.window.hide()
        app.close()
    return outcome[0] if outcome else "the window closed by itself"
