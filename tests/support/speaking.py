"""What a screen reader could not say of a window: controls without a name, or without a role."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget

# What Qt says of a widget of which it knows nothing.
_NO_ROLES: Final = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)


def speechless(top: QWidget) -> list[str]:
    """Every visible widget that takes the focus and would be passed over, or called nothing."""
    found = []
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
        elif interface.role() in _NO_ROLES:
            found.append(f"{what}: role {interface.role().name}")
    return found
