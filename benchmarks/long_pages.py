"""What other pages than the list of listeners cost when they hold very much.

Deliveries of which a hundred thousand were read, while new ones arrive; the Receiver with as
many large requests as it keeps; a mailbox of fifty thousand messages.  Own time is that of the
thread's processor, which other programs lengthen far less than the wall's clock: of the GUI
thread for pages, and its longest single turn; of the worker for the mailbox.

    python -m benchmarks.long_pages [--deliveries 100000] [--requests 500] [--mails 50000]
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.adapters.maildir import MaildirMailbox
from app.domain.control import JobControl
from app.domain.received import AnswerPlan, ReceivedRequest
from app.domain.secret import Secret
from app.domain.signature import new_secret, sign
from app.domain.times import utc_now
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.mailbox import MailboxService
from app.services.receiver import ReceiverService
from app.start import make_qt_application
from app.ui.pages.deliveries.page import build as build_deliveries
from app.ui.pages.receiver.page import build as build_receiver
from app.ui.tables import TableView
from benchmarks.kit.table import middle, show
from benchmarks.window_use import ReadToTheEnd
from tests.support.dialogs import ScriptedDialogs
from tests.support.driver import Driver
from tests.support.fakes import a_workspace
from tests.support.mails import a_message, keep, mail_bytes
from tests.support.scripted_deliveries import made
from tests.support.scripted_shell import ScriptedShell

if TYPE_CHECKING:
    from app.domain.delivery import Delivery
    from app.services.deliveries import DeliveryService
    from app.ui.tables import StreamTableModel

LIMIT_S = 120.0
ARRIVING = 5
BODY_BYTES = 60_000  # as many of them as the receiver keeps have room in it
TURN_GOAL_MS = 50.0


class Turns:
    """The GUI thread's own time, turn by turn."""

    def __init__(self, qt: QApplication) -> None:
        self._qt = qt
        self.rows: list[tuple[str, list[float], list[float]]] = []

    def measure(self, what: str, *acts: Callable[[], object], until: Callable[[], bool]) -> None:
        """Each act from its call until `until` holds: its longest turn, and all together."""
        longest, whole = [], []
        for act in acts:
            begun_s = time.thread_time()
            act()
            turns = [time.thread_time() - begun_s]
            limit_s = time.monotonic() + LIMIT_S
            while True:
                begun_s = time.thread_time()
                self._qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
                turns.append(time.thread_time() - begun_s)
                if until() and turns[-1] < 0.0005:  # painted, and nothing is left to do
                    break
                if time.monotonic() > limit_s:
                    raise SystemExit(f"{what}: what was waited for did not come")
            longest.append(max(turns) * 1000)
            whole.append(sum(turns) * 1000)
        self.rows.append((what, longest, whole))


@contextmanager
def shown(page: QWidget) -> Iterator[Driver]:
    """The page in a window."""
    window = QMainWindow()
    window.setCentralWidget(page)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    yield Driver(window)
    window.close()


