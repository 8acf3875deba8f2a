"""What painting a cell needs of the theme, looked up once and kept while that theme is in force.

A table paints some hundred words at every keystroke.  Asking Qt each time for the font, its
measures and the width of the same words took longer than drawing them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from app.ui.theme import TextRole, current, em, font, metrics
from app.ui.widgets.chip import chip_size

if TYPE_CHECKING:
    from app.ui.tables.cells import ChipSpan
    from app.ui.theme import Tokens

_KEPT: Final = 8192  # words: two screens of wide rows many times over
_ICON_PX: Final = 14
_ELIDE: Final = {"right": Qt.TextElideMode.ElideRight, "middle": Qt.TextElideMode.ElideMiddle}


class Look:
    """Fonts, colours and measures under one set of tokens and one text size.

    Attributes:
        tokens: Those in force.
        first_px: Height of a first line.
        second_px: Height of a second line.
        icon_px: Edge of an icon.
        font: The font of a role.
        color: A colour by the name of its ink.
        width: The width of words in a role.
        cut: Words as they fit into a width, with an ellipsis where they do not.
        chip: The width of a chip.
    """

    font: Callable[[TextRole], QFont]
    color: Callable[[str], QColor]
    width: Callable[[TextRole, str], float]
    cut: Callable[[TextRole, str, float, str], str]
    chip: Callable[[ChipSpan], float]

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.first_px = metrics().height() + 4
        self.second_px = metrics(TextRole.SECOND).height() + 2
        self.icon_px = em(_ICON_PX)
        self.hover = QColor(tokens.hover)
        self.tint = QColor(tokens.info.tint)
        self.hairline = QColor(tokens.hairline)
        self.tint_line = QColor(tokens.info.line)
        self.focus = QColor(tokens.focus)
        measures = cache(lambda role: metrics(role, tabular=True))
        self.font = cache(lambda role: font(role, tabular=True))
        self.color = cache(lambda ink: QColor(tokens.ink(ink)))
        self.width = lru_cache(_KEPT)(
            lambda role, text: float(measures(role).horizontalAdvance(text))
        )
        self.cut = lru_cache(_KEPT)(
            lambda role, text, width, where: measures(role).elidedText(text, _ELIDE[where], width)
        )
        self.chip = lru_cache(_KEPT)(
            lambda span: max(chip_size(span.text, span.icon_name).width(), span.min_width)
        )


def look() -> Look:
    """The look in force; asked for with every cell."""
    body = QApplication.font()
    tokens = current()
    return _look(tokens.base, tokens.border, body.family(), body.pixelSize())


@lru_cache(maxsize=4)
def _look(_base: str, _border: str, _family: str, _pixel_size: int) -> Look:
    return Look(current())  # which these two colours tell from any other
