"""Finds text that does not fit where it stands; for every page, at every text size."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from app.ui.widgets import Button, ComboBox, ConnectionSwitcher, ElidingLabel

_TOLERANCE_PX = 1
_OUTSIDE_PX = 4  # the ring of a focus may reach so far over an edge
_NEAR_PX = 60  # what is farther apart is not read as one line


def clipped(root: QWidget) -> list[str]:
    """What is cut off below `root`, which must have been shown.

    Eliding labels and hints in fields cut on purpose and say so in their tooltip.  Line edits
    scroll a value, and combo boxes of names elide it; only their height and their room for a few
    letters count.
    """
    found = [
        f"QScrollArea {area.objectName()!r}: {area.widget().width()} wide content, which would "
        f"have to be scrolled across, in {area.viewport().width()}"
        for area in root.findChildren(QScrollArea)
        if area.isVisibleTo(root)
        and area.widget() is not None
        and area.widget().width() > area.viewport().width() + _TOLERANCE_PX
    ]
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root):
            continue
        if (beyond := _stands_out(widget, root)) is not None and _needed(widget) is not None:
            found.append(
                f"{type(widget).__name__} {widget.objectName()!r} {_words(widget)!r}: {beyond}"
            )
        if isinstance(widget, ElidingLabel | ConnectionSwitcher):
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


def askew(root: QWidget) -> list[str]:
    """Words side by side, of one size, that do not stand on one line."""
    words = [
        one
        for one in root.findChildren(QLabel)
        if one.isVisibleTo(root) and one.text() and not one.wordWrap()
    ]
    places = [(one, QRect(one.mapTo(root, one.rect().topLeft()), one.size())) for one in words]
    found: list[str] = []
    for left, at in places:
        for right, beside in places:
            gap = beside.left() - at.right()
            is_beside = 0 < gap < _NEAR_PX and at.height() // 2 < _shared(at, beside)
            off = (2 * beside.top() + beside.height()) - (2 * at.top() + at.height())
            is_alike = left.font().pixelSize() == right.font().pixelSize()
            if is_beside and is_alike and abs(off) >= 1:
                found.append(f"{left.text()!r} and {right.text()!r}: {off / 2} px apart")
    return found


def _shared(one: QRect, other: QRect) -> int:
    return min(one.bottom(), other.bottom()) - max(one.top(), other.top())


def _words(widget: QWidget) -> str:
    if isinstance(widget, Button):
        return widget.words
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit) and not widget.text():
        return widget.placeholderText()
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def _stands_out(widget: QWidget, root: QWidget) -> str | None:
    """Which of those around it cuts a widget off, where nothing can be scrolled to."""
    box, around = widget.rect(), widget
    while around is not root and not around.isWindow():
        box = QRect(around.mapToParent(box.topLeft()), box.size())
        around = around.parentWidget()
        if isinstance(around.parent(), QAbstractScrollArea):
            return None
        over = max(
            -box.left(), box.right() - around.width(), -box.top(), box.bottom() - around.height()
        )
        if over > _OUTSIDE_PX:
            return f"stands {over} px out of {type(around).__name__} {around.objectName()!r}"
    return None


def _needed(widget: QWidget) -> QSize | None:
    metrics = widget.fontMetrics()
    match widget:
        case QLabel() if not widget.text():
            return None
        case QLabel() if widget.wordWrap():
            words = re.split(r"[^\w]+", widget.text())
            longest = max(metrics.horizontalAdvance(word) for word in words)
            return QSize(longest, widget.heightForWidth(widget.width()))
        case QCheckBox() if widget.hasHeightForWidth():
            return QSize(0, widget.heightForWidth(widget.width()))
        case QCheckBox() | QRadioButton():
            return widget.minimumSizeHint()
        case QLabel() | QPushButton():
            return widget.sizeHint()
        case ComboBox() if widget.elides:
            return QSize(metrics.horizontalAdvance("mmmm") + 36, metrics.height() + 4)
        case QComboBox():
            has_icon = not widget.itemIcon(widget.currentIndex()).isNull()
            beside = 36 + (widget.iconSize().width() + 4 if has_icon else 0)
            words = metrics.horizontalAdvance(widget.currentText())
            return QSize(words + beside, metrics.height() + 4)
        case QTabBar():
            last = widget.tabRect(widget.count() - 1)
            return QSize(
                last.right() - last.width() + widget.tabSizeHint(widget.count() - 1).width(), 0
            )
        case QToolButton() if widget.text() and widget.toolButtonStyle() != Qt.ToolButtonIconOnly:
            return widget.minimumSizeHint()
        case QSpinBox():
            return widget.minimumSizeHint()
        case QLineEdit() if isinstance(widget.parent(), QComboBox | QSpinBox):
            return None
        case QLineEdit() if not widget.text() and widget.placeholderText() and not widget.toolTip():
            margins = widget.textMargins()
            words = metrics.horizontalAdvance(widget.placeholderText())
            return QSize(words + margins.left() + margins.right() + 8, metrics.height() + 4)
        case QLineEdit():
            return QSize(metrics.horizontalAdvance("mmmm"), metrics.height() + 4)
    return None
