"""What a screen reader could not say of a window: controls without a name, or without a role."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QMenu,
    QScrollArea,
    QWidget,
)

# What Qt says of a widget of which it knows nothing.
_NO_ROLES: Final = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)


def speechless(top: QWidget) -> list[str]:
    """All that is visible, takes the focus, and would be passed over or called nothing."""
    found = [
        f"{type(menu).__name__} {menu.objectName()!r}: an entry without a name"
        for menu in (top, *top.findChildren(QMenu))
        if isinstance(menu, QMenu) and menu.isVisible()
        if any(not one.isSeparator() and not one.text().strip() for one in menu.actions())
    ]
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if isinstance(widget.parent(), QComboBox | QAbstractSpinBox):
            continue  # the box speaks for it
        what = f"{type(widget).__name__} {widget.objectName()!r}"
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None:
            found.append(f"{what}: not in the tree")
        elif not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{what}: no name")
        elif isinstance(widget, QComboBox) and not _has_label(interface):
            found.append(f"{what}: called by its value, {widget.currentText()!r}")
        elif interface.role() in _NO_ROLES and not isinstance(widget, QScrollArea):
            # Qt has no role for what its keys scroll; its name is read.
            found.append(f"{what}: role {interface.role().name}")
    return found


def _has_label(interface: QAccessibleInterface) -> bool:
    """Whether something says what a combo box is for: its own name is not told on Linux."""
    labels = [
        other for other, flag in interface.relations() if flag & QAccessible.RelationFlag.Label
    ]
    return any(one.text(QAccessible.Text.Name).strip() for one in labels)
