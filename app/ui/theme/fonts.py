"""Type sizes relative to the system font, and the two special kinds of type."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication

REFERENCE_PX: Final = 13  # the design's body size; one em
_AXIS_MINIMUM_PX: Final = 11


class TextRole(StrEnum):
    """What a text is, which decides its size and weight."""

    HERO = "hero"
    TITLE = "title"
    HEADING = "heading"
    SECTION = "section"
    BODY = "body"
    MEDIUM = "medium"
    STRONG = "strong"
    SECOND = "second"
    LABEL = "label"
    AXIS = "axis"
    TAG = "tag"
    CODE = "code"
    CHIP = "chip"


# Role -> (pixels more than the body at its usual size, weight).
_SHAPES: Final = {
    TextRole.HERO: (12, QFont.Weight.DemiBold),
    TextRole.TITLE: (7, QFont.Weight.DemiBold),
    TextRole.HEADING: (3, QFont.Weight.DemiBold),
    TextRole.SECTION: (1, QFont.Weight.DemiBold),
    TextRole.BODY: (0, QFont.Weight.Normal),
    TextRole.MEDIUM: (0, QFont.Weight.Medium),
    TextRole.STRONG: (0, QFont.Weight.DemiBold),
    TextRole.SECOND: (-1, QFont.Weight.Normal),
    TextRole.LABEL: (-1, QFont.Weight.Medium),
    TextRole.AXIS: (-2, QFont.Weight.Normal),
    TextRole.TAG: (-2, QFont.Weight.Bold),
    TextRole.CODE: (-1, QFont.Weight.Normal),
    TextRole.CHIP: (-1, QFont.Weight.DemiBold),
}


def system_font() -> QFont:
    """The font to start from, in pixels.

    The offscreen platform has no system setting: it takes the size of the mockups, and
    their family where that is installed, so that screenshots can be laid side by side with
    them, and a test means the same on every machine.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if QGuiApplication.platformName() != "offscreen":
        font.setPixelSize(max(QFontInfo(font).pixelSize(), 8))
        return font
    if QFontDatabase.hasFamily("Inter"):
        font = QFont("Inter")
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(REFERENCE_PX)
    return font


def font(role: TextRole = TextRole.BODY, *, tabular: bool = False) -> QFont:
    """The font of a role, from the application font; shared, so nobody changes it.

    Args:
        role: What the text is.
        tabular: Figures of equal width, for numbers under each other.
    """
    body = QApplication.font()
    return _font(role, tabular, body.family(), body.pixelSize())


def metrics(role: TextRole = TextRole.BODY, *, tabular: bool = False) -> QFontMetricsF:
    """The measures of a role's font; shared and kept, as table cells ask thousands of times."""
    body = QApplication.font()
    return _metrics(role, tabular, body.family(), body.pixelSize())


def em(at_reference_px: float) -> int:
    """A width of the mockups (drawn at 13 px text) at the present text size."""
    return round(at_reference_px * _body_px() / REFERENCE_PX)


def _body_px() -> int:
    size = QApplication.font().pixelSize()
    return size if size > 0 else QFontInfo(QApplication.font()).pixelSize()


@lru_cache(maxsize=256)
def _metrics(role: TextRole, tabular: bool, family: str, pixel_size: int) -> QFontMetricsF:
    return QFontMetricsF(_font(role, tabular, family, pixel_size))


@lru_cache(maxsize=256)
def _font(role: TextRole, tabular: bool, _family: str, _pixel_size: int) -> QFont:
    body_px = _body_px()
    extra_px, weight = _SHAPES[role]
    size_px = body_px + round(extra_px * body_px / REFERENCE_PX)
    made = QFont(QApplication.font())
    if role is TextRole.CODE:
        made = _code_font()
    if role in (TextRole.AXIS, TextRole.TAG):
        size_px = max(size_px, _AXIS_MINIMUM_PX)
    if role is TextRole.TAG:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
    made.setPixelSize(size_px)
    made.setWeight(weight)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _code_font() -> QFont:
    if QGuiApplication.platformName() == "offscreen" and QFontDatabase.hasFamily("JetBrains Mono"):
        made = QFont("JetBrains Mono")
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    else:
        made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    for tag in ("calt", "liga"):  # no false ligatures in addresses
        made.setFeature(QFont.Tag(tag), 0)
    return made
