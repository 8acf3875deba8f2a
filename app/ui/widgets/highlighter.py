"""Colours for JSON and HTTP text, one line at a time."""

from __future__ import annotations

import re
from typing import Final, Literal

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.ui.theme import current

Language = Literal["json", "http", "text"]

_JSON: Final = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*")(?=\s*:)'
    r'|(?P<string>"(?:[^"\\]|\\.)*"?)'
    r"|(?P<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)"
    r"|(?P<keyword>\b(?:true|false|null)\b)"
    r"|(?P<punctuation>[{}\[\]:,])"
)
_REQUEST: Final = re.compile(r"(?P<keyword>[A-Z]+)(?= \S+ HTTP/)")
_STATUS: Final = re.compile(r"(?P<keyword>HTTP/\d.*)")
_HEADER: Final = re.compile(r"(?P<key>[!#$%&'*+.^_`|~0-9A-Za-z-]+)(?P<punctuation>:)")
_BODY_STATE: Final = 1


class CodeHighlighter(QSyntaxHighlighter):
    """Colours keys, strings, numbers, punctuation and keywords.

    An HTTP message turns into its body at the first empty line; a body that does not
    look like JSON is left plain.
    """

    def __init__(self, document: QTextDocument, language: Language = "json") -> None:
        super().__init__(document)
        self._language: Language = language

    def set_language(self, language: Language) -> None:
        """Colour as another language from now on."""
        if language != self._language:
            self._language = language
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        match self._language:
            case "json":
                self._color(_JSON, text)
            case "http":
                self._highlight_message(text)

    def _highlight_message(self, text: str) -> None:
        in_body = self.previousBlockState() == _BODY_STATE
        if in_body or not text:
            self.setCurrentBlockState(_BODY_STATE)
            self._color(_JSON, text)
            return
        self.setCurrentBlockState(0)
        if self.currentBlock().blockNumber() == 0:
            self._color(_STATUS if text.startswith("HTTP/") else _REQUEST, text, once=True)
        elif not text.startswith((" ", "\t")):
            self._color(_HEADER, text, once=True)

    def _color(self, pattern: re.Pattern[str], text: str, *, once: bool = False) -> None:
        tokens = current()
        colors = {
            "key": tokens.code_key,
            "string": tokens.code_string,
            "number": tokens.code_number,
            "keyword": tokens.code_keyword,
            "punctuation": tokens.code_punctuation,
        }
        for found in pattern.finditer(text):
            for group, color in colors.items():
                if group in pattern.groupindex and found.group(group):
                    form = QTextCharFormat()
                    form.setForeground(QColor(color))
                    self.setFormat(found.start(group), found.end(group) - found.start(group), form)
            if once:
                break
