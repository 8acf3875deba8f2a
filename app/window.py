"""From the call for a window to its end.

Only what the first look at it needs is imported at once.
"""

from __future__ import annotations

import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer

from app.adapters.display import missing_display
from app.adapters.paths import profile_paths
from app.domain.errors import StoreError
from app.first_look import FirstLook
from app.one_window import OneWindow
from app.start import begin, make_qt_application

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.bootstrap import App

_ONCE: Final = Qt.ConnectionType.SingleShotConnection


def run_window(*, profile: Path | None = None) -> int:
    """Show the profile's one window and run until it is closed; returns the exit code."""
    missing = missing_display()
    if missing:
        sys.stderr.write(f"{missing} All that the window does can be done without: try --help.\n")
        return 1
    qt = make_qt_application(sys.argv)
    try:
        one = OneWindow(profile_paths(profile))
        if not one.claim():
            return 0  # the window that is open came forward
        with closing(one):
            return _run(qt, one, profile)
    except StoreError as error:
        from app.ui.dialogs import QtDialogs
        from app.ui.text import errors

        words = errors.of(error)
        QtDialogs(None).show_error(words.title, words.text)
        return 1


def _run(qt: QApplication, one: OneWindow, profile: Path | None) -> int:
    start = begin(qt, profile=profile)
    look = FirstLook(start)
    if not look.take():
        start.runner.shutdown(timeout_s=5.0)
        look.close()
        start.early_log.hand_over()
        return 0
    from app.bootstrap import build_app

    app = build_app(qt, start=start, look=look)
    app.window.show()
    app.window.painted.connect(partial(one.answer_with, app.window, app.runner), _ONCE)
    # The first paint comes before the services, whose imports take as long again.
    QTimer.singleShot(0, app.session.start)
    return run_until_closed(qt, app, look)


def run_until_closed(qt: QApplication, app: App, look: FirstLook | None = None) -> int:
    """Run until the window is closed or the system ends the app; returns the exit code."""
    from app.runtime.end_signals import EndSignals

    told = EndSignals()
    told.end_wanted.connect(partial(qt.exit, 0))  # not quit(): windows would ask and wait
    try:
        if look is not None and not look.until_whole(app.window):
            return 0
        return qt.exec()
    finally:
        told.close()
        app.window.hide()  # pages let go of what is typed while all of it is there
        app.close()
