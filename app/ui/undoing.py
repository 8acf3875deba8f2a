"""Ctrl+Z: has the last change of a listener undone, and says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.workspace import SyncOverview
from app.ui import access
from app.ui.question import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.errors import AppError
    from app.runtime.tasks import TaskRunner
    from app.services.history import Step, Undone
    from app.services.listeners import ListenerService
    from app.ui.dialogs import Dialogs
    from app.ui.session import Session


class Undoing(QObject):
    """Undoes changes of the open connection, one at a time.

    Signals:
        announced: What came of it, and whether it is bad news.
    """

    announced = Signal(str, bool)

    def __init__(
        self,
        session: Session,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = runner
        self._dialogs = dialogs
        self._is_undoing = False

    @Slot()
    def undo(self) -> None:
        """Undo what was done last; nothing while the one before is still being undone."""
        workspace = self._session.workspace
        if workspace is None or self._is_undoing:
            return
        steps = workspace.listeners.last_change
        if not steps:
            self.announced.emit(self.tr("Nothing to undo"), False)
            return
        from app.ui.text import undoing  # and all the words for settings

        why_not = access.of(workspace.me, workspace.connection, SyncOverview()).why_no_change
        if why_not:
            self.announced.emit(why_not, True)
            return

        question = undoing.before(
            steps, workspace.connection.environment, lambda: self._undo(workspace.listeners, steps)
        )
        if question is None:
            self._undo(workspace.listeners, steps)
        else:
            ask(self._dialogs, question)

    def _undo(self, listeners: ListenerService, steps: Sequence[Step]) -> None:
        self._is_undoing = True
        task = self._runner.submit(
            lambda control: (steps, listeners.undo(control, steps)),
            name="listeners.undo",
            owner=self,
        )
        task.succeeded.connect(self._tell)
        task.failed.connect(self._explain)
        task.finished.connect(self._finished)

    @Slot(object)
    def _tell(self, found: tuple[Sequence[Step], Undone | None]) -> None:
        from app.ui.text import undoing

        steps, undone = found
        if undone is not None:
            self.announced.emit(undoing.after(steps, undone), bool(undone.skipped))

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        from app.ui.text import errors

        self.announced.emit(errors.of(error).title, True)

    @Slot()
    def _finished(self) -> None:
        self._is_undoing = False
