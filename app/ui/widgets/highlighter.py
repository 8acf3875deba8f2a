"""Colours for JSON and HTTP text, one line at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
_COLORED: Final = 2_000  # lines; Qt colours all of them before it shows the first (D12)


class CodeHighlighter(QSyntaxHighlighter):
    """Colours keys, strings, numbers, punctuation and keywords.

    An HTTP message turns into its body at the first empty line; a body that does not
    look like JSON is left plain.
    """

    def __init__(self, document: QTextDocument, language: Language = "json") -> None:
        super().__init__(document)
        self._language: Language = language
        self._made_for: object = None
        self._made: Mapping[str, QTextCharFormat] = {}

    def set_language(self, language: Language) -> None:
        """Colour as another language from now on."""
        if language != self._language:
            self._language = language
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        match self._language:
            case "json":
                self._color_json(text)
            case "http":
                self._highlight_message(text)

    def _highlight_message(self, text: str) -> None:
        in_body = self.previousBlockState() == _BODY_STATE
        if in_body or not text:
            self.setCurrentBlockState(_BODY_STATE)
            self._color_json(text)
            return
        self.setCurrentBlockState(0)
        if self.currentBlock().blockNumber() == 0:
            self._color_start(_STATUS if text.startswith("HTTP/") else _REQUEST, text)
        elif not text.startswith((" ", "\t")):
            self._color_start(_HEADER, text)

    def _color_json(self, text: str) -> None:
        if self.currentBlock().blockNumber() >= _COLORED:
            return
        formats = self._formats()
        for found in _JSON.finditer(text):
            start, end = found.span()
            self.setFormat(start, end - start, formats[found.lastgroup or "string"])

    def _color_start(self, pattern: re.Pattern[str], text: str) -> None:
        found = pattern.match(text)
        if found is not None:
            for group in pattern.groupindex:
                start, end = found.span(group)
                self.setFormat(start, end - start, self._formats()[group])

    def _formats(self) -> Mapping[str, QTextCharFormat]:
        """One for each kind of word: to make them costs more than to find the words."""
        tokens = current()
        if tokens is not self._made_for:
            self._made_for = tokens
            self._made = {
                "key": _format(tokens.code_key),
                "string": _format(tokens.code_string),
                "number": _format(tokens.code_number),
                "keyword": _format(tokens.code_keyword),
                "punctuation": _format(tokens.code_punctuation),
            }
        return self._made


def _format(color: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(color))
    return form
