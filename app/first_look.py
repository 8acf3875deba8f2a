"""The list that was open the last time, on the screen before the rest of the app is imported.

A worker opens the local copy of that connection, and the window comes up with its rows. All else
is imported and built afterwards, by `app.bootstrap`; it takes over the opened copy and the list
itself. Where anything is in the way of that, there is no first look, and the window comes up as
it does at a first start.

What a person does meanwhile waits in Qt's own queue until the window is whole.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.domain.times import utc_now
from app.domain.window_memory import AS_MADE
from app.domain.workspace import to_open_at_start
from app.runtime.plain_imports import read_module
from app.ui.column_widths import COLUMN_WIDTHS
from app.ui.first_list import FirstList, can_stand
from app.ui.window_state import put_back

if TYPE_CHECKING:
    from app.adapters.local_store import SqliteLocalStore
    from app.domain.control import JobControl
    from app.domain.window_memory import ListMemory
    from app.domain.workspace import Connection
    from app.services.first_list import FirstList as Found
    from app.start import Start
    from app.ui.main_window import MainWindow
    from app.ui.tables import TableView

_PATIENCE_S: Final = 3.0  # for a copy that others are busy with, and then for all the rest
_LOWEST_ROW_PX: Final = 40
_REST: Final = (  # and what a window is furnished with
    *("app.bootstrap", "app.ui.actions", "app.ui.commands", "app.ui.entrance"),
    *("app.ui.notices.bar", "app.ui.pages.waiting", "app.ui.whereabouts"),
)
_ONCE: Final = Qt.ConnectionType.SingleShotConnection
_DONE: Final = 1  # a loop that is ended by the app's end gives 0
_FIRST_PAGES: Final = ("", "listeners")
_LATER: Final = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents


class FirstLook(QObject):
    """From the opening of the copy until the page has the list.

    Signals:
        made: The list is there, and about to be shown.
    """

    made = Signal(object)

    def __init__(self, start: Start, *, patience_s: float = _PATIENCE_S) -> None:
        """Begin with nothing.

        Args:
            start: What there is.
            patience_s: After so long the window comes up without a list, and after as long
                again it answers, whole or not.
        """
        super().__init__()
        self._patience_ms = round(patience_s * 1000)
        self._start = start
        self._loop = QEventLoop()
        self._stores: dict[str, SqliteLocalStore] = {}
        self._tables: dict[str, TableView] = {}
        self._cover: FirstList | None = None
        self._is_over = False

    def take(self) -> bool:
        """Show the list if there is one, and import the rest; False: the app is to end.

        The window is shown only with its list.
        """
        memory = self._start.kept.settings.window
        if memory.page not in _FIRST_PAGES or not memory.list_place.like:
            return True
        put_back(self._start.window, memory)
        COLUMN_WIDTHS.recall(memory.columns)
        seen = max(one.size().height() for one in QGuiApplication.screens()) // _LOWEST_ROW_PX
        task = self._start.runner.submit(
            lambda control: self._look(control, seen), name="look", owner=self
        )
        task.succeeded.connect(self._show)
        task.failed.connect(lambda _error: self._go_on())
        QTimer.singleShot(self._patience_ms, self, self._lose_patience)
        return self._wait()

    def until_whole(self, window: MainWindow) -> bool:
        """Wait until the rest of the window is there, too; False: the app is to end."""
        if self._cover is None:
            return True
        window.painted.connect(self._go_on, _ONCE)
        QTimer.singleShot(self._patience_ms, self, self._go_on)
        return self._wait()

    def store_of(self, connection_id: str) -> SqliteLocalStore | None:
        """The opened copy of a connection, if it is that one; for whoever asks first."""
        return self._stores.pop(connection_id, None)

    def table_of(self, connection_id: str) -> TableView | None:
        """The list that is shown, if it is that connection's; for whoever asks first."""
        return self._tables.pop(connection_id, None)

    def close(self) -> None:
        """Show the window as it is, and let go of what nobody has taken over; safe to repeat."""
        if self._cover is not None:
            self._cover.go()
        while self._stores:
            self._stores.popitem()[1].close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt tells nobody of the last window before its own loop runs."""
        is_hidden = event.type() == QEvent.Type.Hide and not event.spontaneous()
        if is_hidden and watched is self._start.window:
            self._loop.quit()
        return False

    def _look(self, control: JobControl, seen: int) -> tuple[Connection, Found] | None:
        from app.adapters.connections_file import JsonConnectionStore
        from app.adapters.local_store import SqliteLocalStore
        from app.services.first_list import first_list

        start = self._start
        known = JsonConnectionStore(start.paths.connections_file).connections()
        offered = to_open_at_start(known, start.kept.settings.window.connection_id)
        if not offered or start.machine.preset.only_base_url:  # which may lock this one out
            return None
        path = start.paths.local_db(offered[0].id)
        control.check()
        if not path.exists():
            return None
        store = self._stores[offered[0].id] = SqliteLocalStore(path)
        kept = self._kept_of(offered[0])
        if kept.sorted_by >= 0 or kept.filters:
            seen = sys.maxsize  # which are on top hangs on all of them
        found = first_list(store, seen=seen) if store.repair is None else None
        if found is None:
            return None
        read_module("app.ui.pages.listeners.first_table")
        return offered[0], found

    def _show(self, looked: tuple[Connection, Found] | None) -> None:
        window, place = self._start.window, self._start.kept.settings.window.list_place
        kept = self._kept_of(looked[0]) if looked is not None else AS_MADE
        if self._is_over or looked is None or not can_stand(window, place, looked[0], kept):
            self._go_on()
            return
        from app.ui.pages.listeners.first_table import first_table, has_all

        table = first_table(looked[1], now=utc_now(), kept=kept, is_beside_panel=place.right > 0)
        if not has_all(table, kept):
            self._go_on()
            return
        self._tables[looked[0].id] = table
        self._cover = FirstList(window, table, place)
        table.select_keys([kept.selected_id] if kept.selected_id else [])
        self._cover.painted.connect(self._import_rest)
        self.made.emit(table)
        window.show()

    def _kept_of(self, connection: Connection) -> ListMemory:
        """How a person had the list."""
        lists = self._start.kept.settings.window.lists
        return lists.get(connection.id, {}).get("listeners", AS_MADE)

    def _import_rest(self) -> None:
        task = self._start.runner.submit(_import_the_rest, name="look.rest", owner=self)
        task.finished.connect(self._go_on)

    def _lose_patience(self) -> None:
        if self._cover is None:
            self._go_on()

    def _wait(self) -> bool:
        """Run until something calls `_go_on`; False when the window was closed, or is to be."""
        self._start.window.installEventFilter(self)
        try:
            return self._loop.exec(_LATER) == _DONE
        finally:
            self._start.window.removeEventFilter(self)

    def _go_on(self) -> None:
        self._is_over = True
        self._loop.exit(_DONE)


def _import_the_rest(control: JobControl) -> None:
    from app.runtime.polite_imports import giving_way_at_imports

    with giving_way_at_imports(control):
        for module in _REST:
            read_module(module)
