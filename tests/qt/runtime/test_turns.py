"""A worker gives the interpreter up soon while the app runs; work waits for its turn."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.runtime.turns import SWITCH_S, QuickTurns, next_turn


class Painted(QWidget):
    def __init__(self, done):
        super().__init__()
        self._done = done

    def paintEvent(self, event):
        self._done.append("painted")


@pytest.mark.parametrize(("before_s", "then_s"), [(0.005, SWITCH_S), (0.00005, 0.00005)])
def test_turns_are_quick_while_it_is_installed(before_s, then_s):
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(before_s)
    try:
        turns = QuickTurns()
        turns.install()
        assert sys.getswitchinterval() == pytest.approx(then_s, abs=2e-6)
        turns.uninstall()
        assert sys.getswitchinterval() == pytest.approx(before_s, abs=2e-6)
    finally:
        sys.setswitchinterval(usual_s)


def test_the_next_turn_comes_after_what_is_queued_and_painted(qtbot):
    done = []
    widget = Painted(done)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    qtbot.waitUntil(lambda: bool(done))
    done.clear()
    next_turn(widget, lambda: done.append("turn"))
    widget.update()
    QTimer.singleShot(0, widget, lambda: done.append("queued"))
    qtbot.waitUntil(lambda: "turn" in done)
    assert sorted(done[:2]) == ["painted", "queued"]
    assert done[2:] == ["turn"]
    assert widget.findChildren(QTimer) == []


def test_what_is_gone_has_no_next_turn(qtbot):
    done = []
    owner, other = QObject(), QObject()
    next_turn(owner, lambda: done.append("gone"))
    next_turn(other, lambda: done.append("there"))
    owner.deleteLater()
    qtbot.waitUntil(lambda: "there" in done)
    assert done == ["there"]
