"""The only labels the app uses: they never take text for HTML (T35)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme import TEXT_SIZE, TextRole, current, em, font, paint_icon
from app.ui.widgets.plain_text import (
    TextLabel,
    escape_ampersands,
    plain_tooltip,
    set_property,
)


class PlainLabel(TextLabel):
    """Text of one role and colour, never interpreted."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        *,
        ink: str = "text",
        wrap: bool = False,
        tabular: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._tabular = tabular
        self._refont()
        TEXT_SIZE.changed.connect(self._refont)  # a font of one's own does not follow by itself
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    @property
    def ink(self) -> str:
        """The name of the text's colour."""
        return str(self.property("ink"))

    def set_ink(self, ink: str) -> None:
        """Change the colour, see `Tokens.ink`."""
        set_property(self, "ink", ink)

    def set_role(self, role: TextRole) -> None:
        """Change size and weight."""
        self._role = role
        self._refont()

    @Slot()
    def _refont(self) -> None:
        self.setFont(font(self._role, tabular=self._tabular))


class SecondLine(PlainLabel):
    """The quieter line under a title."""

    def __init__(
        self, text: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, TextRole.SECOND, ink="text2", wrap=wrap, parent=parent)


class ElidingLabel(PlainLabel):
    """One line that ends in "…" where there is no room; the whole text is in the tooltip.

    Args:
        shorter: Fewer words, which are tried before anything is cut.
    """

    _LEAST_PX = 40

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        *,
        ink: str = "text",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        tabular: bool = False,
        shorter: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, role, ink=ink, tabular=tabular, parent=parent)
        self._mode = mode
        self._shorter = shorter
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), em(self._LEAST_PX)), hint.height())

    @property
    def words(self) -> str:
        """What is read, on one line."""
        return self.text().replace("\n", " ")

    def setText(self, text: str) -> None:
        super().setText(text)
        self._explain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:  # larger words in the room they had
            self._explain()

    def _explain(self) -> None:
        self.setToolTip("" if self._fits() else plain_tooltip(self.words))

    def _fits(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.words) <= self.contentsRect().width()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        rect = self.contentsRect()
        shown = self.words
        if not self._fits():  # Qt cuts also for a part of a pixel, which no hint of a size has
            text = self._shorter or shown
            shown = self.fontMetrics().elidedText(text, self._mode, rect.width())
        tokens = current()
        painter.setPen(tokens.ink(self.ink) if self.isEnabled() else tokens.disabled)
        painter.drawText(rect, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


class FieldLabel(ElidingLabel):
    """The name of a field; an ampersand in it is a letter, not a shortcut."""

    _LEAST_PX = 120

    def __init__(self, text: str, buddy: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(escape_ampersands(text), TextRole.LABEL, ink="text2", parent=parent)
        self.setBuddy(buddy)

    @property
    def words(self) -> str:
        """The name without the escapes that Qt needs."""
        return super().words.replace("&&", "&")


class IconLabel(QLabel):
    """A tinted icon that follows the theme; decoration, so it carries no text.

    With `beside` it is as high as a line of that role, and so stays level with the first
    line of a text however large that is.
    """

    def __init__(
        self,
        name: str,
        ink: str = "text2",
        size_px: int = 16,
        *,
        beside: TextRole | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._name = name
        self._ink = ink
        self._size_px = size_px
        self._beside = beside
        self._fit()
        TEXT_SIZE.changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        line_px = QFontMetrics(font(self._beside)).height() if self._beside else 0
        edge = em(self._size_px)
        self.setFixedSize(edge, max(edge, line_px))

    def set_icon(self, name: str, ink: str) -> None:
        """Show another icon."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._name:
            painter = QPainter(self)
            tokens = current()
            color = tokens.ink(self._ink) if self.isEnabled() else tokens.disabled
            edge = self.width()
            at = QPointF(0, round((self.height() - edge) / 2))
            paint_icon(painter, at, self._name, color, edge)
