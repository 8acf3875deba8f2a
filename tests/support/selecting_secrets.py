"""A window with secrets that are shown, selected by mouse and keys; tells what others could paste.

Run by itself, because only a real screen has a selection beside the clipboard.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.widgets.fields import TextField
from app.ui.widgets.secret_fields import MaskedField, SecretField

TEXT = "canary-secret"


def main() -> None:
    """Select, copy, cut; write what there is to paste after each."""
    app = QApplication(sys.argv)
    theme = Theme(app)
    theme.apply("light")
    window = QWidget()
    column = QVBoxLayout(window)
    plain, secret, masked = TextField(), SecretField(), MaskedField("Signing secret")
    fields = {"plain": plain, "secret": secret, "masked": masked}
    for field in fields.values():
        column.addWidget(field)
    plain.setText(TEXT)
    secret.setText(TEXT)
    secret.set_shown(True)
    masked.uncover(TEXT)
    window.show()
    QTest.qWaitForWindowExposed(window)
    told = {f"{name}, {way}": _pasted(field, way) for name, field in fields.items() for way in WAYS}
    sys.stdout.write(json.dumps(told))


WAYS = ("mouse", "all", "to the end", "copy", "insert", "cut")


def _pasted(field: QLineEdit, way: str) -> list[str]:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear(QClipboard.Mode.Selection)
    clipboard.clear()
    field.setFocus()
    field.deselect()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    match way:
        case "mouse":
            spot = QPoint(30, field.height() // 2)
            QTest.mouseDClick(field, Qt.MouseButton.LeftButton, pos=spot)
            QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=spot)
        case "to the end":
            QTest.keyClick(field, Qt.Key.Key_Home)
            QTest.keyClick(field, Qt.Key.Key_End, shift)
        case _:
            QTest.keyClick(field, Qt.Key.Key_A, control)
    keys = {"copy": Qt.Key.Key_C, "insert": Qt.Key.Key_Insert, "cut": Qt.Key.Key_X}
    if way in keys:
        QTest.keyClick(field, keys[way], control)
    modes = (QClipboard.Mode.Selection, QClipboard.Mode.Clipboard)
    return [clipboard.text(mode) for mode in modes]


if __name__ == "__main__":
    main()
