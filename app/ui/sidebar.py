"""Where one is and where one can go: switcher, pages in groups, the sync card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.workspace import Environment
from app.ui.connection_menu import add_connections
from app.ui.theme import em
from app.ui.widgets.chip import StatusDot
from app.ui.widgets.details import SyncCard
from app.ui.widgets.environment import ConnectionSwitcher
from app.ui.widgets.frames import Card, surface
from app.ui.widgets.navigation import NavLink, SideNav

if TYPE_CHECKING:
    from app.domain.control import Progress
    from app.domain.workspace import Connection, SideState, SyncOverview

_WIDTH_PX = 212
_COMPACT_PX = 56
PAGES_WITH_ICONS = (
    ("listeners", "listeners"),
    ("deliveries", "deliveries"),
    ("health", "health"),
    ("credentials", "key"),
    ("changes", "history"),
    ("sandbox_records", "flask"),
    ("receiver", "inbox"),
    ("mailbox", "envelope"),
)


class Sidebar(QWidget):
    """The left side of the window while a connection is open."""

    page_chosen = Signal(str)
    connection_chosen = Signal(str)  # its id
    add_connection_wanted = Signal()
    manage_wanted = Signal()
    close_wanted = Signal()
    review_wanted = Signal()
    preferences_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.states: Mapping[str, SideState] = {}  # how the connections stand that are not open
        self._connections: Sequence[Connection] = ()
        self._current_id = ""
        self._was_ever_waiting = False
        self._is_compact = False
        self.switcher = ConnectionSwitcher()
        self.switcher.setObjectName("connection_switcher")
        self.switcher.clicked.connect(self._open_menu)
        self.nav = SideNav(self.tr("Pages"))
        self.nav.setObjectName("pages")
        self.nav.add_group(self.tr("Webhooks"))
        self._add("listeners", self.tr("Listeners"))
        self._add("deliveries", self.tr("Deliveries"))
        self._add("health", self.tr("Health"))
        self.nav.add_group(self.tr("Manage"))
        self._add("credentials", self.tr("Credentials"))
        self._add("changes", self.tr("Changes"))
        self.nav.add_group(self.tr("Try it out"))
        self._add("sandbox_records", self.tr("Sandbox records"))
        self._add("receiver", self.tr("Receiver"))
        self._add("mailbox", self.tr("Mailbox"))
        self.nav.chosen.connect(self.page_chosen)
        self._preferences = NavLink(self.tr("Preferences"), "gear")
        self._preferences.setObjectName("open_preferences")
        self._preferences.clicked.connect(self.preferences_wanted)
        self._sync = SyncCard()
        self._sync.setObjectName("sync_card")
        self._sync.hide()
        self._sync.review_requested.connect(self.review_wanted)
        self._sync.cancel_requested.connect(self.cancel_wanted)
        self._running = Card()
        self._running.setObjectName("sandbox_running")
        self._running_dot = StatusDot("")
        self._running.body.addWidget(self._running_dot)

        panel = surface("sidebar")
        column = QVBoxLayout(panel)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.switcher)
        column.addSpacing(8)
        column.addWidget(self.nav)
        column.addStretch(1)
        column.addWidget(self._sync)
        column.addWidget(self._running)
        column.addWidget(self._preferences)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)
        self.set_compact(False)

    def show_connection(self, current: Connection, every: Sequence[Connection]) -> None:
        """Say where one is, and offer the other connections."""
        self.mark(current, every)
        self.show_offered(current)
        self._running.setVisible(current.is_sandbox and not self._is_compact)
        self._was_ever_waiting = False
        self._sync.hide()
        self._tell_starting()  # until something is heard of it

    def show_offered(self, current: Connection) -> None:
        """Offer the pages that there are for what the instance is."""
        is_sandbox = current.environment is Environment.SANDBOX
        self.nav.item("sandbox_records").setVisible(is_sandbox)
        self.nav.item("mailbox").setVisible(current.is_sandbox)

    def mark(self, current: Connection, every: Sequence[Connection]) -> None:
        """Say how it and the others are called by now."""
        self._connections, self._current_id = every, current.id
        where = (
            self.tr("On this computer")
            if current.is_sandbox
            else urlsplit(current.base_url).netloc or current.base_url
        )
        self.switcher.set_connection(current.name, where, current.environment, current.hue)

    def show_sync(self, overview: SyncOverview) -> None:
        """What waits; the card stays away until something waited once."""
        waiting = overview.waiting + overview.conflicts + overview.refused
        self._was_ever_waiting = self._was_ever_waiting or bool(waiting)
        self._sync.setVisible(self._was_ever_waiting and not self._is_compact)
        self._sync.set_counts(
            waiting=overview.waiting,
            conflicts=overview.conflicts,
            refused=overview.refused,
            offline=not overview.online,
        )
        if overview.online:
            self._running_dot.set_status(self.tr("Sandbox is running"), "ok_fill")
        elif overview.offline_since is not None or overview.fault is not None:
            self._running_dot.set_status(self.tr("Sandbox is not running"), "bad_fill")
        else:
            self._tell_starting()

    def _tell_starting(self) -> None:
        self._running_dot.set_status(self.tr("Sandbox is starting"), "mute_fill")

    def show_progress(self, progress: Progress | None) -> None:
        """How far the sync under way has come; None: none is."""
        self._sync.set_progress(progress)

    def set_compact(self, compact: bool) -> None:
        """Show icons only, for a narrow window."""
        self._is_compact = compact
        self.nav.set_compact(compact)
        self._preferences.set_compact(compact)
        self.setFixedWidth(em(_COMPACT_PX if compact else _WIDTH_PX))
        if compact:
            self._sync.hide()
            self._running.hide()
        else:
            self._sync.setVisible(self._was_ever_waiting)
            current = next((c for c in self._connections if c.id == self._current_id), None)
            self._running.setVisible(current is not None and current.is_sandbox)

    def _add(self, key: str, text: str) -> None:
        item = self.nav.add(key, text, dict(PAGES_WITH_ICONS)[key])
        item.setObjectName(f"page_{key}")

    @Slot()
    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_connections(menu, self._connections, self._current_id, self.states)
        menu.triggered.connect(self._chosen)
        menu.addSeparator()
        menu.addAction(self.tr("Add connection...")).triggered.connect(self.add_connection_wanted)
        menu.addAction(self.tr("Manage connections...")).triggered.connect(self.manage_wanted)
        menu.addAction(self.tr("Close connection")).triggered.connect(self.close_wanted)
        menu.popup(self.switcher.mapToGlobal(self.switcher.rect().bottomLeft()))

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        chosen = action.data()
        if isinstance(chosen, str) and chosen != self._current_id:
            self.connection_chosen.emit(chosen)
