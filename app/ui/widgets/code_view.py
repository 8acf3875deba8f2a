"""Shows JSON, HTTP messages and other foreign text without trusting it (D12).

Qt lays out one very long line in minutes and a wrapped one even slower.  So text is cut
at 256 KiB and 5,000 lines, and lines at 4,096 characters, never wrapped, and it says so when
it was cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.theme import TextRole, Tone, current, font

if TYPE_CHECKING:
    from app.ui.widgets.highlighter import Language

MAX_BYTES: Final = 256 * 1024
MAX_LINE: Final = 4096
MAX_LINES: Final = 5_000


def cut_for_display(text: str) -> tuple[str, bool]:
    """The part of a text that can be shown, and whether something is missing."""
    was_cut = False
    start = text[:MAX_BYTES]
    data = start.encode("utf-8", "replace")
    if len(text) > MAX_BYTES or len(data) > MAX_BYTES:
        text = data[:MAX_BYTES].decode("utf-8", "ignore")
        was_cut = True
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        del lines[MAX_LINES:]
        was_cut = True
    if any(len(part) > MAX_LINE for part in lines):
        lines = [part if len(part) <= MAX_LINE else part[: MAX_LINE - 1] + "…" for part in lines]
        was_cut = True
    return "\n".join(lines), was_cut


class _Gutter(QWidget):
    """The line numbers; decoration for the text beside it."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        self._view.paint_gutter(self, event)


class CodeView(QPlainTextEdit):
    """Read-only text with line numbers, colours and marked lines."""

    def __init__(
        self, name: str = "", *, numbered: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "code")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(name)
        self.setFont(font(TextRole.CODE))
        self.document().setDocumentMargin(8)
        self._marks: dict[int, Tone] = {}
        self._was_cut = False
        self._full_text = ""
        from app.ui.widgets.highlighter import CodeHighlighter  # when there is code to show

        self._highlighter = CodeHighlighter(self.document(), "text")
        self._gutter = _Gutter(self) if numbered else None
        self.updateRequest.connect(self._scrolled)
        self._place_gutter()

    @property
    def was_cut(self) -> bool:
        """Whether the text was too long to be shown whole."""
        return self._was_cut

    @property
    def full_text(self) -> str:
        """The text as given, for copying."""
        return self._full_text

    def set_code(
        self, text: str, language: Language = "text", marks: Mapping[int, Tone] | None = None
    ) -> None:
        """Show a text.

        Args:
            text: Any text at all; it is cut if it is too long.
            language: How to colour it.
            marks: Line number from 1 -> tone, to tint lines.
        """
        self._full_text = text
        shown, self._was_cut = cut_for_display(text)
        if self._was_cut:
            shown += "\n" + self.tr("(The rest is too long to show. Copy has all of it.)")
        self._marks = dict(marks or {})
        self._highlighter.set_language(language)
        self.setPlainText(shown)
        self._place_gutter()
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != font(TextRole.CODE):
            self.setFont(font(TextRole.CODE))
            self._place_gutter()
        elif event.type() == QEvent.Type.PaletteChange:
            self._highlighter.rehighlight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_gutter()

    def sizeHint(self) -> QSize:
        lines = min(max(self.blockCount(), 3), 20)
        return QSize(400, lines * self.fontMetrics().lineSpacing() + 20)

    def _gutter_width(self) -> int:
        if self._gutter is None:
            return 0
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 22

    def _place_gutter(self) -> None:
        width = self._gutter_width()
        self.setViewportMargins(width, 0, 0, 0)
        if self._gutter is not None:
            rect = self.contentsRect()
            self._gutter.setGeometry(QRect(rect.left(), rect.top(), width, rect.height()))
            self._gutter.update()

    def _scrolled(self, rect: QRect, dy: int) -> None:
        if self._gutter is not None:
            if dy:
                self._gutter.scroll(0, dy)
            else:
                self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def paint_gutter(self, gutter: QWidget, event: QPaintEvent) -> None:
        """Draw the line numbers that are in sight."""
        tokens = current()
        painter = QPainter(gutter)
        painter.fillRect(event.rect(), QColor(tokens.code_bg))
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.text3))
        block = self.firstVisibleBlock()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if area.top() > event.rect().bottom():
                break
            cell = QRect(0, round(area.top()), gutter.width() - 12, round(area.height()))
            painter.drawText(cell, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._marks:
            self._paint_marks()
        super().paintEvent(event)

    def _paint_marks(self) -> None:
        painter = QPainter(self.viewport())
        tokens = current()
        block = self.firstVisibleBlock()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if area.top() > self.viewport().height():
                break
            tone = self._marks.get(block.blockNumber() + 1)
            if tone is not None:
                stripe = QRect(0, round(area.top()), self.viewport().width(), round(area.height()))
                painter.fillRect(stripe, QColor(tokens.tone(tone).tint))
            block = block.next()
