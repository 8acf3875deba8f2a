"""The selected change: whether it can be undone as things are now, and undoing it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.domain.audit import AuditEntry
from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.undo import Undo, UndoKind, WhyNot
from app.domain.workspace import Environment
from app.ui.pages.changes import words
from app.ui.pages.changes.access import Access
from app.ui.pages.changes.known import Known
from app.ui.question import Answer, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner

translate = QCoreApplication.translate


class Undoing(Protocol):
    """What the detail needs from the audit service."""

    def undo_of(self, entry: AuditEntry) -> Undo: ...
    def undo(self, control: JobControl, entry: AuditEntry) -> Undo: ...
    def is_on_its_way(self, entry: AuditEntry) -> bool: ...


@dataclass(frozen=True, slots=True)
class Detail:
    """One change and what can be done about it; `undo` is None until it was judged."""

    entry: AuditEntry
    known: Known
    undo: Undo | None = None
    why_not: str = ""
    is_busy: bool = False
    error: AppError | None = None

    @property
    def can_undo(self) -> bool:
        """Whether the button does something now."""
        is_possible = self.undo is not None and self.undo.kind is not None
        return is_possible and not self.why_not and not self.is_busy


class ChangeDetailPresenter(QObject):
    """Judges a change whenever it is looked at and whenever something changed."""

    changed = Signal(object)  # Detail | None
    question = Signal(object)  # Question
    undone = Signal(str)  # what to say of it
    failed = Signal(object)  # the AppError of an undo whose change is not shown any more
    sync_wanted = Signal()  # the local copy is older than the log

    def __init__(
        self,
        undoing: Undoing,
        know: Callable[[], Known],
        runner: TaskRunner,
        events: AppEvents,
        *,
        access: Access,
        environment: Environment,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._undoing, self._know, self._runner = undoing, know, runner
        self._access = access
        self._environment = environment
        self.detail: Detail | None = None
        events.listeners_changed.connect(self.judge)
        events.credentials_changed.connect(self.judge)

    def take_standing(self, access: Access, environment: Environment) -> None:
        """What may be done by now, and in what."""
        self._access, self._environment = access, environment
        if self.detail is not None:
            self._set(replace(self.detail, why_not=access.why_not(self.detail.entry)))

    def show(self, entry: AuditEntry | None) -> None:
        """Show another change, or none."""
        if entry is None:
            self._set(None)
        elif self.detail is None or self.detail.entry.id != entry.id:
            why_not = self._access.why_not(entry)
            self._set(Detail(entry, Known(), why_not=why_not))
            self.judge()

    @Slot()
    def judge(self) -> None:
        """Look again whether the shown change can be undone."""
        if self.detail is None:
            return
        entry, undoing, know = self.detail.entry, self._undoing, self._know
        task = self._runner.submit(
            lambda _control: (entry.id, undoing.undo_of(entry), know()),
            name="audit.judge",
            key="audit.judge",
            owner=self,
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)

    @Slot()
    def ask_undo(self) -> None:
        """Undo the shown change, after asking where something is deleted or in Production."""
        detail = self.detail
        if detail is None or not detail.can_undo or detail.undo is None:
            return
        is_production = self._environment is Environment.PRODUCTION
        if detail.undo.kind is not UndoKind.DELETE and not is_production:
            self._undo()
            return
        self.question.emit(self._question(detail, is_production=is_production))

    def _question(self, detail: Detail, *, is_production: bool) -> Question:
        entry, known = detail.entry, detail.known
        what = " ".join(part for part in words.subject(entry, known) if part)
        if detail.undo is not None and detail.undo.kind is UndoKind.DELETE:
            title = translate("changes", "Delete “{what}”?").format(what=what)
            text = translate("changes", "Undoing its creation deletes it. Its history stays.")
            button = translate("changes", "Delete")
            if is_production:
                button = translate("changes", "Delete in Production")
            return Question(title, text, Answer(button, self._undo, "danger"))
        title = translate("changes", "Undo this change of “{what}” in Production?")
        text = translate("changes", "Only what this change changed is put back.")
        button = translate("changes", "Undo in Production")
        return Question(title.format(what=what), text, Answer(button, self._undo, "prod"))

    def _undo(self) -> None:
        if self.detail is None:
            return
        entry, undoing = self.detail.entry, self._undoing
        self._set(replace(self.detail, is_busy=True, error=None))

        def job(control: JobControl) -> bool:
            undoing.undo(control, entry)
            return undoing.is_on_its_way(entry)

        task = self._runner.submit(job, name="audit.undo", owner=self)
        task.succeeded.connect(lambda is_on_its_way: self._done(entry, is_on_its_way=is_on_its_way))
        task.failed.connect(lambda error: self._fail(entry, error))

    @Slot(object)
    def _take(self, judged: tuple[str, Undo, Known]) -> None:
        entry_id, undo, known = judged
        if self.detail is not None and self.detail.entry.id == entry_id:
            is_news = undo != self.detail.undo
            self._set(replace(self.detail, undo=undo, known=known))
            if undo.why_not is WhyNot.BEHIND and is_news:
                self.sync_wanted.emit()

    def _done(self, entry: AuditEntry, *, is_on_its_way: bool) -> None:
        if self.detail is not None and self.detail.entry.id == entry.id:
            self._set(replace(self.detail, is_busy=False))
        later = translate("changes", "Undone here, on its way to the platform")
        self.undone.emit(later if is_on_its_way else translate("changes", "Undone"))
        self.judge()

    def _fail(self, entry: AuditEntry, error: AppError) -> None:
        if self.detail is not None and self.detail.entry.id == entry.id:
            self._explain(error)
            self.judge()
        else:  # another change is looked at by now
            self.failed.emit(error)

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        if self.detail is not None:
            self._set(replace(self.detail, is_busy=False, error=error))

    def _set(self, detail: Detail | None) -> None:
        if detail != self.detail:
            self.detail = detail
            self.changed.emit(detail)
