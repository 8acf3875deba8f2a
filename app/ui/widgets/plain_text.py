"""Foreign text is only ever text: the escapes that Qt's half-rich surfaces need.

Qt guesses: a label, tooltip or message box shows what looks like HTML as HTML, and a
button or menu swallows an ampersand.  Text from a platform must not reach either.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from app.domain.printable import marked


def plain_tooltip(text: str) -> str:
    """Text for a tooltip, which Qt would otherwise take for HTML if it looks like it."""
    if "<" not in text:  # without a tag Qt takes it for what it is
        return text
    import html  # few do

    return "<qt>" + html.escape(text, quote=False).replace("\n", "<br>") + "</qt>"


def escape_ampersands(text: str) -> str:
    """Text for a surface that underlines the letter after an ampersand."""
    return text.replace("&", "&&")


def set_tooltip(widget: QWidget | QAction, text: str) -> None:
    """Give a widget or an action a tooltip that is nothing but text."""
    widget.setToolTip(plain_tooltip(text))


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects on, and show it at once."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    has_own_font = isinstance(widget, (QLabel, QPlainTextEdit)) and widget.testAttribute(
        Qt.WidgetAttribute.WA_SetFont
    )
    font, style = widget.font(), widget.style()
    style.unpolish(widget)
    style.polish(widget)
    if has_own_font:  # Qt puts back the one of the first polish, whatever the text size is by now
        widget.setFont(font)
    widget.update()


class TextLabel(QLabel):
    """A label whose words are only ever words, and show what would turn their direction."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        """Show other words; what would turn their direction shows as a mark (T38)."""
        super().setText(marked(text))
