"""Keeps the list of deliveries up to date while it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.control import JobControl, Progress
from app.domain.delivery import Delivery, DeliveryFilter, DeliveryPage
from app.domain.errors import ApiError, AppError
from app.domain.times import Clock, utc_now
from app.ui.pages.deliveries.columns import make_model
from app.ui.pages.deliveries.known_listeners import Former, KnownListeners, Listeners
from app.ui.pages.deliveries.list_status import ListStatus, Phase, status_of
from app.ui.pages.deliveries.loaded import Loaded, read
from app.ui.pages.deliveries.wanted import Segment, Wanted, Window

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import Task, TaskRunner

_EVERY_MS: Final = 3_000
_AT_MOST_MS: Final = 60_000  # between two looks while the platform cannot be reached
_TYPING_MS: Final = 250
_PAGES_AGAIN: Final = 3
_SCREENFUL: Final = 40


class Deliveries(Protocol):
    """What the list needs from the delivery service."""

    def list(
        self, control: JobControl, wanted: DeliveryFilter, cursor: str | None = None
    ) -> DeliveryPage: ...
    def search(
        self, control: JobControl, wanted: DeliveryFilter, cursor: str | None = None
    ) -> DeliveryPage: ...


class DeliveryListPresenter(QObject):
    """Reads, filters and refreshes the list; only a visible page keeps asking."""

    status_changed = Signal(object)  # ListStatus
    refreshed = Signal()  # the rows are as the platform has them now

    def __init__(
        self,
        deliveries: Deliveries,
        listeners: Listeners,
        runner: TaskRunner,
        events: AppEvents,
        *,
        former: Former | None = None,
        clock: Clock = utc_now,
        every_ms: int = _EVERY_MS,
        typing_ms: int = _TYPING_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._deliveries = deliveries
        self._runner = runner
        self._clock = clock
        self._every_ms = every_ms
        self.model = make_model(clock, parent=self)
        self.status = ListStatus()
        self.wanted = Wanted()
        self.listeners = KnownListeners(listeners, runner, events, former, self)
        self.listeners.failed.connect(self._explain_listeners)
        self._asked = self.wanted.filter(clock())
        self._loaded = Loaded()
        self._task: Task[Loaded] | None = None
        self._is_active = False
        self._failures = 0
        self._follows = True
        self._enough = _SCREENFUL  # so many are looked for in contents before a person scrolls
        self._again = self._timer(self._look_again, every_ms)
        self._typed = self._timer(self.reload, typing_ms)
        events.deliveries_changed.connect(self._look_again)

    def set_active(self, *, is_active: bool) -> None:
        """The page came into view, or went."""
        if is_active == self._is_active:
            return
        self._is_active = is_active
        if not is_active:
            self._again.stop()
            return
        self.listeners.read()
        if self._loaded.pages:
            self._look_again()
        else:
            self.reload()

    def now(self) -> datetime:
        """The time by the clock that the filters go by."""
        return self._clock()

    @Slot()
    def refresh(self) -> None:
        """Look again now, and say so."""
        if self.wanted.searches_contents:
            self.reload()
            return
        self._set_status(replace(self.status, phase=Phase.LOADING, error=None))
        self._read_again(self._merge)

    @Slot()
    def reload(self) -> None:
        """Read the list anew, under the filters of now."""
        self._typed.stop()
        self._enough = _SCREENFUL
        self._asked = self.wanted.filter(self._clock())
        if self.wanted.searches_contents:  # what is shown now was found by something else
            self._loaded = Loaded()
            self.model.sync(())
            self._set_status(self._status_of(self._loaded, Phase.LOADING))
        else:
            self._set_status(replace(self.status, phase=Phase.LOADING, error=None, seen=None))
        self._submit(self._reading(pages=1), self._show)

    @Slot()
    def load_more(self) -> None:
        """Read the next page of older deliveries, unless something is being read."""
        self._enough = len(self._loaded.items) + _SCREENFUL
        if self._task is None and self._loaded.has_more:
            self._submit(self._reading(pages=1, loaded=self._loaded), self._show_more)

    def search(self, text: str) -> None:
        """Only ids and record ids that contain `text`, once typing pauses."""
        if text.strip() != self.wanted.text:
            self.wanted = replace(self.wanted, text=text.strip())
            self._typed.start()

    def show_only(self, delivery_id: str) -> None:
        """Only this delivery, at once."""
        self._want(Wanted(text=delivery_id))

    def choose_listener(self, listener_id: str | None) -> None:
        """Only one listener's deliveries; None for all."""
        self._want(replace(self.wanted, listener_id=listener_id))

    def choose_contents(self, in_contents: bool) -> None:
        """Whether the text is looked for in payloads and answers, too."""
        had_text = self.wanted.searches_contents
        self.wanted = replace(self.wanted, in_contents=in_contents)
        if had_text or self.wanted.searches_contents:
            self.reload()

    @Slot()
    def stop_search(self) -> None:
        """Look through no more contents; what was found stays."""
        if self.status.is_searching and self._task is not None:
            self._task.cancel()
            self._task = None
            self._set_status(self._status_of(self._loaded, Phase.READY))

    def choose_segment(self, segment: Segment) -> None:
        """Only deliveries in these states."""
        self._want(replace(self.wanted, segment=segment))

    def choose_window(self, window: Window) -> None:
        """Only deliveries since then."""
        self._want(replace(self.wanted, window=window))

    @Slot(bool)
    def follow(self, follows: bool) -> None:
        """Whether new deliveries are shown as they arrive; else they are only counted."""
        self._follows = follows
        if follows:
            self._look_again()

    @Slot()
    def clear_filters(self) -> None:
        """Everything again."""
        self._want(Wanted())

    @Slot(object)
    def take(self, delivery: Delivery) -> None:
        """Show what a row has become, also one that no quiet look reaches."""
        if self.model.row_number(delivery.id) is not None:
            self._loaded = self._loaded.with_row(delivery)
            self.model.upsert(delivery)
            self.refreshed.emit()

    def _want(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.reload()

    @Slot()
    def _look_again(self) -> None:
        if self._task is None and self._is_active and not self.wanted.searches_contents:
            self._read_again(self._merge_quietly)

    def _read_again(self, take: Callable[[Loaded], None]) -> None:
        pages = min(max(1, self._loaded.pages), _PAGES_AGAIN)
        self._submit(self._reading(pages=pages), take)

    def _reading(
        self, *, pages: int, loaded: Loaded | None = None
    ) -> Callable[[JobControl], Loaded]:
        asked, deliveries = self._asked, self._deliveries
        look = deliveries.search if self.wanted.searches_contents else deliveries.list

        def job(control: JobControl) -> Loaded:
            return read(lambda cursor: look(control, asked, cursor), pages=pages, loaded=loaded)

        return job

    def _submit(self, job: Callable[[JobControl], Loaded], take: Callable[[Loaded], None]) -> None:
        self._again.stop()
        task = self._runner.submit(job, name="deliveries.list", key="deliveries.list", owner=self)
        self._task = task
        task.progressed.connect(self._take_progress)
        task.succeeded.connect(take)
        task.failed.connect(self._explain)

    @Slot(object)
    def _merge_quietly(self, again: Loaded) -> None:
        holds_back = not self._follows and self._loaded.items
        self._merge(again.held_back(self._loaded.items[0]) if holds_back else again)

    @Slot(object)
    def _merge(self, again: Loaded) -> None:
        joined = self._loaded.refreshed(again)
        head = joined.loaded.items[: len(joined.loaded.items) - joined.kept]
        self.model.sync_head(head, tail=joined.kept)
        self._settle(joined.loaded)

    @Slot(object)
    def _show_more(self, loaded: Loaded) -> None:
        older = loaded.items[len(self._loaded.items) :]
        self.model.extend(older)  # the rows before may have had news since: those stay
        self._settle(replace(loaded, items=self._loaded.items + older))

    @Slot(object)
    def _show(self, loaded: Loaded) -> None:
        self.model.sync(loaded.items)
        self._settle(loaded)

    def _settle(self, loaded: Loaded) -> None:
        self._failures = 0
        self._task = None
        self._loaded = loaded
        searches = self.wanted.searches_contents
        goes_on = searches and loaded.has_more and len(loaded.items) < self._enough
        self._set_status(self._status_of(loaded, Phase.LOADING if goes_on else Phase.READY))
        self.refreshed.emit()
        if goes_on:
            self._submit(self._reading(pages=1, loaded=loaded), self._show_more)
        else:
            self._plan_next_look()

    def _status_of(self, loaded: Loaded, phase: Phase) -> ListStatus:
        return status_of(loaded, self.wanted, phase, self._clock())

    @Slot(object)
    def _take_progress(self, progress: Progress) -> None:
        """Of a search in contents: how many of the page under way were looked through."""
        if self.wanted.searches_contents and self._task is not None:
            status = replace(
                self.status, phase=Phase.LOADING, seen=self._loaded.seen + progress.done
            )
            self._set_status(status)

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._failures += 1
        self._task = None
        if isinstance(error, ApiError) and error.code == "invalid_cursor" and self._failures == 1:
            self.reload()  # a cursor lives 24 hours
            return
        self._set_status(replace(self.status, phase=Phase.FAILED, error=error))
        self._plan_next_look()

    def _plan_next_look(self) -> None:
        if self._is_active:
            self._again.start(min(self._every_ms * 2 ** min(self._failures, 10), _AT_MOST_MS))

    @Slot(object)
    def _explain_listeners(self, error: AppError) -> None:
        self._set_status(replace(self.status, error=error))

    def _timer(self, then: Callable[[], None], wait_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(then)
        return timer

    def _set_status(self, status: ListStatus) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)
