"""How much room rows have and whether anything moves: asked by widgets, set in one place.

Like the text size, these are told once of every change; a widget made later asks.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication


class _Rows(QObject):
    """How high the rows of every table are.

    Signals:
        changed: They are compact now, or not any more.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_compact = False

    def set_compact(self, compact: bool) -> None:
        """Lower rows in every table."""
        if compact != self.is_compact:
            self.is_compact = compact
            self.changed.emit()


class _Motion(QObject):
    """Whether something may move by itself.

    Signals:
        changed: It may now, or not any more.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_reduced = False

    @property
    def is_reduced(self) -> bool:
        """Whether everything keeps still, because a person or the computer wants that."""
        return self._is_reduced or _computer_reduces_motion()

    def reduce(self, reduce: bool) -> None:
        """Let nothing move, also when the computer does not ask for it."""
        if reduce != self._is_reduced:
            self._is_reduced = reduce
            self.changed.emit()


def _computer_reduces_motion() -> bool:
    style = QGuiApplication.styleHints()  # held: what it hands out lives no longer than it
    hints = style.accessibility()
    ask = getattr(hints, "motionPreference", None)  # PySide6 6.11 cannot tell
    return ask is not None and ask().name == "ReducedMotion"


ROWS: Final = _Rows()
MOTION: Final = _Motion()
