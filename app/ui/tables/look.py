"""What painting a cell needs of the theme, looked up once and kept while that theme is in force.

A table paints some hundred words at every keystroke.  Asking Qt each time for the font, its
measures and the width of the same words took longer than drawing them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QPixmap
from PySide6.QtWidgets import QApplication

from app.ui.theme import TextRole, current, em, font, metrics, pixmap
from app.ui.widgets.chip import chip_pixmap, chip_size

if TYPE_CHECKING:
    from app.ui.tables.cells import ChipSpan
    from app.ui.theme import Tokens

_KEPT: Final = 8192  # words: two screens of wide rows many times over
_KEPT_PICTURES: Final = 64
_ICON_PX: Final = 14
_ELIDE: Final = {"right": Qt.TextElideMode.ElideRight, "middle": Qt.TextElideMode.ElideMiddle}


class Look:
    """Fonts, colours, measures and small pictures under one set of tokens and one text size.

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
        chip_px: The height of a chip.
        chip_picture: A chip of a width.
        icon: An icon by its name and its ink.
        drop: From the middle of a line down to the foot of its letters.
    """

    font: Callable[[TextRole], QFont]
    color: Callable[[str], QColor]
    width: Callable[[TextRole, str], float]
    cut: Callable[[TextRole, str, float, str], str]
    chip: Callable[[ChipSpan], float]
    chip_picture: Callable[[ChipSpan, int], QPixmap]
    icon: Callable[[str, str], QPixmap]
    drop: Callable[[TextRole], float]

    def __init__(self, tokens: Tokens, dpr: float) -> None:
        self.tokens = tokens
        self.first_px = metrics().height() + 4
        self.second_px = metrics(TextRole.SECOND).height() + 2
        self.icon_px = em(_ICON_PX)
        self.chip_px = ceil(chip_size("").height())
        self.hover = QColor(tokens.hover)
        self.tint = QColor(tokens.info.tint)
        self.hairline = QColor(tokens.hairline)
        self.tint_line = QColor(tokens.info.line)
        self.focus = QColor(tokens.focus)
        measures = cache(lambda role: metrics(role, tabular=True))
        self.drop = cache(lambda role: (measures(role).ascent() - measures(role).descent()) / 2)
        self.font = cache(lambda role: font(role, tabular=True))
        self.color = cache(lambda ink: QColor(tokens.ink(ink)))
        self.width = lru_cache(_KEPT)(
            lambda role, text: float(measures(role).horizontalAdvance(text))
        )
        self.cut = lru_cache(_KEPT)(
            lambda role, text, width, where: measures(role).elidedText(text, _ELIDE[where], width)
        )
        self.chip = lru_cache(_KEPT)(
            lambda span: max(chip_size(span.text, span.icon_name).width(), em(span.min_width))
        )
        self.chip_picture = lru_cache(_KEPT_PICTURES)(
            lambda span, width: chip_pixmap(
                QSize(width, self.chip_px), span.text, span.tone, span.icon_name, dpr
            )
        )
        self.icon = lru_cache(_KEPT_PICTURES)(
            lambda name, ink: pixmap(name, tokens.ink(ink), self.icon_px, dpr)
        )


def look(dpr: float) -> Look:
    """The look in force, on a screen of so many pixels to each of ours."""
    body = QApplication.font()
    tokens = current()
    return _look(tokens.base, tokens.border, body.family(), body.pixelSize(), dpr)


@lru_cache(maxsize=4)
def _look(_base: str, _border: str, _family: str, _pixel_size: int, dpr: float) -> Look:
    return Look(current(), dpr)  # which these two colours tell from any other
