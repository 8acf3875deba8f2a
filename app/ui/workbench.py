"""Sidebar and pages of one open connection, and the way between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain.workspace import SyncOverview
from app.runtime.turns import next_turn
from app.ui import access
from app.ui.kept_lists import KeptLists
from app.ui.shell import Page, Shell
from app.ui.sidebar import Sidebar
from app.ui.text.zone import ZONE
from app.ui.theme import em
from app.ui.widgets.frames import line

if TYPE_CHECKING:
    from app.domain.control import Progress
    from app.domain.window_memory import ListMemory
    from app.domain.workspace import Connection, Me

PageFactory = Callable[[Shell], Page]
_Visit = tuple[str, Mapping[str, object]]  # a page and what it was opened with
_COMPACT_BELOW_PX = 960
_HISTORY_LIMIT = 20
# A page that is not in the sidebar belongs to one that is.
_HOME = {
    "listener_form": "listeners",
    "test_result": "listeners",
    "pending": "listeners",
    "why": "deliveries",
}


class Workbench(QWidget):
    """Implements `Shell` for the pages of one connection; pages are made when first shown.

    Signals:
        painted: The first page is on the screen with what it read of this computer; once.
    """

    announced = Signal(str, bool)
    page_shown = Signal(str)
    painted = Signal()
    sign_in_wanted = Signal()
    help_wanted = Signal()

    def __init__(
        self,
        connection: Connection,
        connections: Sequence[Connection],
        factories: Mapping[str, PageFactory],
        *,
        me: Me | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._factories = factories
        self._pages: dict[str, Page] = {}
        self._history: list[_Visit] = []
        self._context: Mapping[str, object] = {}
        self._stale: set[str] = set()  # pages that say what was so when they were made
        self._was_painted = False
        self.connection_id = connection.id
        self._stands = access.standing(connection, me)
        self.why_no_new = access.of(me, connection, SyncOverview()).why_no_change
        self.current_name = ""
        self.first_page = "listeners"
        self.lists = KeptLists()  # the window's own in its place
        self.sidebar = Sidebar()
        self.sidebar.show_connection(connection, connections)
        self.sidebar.page_chosen.connect(self._choose)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(line(vertical=True, strong=True))
        row.addWidget(self._stack, 1)
        ZONE.changed.connect(self._make_anew)

    @Slot()
    def _make_anew(self) -> None:
        """Every time is said in another zone: pages are made anew.

        One that holds something stays until that is saved, given up, or done.
        """
        self._stale = set(self._pages)
        self._renew_stale()

    def take_standing(
        self, connection: Connection, connections: Sequence[Connection], me: Me | None
    ) -> None:
        """The connection is called otherwise, or who one is there or what it is for is another.

        What a page holds stays with it: it goes by the news as it is, or is made anew.
        """
        self.sidebar.mark(connection, connections)
        before, self._stands = self._stands, access.standing(connection, me)
        if self._stands == before:
            return
        self.sidebar.show_offered(connection)
        self.why_no_new = access.of(me, connection, SyncOverview()).why_no_change
        for name, made in self._pages.items():
            if not made.take_standing(connection, me):
                self._stale.add(name)
                for dialog in made.dialogs:
                    dialog.finished.connect(self._renew_stale)
        self._renew_stale()
        name = _HOME.get(self.current_name, self.current_name)
        page = self.page
        if page is not None and not self.offers(name) and not page.holds_something:
            self._show("listeners", {}, remember=False)

    @Slot()
    def _renew_stale(self) -> None:
        shown, context = self.page, self._way_back
        self._drop_stale()
        if shown is not None and self.current_name not in self._pages:
            self._show(self.current_name, context, remember=False)

    def _drop_stale(self) -> None:
        for name in [one for one in self._stale if not self._pages[one].holds_something]:
            self._stale.discard(name)
            page = self._pages.pop(name)
            self._stack.removeWidget(page)
            page.deleteLater()

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self.current_name)

    @property
    def _way_back(self) -> Mapping[str, object]:
        page = self.page
        return self._context if page is None else page.way_back(self._context)

    def offers(self, name: str) -> bool:
        """Whether a page of the sidebar is one of this connection's."""
        return not self.sidebar.nav.item(name).isHidden()

    def open_page(self, name: str, /, **context: object) -> None:
        """Go to a page, after the present one was asked whether it may be left."""
        self._leave(lambda: self._go_to(name, context))

    @Slot()
    def open_first_page(self) -> None:
        """The page of the last time, unless another was asked for already.

        It is made in one turn and shown in the next: each takes longer than a frame.
        """
        if not self.current_name:
            self._made(self._first_name)
            next_turn(self, self._show_first_page)

    def _show_first_page(self) -> None:
        if not self.current_name:
            self.open_page(self._first_name)

    @property
    def _first_name(self) -> str:
        is_there = self.first_page in self.sidebar.nav.keys and self.offers(self.first_page)
        return self.first_page if is_there else "listeners"

    def go_back(self) -> None:
        """Return to where one came from; the list of listeners at the end."""
        self._leave(self._show_previous)

    def sign_in(self) -> None:
        """Have the window ask for a new token."""
        self.sign_in_wanted.emit()

    def show_help(self) -> None:
        """Have the window show what the page is for."""
        self.help_wanted.emit()

    def announce(self, text: str, *, assertive: bool = False) -> None:
        """Pass a result on to the window."""
        self.announced.emit(text, assertive)

    def recall(self, page: str) -> ListMemory:
        """How a person had the list of a page."""
        return self.lists.of(self.connection_id, page)

    def remember(self, page: str, memory: ListMemory) -> None:
        """How a person has the list of a page."""
        self.lists.put(self.connection_id, page, memory)

    def show_sync(self, overview: SyncOverview) -> None:
        """How the sync stands, for the sidebar."""
        self.sidebar.show_sync(overview)

    def show_progress(self, progress: Progress | None) -> None:
        """How far the sync under way has come, for the sidebar; None: none is."""
        self.sidebar.show_progress(progress)

    @property
    def under_way(self) -> list[str]:
        """What goes on here and would end with the pages, in words."""
        return [page.under_way for page in self._pages.values() if page.under_way]

    def confirm_leave(self, proceed: Callable[[], None]) -> None:
        """Ask the shown page whether the connection may be left."""
        self._leave(proceed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where the page has nothing to clear: back from a page that belongs to another."""
        if event.key() == Qt.Key.Key_Escape and self.current_name in _HOME:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # another text size
            self._judge_room()

    def _judge_room(self) -> None:
        self.sidebar.set_compact(self.width() < em(_COMPACT_BELOW_PX))

    def _leave(self, proceed: Callable[[], None]) -> None:
        page = self.page
        if page is None:
            proceed()
        else:
            page.confirm_leave(proceed)

    def _show_previous(self) -> None:
        name, context = self._history.pop() if self._history else ("listeners", {})
        self._show(name, context, remember=False)
        self._made(name).take_focus()

    def _go_to(self, name: str, context: Mapping[str, object]) -> None:
        self._show(name, context, remember=True)
        self._made(name).take_focus()

    def _show(self, name: str, context: Mapping[str, object], *, remember: bool) -> None:
        if remember and self.current_name and self.current_name != name:
            visit = (self.current_name, self._way_back)
            self._history = [*self._history, visit][-_HISTORY_LIMIT:]
        self._context = context
        self._drop_stale()
        page = self._made(name)
        self.current_name = name
        if self._stack.indexOf(page) < 0:  # taking it in has each of its widgets styled anew
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.sidebar.nav.set_current(_HOME.get(name, name))
        page.enter(**context)
        self.page_shown.emit(name)
        if not self._was_painted:
            self._await_paint(page)

    def _await_paint(self, page: Page) -> None:
        """Until then, whoever has something else to do waits for `painted`."""
        if page.is_settled:
            next_turn(self, self._tell_painted)
        else:
            once = Qt.ConnectionType.SingleShotConnection
            page.settled.connect(lambda: next_turn(self, self._tell_painted), once)

    def _tell_painted(self) -> None:
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def _made(self, name: str) -> Page:
        """A page, made now if it is the first time that it is wanted."""
        page = self._pages.get(name)
        if page is None:
            page = self._factories[name](self)
            self._pages[name] = page
        return page

    @Slot(str)
    def _choose(self, name: str) -> None:
        if name == self.current_name:
            return
        # The radio button is checked already; put it back until the page may be left.
        # The mouse gives a line the focus first, the arrow keys afterwards: whoever walks along
        # the lines stays there.
        walks = not self.sidebar.nav.item(name).hasFocus()
        self.sidebar.nav.set_current(_HOME.get(self.current_name, self.current_name))
        if walks:
            self._leave(lambda: self._show(name, {}, remember=True))
        else:
            self.open_page(name)
