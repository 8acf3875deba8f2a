"""Decides what the Connect page shows: problems, the live check, and adding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.connect import ConnectDraft
from app.domain.errors import AppError
from app.domain.validation import Problems
from app.domain.workspace import ConnectionReport, SecretStorage
from app.runtime.tasks import TaskRunner
from app.ui.session import Session


class Phase(Enum):
    """What the page is doing."""

    EDITING = auto()
    CHECKING = auto()
    ADDING = auto()


@dataclass(frozen=True, slots=True)
class ConnectStatus:
    """All that the view needs: what runs, what the check found, what went wrong."""

    phase: Phase = Phase.EDITING
    report: ConnectionReport = field(default_factory=ConnectionReport)
    problems: Problems = ()
    error: AppError | None = None


class ConnectPresenter(QObject):
    """Checks and adds one connection; the draft itself is the view's."""

    status_changed = Signal(object)  # ConnectStatus
    storage_found = Signal(object)  # SecretStorage

    def __init__(self, session: Session, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = runner
        self._checked: ConnectDraft | None = None
        self._stop: Callable[[], object] = _nothing
        self.status = ConnectStatus()

    @property
    def open_connection_name(self) -> str:
        """What the connection is called that one comes from; "" from Welcome."""
        workspace = self._session.workspace
        return workspace.connection.name if workspace is not None else ""

    def find_storage(self) -> None:
        """Ask where a secret would be kept; only now, because the keychain may prompt."""
        task = self._runner.submit(
            self._session.service.find_storage,
            name="connect.storage",
            key="connect.storage",
            owner=self,
        )
        task.succeeded.connect(self.storage_found.emit)
        task.failed.connect(lambda _error: self.storage_found.emit(SecretStorage.SESSION_ONLY))

    def draft_changed(self, draft: ConnectDraft) -> None:
        """Something was typed: what the check found is not about this any more."""
        if self._checked is not None and draft != self._checked and not self._is_adding:
            self.abandon()

    def check_if_ready(self, draft: ConnectDraft) -> None:
        """A field was left: run the check when there is something to check."""
        if draft != self._checked and not draft.problems():
            self.check(draft)

    def check(self, draft: ConnectDraft) -> None:
        """Look at everything, read only."""
        if self._is_adding or not self._fit(draft):
            return
        request = draft.request()
        service = self._session.service
        self._checked = draft
        self._set(ConnectStatus(Phase.CHECKING))
        task = self._runner.submit(
            lambda control: service.check(control, request),
            name="connect.check",
            key="connect.check",
            owner=self,
        )
        self._stop = task.cancel
        task.succeeded.connect(self._on_report)
        task.failed.connect(self._on_failed)

    def add(self, draft: ConnectDraft) -> None:
        """Keep the connection and open it; the session says when it is open."""
        if self._is_adding or not self._fit(draft):
            return
        self._stop()  # adding checks once more
        self._set(ConnectStatus(Phase.ADDING, self.status.report))
        task = self._session.add(draft.request())
        self._stop = task.cancel
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_dropped)

    @Slot()
    def abandon(self) -> None:
        """Forget what was found, and stop what is being done."""
        stop, self._stop = self._stop, _nothing
        self._checked = None
        self._set(ConnectStatus())
        stop()

    @property
    def _is_adding(self) -> bool:
        return self.status.phase is Phase.ADDING

    def _fit(self, draft: ConnectDraft) -> bool:
        problems = draft.problems()
        if problems:
            self._checked = None
            self._set(ConnectStatus(problems=problems))
        return not problems

    @Slot()
    def _on_dropped(self) -> None:
        """Another connection was opened instead."""
        if self._is_adding:
            self.abandon()

    @Slot(object)
    def _on_report(self, report: ConnectionReport) -> None:
        self._set(ConnectStatus(report=report))

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self._checked = None
        self._set(ConnectStatus(report=self.status.report, error=error))

    def _set(self, status: ConnectStatus) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)


def _nothing() -> None:
    """What is to be stopped while nothing runs."""
