"""A platform full of pictures and links in every name: nothing is read, nothing is fetched (T35).

`test_hostile_words` runs this as a process of its own.  Every text that a platform or an
endpoint can send is a picture of a file that is watched and of a page that counts; then
every page of the real window is looked at, with every tooltip.  Prints what was found.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QTabBar,
    QTextEdit,
    QToolTip,
    QWidget,
)

from app.bootstrap import App, build_app
from app.start import make_qt_application
from tests.e2e.witness import Witness
from tests.support.driver import Driver
from tests.support.receivers import HttpReceiver, Received, Reply
from tests.support.speaking import speechless
from tests.support.traps import OpenTrap

PICTURE = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0"
    b"\1\0\0\5\0\1\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)


@dataclass
class Visit:
    """Fills the platform, then looks at everything."""

    app: App
    driver: Driver
    witness: Witness
    trap_dir: Path
    receiver: HttpReceiver
    guessing: list[str] = field(default_factory=list)  # labels that would interpret a text
    speechless: list[str] = field(default_factory=list)  # what a screen reader passes over
    looked_at: int = 0

    def words(self, name: str) -> str:
        """A name that is a picture, a link and markup at once."""
        fetched = f"<img src='{self.receiver.url}fetched.png'>"
        return f'<b>{name}</b><img src="{self.trap_dir}/a.png">{fetched}<a href="smb://h/s">x</a>'

    def answer(self, received: Received) -> Reply:
        """What the endpoint says, as HTML and in a header."""
        body = f"<html>{self.words('body')}</html>".encode()
        headers = (("content-type", "text/html"), ("x-words", self.words("header")))
        return Reply(500 if "fail" in received.target else 200, headers, body)

    def fill(self) -> None:
        credential = self.witness.post(
            "/credentials",
            {
                "name": self.words("credential"),
                "auth_type": "basic",
                "fields": {"username": self.words("user").replace(":", ";")},
                "secrets": {"password": "correct horse battery"},
            },
        )
        destination: dict[str, Any] = {"kind": "endpoint", "auth_type": "basic"}
        destination |= {"credential_id": credential["id"]}
        for at, path in enumerate(("in/<b>x</b>", "fail/<img src=a.png>")):
            self.witness.post(
                "/listeners",
                {
                    "name": self.words(f"listener {at}"),
                    "entity": "clients",
                    "function": "create",
                    "destination": destination | {"url": self.receiver.url + path},
                },
            )
        picture = f'<img src="{self.trap_dir}/a.png">'
        record = {"first_name": picture, "last_name": f"<b>x</b>{picture}"}
        self.witness.post("/records/clients", record | {"email": "a@b.example"})
        self.driver.wait(
            "both to be tried",
            lambda: all(one["attempts"] for one in self.witness.json("/deliveries")["items"]),
            timeout_s=30,
        )

    def walk(self) -> None:
        do = self.driver
        do.click("start_sandbox")
        do.appear("first_listener", timeout_s=30)
        self.receiver.always(self.answer)
        self.fill()
        do.window.actions_.sync_now.trigger()  # type: ignore[attr-defined]
        do.wait("the list", lambda: self._rows("listener_table") == 2)
        self.look()
        do.click_row("listener_table", 0)
        do.appear("panel")
        self.pause()
        self.look()
        do.click("send_test")
        do.appear("result_title", timeout_s=20)
        self.pause()
        self.look()
        do.click("page_listeners")
        do.click_row("listener_table", 1)
        do.click("edit")
        do.appear("url")
        self.pause()
        self.look()
        do.click("cancel")
        do.appear("listener_table")
        self.app.window.announce(self.words("announced"), assertive=True)
        self.look()
        do.answer_next("answer_no")
        do.find("listener_table").setFocus()
        do.press(Qt.Key.Key_Delete)
        for page, table in (
            ("page_deliveries", "delivery_table"),
            ("page_credentials", "credential_table"),
            ("page_sandbox_records", "record_table"),
        ):
            do.click(page)
            do.wait(table, lambda table=table: self._rows(table) > 0)  # type: ignore[misc]
            do.click_row(table, 0)
            self.pause()
            self.look()
        do.click("page_changes")
        do.wait("change_table", lambda: self._rows("change_table") > 1)
        do.click_row("change_table", 1)  # below the line that names the day
        self.pause()
        self.look()
        do.click("page_health")
        do.appear("figure_0", timeout_s=20)
        self.pause()
        self.look()
        self.read_mail()

    def read_mail(self) -> None:
        """What the platform sends by e-mail holds the same words, in its subject and its parts."""
        do = self.driver
        to = {"kind": "email", "address": "ops@b.example"}
        self.witness.post(
            "/listeners",
            {
                "name": self.words("inbox"),
                "entity": "leads",
                "function": "create",
                "destination": to,
            },
        )
        lead = {"full_name": self.words("lead"), "email": "a@b.example"}
        self.witness.post("/records/leads", lead)
        do.click("page_mailbox")
        do.wait("mail_table", lambda: self._rows("mail_table") > 0, timeout_s=20)
        do.click_row("mail_table", 0)
        do.appear("mail_text")
        for part in range(4):
            do.find("mail_parts", QTabBar).setCurrentIndex(part)
            self.pause()
            self.look()

    def look(self) -> None:
        """Everything on the screen, with every tooltip."""
        self.driver.settle()
        for top in QApplication.topLevelWidgets():
            for widget in (top, *top.findChildren(QWidget)):
                if isinstance(widget, QTextEdit):
                    self.guessing.append(f"{widget.objectName()} is a QTextEdit")
                if isinstance(widget, QLabel) and not isinstance(widget.parent(), QToolTip):
                    self._judge(widget)
                if widget.isVisible():
                    self._hover(widget)
        self.speechless += speechless(self.app.window)
        self.looked_at += 1

    def _judge(self, label: QLabel) -> None:
        is_ours = label.metaObject().className() != "QTipLabel"  # Qt's own, fed escaped texts
        if is_ours and label.text() and label.textFormat() != Qt.TextFormat.PlainText:
            self.guessing.append(f"{label.objectName() or type(label).__name__}: {label.text()!r}")

    def _hover(self, widget: QWidget) -> None:
        middle = widget.rect().center()
        spots = [middle]
        if isinstance(widget.parent(), QAbstractItemView):
            spots = [QPoint(x, y) for x in range(10, widget.width(), 120) for y in (10, 40, 70)]
        for spot in spots:
            event = QHelpEvent(QEvent.Type.ToolTip, spot, widget.mapToGlobal(spot))
            QApplication.sendEvent(widget, event)
        self.driver.settle()
        QToolTip.hideText()

    def _rows(self, name: str) -> int:
        return self.driver.rows(name)

    def pause(self) -> None:
        """Give jobs that fill a panel the time that a person would."""
        until = time.perf_counter() + 0.5
        self.driver.wait("the panel to fill", lambda: time.perf_counter() > until)


def main(folder: Path) -> int:
    """Visit everything; the findings as JSON."""
    qt = make_qt_application(sys.argv[:1])
    with (
        tempfile.TemporaryDirectory() as short,  # a name has room for 100 characters
        OpenTrap(Path(short)) as trap,
        HttpReceiver() as receiver,
    ):
        trap_dir = Path(short)
        (trap_dir / "a.png").write_bytes(PICTURE)
        trap.sprung()  # by us
        app = build_app(qt, profile=folder / "profile")
        app.window.show()
        app.session.start()
        visit = Visit(app, Driver(app.window), Witness(folder / "profile"), trap_dir, receiver)
        try:
            visit.walk()
            opened = trap.sprung()
            fetched = [one.target for one in receiver.received if "fetched" in one.target]
            careless = QLabel(visit.words("careless"))  # what a careless widget would do
            careless.setTextFormat(Qt.TextFormat.RichText)
            careless.show()
            visit.driver.settle()
            found = {
                "opened": opened,
                "fetched": fetched,
                "guessing": visit.guessing,
                "speechless": visit.speechless,
                "looked_at": visit.looked_at,
                "careless": trap.sprung(),
            }
        finally:
            app.window.hide()
            app.close()
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
