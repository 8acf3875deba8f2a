"""What can be done with one listener, as a menu: for the list and the panel alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.domain.listener import Mode
from app.ui.shell import PageContext
from app.ui.theme import icon
from app.ui.widgets import set_reason

if TYPE_CHECKING:
    from app.ui.access import Access
    from app.ui.pages.listeners.rows import ListenerRow

translate = QCoreApplication.translate


class Doing(Protocol):
    """What the entries of the menu ask for."""

    def send_test_of(self, listener_id: str) -> None: ...
    def edit(self, listener_id: str) -> None: ...
    def duplicate(self, listener_id: str) -> None: ...
    def show_deliveries(self, listener_id: str) -> None: ...
    def set_mode(self, listener_id: str, mode: Mode) -> None: ...
    def delete(self, listener_id: str) -> None: ...


def fill(menu: QMenu, row: ListenerRow, access: Access, doing: Doing) -> None:
    """Put the entries for one listener into a menu; those that cannot be say why."""
    menu.clear()
    menu.setToolTipsVisible(True)
    key, change = row.id, access.why_no_change

    def add(name: str, text: str, icon_name: str, do: Callable[[], None], why: str = "") -> QAction:
        action = menu.addAction(icon(icon_name), text)
        action.setObjectName(name)
        set_reason(action, why)
        action.triggered.connect(lambda _on=False: do())
        return action

    add(
        "menu_test",
        translate("listeners", "Send test"),
        "deliveries",
        lambda: doing.send_test_of(key),
        access.why_no_test,
    )
    add("menu_edit", translate("listeners", "Edit"), "pencil", lambda: doing.edit(key))
    add(
        "menu_duplicate",
        translate("listeners", "Duplicate"),
        "copy",
        lambda: doing.duplicate(key),
        change,
    )
    add(
        "menu_deliveries",
        translate("listeners", "Deliveries"),
        "list",
        lambda: doing.show_deliveries(key),
    )
    menu.addSeparator()
    if row.is_on:
        off = translate("listeners", "Turn off")
        add("menu_off", off, "power", lambda: doing.set_mode(key, Mode.DISABLED), change)
    else:
        on = translate("listeners", "Turn on")
        add("menu_on", on, "play", lambda: doing.set_mode(key, Mode.ENABLED), change)
    if row.local.settings.mode is Mode.PAUSED:
        resume = translate("listeners", "Resume")
        add("menu_resume", resume, "replay", lambda: doing.set_mode(key, Mode.ENABLED), change)
    else:
        pause = translate("listeners", "Pause (keep events)")
        add("menu_pause", pause, "pause", lambda: doing.set_mode(key, Mode.PAUSED), change)
    menu.addSeparator()
    add(
        "menu_delete",
        translate("listeners", "Delete..."),
        "trash",
        lambda: doing.delete(key),
        change,
    )


def context(menu: QMenu, row: ListenerRow, access: Access, doing: Doing) -> PageContext:
    """The same for the command palette."""
    fill(menu, row, access, doing)
    return PageContext(row.name, menu.actions())
