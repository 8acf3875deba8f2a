"""A dialog that is never lower than its words: Qt asks for the height before it knows the width."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog

_MOMENTS: Final = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Resize})


class GrowingDialog(QDialog):
    """Grows when words come that need more lines; it never shrinks under the pointer."""

    _asked: tuple[int, int] = (0, 0)  # once for the same: a screen may be too low

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._asked = (0, 0)
        if event.type() in _MOMENTS:
            self._grow()
        return is_done

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        width = max(self.width(), layout.totalMinimumSize().width())  # no word is cut
        wanted = width, max(self.height(), layout.totalHeightForWidth(width))
        if wanted == (self.width(), self.height()):
            self._asked = (0, 0)
        elif wanted != self._asked:
            self._asked = wanted
            self.resize(*wanted)
