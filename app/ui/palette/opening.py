"""Opens the palette with what there is at that moment, and runs what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.palette import commands, places
from app.ui.palette.index import Index
from app.ui.palette.overlay import PaletteOverlay
from app.ui.palette.searching import Offer, Searching

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.workspace import Connection
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner
    from app.ui.main_window import MainWindow
    from app.ui.palette.entries import Entry
    from app.ui.session import Session

REMEMBERED: Final = 12


class PaletteOpener(QObject):
    """Ctrl+K: the palette comes up, or goes.

    Signals:
        recent_changed: The keys of what was chosen last, the newest first.
    """

    recent_changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        runner: TaskRunner,
        events: AppEvents,
        recent: tuple[str, ...] = (),
    ) -> None:
        """Prepare; nothing is built before it is wanted.

        Args:
            window: Whose commands, pages and connections are offered.
            session: Has the open connection.
            runner: Prepares what is many, on a worker.
            events: Tell when that has changed.
            recent: What was chosen the last time the app ran.
        """
        super().__init__(window)
        self._window = window
        self._session = session
        self._runner = runner
        self._recent = recent
        self._overlay: PaletteOverlay | None = None
        self._searching: Searching | None = None
        self._things = Index()
        self._is_stale = True
        for told in (events.listeners_changed, events.credentials_changed):
            told.connect(self._age)
        session.opened.connect(self._forget)
        session.closed.connect(self._forget)

    @property
    def is_open(self) -> bool:
        """Whether it can be seen."""
        return self._overlay is not None and self._overlay.isVisible()

    @Slot()
    def toggle(self) -> None:
        """Open it, or close it."""
        if self._overlay is not None and self._overlay.isVisible():
            self._overlay.close_palette()
            return
        if self._overlay is None:
            self._overlay = PaletteOverlay(self._window)
            self._overlay.typed.connect(self._find)
            self._overlay.chosen.connect(self._run)
        self._searching = Searching(self._offer(), self._recent)
        connection = self._connection
        found = self._searching.find("")
        if connection is None:
            self._overlay.open_palette(found, None)
        else:
            self._overlay.open_palette(found, connection.environment, connection.hue)
        if self._is_stale:
            self._prepare()

    def _offer(self) -> Offer:
        window, bench = self._window, self._window.bench
        page = bench.page if bench is not None and bench.isVisible() else None
        known = places.connections(
            self._session.connections,
            self._connection.id if self._connection else "",
            window.actions_.connection_shortcut,
            window.switch_to,
        )
        return Offer(
            context=commands.context(page.context() if page is not None else None),
            commands=commands.commands(window.actions_),
            places=[*commands.pages(window.actions_), *known],
            things=self._things,
        )

    @property
    def _connection(self) -> Connection | None:
        workspace = self._session.workspace
        return workspace.connection if workspace is not None else None

    def _prepare(self) -> None:
        """Have a worker make the index of what is many."""
        workspace, go = self._session.workspace, self._go
        if workspace is None:
            return
        self._is_stale = False

        def job(_control: JobControl) -> Index:
            listeners = workspace.listeners.cached()
            return places.index_of(listeners, workspace.credentials.cached(), go)

        task = self._runner.submit(job, name="palette.index", key="palette.index", owner=self)
        task.succeeded.connect(self._take)

    @Slot(object)
    def _take(self, things: Index) -> None:
        self._things = things
        if self._searching is not None and self.is_open and self._overlay is not None:
            self._searching.take_things(things)
            self._find(self._overlay.panel.field.text())

    @Slot()
    def _age(self) -> None:
        self._is_stale = True

    @Slot()
    def _forget(self) -> None:
        """Another connection: nothing of the one before is offered."""
        self._things, self._is_stale = Index(), True
        if self._overlay is not None:
            self._overlay.close_palette()

    @Slot(str)
    def _find(self, text: str) -> None:
        if self._searching is not None and self._overlay is not None:
            self._overlay.show_rows(self._searching.find(text))

    @Slot(object)
    def _run(self, entry: Entry) -> None:
        others = (one for one in self._recent if one != entry.key)
        self._recent = (entry.key, *others)[:REMEMBERED]
        self.recent_changed.emit(self._recent)
        entry.run()

    def _go(self, page: str, what: str) -> None:
        if self._window.bench is not None:
            name = "listener_id" if page == "listeners" else "credential_id"
            self._window.bench.open_page(page, **{name: what})
