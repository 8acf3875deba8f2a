"""Decides what the Mailbox page shows: what came, what is looked for, what is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.mail import KeptMail, Mail
from app.domain.times import Clock, utc_now
from app.services.mailbox import MailboxState, MailLine
from app.ui.pages.mailbox.lines import make_model

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner

_EVERY_MS: Final = 1000


class Mailbox(Protocol):
    """What the page needs from the mailbox service."""

    def look(self, control: JobControl) -> MailboxState: ...
    def read(self, control: JobControl, kept: KeptMail) -> Mail | None: ...
    def save(self, control: JobControl, kept: KeptMail, path: Path) -> bool: ...
    def empty(self, control: JobControl) -> int: ...


class Phase(Enum):
    """What the list is doing."""

    LOADING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Status:
    """All the page needs beside the rows.

    Attributes:
        count: How many messages there are.
        listed: How many of them the list holds: the newest.
        shown: How many of those the search lets through.
        searched: What is looked for.
        mail_server: Where e-mail goes instead.
        is_busy: Messages are being removed.
    """

    phase: Phase = Phase.LOADING
    count: int = 0
    listed: int = 0
    shown: int = 0
    searched: str = ""
    mail_server: str = ""
    is_busy: bool = False
    error: AppError | None = None


class MailboxPresenter(QObject):
    """Looks into the mailbox while the page is seen; what nobody sees is not read."""

    status_changed = Signal(object)  # Status
    opened = Signal(object)  # Mail | None
    selected = Signal(str)  # the key of the message that is to be selected
    missing = Signal()  # the message that was asked for is not there
    saved = Signal(object)  # Path
    failed = Signal(object)  # AppError: of saving, which has no place of its own

    def __init__(
        self,
        mailbox: Mailbox,
        runner: TaskRunner,
        events: AppEvents,
        *,
        clock: Clock = utc_now,
        every_ms: int = _EVERY_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._mailbox, self._runner = mailbox, runner
        self.model = make_model(clock, self)
        self.status = Status()
        self.mail: Mail | None = None
        self._state = MailboxState()
        self._text = ""
        self._wanted = ""  # to be selected as soon as it is there
        self._asked_for = ""  # what is being read
        self._is_active = False
        self._is_looking = False
        self._looks_again = False  # what is being read may be older than what it is read for
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.look)
        events.deliveries_changed.connect(self._hear)

    def set_active(self, *, is_active: bool) -> None:
        """The page came into view, or went."""
        self._is_active = is_active
        if is_active:
            self.look()
        else:
            self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Look now, or once more when the look that is under way is over.

        Called off by the next, none would ever end on a slow disk.
        """
        self._timer.stop()
        self._looks_again = self._is_looking
        if self._is_looking:
            return
        self._is_looking = True
        task = self._runner.submit(self._mailbox.look, name="mailbox.look", owner=self)
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)
        task.finished.connect(self._go_on)

    def want(self, key: str) -> None:
        """Select this message: now, or as soon as it is there."""
        self._wanted = key
        if self._text:
            self.search("")
        self.look()

    def search(self, text: str) -> None:
        """Only messages with `text` in them."""
        self._text = text.strip()
        self.model.set_search(self._text)
        shown = self.model.rowCount()
        self._set(replace(self.status, searched=self._text, shown=shown))

    def select(self, key: str | None) -> None:
        """Read one message in full; None closes it."""
        line = self._line(key)
        if line is None:
            self._asked_for = ""
            self._open(None)
            return
        self._asked_for = line.key
        if self.mail is not None and self.mail.kept == line.kept:
            return
        task = self._runner.submit(
            lambda control: self._mailbox.read(control, line.kept),
            name="mailbox.read",
            key="mailbox.read",
            owner=self,
        )
        task.succeeded.connect(self._take_mail)
        task.failed.connect(self._explain)

    def save(self, path: Path) -> None:
        """Write the message that is read into a file."""
        mail = self.mail
        if mail is None:
            return
        task = self._runner.submit(
            lambda control: self._mailbox.save(control, mail.kept, path),
            name="mailbox.save",
            owner=self,
        )
        task.succeeded.connect(lambda is_there: self._say_saved(path, is_there))
        task.failed.connect(self.failed.emit)

    @Slot()
    def empty(self) -> None:
        """Remove all messages."""
        if self.status.is_busy:
            return
        self._set(replace(self.status, is_busy=True))
        task = self._runner.submit(self._mailbox.empty, name="mailbox.empty", owner=self)
        task.failed.connect(self._explain)
        task.finished.connect(self._emptied)

    @Slot()
    def _hear(self) -> None:
        if self._is_active:
            self.look()

    @Slot()
    def _go_on(self) -> None:
        self._is_looking = False
        if self._looks_again:
            self.look()
        elif self._is_active:
            self._timer.start()

    @Slot()
    def _emptied(self) -> None:
        self._set(replace(self.status, is_busy=False))
        self.look()

    @Slot(object)
    def _take(self, state: MailboxState) -> None:
        if state is not self._state:
            self._state = state
            self.model.sync(state.lines)
        self._set(
            replace(
                self.status,
                phase=Phase.READY,
                count=state.count,
                listed=len(state.lines),
                shown=self.model.rowCount(),
                mail_server=state.mail_server,
                error=None,
            )
        )
        if self.mail is not None and self._line(self.mail.kept.key) is None:
            self._open(None)
        if self._wanted and not self._looks_again:
            self._find_wanted()

    def _find_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if self._line(wanted) is not None:
            self.selected.emit(wanted)
        else:
            self.missing.emit()

    @Slot(object)
    def _take_mail(self, mail: Mail | None) -> None:
        if mail is None:
            self._open(None)
            self.look()
        elif mail.kept.key == self._asked_for:
            self._open(mail)

    def _say_saved(self, path: Path, is_there: bool) -> None:
        if is_there:
            self.saved.emit(path)
        else:
            self.missing.emit()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._set(replace(self.status, phase=Phase.FAILED, error=error))

    def _line(self, key: str | None) -> MailLine | None:
        at = self.model.row_number(key) if key is not None else None
        return None if at is None else self.model.row(at)

    def _open(self, mail: Mail | None) -> None:
        if mail is not self.mail:
            self.mail = mail
            self.opened.emit(mail)

    def _set(self, status: Status) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)
