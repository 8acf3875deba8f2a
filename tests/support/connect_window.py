"""The window with Connect open, run until the system ends it: `PROFILE`. Says when it is there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer

from app.bootstrap import build_app
from app.start import make_qt_application
from app.window import run_until_closed
from tests.support.driver import Driver


def main(profile: Path) -> int:
    qt = make_qt_application(sys.argv[:1])
    app = build_app(qt, profile=profile)
    app.window.show()
    app.session.start()
    driver = Driver(app.window)
    driver.click("connect_to_platform")
    driver.type_into("secret", "half a token")
    QTimer.singleShot(0, lambda: print("connecting", flush=True))
    return run_until_closed(qt, app)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
