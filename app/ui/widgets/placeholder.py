"""What a page or a panel shows when it has nothing to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from app.ui.theme import MOTION, TextRole, Tone, current, em, paint_icon, size_in_em
from app.ui.widgets.buttons import Button, ButtonKind
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.layouts import remove_widgets

_DISC_PX: Final = 88
_ICON_PX: Final = 36
_ROW_PX: Final = 52
_COLUMNS: Final = ((0.14, 0.0), (0.22, 0.28), (0.12, 0.58), (0.14, 0.84))
_BAR_MS: Final = 40


class _Disc(QWidget):
    """A tinted disc with an icon; decoration."""

    def __init__(self, icon_name: str, tone: Tone) -> None:
        super().__init__()
        self.icon_name, self.tone = icon_name, tone
        size_in_em(self, width=_DISC_PX, height=_DISC_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colors = current().tone(self.tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.tint))
        painter.drawEllipse(self.rect())
        edge = em(_ICON_PX)
        corner = (self.width() - edge) / 2
        paint_icon(painter, QPointF(corner, corner), self.icon_name, colors.ink, edge)


def _centered(label: PlainLabel) -> QHBoxLayout:
    """A label in the middle, as high as its words need at its own width.

    An alignment would do the same, but then Qt asks for the height at the layout's width.
    """
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(label)
    row.addStretch(1)
    return row


def _gap(height_px: int) -> QSpacerItem:
    """Room that goes before words are cut where there is too little."""
    return QSpacerItem(0, height_px, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)


class Placeholder(QWidget):
    """An icon, a title, one sentence, one or two buttons and links, in the middle.

    Serves for nothing yet, no match, no permission, an error and the first load.
    """

    def __init__(
        self,
        icon_name: str = "listeners",
        title: str = "",
        text: str = "",
        *,
        tone: Tone = Tone.INFO,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._case: object = None
        self._owes_keys = False  # they were on a button that was taken away
        self._disc = _Disc(icon_name, tone)
        self._title = PlainLabel(title, TextRole.TITLE, wrap=True)
        self._text = PlainLabel(text, ink="text2", wrap=True)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            size_in_em(label, width=460)
        self._buttons = QHBoxLayout()
        self._links = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._links.setSpacing(8)
        self._details = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setSpacing(0)
        center = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(self._disc, 0, center)
        column.addSpacerItem(_gap(18))
        column.addLayout(_centered(self._title))
        column.addSpacerItem(_gap(6))
        column.addLayout(_centered(self._text))
        column.addSpacerItem(_gap(20))
        for row in (self._buttons, self._links):
            row.addStretch(1)
            row.addStretch(1)
        column.addLayout(self._buttons)
        column.addLayout(self._details)
        column.addSpacerItem(_gap(16))
        column.addLayout(self._links)
        column.addStretch(1)
        self.set_message(icon_name, title, text, tone=tone)

    @property
    def title(self) -> str:
        """The first line."""
        return self._title.text()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def begins(self, case: object) -> bool:
        """Whether it is about something else from now on; then the actions of before are gone.

        What is said again and again leaves its buttons alone, and whoever has the focus.
        """
        if case == self._case:
            return False
        self._case = case
        self.clear_actions()
        return True

    def set_message(
        self, icon_name: str, title: str, text: str = "", *, tone: Tone = Tone.INFO
    ) -> None:
        """Say something else; buttons and links stay, see `clear_actions`."""
        self._disc.icon_name, self._disc.tone = icon_name, tone
        self._disc.update()
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def add_button(self, text: str, kind: ButtonKind = "default", *, icon_name: str = "") -> Button:
        """Add a button; connect its `clicked`."""
        button = Button(text, kind=kind, icon_name=icon_name)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        if self._owes_keys:
            self._owes_keys = False
            button.show()
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button

    def add_link(self, text: str) -> Button:
        """Add a link below the buttons; connect its `clicked`."""
        if self._links.count() > 2:
            self._links.insertWidget(self._links.count() - 1, PlainLabel("·", ink="text3"))
        link = Button(text, kind="link")
        self._links.insertWidget(self._links.count() - 1, link)
        return link

    def set_details(self, widget: QWidget) -> None:
        """Put something between buttons and links, for example who is signed in."""
        self._details.setContentsMargins(0, 20, 0, 0)
        self._details.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def clear_actions(self) -> None:
        """Take away all buttons, details and links; the next button has the keys of one of them.

        Who tried again and failed tries again: Qt would give them to the window's last line.
        """
        focus: QWidget | None = self.window().focusWidget()
        self._owes_keys = focus is not None and self.isAncestorOf(focus)
        for row in (self._buttons, self._links, self._details):
            remove_widgets(row)


class Skeleton(QWidget):
    """Grey rows in place of a list that loads for the first time.

    Args:
        rows: How many.
        columns: How wide each column's words are, and where they begin, as parts of the width.
        parent: Its owner.
    """

    def __init__(
        self,
        rows: int = 6,
        columns: Sequence[tuple[float, float]] = _COLUMNS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows, self._columns = rows, tuple(columns)
        self.setAccessibleName(self.tr("Loading"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(400, self._rows * _ROW_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = self.width() - 48
        for row in range(self._rows):
            top = row * _ROW_PX
            painter.fillRect(0, top + _ROW_PX - 1, self.width(), 1, QColor(tokens.hairline))
            painter.setBrush(QColor(tokens.pressed))
            for share, start in self._columns:
                x = 24 + start * width
                painter.drawRoundedRect(QRectF(x, top + 12, share * width, 10), 4, 4)
                painter.drawRoundedRect(QRectF(x, top + 30, share * width * 0.7, 8), 4, 4)


class LoadingBar(QWidget):
    """Three pixels under a header while something loads: they move, or are all filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phase = 0.0
        self._is_active = False
        self._clock = QTimer(self)
        self._clock.setInterval(_BAR_MS)
        self._clock.timeout.connect(self._advance)
        MOTION.changed.connect(self._move)
        self.setFixedHeight(3)
        self.setAccessibleName(self.tr("Loading"))

    @property
    def is_active(self) -> bool:
        """Whether something loads."""
        return self._is_active

    def set_active(self, active: bool) -> None:
        """Show that something loads; the room stays, so nothing jumps."""
        self._is_active = active
        self._move()
        self.update()

    @Slot()
    def _move(self) -> None:
        if self._is_active and not MOTION.is_reduced:
            self._clock.start()
        else:
            self._clock.stop()
        self.update()

    @Slot()
    def _advance(self) -> None:
        self._phase = (self._phase + 0.03) % 1.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._is_active:
            painter = QPainter(self)
            is_still = MOTION.is_reduced
            width = self.width() * (1 if is_still else 0.3)
            x = 0 if is_still else self._phase * (self.width() + width) - width
            painter.fillRect(QRectF(x, 0, width, self.height()), QColor(current().accent))
