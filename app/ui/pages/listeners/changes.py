"""Changing listeners from the list: asked about first where it matters, local at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.listener import Mode
from app.ui.pages.listeners import questions

if TYPE_CHECKING:
    from app.domain.conflict import Side
    from app.domain.control import JobControl
    from app.domain.sync_state import LocalListener
    from app.runtime.tasks import TaskRunner
    from app.ui.pages.listeners.presenter import ListenersPresenter
    from app.ui.pages.listeners.rows import ListenerRow
    from app.ui.pages.listeners.sources import Listeners


class ListenerChanges(QObject):
    """Carries out what is asked of listeners; failures are shown by the list."""

    question_asked = Signal(object)  # Question
    announced = Signal(str, bool)  # text, assertive
    conflict_opened = Signal(object)  # ConflictPresenter

    def __init__(
        self,
        shown: ListenersPresenter,
        listeners: Listeners,
        runner: TaskRunner,
        *,
        request_sync: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self._listeners = listeners
        self._runner = runner
        self._request_sync = request_sync

    def set_mode(self, ids: Sequence[str], mode: Mode) -> None:
        """Turn on, pause or turn off; asks first in Production."""
        chosen = self._shown.rows_of(ids)
        if not chosen or self._is_refused():
            return
        question = questions.before_mode(
            chosen, mode, self._shown.environment, lambda: self._set_mode(chosen, mode)
        )
        if question is None:
            self._set_mode(chosen, mode)
        else:
            self.question_asked.emit(question)

    def toggle(self, listener_id: str) -> None:
        """Space and the switch: what is on goes off, anything else on."""
        for row in self._shown.rows_of([listener_id]):
            self.set_mode([listener_id], Mode.DISABLED if row.is_on else Mode.ENABLED)

    def delete(self, ids: Sequence[str]) -> None:
        """Ask by name, then delete."""
        chosen = self._shown.rows_of(ids)
        if chosen and not self._is_refused():
            environment = self._shown.environment
            self.question_asked.emit(
                questions.before_delete(chosen, environment, lambda: self._delete(chosen))
            )

    def take_back(self, listener_id: str) -> None:
        """Undo what waits, or in a conflict let the platform's version stand."""
        text = self.tr("Your change was taken back")
        self._do(lambda control: self._listeners.take_back(control, listener_id), text)

    def keep_mine(self, listener_id: str) -> None:
        """In a conflict: the change made here stands."""
        text = self.tr("Your version is kept")
        self._do(lambda control: self._listeners.keep_mine(control, listener_id), text)

    def open_conflict(self, listener_id: str) -> None:
        """Have a person decide setting by setting."""
        if not self._is_refused() and self._shown.rows_of([listener_id]):
            from app.ui.pages.listeners.conflict_presenter import ConflictPresenter

            self.conflict_opened.emit(ConflictPresenter(self._shown, self, listener_id))

    def resolve(self, seen: LocalListener, choices: Mapping[str, Side]) -> None:
        """What was decided stands, unless a side has changed since."""
        text = self.tr("Your decision is kept")
        self._do(lambda control: self._listeners.resolve(control, seen, choices), text)

    def _set_mode(self, chosen: Sequence[ListenerRow], mode: Mode) -> None:
        text = {
            Mode.ENABLED: self.tr("{name}: turned on"),
            Mode.PAUSED: self.tr("{name}: paused, events are kept"),
            Mode.DISABLED: self.tr("{name}: turned off"),
        }[mode].format(name=_names(chosen))
        ids = [row.id for row in chosen]
        self._do(lambda control: self._listeners.set_mode(control, ids, mode), text)

    def _delete(self, chosen: Sequence[ListenerRow]) -> None:
        text = self.tr("{name}: deleted").format(name=_names(chosen))
        ids = [row.id for row in chosen]
        self._do(lambda control: self._listeners.delete(control, ids), text)

    def _do(self, job: Callable[[JobControl], object], done: str) -> None:
        task = self._runner.submit(job, name="listeners.change", owner=self)
        task.succeeded.connect(lambda _value: self._changed(done))
        task.failed.connect(self._shown.explain)

    def _changed(self, done: str) -> None:
        if self._shown.snapshot.overview.offline_since is not None:
            done = self.tr("{done}. Saved here, waiting to sync").format(done=done)
        self.announced.emit(done, False)
        self._shown.reload()
        self._request_sync()

    def _is_refused(self) -> bool:
        why = self._shown.status.access.why_no_change
        if why:
            self.announced.emit(why, True)
        return bool(why)


def _names(chosen: Sequence[ListenerRow]) -> str:
    return ", ".join(row.name for row in chosen[:3]) + (" …" if len(chosen) > 3 else "")
