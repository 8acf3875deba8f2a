"""The payload as something to be typed in; its colours and its size are the preview's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.theme import TextRole, font
from app.ui.widgets.highlighter import CodeHighlighter


class PayloadEditor(QPlainTextEdit):
    """Plain text that is never wrapped: a long line must not hold up the window (D12).

    Signals:
        edited: The text, at every change that a person makes.
    """

    edited = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "code")
        self.setAccessibleName(name)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setFont(font(TextRole.CODE))
        self.document().setDocumentMargin(8)
        self._highlighter = CodeHighlighter(self.document(), "json")
        self._is_filling = False
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show a text; the cursor stays where it is in one that is there already."""
        if text != self.toPlainText():
            self._is_filling = True
            self.setPlainText(text)
            self._is_filling = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != font(TextRole.CODE):
            self.setFont(font(TextRole.CODE))
        elif event.type() == QEvent.Type.PaletteChange:
            self._highlighter.rehighlight()

    @Slot()
    def _tell(self) -> None:
        if not self._is_filling:
            self.edited.emit(self.toPlainText())
