"""Keeps the unfinished form on the disk while it is typed, and offers it again (T48)."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.control import JobControl
from app.domain.listener_draft import ListenerDraft
from app.services.drafts import KeptDraft
from app.ui.pages.listener_form.presenter import ListenerFormPresenter
from app.ui.pages.listener_form.state import FormState, Phase

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

WAIT_MS: Final = 300  # T48 wants it kept 1 s after the last key, the time to write included

_Wanted = tuple[ListenerDraft, str | None, ListenerDraft | None] | None


class Drafts(Protocol):
    """From the draft service."""

    def kept(self) -> KeptDraft | None: ...
    def keep(
        self,
        control: JobControl,
        draft: ListenerDraft,
        listener_id: str | None,
        began: ListenerDraft | None = None,
    ) -> None: ...
    def forget(self, control: JobControl) -> None: ...


class DraftKeeper(QObject):
    """Follows the form; writes one thing after the other, so that the last one stands.

    Signals:
        offered: A `KeptDraft` that can be taken over, or None when there is none any more.
        failed: What is typed cannot be kept now; told once for each form.
    """

    offered = Signal(object)
    failed = Signal()

    def __init__(
        self,
        form: ListenerFormPresenter,
        drafts: Drafts,
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._drafts = drafts
        self._runner = runner
        self._offer: KeptDraft | None = None
        self._takes_over = False
        self._is_begun = False
        self._has_failed = False
        self._is_writing = False
        self._wanted: _Wanted = None
        self._written: _Wanted = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._write)
        form.state_changed.connect(self._follow)
        form.discarded.connect(self.discard)

    def take_over_next(self) -> None:
        """What was kept is wanted as soon as the form has begun; nobody has to be asked."""
        self._takes_over = True

    @Slot()
    def take_over(self) -> None:
        """Go on where one had stopped."""
        offer = self._offer
        if offer is None:
            return
        self._tell(None)
        self._wanted = self._written = (offer.draft, offer.listener_id, offer.began)
        draft = offer.on(self._form.state.draft)
        self._form.edit(**{one.name: getattr(draft, one.name) for one in fields(draft)})

    @Slot()
    def discard(self) -> None:
        """What was kept is not wanted any more."""
        self._tell(None)
        self._want(None, at_once=True)

    @Slot(object)
    def _follow(self, state: FormState) -> None:
        if state.phase is Phase.LOADING:
            self._is_begun = self._has_failed = False
            self._timer.stop()
            return
        if state.phase not in {Phase.READY, Phase.GONE}:
            return
        if not self._is_begun:
            self._is_begun = True
            self._look()
        if state.phase is Phase.GONE:
            return
        if state.is_dirty:
            loaded = self._form.loaded
            is_edit = loaded is not None and loaded.row is not None and not loaded.is_copy
            began = loaded.draft if loaded is not None and is_edit else None
            self._want((state.draft, state.listener_id, began))
        elif self._wanted is not None:  # saved, or everything is as it was before
            self._want(None, at_once=True)

    def _look(self) -> None:
        task = self._runner.submit(
            lambda _control: self._drafts.kept(),
            name="form.draft",
            key=("form.draft", id(self)),
            owner=self,
        )
        task.succeeded.connect(self._found)
        task.failed.connect(self._not_kept)

    @Slot(object)
    def _found(self, kept: KeptDraft | None) -> None:
        takes_over, self._takes_over = self._takes_over, False
        if kept is not None and self._written is None:
            self._written = (kept.draft, kept.listener_id, kept.began)
        state = self._form.state
        fits = kept is not None and kept.listener_id == state.listener_id
        if kept is not None and fits and state.phase is Phase.GONE:
            self._wanted = self._written
            self._form.recover(kept.draft)
            return
        is_news = kept is not None and kept.on(state.draft) != state.draft
        self._tell(kept if fits and is_news else None)
        if takes_over and not state.is_dirty:
            self.take_over()

    def _tell(self, offer: KeptDraft | None) -> None:
        if offer != self._offer:
            self._offer = offer
            self.offered.emit(offer)

    def _want(self, wanted: _Wanted, *, at_once: bool = False) -> None:
        self._wanted = wanted
        if at_once:
            self._timer.stop()
            self._write()
        elif not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _write(self) -> None:
        if self._is_writing or self._wanted == self._written or self._runner.is_shut_down:
            return  # at the end of the app: what is on the disk is offered at its next start
        wanted = self._wanted

        def job(control: JobControl) -> None:
            if wanted is None:
                self._drafts.forget(control)
            else:
                self._drafts.keep(control, *wanted)

        self._is_writing = True
        self._written = wanted  # also when it fails: the next change tries again
        task = self._runner.submit(job, name="form.keep")
        task.failed.connect(self._not_kept)
        task.finished.connect(self._on_written)

    @Slot()
    def _on_written(self) -> None:
        self._is_writing = False
        self._write()

    @Slot(object)
    def _not_kept(self, _error: object) -> None:
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit()
