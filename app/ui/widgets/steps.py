"""Numbered steps with a rail between them, as the help article numbers them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import TextRole, current, em, follow_text_size, font
from app.ui.widgets.labels import ElidingLabel, PlainLabel

_DISC_PX: Final = 24
_COLUMN_PX: Final = 40


def step_indent() -> int:
    """How far what belongs to a step stands from its number's edge."""
    return em(_COLUMN_PX)


class StepState(StrEnum):
    """How far a step is."""

    TO_DO = "to_do"
    DONE = "done"
    ERROR = "error"


class _Rail(QWidget):
    """The number in its disc and the line down to the next step."""

    def __init__(self, number: int, is_last: bool) -> None:
        super().__init__()
        self._number = number
        self._is_last = is_last
        self.state = StepState.TO_DO
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        follow_text_size(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(step_indent(), em(_DISC_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge_px = em(_DISC_PX)
        disc = QRectF(0.5, 0.5, edge_px - 1, edge_px - 1)
        if not self._is_last:
            x = edge_px / 2
            painter.setPen(QPen(QColor(tokens.hairline), 2))
            painter.drawLine(QPointF(x, edge_px + 6), QPointF(x, self.height() - 4))
        ink = tokens.on_accent
        if self.state is StepState.TO_DO:
            painter.setPen(QPen(QColor(tokens.control), 1))
            painter.setBrush(QColor(tokens.base))
            ink = tokens.text2
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            fill = tokens.accent if self.state is StepState.DONE else tokens.bad.fill
            painter.setBrush(QColor(fill))
        painter.drawEllipse(disc)
        painter.setPen(QColor(ink))
        painter.setFont(font(TextRole.STRONG))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepHeader(QWidget):
    """The title of a step with a quiet remark behind it."""

    def __init__(self, title: str, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        row.addWidget(PlainLabel(title, TextRole.SECTION))
        row.addWidget(ElidingLabel(remark, ink="text2"), 1)


class Step(QWidget):
    """One numbered step: a header and what belongs to it in `body`."""

    def __init__(
        self,
        number: int,
        header: QWidget,
        *,
        is_last: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rail = _Rail(number, is_last)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(header)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.body.setContentsMargins(0, 0, 0, 0 if is_last else 20)
        column.addLayout(self.body)
        column.addStretch(1)
        row.addLayout(column, 1)

    @property
    def state(self) -> StepState:
        """How far the step is."""
        return self._rail.state

    def set_state(self, state: StepState) -> None:
        """Show how far the step is."""
        self._rail.state = state
        self._rail.update()
