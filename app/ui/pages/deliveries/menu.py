"""What can be done with one delivery, as a menu: for the list and the panel alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from app.ui.theme import icon
from app.ui.widgets import set_reason

translate = QCoreApplication.translate


class Possible(Protocol):
    """What the entries do, and why they cannot."""

    def replay(self) -> None: ...
    def cancel(self) -> None: ...
    def ask_why(self) -> None: ...
    def open_listener(self) -> None: ...
    def open_mail(self) -> None: ...
    def copy_curl(self) -> None: ...
    def copy_ids(self) -> None: ...
    @property
    def has_mail(self) -> bool: ...
    @property
    def why_no_replay(self) -> str: ...
    @property
    def why_no_cancel(self) -> str: ...
    @property
    def why_no_listener(self) -> str: ...
    @property
    def why_no_curl(self) -> str: ...


def fill(menu: QMenu, possible: Possible) -> None:
    """Put the entries into a menu; those that cannot be say why."""
    menu.clear()
    menu.setToolTipsVisible(True)

    def add(name: str, text: str, icon_name: str, do: Callable[[], None], why: str = "") -> None:
        action = menu.addAction(icon(icon_name), text)
        action.setObjectName(name)
        set_reason(action, why)
        action.triggered.connect(lambda _on=False: do())

    replay, cancel = translate("deliveries", "Replay now"), translate("deliveries", "Cancel")
    add("menu_replay", replay, "replay", possible.replay, possible.why_no_replay)
    add("menu_cancel", cancel, "prohibit", possible.cancel, possible.why_no_cancel)
    menu.addSeparator()
    why = translate("deliveries", "Why did it not arrive?")
    add("menu_why", why, "help", possible.ask_why)
    listener = translate("deliveries", "Open listener")
    add(
        "menu_listener",
        listener,
        "listeners",
        possible.open_listener,
        possible.why_no_listener,
    )
    if possible.has_mail:
        add("menu_mail", translate("deliveries", "Open in mailbox"), "envelope", possible.open_mail)
    menu.addSeparator()
    curl = translate("deliveries", "Copy as cURL")
    add("menu_curl", curl, "terminal", possible.copy_curl, possible.why_no_curl)
    ids = translate("deliveries", "Copy IDs")
    add("menu_ids", ids, "copy", possible.copy_ids)
