"""The connections of this profile as entries of a menu, under their own plain names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu

from app.domain.workspace import Connection
from app.ui.theme import em
from app.ui.widgets import environment_icon, environment_name, escape_ampersands

_WIDTH: Final = 360


def add_connections(menu: QMenu, connections: Sequence[Connection], current_id: str = "") -> None:
    """Add an entry for each connection; the action's data is its id."""
    room = QFontMetrics(menu.font())
    for connection in connections:
        where = environment_name(connection.environment)
        text = f"{shown_name(connection, room)} · {where}"
        action = QAction(environment_icon(connection.environment), text, menu)
        action.setData(connection.id)
        if current_id:
            action.setCheckable(True)
            action.setChecked(connection.id == current_id)
        menu.addAction(action)


def shown_name(connection: Connection, room: QFontMetrics) -> str:
    """A connection's name for an entry of a menu: plain, and not longer than a menu may be."""
    name = connection.name.replace("\t", " ")  # what follows a tab is shown as a shortcut
    return escape_ampersands(room.elidedText(name, Qt.TextElideMode.ElideRight, em(_WIDTH)))
