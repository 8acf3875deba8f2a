"""The real window on the keyring of this D-Bus session; prints what a person would see.

A process of its own, for `tests/adapters/test_keyring_real.py`: it has the session, the
display and the HOME that the test made. `add` makes a connection by the Connect page,
`open` starts on a profile that has one.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from app.adapters.keyring_secrets import KeyringSecrets
from app.bootstrap import App, build_app
from app.start import make_qt_application
from app.ui.widgets.labels import PlainLabel
from tests.support.driver import Driver
from tests.support.heartbeat import Heartbeat


class Asked:
    """When the keyring was first asked for a secret."""

    def __init__(self) -> None:
        self.at_s: float | None = None
        original = KeyringSecrets._ask

        def ask(secrets: KeyringSecrets, call: Any) -> Any:
            secrets._usable()  # finding the backend asks nobody
            if self.at_s is None:
                self.at_s = time.monotonic()
            return original(secrets, call)

        KeyringSecrets._ask = ask  # type: ignore[method-assign]


def add(app: App, driver: Driver, url: str, token: str) -> None:
    driver.click("connect_to_platform")
    driver.type_into("connection_name", "Real")
    driver.type_into("base_url", url)
    driver.type_into("secret", token)
    driver.click("add_connection")
    driver.wait("the connection to be open", lambda: app.session.workspace, timeout_s=30)
    driver.appear("connection_state", timeout_s=30)


def main(what: str, profile: Path, url: str) -> int:
    token = sys.stdin.readline().strip()
    asked = Asked()
    qt = make_qt_application(sys.argv[:1])
    heart = Heartbeat()
    app = build_app(qt, profile=profile)
    app.window.show()
    driver = Driver(app.window)
    driver.settle()
    app.session.start()
    seen: dict[str, Any] = {}
    if what == "open":
        driver.wait("the keyring to be asked", lambda: asked.at_s, timeout_s=30)
        with heart.phase("the keyring waits for a person"):
            banner = driver.appear("welcome_error", timeout_s=30)
        assert asked.at_s is not None
        seen["message_s"] = time.monotonic() - asked.at_s
        seen["own_gap_ms"] = heart.worst.own_ms
        seen["message"] = " ".join(one.text() for one in banner.findChildren(PlainLabel))
        failures: list[object] = []
        app.session.failed.connect(failures.append)
        app.session.open(app.session.connections[0].id)
        driver.wait("a second try to be refused", lambda: failures)
    add(app, driver, url, token)
    storage = driver.look_for("secret_storage", PlainLabel)
    seen["storage"] = "" if storage is None else storage.text()
    app.window.hide()
    app.close()
    sys.stdout.write(json.dumps(seen) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
