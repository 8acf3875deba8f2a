"""Puts the window back where it was, and remembers where it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QRegion
from PySide6.QtWidgets import QWidget

from app.ui.column_widths import COLUMN_WIDTHS
from app.ui.first_list import place_of

if TYPE_CHECKING:
    from app.domain.window_memory import ListMemory, ListPlace, WindowMemory
    from app.services.workspace import Workspace
    from app.ui.main_window import MainWindow
    from app.ui.session import Session

_SETTLED_MS: Final = 500
_GRIP: Final = QRect(0, 0, 160, 40)  # this much of the top must be seen to be dragged
_FRAME: Final = QSize(8, 40)  # that desktops put around it, at most: not known before it is shown
_FAR_PX: Final = 100_000
_MAXIMIZED: Final = Qt.WindowState.WindowMaximized
_MOVES: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange)


class WindowState(QObject):
    """Follows the window from its start to its end."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        kept: WindowMemory,
        keep: Callable[[WindowMemory], None],
    ) -> None:
        """Put everything back; before the window is shown.

        Args:
            window: The window.
            session: Knows which connection is open.
            kept: What was remembered.
            keep: Remembers; must not wait.
        """
        super().__init__(window)
        self._window = window
        self._memory = kept
        self._keep = keep
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self.remember_place)
        self._settled.timeout.connect(self._take_room_beside)
        if not window.isVisible():  # else it was put there before its list was shown
            put_back(window, kept)
        COLUMN_WIDTHS.recall(kept.columns)
        COLUMN_WIDTHS.changed.connect(self._take_columns)
        window.lists.recall(kept.lists)
        window.lists.changed.connect(self._take_lists)
        window.first_page = kept.page
        window.page_shown.connect(self._take_page)
        window.painted.connect(self._take_list_place)
        self._session = session
        session.prefer(kept.connection_id)
        session.opened.connect(self._take_connection)
        session.loaded.connect(self._forget_gone)
        session.connections_changed.connect(self._forget_gone)
        window.installEventFilter(self)

    @property
    def memory(self) -> WindowMemory:
        """What is remembered by now."""
        return self._memory

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in _MOVES and self._window.isVisible():
            self._settled.start()
        elif watched is self._window and event.type() == QEvent.Type.Close:
            self.remember_place()
            self._take_room_beside()
        return super().eventFilter(watched, event)

    @Slot()
    def remember_place(self) -> None:
        """Where the window is now."""
        if self._window.isMinimized():
            return
        place = self._window.normalGeometry()
        if not place.isValid():
            place = self._window.geometry()
        self._change(
            x=place.x(),
            y=place.y(),
            width=place.width(),
            height=place.height(),
            is_maximized=self._window.isMaximized(),
        )

    @Slot(object)
    def take_recent(self, recent: tuple[str, ...]) -> None:
        """What was chosen in the palette."""
        self._change(recent=recent)

    @Slot(str)
    def _take_page(self, page: str) -> None:
        self._change(page=page)

    @Slot()
    def _take_list_place(self) -> None:
        """Where the next start can paint the list before there is anything else."""
        if (place := self._list_place) is not None:
            self._change(list_place=place)

    @Slot()
    def _take_room_beside(self) -> None:
        """The panel of a row stands beside it, or does so no more; all else is of the start."""
        kept, place = self._memory.list_place, self._list_place
        if place is not None and place.like == kept.like:
            self._change(list_place=replace(kept, right=place.right, has_panel=place.has_panel))

    @property
    def _list_place(self) -> ListPlace | None:
        bench, workspace = self._window.bench, self._session.workspace
        page = bench.page if bench is not None else None
        part = page.first_part if page is not None else None
        if bench is None or part is None or workspace is None:
            return None
        kept = bench.recall(bench.current_name)
        return place_of(self._window, part, workspace.connection, kept)

    @Slot(object)
    def _take_connection(self, workspace: Workspace) -> None:
        self._change(connection_id=workspace.connection.id)

    @Slot(object)
    def _take_columns(self, columns: dict[str, float]) -> None:
        self._change(columns=columns)

    @Slot(object)
    def _take_lists(self, lists: dict[str, dict[str, ListMemory]]) -> None:
        self._change(lists=lists)
        self._settled.start()  # once the panel of another row stands, or is gone

    @Slot()
    def _forget_gone(self) -> None:
        """What is made under the same name later is another connection."""
        self._window.lists.keep_only({one.id for one in self._session.connections})

    def _change(self, **members: Any) -> None:
        self._memory = replace(self._memory, **members)
        self._keep(self._memory)


def put_back(window: QWidget, kept: WindowMemory) -> None:
    """Have a window that is not shown yet be where it was, or where it can be reached."""
    screens = [one.availableGeometry() for one in QGuiApplication.screens()]
    if kept.width <= 0 or kept.height <= 0:
        window.resize(first_size(window.size(), window.minimumSize(), screens))
        return
    wanted = QRect(*(_sane(one) for one in (kept.x, kept.y, kept.width, kept.height)))
    window.setGeometry(place_on(wanted, screens))
    if kept.is_maximized:
        window.setWindowState(window.windowState() | _MAXIMIZED)


def first_size(usual: QSize, least: QSize, screens: Sequence[QRect]) -> QSize:
    """How large a window is that was nowhere yet: with its frame, all of it is to be seen.

    Where not even the least size fits, it is nobody's but the desktop's to find room.
    """
    room = screens[0].size() - _FRAME if screens else usual
    fits = room.width() >= least.width() and room.height() >= least.height()
    return usual.boundedTo(room) if fits else usual


def place_on(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """Where all of a window can be seen: as wanted, moved in, or in the middle of the first screen.

    Args:
        wanted: Where it was; its screen may be gone.
        screens: What there is, without panels; the first is the main one.
    """
    if not screens:
        return wanted
    grip = _GRIP.translated(wanted.topLeft())
    seen = next((one for one in screens if one.intersected(grip).size() == grip.size()), None)
    screen = seen or screens[0]
    size = wanted.size().boundedTo(screen.size())
    if seen is None:
        place = QRect(screen.topLeft(), size)
        place.moveCenter(screen.center())
        return place
    if QRegion(wanted).subtracted(_all_of(screens)).isEmpty():
        return wanted
    place = QRect(wanted.topLeft(), size)
    place.moveRight(min(place.right(), screen.right()))
    place.moveBottom(min(place.bottom(), screen.bottom()))
    return place


def _all_of(screens: Sequence[QRect]) -> QRegion:
    """What can be seen at all: a window may stand across screens."""
    seen = QRegion()
    for one in screens:
        seen = seen.united(one)
    return seen


def _sane(number: int) -> int:
    return min(max(number, -_FAR_PX), _FAR_PX)
