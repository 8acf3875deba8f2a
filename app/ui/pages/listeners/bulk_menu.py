"""What can be done with several listeners, as a menu: for the bar and the list alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.ui.pages.listeners import bulk_words
from app.ui.shell import PageContext
from app.ui.theme import icon
from app.ui.widgets import set_reason

if TYPE_CHECKING:
    from app.ui.pages.listeners.bulk_presenter import BulkPresenter, BulkState
    from app.ui.pages.listeners.bulk_words import Wish

translate = QCoreApplication.translate


def fill(menu: QMenu, bulk: BulkPresenter) -> Mapping[Wish, QAction]:
    """Put an entry for each action into a menu; those that cannot be say why."""
    menu.clear()
    menu.setToolTipsVisible(True)
    entries = {}
    for action in bulk_words.ICONS:
        entry = menu.addAction(icon(bulk_words.ICONS[action]), bulk_words.label(action))
        entry.setObjectName(f"bulk_menu_{action}")
        entry.triggered.connect(partial(start, bulk, action))
        entries[action] = entry
    show_reasons(entries, bulk.state)
    return entries


def context(menu: QMenu, bulk: BulkPresenter) -> PageContext:
    """The same for the command palette."""
    fill(menu, bulk)
    return PageContext(bulk_words.selected(bulk.state.count), menu.actions())


def show_reasons(entries: Mapping[Wish, QAction], state: BulkState) -> None:
    """Let those be chosen that can be done now."""
    for action, entry in entries.items():
        why = why_not(action, state)
        set_reason(entry, why)


def why_not(action: Wish, state: BulkState) -> str:
    """Why something cannot be done; empty where it can."""
    busy = translate("listeners", "The action before is not over yet") if state.running else ""
    return state.why_not.get(action, "") or busy


def start(bulk: BulkPresenter, action: Wish) -> None:
    """Do it; a slot for whatever was pressed."""
    bulk.start(action)
