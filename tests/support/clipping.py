"""Finds text that does not fit where it stands; for every page, at every text size."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from app.ui.widgets import Button, ConnectionSwitcher, ElidingLabel

_TOLERANCE_PX = 1


def clipped(root: QWidget) -> list[str]:
    """What is cut off below `root`, which must have been shown.

    Eliding labels cut on purpose and say so in their tooltip.  Line edits and combo boxes
    scroll or elide a value; only their height and their room for a few letters count.
    """
    found = [
        f"QScrollArea {area.objectName()!r}: {area.widget().width()} wide content, which cannot be "
        f"scrolled across, in {area.viewport().width()}"
        for area in root.findChildren(QScrollArea)
        if area.isVisibleTo(root)
        and area.widget() is not None
        and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.widget().width() > area.viewport().width() + _TOLERANCE_PX
    ]
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root) or isinstance(widget, ElidingLabel | ConnectionSwitcher):
            continue
        needed = _needed(widget)
        if needed is None:
            continue
        lacks_width = needed.width() > widget.width() + _TOLERANCE_PX
        lacks_height = needed.height() > widget.height() + _TOLERANCE_PX
        if lacks_width or lacks_height:
            size = widget.size()
            found.append(
                f"{type(widget).__name__} {widget.objectName()!r} {_words(widget)!r}: needs "
                f"{needed.width()}x{needed.height()}, has {size.width()}x{size.height()}"
            )
    return found


def _words(widget: QWidget) -> str:
    if isinstance(widget, Button):
        return widget.words
    if isinstance(widget, QComboBox):
        return widget.currentText()
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def _needed(widget: QWidget) -> QSize | None:
    metrics = widget.fontMetrics()
    match widget:
        case QLabel() if not widget.text():
            return None
        case QLabel() if widget.wordWrap():
            return QSize(0, widget.heightForWidth(widget.width()))
        case QLabel() | QPushButton():
            return widget.sizeHint()
        case QComboBox():
            return QSize(metrics.horizontalAdvance(widget.currentText()) + 36, metrics.height() + 4)
        case QLineEdit() if isinstance(widget.parent(), QComboBox):
            return None
        case QLineEdit():
            return QSize(metrics.horizontalAdvance("mmmm"), metrics.height() + 4)
    return None
