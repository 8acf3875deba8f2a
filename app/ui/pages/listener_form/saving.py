"""Keeps the draft on this computer: as a change of its listener, or as a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.control import JobControl
from app.domain.listener_draft import ListenerDraft
from app.domain.sync_state import LocalListener
from app.ui.pages.listener_form.sources import Listeners

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner


class Saving(QObject):
    """Writes settings into the local copy.

    Signals:
        kept: The `LocalListener` that came of it, and of which draft.
        failed: The `AppError` that kept it from being written; `NotFound` where the listener
            was deleted meanwhile.
    """

    kept = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self, listeners: Listeners, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._listeners = listeners
        self._runner = runner

    def keep(
        self,
        draft: ListenerDraft,
        listener_id: str | None,
        began: LocalListener | None,
        *,
        anew: bool,
    ) -> None:
        """Write them down.

        Args:
            draft: What is wanted; nothing is wrong with it.
            listener_id: Whose they are; None for a new listener.
            began: What the person began with.
            anew: That one was deleted, and these make a new one.
        """
        listeners, settings = self._listeners, draft.settings()

        def job(control: JobControl) -> LocalListener:
            if listener_id is None:
                return listeners.create(control, settings)
            if anew:
                return listeners.create_anew(control, listener_id, settings)
            return listeners.edit(control, listener_id, settings, began=began)

        task = self._runner.submit(job, name="form.save", owner=self)
        task.succeeded.connect(lambda row: self.kept.emit(row, draft))
        task.failed.connect(self.failed.emit)
