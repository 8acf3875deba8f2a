"""A viewport that PySide knows.

For one that Qt has made itself, PySide first makes all its classes of widgets, to see which it is:
6 ms of a start, when the list is about to be seen.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(
    area: QAbstractScrollArea, ground: QPalette.ColorRole = QPalette.ColorRole.Base
) -> None:
    """Put one of our own into an area that is just being made, as Qt would make it.

    Args:
        area: An item view.
        ground: What Qt paints it with; a header has another than a table.
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(ground)
    viewport.setAutoFillBackground(True)
    viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    area.setViewport(viewport)
