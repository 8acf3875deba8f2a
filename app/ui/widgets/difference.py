"""One value before and after a change, under each other; sign and word say which is which."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import TextRole, Tone
from app.ui.widgets.labels import PlainLabel, SecondLine


class Difference(QWidget):
    """The name of what changed, its value before and its value after.

    A side that is None is left out: what is new has no before.
    """

    def __init__(
        self, name: str, before: str | None, after: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(name, TextRole.STRONG, wrap=True))
        if before is not None:
            column.addWidget(_side("\N{MINUS SIGN}", before, self.tr("Before"), Tone.BAD))
        if after is not None:
            column.addWidget(_side("+", after, self.tr("After"), Tone.OK))
        words = self.tr("{name}: before {before}, after {after}")
        none = self.tr("nothing")
        self.setAccessibleName(
            words.format(
                name=name,
                before=none if before is None else before,
                after=none if after is None else after,
            )
        )


def _side(sign: str, value: str, which: str, tone: Tone) -> QFrame:
    frame = QFrame()
    frame.setProperty("tone", tone.value)
    mark = PlainLabel(sign, TextRole.STRONG, ink=tone.value)
    text = PlainLabel(value, wrap=True, selectable=True)
    text.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the mouse selects; keys walk past
    row = QHBoxLayout(frame)
    row.setContentsMargins(10, 6, 10, 6)
    row.setSpacing(8)
    top = Qt.AlignmentFlag.AlignTop
    row.addWidget(mark, 0, top)
    row.addWidget(text, 1, top)
    row.addWidget(SecondLine(which), 0, top)
    return frame
