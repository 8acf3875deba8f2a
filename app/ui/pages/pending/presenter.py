"""What the page of waiting changes decides: what is listed, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalog import Catalog
from app.domain.control import JobControl, Progress
from app.domain.credential import Credential
from app.domain.errors import AppError
from app.domain.pending import PendingChange
from app.domain.sync_state import LocalListener
from app.domain.times import Clock, utc_now
from app.domain.workspace import Connection, Me, SyncOverview
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.ui import access
from app.ui.pages.pending.columns import make_model
from app.ui.pages.pending.words import PendingRow, row_of
from app.ui.text.setting_words import Surroundings


class Changes(Protocol):
    """`PendingService`."""

    def changes(self) -> list[PendingChange]: ...
    def discard(self, control: JobControl, change_id: str) -> None: ...


class Sources(Protocol):
    """Where the words come from; the services of a workspace."""

    def listener(self, listener_id: str) -> LocalListener | None: ...
    def catalog(self) -> Catalog | None: ...
    def credentials(self) -> list[Credential]: ...
    def overview(self) -> SyncOverview: ...


@dataclass(frozen=True, slots=True)
class PendingStatus:
    """Everything around the table."""

    count: int = 0
    has_read: bool = False
    error: AppError | None = None
    overview: SyncOverview = field(default_factory=SyncOverview)
    sending: Progress | None = None


class PendingPresenter(QObject):
    """Keeps the list of what waits up to date, and takes changes back."""

    status_changed = Signal(object)  # PendingStatus
    selected_changed = Signal(object)  # PendingRow | None
    announced = Signal(str, bool)

    def __init__(
        self,
        changes: Changes,
        sources: Sources,
        runner: TaskRunner,
        events: AppEvents,
        *,
        connection: Connection,
        me: Me | None,
        request_sync: Callable[[], None],
        clock: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._changes = changes
        self._sources = sources
        self._runner = runner
        self._connection = connection
        self._me = me
        self._request_sync = request_sync
        self.model = make_model(clock, self)
        self.status = PendingStatus()
        self.selected: PendingRow | None = None
        self._wanted_id: str | None = None
        for signal in (events.listeners_changed, events.credentials_changed):
            signal.connect(self.reload)
        events.sync_changed.connect(self._on_sync_changed)

    @property
    def why_no_change(self) -> str:
        """Why nothing here can be changed; empty where it can."""
        return access.of(self._me, self._connection, self.status.overview).why_no_change

    @Slot()
    def reload(self) -> None:
        """Read the local copy again; what is on screen stays meanwhile."""
        task = self._runner.submit(self._read, name="pending.read", key="pending.read", owner=self)
        task.succeeded.connect(self._show)
        task.failed.connect(self._explain)

    @Slot()
    def send(self) -> None:
        """A person wants it sent now."""
        self._request_sync()

    def select(self, change_id: str | None) -> None:
        """Show one change in detail; None shows none."""
        self._wanted_id = change_id
        at = self.model.row_number(change_id) if change_id is not None else None
        self._set_selected(None if at is None else self.model.row(at))

    def take_back(self) -> None:
        """Give the selected change up; what the platform has stands."""
        row = self.selected
        if row is None or self.why_no_change:
            return
        change_id = row.change.id
        task = self._runner.submit(
            lambda control: self._changes.discard(control, change_id),
            name="pending.discard",
            owner=self,
        )
        text = self.tr("{name}: the change was taken back").format(name=row.label or row.title)
        task.succeeded.connect(lambda _none: self.announced.emit(text, False))
        task.failed.connect(self._explain)

    def _read(self, control: JobControl) -> tuple[list[PendingRow], SyncOverview]:
        sources = self._sources
        around = Surroundings(
            access.Access(), sources.catalog(), tuple(sources.credentials()), self._me
        )
        rows = []
        for change in self._changes.changes():
            control.check()
            rows.append(row_of(change, sources.listener(change.id), around))
        return rows, sources.overview()

    @Slot(object)
    def _show(self, read: tuple[list[PendingRow], SyncOverview]) -> None:
        rows, overview = read
        self.model.sync(rows)
        self._set(count=len(rows), has_read=True, error=None, overview=overview)
        self.select(self._wanted_id)

    @Slot(object)
    def show_progress(self, progress: Progress | None) -> None:
        """How far the sync under way has come; None: none is."""
        self._set(sending=progress)

    @Slot(object)
    def _on_sync_changed(self, overview: SyncOverview) -> None:
        self._set(overview=overview)
        self.reload()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._set(error=error, has_read=True)
        self.announced.emit(self.tr("The change could not be taken back"), True)

    def _set(self, **values: Any) -> None:
        status = replace(self.status, **values)
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)

    def _set_selected(self, row: PendingRow | None) -> None:
        if row != self.selected:
            self.selected = row
            self.selected_changed.emit(row)
