"""Reads the audit log page by page, newest first, and filters what it has read.

The platform narrows the log down by person, time and resource only.  Kind and words are
looked for here, so a search reads on by itself until it has a screen full, or has looked
through a good deal, or there is no more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.audit import SYSTEM, AuditEntry
from app.domain.control import JobControl
from app.domain.errors import ApiError, AppError, PermissionMissing
from app.domain.name_order import name_order
from app.domain.times import Clock, utc_now
from app.ui.pages.changes.known import Known
from app.ui.pages.changes.lines import Line, by_day, make_model
from app.ui.pages.changes.stretch import ENOUGH, Keeps, Log, Stretch, read
from app.ui.pages.changes.wanted import About, Wanted, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.runtime.events import AppEvents
    from app.runtime.tasks import Task, TaskRunner

_SOON_MS: Final = 400  # several changes told one after the other are one look


class Body(Enum):
    """What the page shows in place of the list, or the list."""

    LOADING = auto()
    TABLE = auto()
    EMPTY = auto()
    NO_MATCH = auto()
    NO_PERMISSION = auto()
    NOT_KEPT = auto()  # the platform has no audit log
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ListStatus:
    """All the page needs to choose between table, placeholder and banner."""

    body: Body = Body.LOADING
    is_loading: bool = False
    error: AppError | None = None
    has_more: bool = False
    looked_through: int = 0
    searched: str = ""
    as_of: datetime | None = None


class ChangeListPresenter(QObject):
    """Decides what is listed; looks again when something changed and the page is seen."""

    status_changed = Signal(object)  # ListStatus
    people_changed = Signal(object)  # tuple[tuple[id, name], ...]
    refreshed = Signal()

    def __init__(
        self,
        log: Log,
        know: Callable[[], Known],
        runner: TaskRunner,
        events: AppEvents,
        *,
        why_not: Body | None = None,
        clock: Clock = utc_now,
        soon_ms: int = _SOON_MS,
        parent: QObject | None = None,
    ) -> None:
        """Make an idle presenter.

        Args:
            log: The audit service.
            know: Gathers names; called on workers.
            runner: Runs the jobs.
            events: Tells what changed.
            why_not: Why the platform is not asked at all.
            clock: Tells the time.
            soon_ms: How long to wait after news or a keystroke.
            parent: Its owner.
        """
        super().__init__(parent)
        self._log, self._know, self._runner, self._clock = log, know, runner, clock
        self._why_not = why_not
        self.model = make_model(self)
        self.status = ListStatus(why_not or Body.LOADING)
        self.wanted = Wanted()
        self.people: tuple[tuple[str, str], ...] = ()
        self._asked = self.wanted.asked(clock())
        self._read = Stretch()
        self._task: Task[Stretch] | None = None
        self._is_active = False
        self._is_stale = True
        self._lacks = False  # a search left too little
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(soon_ms)
        self._soon.timeout.connect(self._look)
        events.listeners_changed.connect(self._hear)
        events.credentials_changed.connect(self._hear)

    def now(self) -> datetime:
        """The time by the clock that the filters go by."""
        return self._clock()

    def set_active(self, *, is_active: bool) -> None:
        """The page came into view, or went."""
        self._is_active = is_active
        if is_active and self._is_stale:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the newest changes again."""
        if self._why_not is None:
            self._asked = self.wanted.asked(self._clock())
            self._submit(None, self._take_newest)

    @Slot()
    def load_more(self) -> None:
        """Read on where the list ends, unless something is being read."""
        if self._task is None and self._read.cursor is not None:
            self._submit(self._read.cursor, self._take_older)

    def search(self, text: str) -> None:
        """Only changes with `text` in their words or ids."""
        self._narrow(replace(self.wanted, text=text.strip()))

    def choose_about(self, about: About) -> None:
        """Only changes of this kind."""
        self._narrow(replace(self.wanted, about=about))

    def choose_actor(self, actor_id: str | None) -> None:
        """Only what one person did; None for everyone."""
        self._ask_anew(replace(self.wanted, actor_id=actor_id))

    def choose_window(self, window: Window) -> None:
        """Only changes since then."""
        self._ask_anew(replace(self.wanted, window=window))

    def choose_resource(self, resource_id: str | None) -> None:
        """Only changes of one listener or credential."""
        self._ask_anew(replace(self.wanted, resource_id=resource_id))

    @Slot()
    def clear_filters(self) -> None:
        """Everything again."""
        self._ask_anew(Wanted())

    def entry(self, key: str) -> AuditEntry | None:
        """A listed change."""
        at = self.model.row_number(key)
        return None if at is None else self.model.row(at).entry

    # What was asked ---------------------------------------------------------------

    def _narrow(self, wanted: Wanted) -> None:
        """Filter what was read; read on where that leaves too little."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._show()
            self._lacks = len(self._kept()) < ENOUGH
            if self._lacks:
                self._soon.start()

    def _ask_anew(self, wanted: Wanted) -> None:
        if wanted == self.wanted:
            return
        self.wanted = wanted
        self._read = Stretch()
        self.model.sync(())
        self._set(replace(self.status, body=self._why_not or Body.LOADING, as_of=None, error=None))
        self.refresh()

    @Slot()
    def _hear(self) -> None:
        self._is_stale = True
        if self._is_active:
            self._soon.start()

    @Slot()
    def _look(self) -> None:
        if self._is_stale:
            self.refresh()
        elif self._task is None:
            self._lacks = False
            self.load_more()

    def _submit(self, cursor: str | None, take: Callable[[Stretch], None]) -> None:
        self._soon.stop()
        if cursor is None:
            self._is_stale = False
        log, know, asked, keeps = self._log, self._know, self._asked, Keeps(self.wanted)

        def job(control: JobControl) -> Stretch:
            return read(log, know(), control, asked, cursor, keeps)

        task = self._runner.submit(job, name="audit.list", key="audit.list", owner=self)
        self._task = task
        task.succeeded.connect(take)
        task.failed.connect(self._explain)
        self._set(replace(self.status, is_loading=True))

    # What came ----------------------------------------------------------------------

    @Slot(object)
    def _take_newest(self, newest: Stretch) -> None:
        self._take(self._read.with_newest(newest))

    @Slot(object)
    def _take_older(self, older: Stretch) -> None:
        self._take(self._read.with_older(older))

    def _take(self, stretch: Stretch) -> None:
        self._task = None
        self._read = stretch
        self.status = ListStatus(
            Body.TABLE, has_more=stretch.cursor is not None, as_of=self._clock()
        )
        self._show(always=True)
        self._name_people()
        self.refreshed.emit()
        if (self._is_stale or self._lacks) and self._is_active:
            self._soon.start()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._task = None
        if isinstance(error, ApiError) and error.code == "invalid_cursor" and self._read.cursor:
            self._read = Stretch(self._read.lines, None)  # a cursor lives 24 hours
            self.refresh()
            return
        self._is_stale = True
        body = self.status.body
        if isinstance(error, PermissionMissing):
            body = Body.NO_PERMISSION
        elif not self._read.lines:
            body = Body.FAILED
        self._set(replace(self.status, body=body, error=error, is_loading=False))

    def _kept(self) -> list[Line]:
        keeps = Keeps(self.wanted)
        return [line for line in self._read.lines if keeps(line)]

    def _show(self, *, always: bool = False) -> None:
        kept = self._kept()
        self.model.sync(by_day(kept, self._clock()))
        body = self.status.body
        if self.status.as_of is not None and body is not Body.NO_PERMISSION:
            is_all = self.wanted.is_everything
            body = Body.TABLE if kept else (Body.EMPTY if is_all else Body.NO_MATCH)
        elif self._read.lines:
            body = Body.TABLE
        status = replace(
            self.status,
            body=body,
            looked_through=len(self._read.lines),
            searched=self.wanted.text,
        )
        self._set(status, always=always)

    def _name_people(self) -> None:
        """Offer everyone who was met so far; whoever was, stays."""
        entries = [line.entry for line in self._read.lines if line.entry is not None]
        met = {one.actor_id: one.actor_name for one in entries if one.actor_id != SYSTEM}
        people = dict(self.people) | met
        found = tuple(sorted(people.items(), key=lambda pair: name_order(pair[1])))
        if found != self.people:
            self.people = found
            self.people_changed.emit(found)

    def _set(self, status: ListStatus, *, always: bool = False) -> None:
        if always or status != self.status:
            self.status = status
            self.status_changed.emit(status)
