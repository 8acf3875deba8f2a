"""A viewport that PySide knows.

For one that Qt has made itself, PySide first makes all its classes of widgets, to see which it is:
6 ms of a start, when the list is about to be seen.
"""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea) -> None:
    """Put one of our own into an area that is just being made, as Qt would make it."""
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
