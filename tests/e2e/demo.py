"""`dev.py demo`: the whole story through the real window, without a screen.

Prints one line a step with what it saw, writes pictures, and ends with 0 only if every
step held.  `python -m tests.e2e.demo OUT_DIR`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.bootstrap import App, build_app
from app.start import make_qt_application
from tests.e2e.story import Story
from tests.e2e.witness import Witness
from tests.support.driver import Driver, StepFailed
from tests.support.receivers import HttpReceiver
from tests.support.smtp_receiver import SmtpReceiver


def tell(story: Story) -> None:
    """Every step of the main job, for an endpoint and then for an e-mail address."""
    story.connect()
    story.fill_in_endpoint()
    story.test_before_saving()
    story.save()
    story.deliver("A client is created", path="/crm/clients", first="Lerato")
    story.edit()
    story.deliver("It goes to the new address", path="/crm/v2/clients", first="Sipho")
    story.turn_off("endpoint", lambda: len(story.http.received), "Thabo")
    story.turn_on("endpoint")
    story.deliver("It arrives again", path="/crm/v2/clients", first="Naledi")
    story.delete("endpoint")
    story.fill_in_email()
    story.save("email")
    story.deliver_mail("A client is created (email)", "Anika")
    story.edit_email()
    story.deliver_mail("It goes to the new address (email)", "Johan")
    story.turn_off("email", lambda: len(story.smtp.mails), "Pieter")
    story.turn_on("email")
    story.deliver_mail("It arrives again (email)", "Busisiwe")
    story.delete("email")


def write_settings(profile: Path, smtp_port: int) -> None:
    """Point the sandbox at the local mail server, as an administrator would."""
    mail = {
        "host": "127.0.0.1",
        "port": smtp_port,
        "security": "none",
        "sender": "no-reply@picksmart.example.com",
    }
    config = profile / "config"
    config.mkdir(parents=True, mode=0o700)
    settings = {"format": 1, "settings": {"preferences": {"theme": "light"}, "sandbox_mail": mail}}
    (config / "settings.json").write_text(json.dumps(settings), "utf-8")


def run(out: Path) -> int:
    """Run the demo; returns the exit code."""
    count = 0

    def say(title: str, text: str) -> None:
        nonlocal count
        count += 1
        sys.stdout.write(f"{count:2}  {title:36}{text}\n")
        sys.stdout.flush()

    started = time.perf_counter()
    qt = make_qt_application(sys.argv[:1])
    with (
        tempfile.TemporaryDirectory(prefix="picksmart-demo-") as folder,
        HttpReceiver() as http,
        SmtpReceiver() as smtp,
    ):
        profile = Path(folder)
        write_settings(profile, smtp.port)
        app: App = build_app(qt, profile=profile)
        app.window.show()
        driver = Driver(app.window)
        driver.settle()
        painted_ms = (time.perf_counter() - started) * 1000
        say("The window opens", f"painted {painted_ms:.0f} ms after the start")
        app.session.start()
        try:
            tell(Story(driver, Witness(profile), http, smtp, out, say))
        except StepFailed as failure:
            driver.picture(out / "failed.png")
            sys.stdout.write(f"FAILED  {failure}\n")
            return 1
        finally:
            app.window.hide()  # not close: a form with unsaved changes would ask
            app.close()
    sys.stdout.write(f"Every step held. Pictures are in {out}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots/demo")))