def deliveries(qt: QApplication, turns: Turns, count: int) -> None:
    """All rows were read; new ones arrive, one changes, and a person goes to the ends."""
    service, workspace, runner = ReadToTheEnd(count), a_workspace(), TaskRunner()
    workspace.deliveries = cast("DeliveryService", service)
    events = AppEvents()
    page = build_deliveries(workspace, runner, events, ScriptedShell(), ScriptedDialogs())
    with shown(page) as driver:
        page.enter()
        table = cast("TableView", page.findChild(TableView))
        model, bar = table.model(), table.verticalScrollBar()
        driver.wait("the rows", lambda: model.rowCount() == count, timeout_s=LIMIT_S)

        def arrive() -> None:
            known = len(service.rows)
            service.rows[:0] = [made(known + at) for at in reversed(range(ARRIVING))]
            events.deliveries_changed.emit()

        def is_quiet() -> bool:
            return not runner.is_busy

        # As with rows read a page at a time: where each is has been counted by and by.
        cast("StreamTableModel[str, Delivery]", model).row_number("")
        bar.setValue(bar.maximum() // 2)
        driver.settle()
        turns.measure("deliveries: five arrive while one reads", *[arrive] * 9, until=is_quiet)
        ends = [lambda at=at: bar.setValue(at) for at in (bar.maximum(), 0) * 4]
        turns.measure("deliveries: to the end and back by the bar", *ends, until=is_quiet)
        table.setFocus()
        keys = [
            lambda key=key: QTest.keyClick(table, key) for key in (Qt.Key.Key_End, Qt.Key.Key_Home)
        ]
        turns.measure("deliveries: End and Home, with the details", *keys * 3, until=is_quiet)
    runner.shutdown()
    qt.processEvents()


def receiver(qt: QApplication, turns: Turns, count: int) -> None:
    """As many as it keeps have come before the page is opened; then they come in a burst."""
    secret, workspace, runner, events = new_secret(), a_workspace(), TaskRunner(), AppEvents()
    service = ReceiverService(cast("Any", None), announce=events.announce)
    take = service._take
    for number in range(count):
        take(a_request(number, secret))
    page = build_receiver(workspace, runner, events, ScriptedShell(), service)
    page._checker._secret = Secret(secret)
    with shown(page):
        model = page.findChild(TableView).model()

        def shows_all() -> bool:
            return model.rowCount() == len(service.state().requests)

        def burst() -> None:
            for number in range(count, count + min(count, 200)):
                take(a_request(number, secret))

        turns.measure("receiver: opened on all it keeps", page.enter, until=shows_all)
        turns.measure("receiver: 200 at once", burst, until=shows_all)
    runner.shutdown()
    qt.processEvents()


def a_request(number: int, secret: str) -> ReceivedRequest:
    """A large signed event."""
    event_id, now = f"evt_{number}", utc_now()
    body = f'{{"id":"cli_{number}","note":"{"x" * BODY_BYTES}"}}'.encode()
    signed = sign(secret, message_id=event_id, timestamp_s=int(now.timestamp()), body=body)
    headers = (
        ("webhook-id", event_id),
        ("webhook-timestamp", str(int(now.timestamp()))),
        ("webhook-signature", signed),
    )
    return ReceivedRequest(
        0, now, "POST", "/in/clients", headers, AnswerPlan(), b"", body, len(body), f"cli_{number}"
    )


def mailbox(count: int) -> list[tuple[str, float]]:
    """What a worker takes to look, to look again when one has come, to read and to empty it."""
    control, taken = JobControl(), []
    folder = Path(tempfile.mkdtemp()) / "mailbox"
    keep(folder, a_message())
    data = mail_bytes(a_message())
    for number in range(1, count):  # not by the platform's code, which flushes each to the disk
        (folder / "new" / f"evt_{number:09}.lst_inbox").write_bytes(data)
    service = MailboxService(MaildirMailbox(folder), cast("Any", None))

    def measure(what: str, act: Callable[[], object]) -> None:
        begun_s = time.thread_time()
        act()
        taken.append((what, (time.thread_time() - begun_s) * 1000))

    measure("mailbox: the first look", lambda: service.look(control))
    measure("mailbox: another while nothing came", lambda: service.look(control))
    keep(folder, a_message(count + 1), at=utc_now())
    measure("mailbox: one has come", lambda: service.look(control))
    oldest = service.look(control).lines[-1].kept
    measure("mailbox: one is read", lambda: service.read(control, oldest))
    measure("mailbox: emptied", lambda: service.empty(control))
    shutil.rmtree(folder.parent)
    return taken


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; the number of turns that were too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deliveries", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--mails", type=int, default=50_000)
    options = parser.parse_args(arguments)
    qt = make_qt_application(["benchmark"])
    turns = Turns(qt)
    deliveries(qt, turns, options.deliveries)
    receiver(qt, turns, options.requests)
    missed = [what for what, longest, _whole in turns.rows if max(longest) > TURN_GOAL_MS]
    show(
        ("", "longest turn, own ms", "all turns", f"goal {TURN_GOAL_MS:g}"),
        [
            (what, middle(longest, 1), middle(whole, 1), "missed" if what in missed else "held")
            for what, longest, whole in turns.rows
        ],
    )
    taken = mailbox(options.mails)
    show(("", "own ms of the worker"), [(what, f"{ms:.1f}") for what, ms in taken])
    return len(missed)


if __name__ == "__main__":
    sys.exit(main())
