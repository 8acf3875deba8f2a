"""Every command of the window once: its words, its keys and its place in the menu bar.

The menu bar, buttons that repeat a command and tests all use these same actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.ui.connection_menu import shown_name
from app.ui.listener_menu import ListenerMenu
from app.ui.shortcuts import CONNECTION_KEYS, PAGE_NAMES, keys_of_command

if TYPE_CHECKING:
    from app.domain.workspace import Connection


class Actions(QObject):
    """The commands as `QAction`s; what they do is connected by the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.menus: list[QMenu] = []  # of commands that are always the same
        self.new_listener = self._make("action_new_listener", self.tr("&New Webhook Listener"))
        self.add_connection = self._make("action_add_connection", self.tr("&Add connection..."))
        self.manage_connections = self._make(
            "action_manage_connections", self.tr("&Manage connections...")
        )
        self.connections = tuple(
            self._make(f"action_connection_{at}", "") for at in range(1, CONNECTION_KEYS + 1)
        )
        self.show_connections(())
        self.close_connection = self._make("action_close_connection", self.tr("&Close connection"))
        self.quit = self._make("action_quit", self.tr("&Quit"))
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.save = self._make("action_save", self.tr("&Save"))
        self.undo = self._make("action_undo", self.tr("&Undo last change"))
        self.find = self._make("action_find", self.tr("&Find"))
        self.preferences = self._make("action_preferences", self.tr("&Preferences..."))
        self.preferences.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.back = self._make("action_back", self.tr("&Back"))
        self.refresh = self._make("action_refresh", self.tr("&Refresh"))
        self.details = self._make("action_details", self.tr("&Detail panel"))
        self.next_pane = self._make("action_next_pane", self.tr("Next &pane"))
        self.previous_pane = self._make("action_previous_pane", self.tr("Pre&vious pane"))
        words = {
            "listeners": self.tr("&Listeners"),
            "deliveries": self.tr("Deliver&ies"),
            "health": self.tr("&Health"),
            "credentials": self.tr("&Credentials"),
            "changes": self.tr("Chan&ges"),
            "sandbox_records": self.tr("&Sandbox records"),
            "receiver": self.tr("R&eceiver"),
            "mailbox": self.tr("&Mailbox"),
        }
        self.pages = tuple(self._make(f"action_page_{name}", words[name]) for name in PAGE_NAMES)
        self.theme_system = self._make("action_theme_system", self.tr("As the &system"))
        self.theme_light = self._make("action_theme_light", self.tr("&Light"))
        self.theme_dark = self._make("action_theme_dark", self.tr("&Dark"))
        for one in (self.theme_system, self.theme_light, self.theme_dark):
            one.setCheckable(True)
        self.send_test = self._make("action_send_test", self.tr("Send &test"))
        self.palette = self._make("action_palette", self.tr("&Commands..."))
        self.pending = self._make("action_pending", self.tr("&Waiting changes"))
        self.sync_now = self._make("action_sync_now", self.tr("&Sync now"))
        self.show_logs = self._make("action_show_logs", self.tr("Show &log folder"))
        self.help = self._make("action_help", self.tr("&Help for this page"))
        self.keyboard = self._make("action_keyboard", self.tr("&Keyboard"))
        self.about = self._make("action_about", self.tr("&About"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.listener = ListenerMenu(self.new_listener, window)

    def fill(self, bar: QMenuBar) -> None:
        """Build the menu bar."""
        file, edit, view = [
            bar.addMenu(self.tr("&File")),
            bar.addMenu(self.tr("&Edit")),
            bar.addMenu(self.tr("&View")),
        ]
        bar.addMenu(self.listener)
        tools, help_menu = [
            bar.addMenu(self.tr("&Tools")),
            bar.addMenu(self.tr("&Help")),
        ]
        self.menus = [file, edit, view, tools, help_menu]
        for menu in self.menus:
            menu.setToolTipsVisible(True)  # why a command cannot be used
        file.addActions([self.new_listener, self.save])
        file.addSeparator()
        self._switch = file.addMenu(self.tr("S&witch connection"))
        self._switch.menuAction().setVisible(False)
        file.addActions([self.add_connection, self.manage_connections, self.close_connection])
        file.addSeparator()
        file.addAction(self.quit)
        edit.addActions([self.undo, self.find])
        edit.addSeparator()
        edit.addAction(self.preferences)
        view.addActions([self.back, self.refresh, self.details])
        view.addSeparator()
        view.addActions(list(self.pages))
        view.addSeparator()
        view.addActions([self.next_pane, self.previous_pane])
        view.addSeparator()
        theme = view.addMenu(self.tr("&Theme"))
        theme.setToolTipsVisible(True)  # for the reason why none can be chosen
        theme.addActions([self.theme_system, self.theme_light, self.theme_dark])
        tools.addActions([self.palette, self.send_test, self.pending, self.sync_now])
        help_menu.addActions([self.help, self.keyboard, self.show_logs, self.about])

    def show_connections(self, connections: Sequence[Connection], current_id: str = "") -> None:
        """Offer the connections of the profile, the first of them under Ctrl+1 to Ctrl+9."""
        for at, action in enumerate(self.connections):
            known = connections[at] if at < len(connections) else None
            action.setVisible(known is not None)
            action.setCheckable(known is not None and known.id == current_id)
            action.setChecked(action.isCheckable())
            action.setData(known.id if known is not None else "")
            action.setText(shown_name(known, QFontMetrics(action.font())) if known else "")
        if self.menus:
            # A hidden one would still be told to a screen reader.
            self._switch.clear()
            self._switch.addActions([one for one in self.connections if one.isVisible()])
            self._switch.menuAction().setVisible(bool(connections))

    def connection_shortcut(self, at: int) -> str:
        """The keys of a connection, by its place in the profile; "" when it has none."""
        if at >= len(self.connections):
            return ""
        keys = self.connections[at].shortcut()
        return keys.toString(QKeySequence.SequenceFormat.NativeText)

    def of_workspace(self) -> Sequence[QAction]:
        """The commands that need an open connection."""
        return (
            self.new_listener,
            self.save,
            self.close_connection,
            self.undo,
            self.find,
            self.back,
            self.refresh,
            self.details,
            *self.pages,
            self.send_test,
            self.pending,
            self.sync_now,
        )

    def _make(self, name: str, text: str) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(name)
        action.setShortcuts(keys_of_command(name.removeprefix("action_")))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        return action
