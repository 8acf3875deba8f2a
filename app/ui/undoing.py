"""Ctrl+Z: has the last change of a listener undone, and says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from app.domain.errors import AppError
    from app.runtime.tasks import TaskRunner
    from app.services.history import Undone
    from app.ui.session import Session


class Undoing(QObject):
    """Undoes changes of the open connection, one at a time.

    Signals:
        announced: What came of it, and whether it is bad news.
    """

    announced = Signal(str, bool)

    def __init__(self, session: Session, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = runner
        self._is_undoing = False

    @Slot()
    def undo(self) -> None:
        """Undo what was done last; nothing while the one before is still being undone."""
        workspace = self._session.workspace
        if workspace is None or self._is_undoing:
            return
        self._is_undoing = True
        task = self._runner.submit(workspace.listeners.undo, name="listeners.undo", owner=self)
        task.succeeded.connect(self._tell)
        task.failed.connect(self._explain)
        task.finished.connect(self._finished)

    @Slot(object)
    def _tell(self, undone: Undone | None) -> None:
        if undone is None:
            self.announced.emit(self.tr("Nothing to undo"), False)
        elif undone.skipped:
            text = self.tr("%Ln change(s) could not be undone: changed since", "", undone.skipped)
            self.announced.emit(text, True)
        else:
            self.announced.emit(self.tr("%Ln change(s) undone", "", undone.done), False)

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        from app.ui.text import errors

        self.announced.emit(errors.of(error).title, True)

    @Slot()
    def _finished(self) -> None:
        self._is_undoing = False
