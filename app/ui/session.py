"""Which connection is open, and the jobs that open one.

The services are loaded by a job as well: importing what speaks HTTP and the keyring
takes longer than the first paint may wait for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.workspace import Connection, ConnectionNews, to_open_at_start
from app.ui.changing import Changes
from app.ui.handover import Handover, Loaded, Opened
from app.ui.reading_entrance import read_at_failure, read_entrance

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.errors import AppError
    from app.domain.secret import Secret
    from app.domain.workspace import ConnectRequest, Leaving, SideState
    from app.runtime.tasks import Task, TaskRunner
    from app.services.connections import ConnectionService
    from app.services.upkeep import ConnectionUpkeep
    from app.services.workspace import Workspace
    from app.ui.changing import ChangedConnection


SANDBOX = "sandbox"  # what `opening` calls it


class Session(QObject):
    """Opens connections one at a time; holds the open workspace."""

    loaded = Signal()  # the services are there; connections can be listed
    nothing_to_open = Signal()  # a fresh profile: show Welcome
    opening = Signal(str)  # connection id, name of a new one, or SANDBOX
    opened = Signal(object)  # Workspace
    closed = Signal()
    failed = Signal(object)  # AppError: opening did not work, Welcome stays
    connections_changed = Signal()  # one is new, is called otherwise, or is gone
    removed_elsewhere = Signal(object)  # Connection: it was open, and another program removed it
    side_changed = Signal(str)  # how this one stands, which is not open
    secret_renewed = Signal(str)  # of a connection that is not open

    def __init__(
        self,
        load: Callable[[JobControl], ConnectionService],
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._runner = runner
        self._service: ConnectionService | None = None
        self._changes = Changes()
        self._preferred_id = ""
        self.workspace: Workspace | None = None
        self.removing_id = ""  # of the connection that is about to go
        self.connections: tuple[Connection, ...] = ()  # as of the last load or opening
        self.side_states: dict[str, SideState] = {}  # of those that are not open, as last heard

    def prefer(self, connection_id: str) -> None:
        """Which connection to open at the start, if it may be and is still there."""
        self._preferred_id = connection_id

    @property
    def service(self) -> ConnectionService:
        """The connections of this profile.

        Raises:
            RuntimeError: `loaded` was not emitted yet.
        """
        if self._service is None:
            raise RuntimeError("the services are not loaded yet")
        return self._service

    @property
    def is_loaded(self) -> bool:
        """Whether the services are there."""
        return self._service is not None

    def start(self) -> None:
        """Load the services, then open the connection to be opened at the start."""
        load = self._load

        def job(control: JobControl) -> Loaded:
            with read_at_failure():
                service = load(control)
                loaded = Loaded(service, tuple(service.connections()))
            if not to_open_at_start(loaded.connections, ""):
                read_entrance()
            return loaded

        task = self._runner.submit(job, name="session.load", owner=self)
        task.succeeded.connect(self._on_loaded)
        task.failed.connect(self._on_failed)

    def start_sandbox(self) -> None:
        """Start the built-in sandbox and open it: the one click of Welcome."""
        task = self._submit_opening(
            SANDBOX, lambda service, control: service.start_sandbox(control).id
        )
        task.failed.connect(self._on_failed)

    def open(self, connection_id: str) -> None:
        """Open a connection of this profile; the one that is open is closed."""
        task = self._submit_opening(connection_id, lambda _service, _control: connection_id)
        task.failed.connect(self._on_failed)

    def add(self, request: ConnectRequest) -> Task[Opened]:
        """Check, keep and open a new connection; the caller shows a failure."""
        return self._submit_opening(
            request.name, lambda service, control: service.add(control, request).id
        )

    def renew(self, connection_id: str, secret: Secret) -> Task[Any]:
        """Keep another secret for a connection; the caller shows a failure.

        The open one is opened anew with it.
        """
        if not self.has_open(connection_id):
            task = self._runner.submit(
                lambda control: self.service.renew(control, connection_id, secret),
                name="session.renew",
                owner=self,
            )
            task.succeeded.connect(lambda _done: self.secret_renewed.emit(connection_id))
            return task

        def choose(service: ConnectionService, control: JobControl) -> str:
            service.renew(control, connection_id, secret)
            return connection_id

        return self._submit_opening(connection_id, choose, says_so=False)

    def reset_sandbox(self, connection_id: str, *, with_listeners: bool) -> Task[Opened]:
        """Have the practice platform be as it was at first, and open it anew."""

        def choose(service: ConnectionService, control: JobControl) -> str:
            return service.upkeep.reset_sandbox(
                control, connection_id, with_listeners=with_listeners
            ).id

        task = self._submit_opening(connection_id, choose, says_so=False)
        task.failed.connect(self._on_failed)
        return task

    def has_open(self, connection_id: str) -> bool:
        """Whether it is the open one."""
        return self.workspace is not None and self.workspace.connection.id == connection_id

    def change(
        self, change: Callable[[ConnectionUpkeep, JobControl], Connection]
    ) -> Task[ChangedConnection]:
        """Have a connection be another in what it is called and looks like."""
        service = self.service  # what changes them is imported by whoever is first, no reader here
        job = self._changes.job(lambda control: change(service.upkeep, control))
        task = self._runner.submit(job, name="session.change", owner=self)
        task.succeeded.connect(self._on_changed)
        return task

    def leaving(self, connection_id: str, *, owner: QObject) -> Task[Leaving]:
        """Find out what would go with a connection; `owner` wants to know it."""
        upkeep = self.service.upkeep
        return self._runner.submit(
            lambda control: upkeep.leaving(control, connection_id),
            name="session.leaving",
            owner=owner,
        )

    def remove(self, connection_id: str) -> Task[None]:
        """Remove a connection; the open one is closed, and opened again where it stays."""
        was_open, workspace = self.has_open(connection_id), self.workspace
        self.removing_id = connection_id
        if was_open:
            self.workspace = None
            self.closed.emit()

        def job(control: JobControl) -> None:
            if was_open and workspace is not None:
                workspace.close()
                read_entrance()
            self.service.upkeep.remove(control, connection_id)

        task = self._runner.submit(job, name="session.remove", owner=self)
        task.succeeded.connect(lambda _done: self._on_removed(connection_id, was_open))
        task.failed.connect(lambda _error: self._on_kept(connection_id, was_open))
        return task

    def close(self) -> None:
        """Close the open workspace, if any."""
        workspace, self.workspace = self.workspace, None
        if workspace is not None:
            self.closed.emit()
            self._close_aside(workspace)

    def _submit_opening(
        self,
        what: str,
        choose: Callable[[ConnectionService, JobControl], str],
        *,
        says_so: bool = True,
    ) -> Task[Opened]:
        known, load = self._service, self._load  # unknown when loading at the start failed
        handover = Handover()

        def job(control: JobControl) -> Opened:
            with read_at_failure():
                service = known or load(control)
                chosen = choose(service, control)
                connections = tuple(service.connections())
                workspace = service.open(control, chosen, late=True)
            handover.offer(workspace)  # nothing may fail from here on
            return Opened(service, workspace, connections)

        if says_so:
            self.opening.emit(what)
        task = self._runner.submit(job, name="session.open", key="session.open", owner=self)
        task.succeeded.connect(self._on_opened)
        # A lambda, because a connection does not keep the owner of a method alive.
        task.cancelled.connect(lambda: self._close_aside(handover.withdraw()))
        return task

    def _close_aside(self, workspace: Workspace | None) -> None:
        """Close it on a worker; here only when the app ends and there are none any more."""
        if workspace is None:
            return
        if self._runner.is_shut_down:
            workspace.close()
        else:
            self._runner.submit(lambda _control: workspace.close(), name="session.close")

    @Slot(object)
    def _on_loaded(self, loaded: Loaded) -> None:
        self._service, self.connections = loaded.service, loaded.connections
        self.loaded.emit()
        first = next(iter(to_open_at_start(loaded.connections, self._preferred_id)), None)
        if first is None:
            self.nothing_to_open.emit()
        else:
            self.open(first.id)

    @Slot(object)
    def _on_opened(self, opened: Opened) -> None:
        self.close()
        known = opened.connections if self._service is None else self.connections
        self._service, self.workspace = opened.service, opened.workspace
        self.connections = ConnectionNews((opened.workspace.connection,)).over(known)
        self.opened.emit(opened.workspace)

    @Slot(object)
    def take(self, news: ConnectionNews) -> None:
        """A command has added connections, or called them otherwise, or removed them.

        What is open stays as it was opened until it is opened anew.
        """
        self.connections = news.over(self.connections)
        workspace = self.workspace
        gone: Connection | None = None
        if workspace is not None:
            now = {one.id: one for one in self.connections}
            gone = None if workspace.connection.id in now else workspace.connection
            workspace.connection = now.get(workspace.connection.id, workspace.connection)
        if gone is not None:
            self.close()
        self.connections_changed.emit()
        if gone is not None:
            self.nothing_to_open.emit()
            self.removed_elsewhere.emit(gone)

    def _on_changed(self, news: ChangedConnection) -> None:
        if self._changes.is_latest(news):
            self.take(ConnectionNews((news.connection,)))

    def _on_removed(self, connection_id: str, was_open: bool) -> None:
        self.removing_id = ""
        self.take(ConnectionNews(gone=frozenset({connection_id})))
        if was_open and self.workspace is None:
            self.nothing_to_open.emit()

    def _on_kept(self, connection_id: str, was_open: bool) -> None:
        self.removing_id = ""
        self.connections_changed.emit()
        if was_open and self.workspace is None:
            self.open(connection_id)

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self.failed.emit(error)
