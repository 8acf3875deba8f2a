"""What the Listeners page decides: what is listed, and what takes the page when nothing can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.times import utc_now
from app.domain.workspace import SyncOverview
from app.runtime.plain_imports import read_module
from app.runtime.turns import next_turn
from app.ui import access
from app.ui.pages.listeners.columns import make_model
from app.ui.pages.listeners.filters import Filters, channels_of
from app.ui.pages.listeners.list_status import OF_THE_SYNC, Body, ListStatus, Snapshot, body_of
from app.ui.pages.listeners.rows import RowBuilder

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.errors import AppError
    from app.domain.stats import StatsBucket
    from app.domain.sync_state import SyncReport
    from app.domain.times import Clock
    from app.domain.workspace import Channel, Connection, Environment, Me
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner
    from app.ui.pages.listeners.rows import ListenerRow
    from app.ui.pages.listeners.sources import CatalogSource, Credentials, Listeners, Sync
    from app.ui.tables import KeyedTableModel


class ListenersPresenter(QObject):
    """Keeps the list up to date and carries out what is asked of it."""

    status_changed = Signal(object)  # ListStatus
    rows_changed = Signal()  # the model may show other values now
    settled = Signal()  # the first reading of the local copy is shown, or failed

    def __init__(
        self,
        listeners: Listeners,
        sync: Sync,
        catalog: CatalogSource,
        credentials: Credentials,
        runner: TaskRunner,
        events: AppEvents,
        *,
        connection: Connection,
        me: Me | None,
        clock: Clock = utc_now,
        model: KeyedTableModel[str, ListenerRow] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._listeners = listeners
        self._sync = sync
        self._catalog = catalog
        self._credentials = credentials
        self._runner = runner
        self._clock = clock
        self.connection = connection
        self.me = me
        self.model = model or make_model(self)
        self.snapshot = Snapshot({}, (), (), None, (), SyncOverview())
        may = access.of(me, connection, SyncOverview())
        body = Body.LOADING if may.may_view else Body.NO_PERMISSION
        self.status = ListStatus(body, access=may)
        self._builder = RowBuilder()
        self.filters = Filters()  # what the list is narrowed down to
        self._told: Mapping[str, StatsBucket] = {}
        self._has_read = False
        self._error: AppError | None = None
        self._is_refreshing = False
        events.listeners_changed.connect(self.reload)
        events.credentials_changed.connect(self.reload)
        events.catalog_changed.connect(self.reload)
        events.sync_changed.connect(self._on_sync_changed)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The Distribution Channels to choose from; none without Plan Pro."""
        return channels_of(self.me)

    @property
    def environment(self) -> Environment:
        """What the platform says it is, else what is known of the connection."""
        return self.me.environment if self.me is not None else self.connection.environment

    @property
    def is_settled(self) -> bool:
        """Whether what is here has been read, or may not be seen."""
        return self._has_read or bool(self.status.access.why_no_view)

    def take_standing(self, connection: Connection, me: Me | None) -> None:
        """Another account, or one that may do something else, or something else that it is in."""
        self.connection, self.me = connection, me
        was_forbidden = bool(self.status.access.why_no_view)
        self._settle()
        self.rows_changed.emit()  # what is beside the list says what may be done
        if was_forbidden:
            self.reload()

    # Reading ----------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """Read the local copy again; what is on screen stays meanwhile."""
        if self.status.access.why_no_view:
            return
        task = self._runner.submit(
            self._read, name="listeners.read", key="listeners.read", owner=self
        )
        task.succeeded.connect(self._show)
        task.failed.connect(self.explain)

    @Slot(object)
    def take_figures(self, told: Mapping[str, StatsBucket]) -> None:
        """Show newer news of each listener's day."""
        if told != self._told:
            self._told = told
            self.reload()

    @Slot()
    def refresh(self) -> None:
        """Ask the platform, now and visibly."""
        self._submit_sync(self._sync.sync)

    def _submit_sync(self, job: Callable[[JobControl], SyncReport]) -> None:
        self._is_refreshing = True
        self._settle()
        task = self._runner.submit(
            job, name="listeners.refresh", key="listeners.refresh", owner=self
        )
        task.succeeded.connect(self._refreshed)
        task.failed.connect(self.explain)
        task.cancelled.connect(self._not_refreshing)

    def _read(self, control: JobControl) -> Snapshot:
        catalog = self._catalog.cached()
        control.check()
        rows = self._builder.build(
            self._listeners.cached(),
            catalog,
            now=self._clock(),
            told=self._told,
            control=control,
            prepared=self._has_read,
        )
        if not rows:  # so that no file is read for it on the GUI thread
            read_module("app.ui.pages.listeners.placeholders")
        return Snapshot(
            rows,
            tuple(sorted({row.entity for row in rows.values()})),
            tuple(sorted({(row.local.settings.function, row.function) for row in rows.values()})),
            catalog,
            tuple(self._credentials.cached()),
            self._sync.overview(),
        )

    @Slot(object)
    def _show(self, snapshot: Snapshot) -> None:
        first = not self._has_read
        self.snapshot = snapshot
        self.model.sync_by_key(snapshot.rows)
        if first:
            self._drop_gone_filters()
        self._has_looked()
        self.rows_changed.emit()
        if first:
            next_turn(self, self._prepare)
        if first and not snapshot.rows and snapshot.overview.synced_at is None:
            self.refresh()  # never synced: say what comes of it

    def _prepare(self) -> None:
        """Once the first rows are painted: put all into words, before somebody searches them."""
        rows = self.snapshot.rows.values()

        def job(control: JobControl) -> None:
            for row in control.through(rows):
                row.prepare()

        self._runner.submit(job, name="listeners.words", key="listeners.words", owner=self)

    @Slot(object)
    def _refreshed(self, _report: SyncReport) -> None:
        self._is_refreshing = False
        self._error = None
        self.reload()

    @Slot()
    def _not_refreshing(self) -> None:
        self._is_refreshing = False
        self._settle()

    @Slot(object)
    def _on_sync_changed(self, overview: SyncOverview) -> None:
        if overview.online and overview.fault is None and isinstance(self._error, OF_THE_SYNC):
            self._error = None
        self.snapshot = replace(self.snapshot, overview=overview)
        self._settle()
        self.rows_changed.emit()

    @Slot()
    def accept_deletions(self) -> None:
        """A person looked: what the platform deleted may go here too."""
        self._submit_sync(lambda control: self._sync.sync(control, accept_deletions=True))

    # Filters ------------------------------------------------------------------

    def recall(self, filters: Filters, *, is_shown: bool) -> None:
        """Begin with the filters of the last time; `is_shown`: the model shows just these."""
        if is_shown:
            self.filters = filters
        else:
            self.set_filters(filters)

    def set_filters(self, filters: Filters) -> None:
        """Narrow the list down; at once, on every keystroke."""
        self._narrow(filters)
        self._settle()

    def _narrow(self, filters: Filters) -> None:
        before, self.filters = self.filters, filters
        if replace(before, text=filters.text) != filters:
            self.model.set_filter(filters.keeps if filters.has_choice else None)
        self.model.set_search(filters.text)

    def _drop_gone_filters(self) -> None:
        """Those of the last time may name what there is not any more."""
        now = self.snapshot
        functions = [name for name, _label in now.functions]
        channel_ids = [one.id for one in self.channels]
        self._narrow(self.filters.among(now.entities, functions, channel_ids))

    def set_channel(self, channel_id: str | None) -> None:
        """Only one Distribution Channel; None for all."""
        self.set_filters(replace(self.filters, channel_id=channel_id))

    def clear_filters(self) -> None:
        """Show everything again."""
        self.set_filters(Filters())

    def rows_of(self, ids: Sequence[str]) -> list[ListenerRow]:
        """The rows of these listeners, those that are gone left out."""
        rows = self.snapshot.rows
        return [rows[one] for one in ids if one in rows]

    @Slot(object)
    def explain(self, error: AppError) -> None:
        """Show a failure, of this page or of a change made from it."""
        self._is_refreshing = False
        self._error = error
        self._has_looked()

    def _has_looked(self) -> None:
        first, self._has_read = not self._has_read, True
        self._settle()
        if first:
            self.settled.emit()

    # What is shown ----------------------------------------------------------------

    @property
    def _fault(self) -> AppError | None:
        """What went wrong last, here or in a sync that nobody on this page asked for."""
        return self._error or self.snapshot.overview.fault

    def _settle(self) -> None:
        overview = self.snapshot.overview
        may = access.of(self.me, self.connection, overview)
        status = ListStatus(
            body=self._body(is_forbidden=bool(may.why_no_view)),
            count=len(self.snapshot.rows),
            shown=self.model.rowCount(),
            is_refreshing=self._is_refreshing,
            error=self._fault,
            overview=overview,
            filters=self.filters,
            entities=self.snapshot.entities,
            functions=self.snapshot.functions,
            access=may,
        )
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)

    def _body(self, *, is_forbidden: bool) -> Body:
        return body_of(
            self._fault,
            is_forbidden=is_forbidden,
            has_read=self._has_read,
            count=len(self.snapshot.rows),
            shown=self.model.rowCount(),
            is_refreshing=self._is_refreshing,
            was_synced=self.snapshot.overview.synced_at is not None,
        )
