"""The real window with an unsaved listener in it: `python -m tests.support.unsaved_window PROFILE`.

Says `unsaved` when a person would be asked before leaving, and then runs as the app does.
On a profile where one was left unsaved before, it first says what the form took over.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from app.bootstrap import build_app
from app.start import make_qt_application
from app.window import run_until_closed
from tests.support.driver import Driver


def main(profile: Path, name: str) -> int:
    qt = make_qt_application(sys.argv[:1])
    app = build_app(qt, profile=profile)
    app.window.show()
    app.session.start()
    do = Driver(app.window)
    do.appear("start_sandbox" if name else "continue_draft", timeout_s=60)
    if name:
        do.click("start_sandbox")
        do.appear("first_listener", timeout_s=60)
        do.click("first_listener")
        do.appear("name", timeout_s=60)
        do.type_into("name", name)
    else:
        do.click("continue_draft")
        field = do.appear("name", timeout_s=60)
        assert isinstance(field, QLineEdit)
        do.wait("what was typed", lambda: field.text())
        print(field.text(), flush=True)
    QTimer.singleShot(0, lambda: print("unsaved", flush=True))  # once it really runs
    return run_until_closed(qt, app)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), "".join(sys.argv[2:3])))
