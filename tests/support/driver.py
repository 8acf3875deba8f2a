"""Drives the real main window as a person does: by clicks and keys, found by name.

Waiting runs the event loop until something is true or the time is up; nothing is
called behind the window's back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QWidget,
)

from app.ui.widgets import ComboBox
from tests.support.window_manager import WindowManager, popup_has_focus

W = TypeVar("W", bound=QWidget)


class StepFailed(AssertionError):
    """What was waited for did not happen, or what was looked for is not there."""


class Driver:
    """One person at one window."""

    def __init__(self, window: QMainWindow) -> None:
        self.window = window
        application = QApplication.instance()
        if isinstance(application, QApplication):
            WindowManager(application)

    def wait(self, what: str, until: Callable[[], object], *, timeout_s: float = 30.0) -> float:
        """Run the event loop until `until()` is truthy; returns the milliseconds it took.

        Raises:
            StepFailed: Naming `what`, after `timeout_s`.
        """
        started = time.perf_counter()
        loop = QEventLoop()
        poll = QTimer()
        poll.setInterval(10)
        failed: list[bool] = []

        def look() -> None:
            if until():
                loop.quit()
            elif time.perf_counter() - started > timeout_s:
                failed.append(True)
                loop.quit()

        poll.timeout.connect(look)
        poll.start()
        if not until():
            loop.exec()
        poll.stop()
        if failed:
            raise StepFailed(f"waited {timeout_s:g} s for: {what}\n{self.describe()}")
        return (time.perf_counter() - started) * 1000

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """The visible widget of that object name.

        Raises:
            StepFailed: There is none on the screen.
        """
        found = self.look_for(name, kind)
        if found is None:
            raise StepFailed(f"no visible {kind.__name__} called {name!r}\n{self.describe()}")
        return found

    def look_for(self, name: str, kind: type[W] = QWidget) -> W | None:  # type: ignore[assignment]
        """The visible widget of that object name, or None."""
        others = [
            top
            for top in QApplication.topLevelWidgets()
            if top.isVisible() and top is not self.window
        ]
        for top in [*others, self.window]:  # a dialog stands in front of the window
            if top.objectName() == name and isinstance(top, kind):
                return top
            for widget in top.findChildren(kind, name):
                if widget.isVisible():
                    return widget
        return None

    def appear(self, name: str, *, timeout_s: float = 30.0) -> QWidget:
        """Wait for a widget to be on the screen and return it."""
        self.wait(f"{name} to appear", lambda: self.look_for(name), timeout_s=timeout_s)
        return self.find(name)

    def click(self, name: str) -> None:
        """Click a widget with the left button, once it is enabled."""
        self.appear(name)
        self.wait(f"{name} to be enabled", lambda: self.find(name).isEnabled())
        widget = self.find(name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=_spot(widget))

    def answer_next(self, answer: str, *, timeout_s: float = 30.0) -> None:
        """Click this button of the question that the next action asks.

        A question has an event loop of its own, so its button is clicked from a timer.
        """
        deadline = time.perf_counter() + timeout_s
        poll = QTimer(self.window)
        poll.setInterval(10)

        def look() -> None:
            button = self.look_for(answer)
            if button is not None:
                poll.stop()
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            elif time.perf_counter() > deadline:
                poll.stop()

        poll.timeout.connect(look)
        poll.start()

    def type_into(self, name: str, text: str) -> None:
        """Replace the text of a field by typing it."""
        widget = self.appear(name)
        editor = _editor(widget)
        QTest.mouseClick(editor, Qt.MouseButton.LeftButton)
        editor.setFocus()
        QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        if text.isascii():
            QTest.keyClicks(editor, text)
        else:  # keyClicks aborts on anything else (measured)
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(editor, event)
        self.wait("the popup to have its turn", popup_has_focus)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self.window.activateWindow()  # as a window manager does when a dialog closes
            self.wait("the window to be active", self.window.isActiveWindow)
        target = QApplication.focusWidget() or self.window
        if modifier is None:
            QTest.keyClick(target, key)
        else:
            QTest.keyClick(target, key, modifier)

    def choose(self, name: str, text: str) -> None:
        """Choose an entry of a combo box by its text, with the keyboard."""
        self.wait(
            f"{name} to offer {text!r}",
            lambda: (box := self.look_for(name, QComboBox)) and _entry(box, text) >= 0,
        )
        combo = self.find(name, QComboBox)
        combo.setFocus()
        wanted = _entry(combo, text)
        if combo.isEditable():
            self.type_into(name, combo.itemText(wanted))
            QTest.keyClick(_editor(combo), Qt.Key.Key_Return)
            QTest.keyClick(_editor(combo), Qt.Key.Key_Tab)
            return
        QTest.keyClick(combo, Qt.Key.Key_Home)
        for _step in range(combo.count()):
            if combo.currentIndex() == wanted:
                return
            QTest.keyClick(combo, Qt.Key.Key_Down)
        if combo.currentIndex() != wanted:
            raise StepFailed(f"{name}: {text!r} cannot be reached with the keyboard")

    def choose_value(self, name: str, value: object) -> None:
        """Choose an entry of a combo box by what it stands for, in whatever language."""

        def text() -> str | None:
            box = self.look_for(name, ComboBox)
            items = box.items if box is not None else ()
            return next((item.text for item in items if item.value == value), None)

        self.wait(f"{name} to offer {value!r}", lambda: text() is not None)
        self.choose(name, text() or "")

    def click_row(self, name: str, row: int) -> None:
        """Click a row of a table or list."""
        view = self.find(name, QAbstractItemView)
        rect = view.visualRect(view.model().index(row, 0))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())

    def rows(self, name: str) -> int:
        """How many rows a table has that is shown; 0 without one."""
        view = self.look_for(name, QAbstractItemView)
        return view.model().rowCount() if view is not None else 0

    def words_in(self, name: str) -> str:
        """All that can be read in it."""
        box = self.look_for(name)
        labels = box.findChildren(QLabel) if box is not None else []
        return " ".join(label.text() for label in labels if label.isVisible())

    def focus(self, name: str) -> None:
        """Give it the focus."""
        self.find(name).setFocus()

    def text_of(self, name: str) -> str:
        """What a label, field, button or code view shows."""
        widget = self.find(name)
        for method in ("toPlainText", "text", "currentText"):
            read = getattr(widget, method, None)
            if callable(read):
                return str(read())
        raise StepFailed(f"{name} shows no text")

    def picture(self, path: Path) -> None:
        """Save what the window shows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.settle()
        if not self.window.grab().save(str(path)):
            raise StepFailed(f"could not write {path}")

    def settle(self) -> None:
        """Let everything that is queued happen: paints, layouts, focus.

        More than one turn, for a layout that folds at its new width wants another height.
        """
        for _turn in range(4):
            seen: list[bool] = []
            QTimer.singleShot(0, lambda seen=seen: seen.append(True))
            self.wait("the queue to empty", lambda seen=seen: seen)

    def describe(self) -> str:
        """The named widgets on the screen, for a failure's message."""
        names = {
            child.objectName()
            for top in QApplication.topLevelWidgets()
            if top.isVisible()
            for child in top.findChildren(QWidget)
            if child.isVisible() and child.objectName() and not child.objectName().startswith("qt_")
        }
        return "on the screen: " + ", ".join(sorted(names))


def _spot(widget: QWidget) -> QPoint:
    return QPoint(min(widget.width() // 2, 40), widget.height() // 2)


def _editor(widget: QWidget) -> QWidget:
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return widget
    if isinstance(widget, QComboBox) and widget.lineEdit() is not None:
        return widget.lineEdit()
    inner = widget.findChild(QLineEdit)
    return inner if inner is not None else widget


def _entry(combo: QComboBox, text: str) -> int:
    for at in range(combo.count()):
        if combo.itemText(at) == text:
            return at
    return -1


class FocusLog(QObject):
    """Records which widgets got the focus, for keyboard walks."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.names.append(watched.objectName())
        return False
