"""The connections of this profile as entries of a menu, under their own plain names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu

from app.ui.text import standings
from app.ui.theme import em
from app.ui.widgets import environment_icon, environment_name, escape_ampersands

if TYPE_CHECKING:
    from app.domain.workspace import Connection, SideState

_WIDTH: Final = 360
_NONE: Final[Mapping[str, SideState]] = {}


def add_connections(
    menu: QMenu,
    connections: Sequence[Connection],
    current_id: str = "",
    states: Mapping[str, SideState] = _NONE,
) -> None:
    """Add an entry for each connection; the action's data is its id.

    Args:
        menu: Where.
        connections: Which.
        current_id: The one that is open.
        states: How the others stand, as far as is known.
    """
    room = QFontMetrics(menu.font())
    for connection in connections:
        where = environment_name(connection.environment)
        words = [shown_name(connection, room), where, standings.of(states.get(connection.id))]
        text = " · ".join(one for one in words if one)
        action = QAction(environment_icon(connection.environment, connection.hue), text, menu)
        action.setData(connection.id)
        if current_id:
            action.setCheckable(True)
            action.setChecked(connection.id == current_id)
        menu.addAction(action)


def shown_name(connection: Connection, room: QFontMetrics) -> str:
    """A connection's name for an entry of a menu: plain, and not longer than a menu may be."""
    name = connection.name.replace("\t", " ")  # what follows a tab is shown as a shortcut
    return escape_ampersands(room.elidedText(name, Qt.TextElideMode.ElideRight, em(_WIDTH)))
