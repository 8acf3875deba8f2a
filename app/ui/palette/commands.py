"""Entries of commands and places that the window has: from its own actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.ui.palette.entries import Entry, Group
from app.ui.shortcuts import PAGE_NAMES
from app.ui.sidebar import PAGES_WITH_ICONS
from app.ui.widgets import reason_of

if TYPE_CHECKING:
    from app.ui.actions import Actions
    from app.ui.shell import PageContext

translate = QCoreApplication.translate

_ICONS: Final = {
    "action_new_listener": "plus",
    "action_save": "check",
    "action_add_connection": "link",
    "action_manage_connections": "server",
    "action_close_connection": "x",
    "action_undo": "history",
    "action_find": "search",
    "action_back": "arrow-left",
    "action_refresh": "refresh",
    "action_details": "panel-right",
    "action_send_test": "deliveries",
    "action_pending": "clock",
    "action_sync_now": "refresh",
    "action_preferences": "gear",
    "action_about": "info",
    "action_quit": "power",
    "action_help": "help",
    "action_keyboard": "keyboard",
    "action_next_pane": "arrow-right",
    "action_previous_pane": "arrow-left",
    # What is offered by the menu of a selected listener or delivery, of one or of several.
    "test": "deliveries",
    "edit": "pencil",
    "duplicate": "copy",
    "deliveries": "list",
    "off": "power",
    "turn_off": "power",
    "on": "play",
    "turn_on": "play",
    "pause": "pause",
    "resume": "replay",
    "delete": "trash",
    "replay": "replay",
    "cancel": "prohibit",
    "listener": "listeners",
    "curl": "terminal",
    "ids": "copy",
}
_USUAL_ICON: Final = "terminal"


def plain_text(action: QAction) -> str:
    """The words of an action, without the mark of its letter."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").strip()


def commands(actions: Actions) -> list[Entry]:
    """Every command of the menu bar that is no place."""
    places = {*actions.pages, *actions.connections}
    made = []
    for menu in actions.menus:
        for action in _shown(menu):
            inner = action.menu()
            is_menu = isinstance(inner, QMenu)
            within = _shown(inner) if isinstance(inner, QMenu) else [action]
            above = f"{plain_text(action)}: " if is_menu else ""
            made += [_entry(one, above + plain_text(one)) for one in within if one not in places]
    return made


def pages(actions: Actions) -> list[Entry]:
    """The pages of the sidebar, under the names that they have there."""
    icons = dict(PAGES_WITH_ICONS)
    made = []
    for name, action in zip(PAGE_NAMES, actions.pages, strict=True):
        title, second = plain_text(action), ""
        if name == "listeners":  # where the platform's help has it
            title = translate("palette", "Webhook Listeners")
            second = translate("palette", "Settings > API > Webhook Listeners")
        made.append(_entry(action, title, second=second, icon_name=icons[name]))
    return made


def context(found: PageContext | None) -> Group | None:
    """What can be done with what is selected on the page."""
    if found is None:
        return None
    entries = [
        _entry(action, plain_text(action), key=f"context:{action.objectName()}")
        for action in found.actions
        if not action.isSeparator()
    ]
    return Group(found.title, entries)


def _shown(menu: QMenu) -> list[QAction]:
    return [one for one in menu.actions() if one.isVisible() and not one.isSeparator()]


def _entry(
    action: QAction, title: str, *, key: str = "", second: str = "", icon_name: str = ""
) -> Entry:
    name = action.objectName()
    reason = reason_of(action)
    if not reason and not action.isEnabled():
        reason = translate("palette", "Not now")
    return Entry(
        key=key or name,
        title=title,
        run=action.trigger,
        second=second,
        icon_name=icon_name or _ICONS.get(name.rpartition("menu_")[2], _USUAL_ICON),
        shortcut=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        reason=reason,
    )
