"""The stand-in for a desktop's window manager, without which focus tests hang on luck."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QVBoxLayout, QWidget

from tests.support.window_manager import popup_has_focus


@pytest.fixture
def window(qtbot):
    window = QWidget()
    layout = QVBoxLayout(window)
    for one in (QComboBox(editable=True), QLineEdit()):
        layout.addWidget(one)
    window.findChild(QComboBox).addItems(["clients", "policies"])
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


@pytest.mark.parametrize("had_its_turn", [True, False])
def test_a_menu_that_came_and_went_leaves_the_focus(qtbot, window, had_its_turn):
    field = window.layout().itemAt(1).widget()
    field.setFocus()
    menu = QMenu(window)
    menu.addAction("Turn on")
    menu.popup(window.mapToGlobal(window.rect().center()))
    if had_its_turn:
        qtbot.waitUntil(popup_has_focus)
    menu.close()
    seen = []
    qtbot.waitUntil(lambda: seen.append(field.hasFocus()) or len(seen) > 5)
    qtbot.waitUntil(field.hasFocus)


def test_the_cursor_stays_where_it_went_after_a_completion(qtbot, window):
    combo = window.findChild(QComboBox)
    combo.setFocus()
    combo.completer().setCompletionMode(combo.completer().CompletionMode.PopupCompletion)
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo.lineEdit(), "cli")
    assert QApplication.activePopupWidget() is not None
    qtbot.waitUntil(popup_has_focus)
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    field = window.layout().itemAt(1).widget()
    field.setFocus()
    seen = []
    qtbot.waitUntil(lambda: seen.append(field.hasFocus()) or len(seen) > 5)
    qtbot.waitUntil(field.hasFocus)
