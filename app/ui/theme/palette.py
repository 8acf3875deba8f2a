"""The tokens as a QPalette, and back: the palette is how Qt hands colours down.

Painted widgets ask `current()`, which recognises the application palette.  So there
is no theme object to pass to every label, and Qt's own PaletteChange tells a widget
when to paint anew.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from app.ui.theme.tokens import (
    DARK,
    DARK_HIGH_CONTRAST,
    LIGHT,
    LIGHT_HIGH_CONTRAST,
    Tokens,
)

_ALL: Final = (LIGHT, DARK, LIGHT_HIGH_CONTRAST, DARK_HIGH_CONTRAST)


def build_palette(tokens: Tokens) -> QPalette:
    """Every role Qt's own painting uses, the disabled group included."""
    role = QPalette.ColorRole
    colors = {
        role.Window: tokens.base,
        role.WindowText: tokens.text,
        role.Base: tokens.base,
        role.AlternateBase: tokens.panel,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Button: tokens.chrome,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad.ink,
        role.ToolTipBase: tokens.base,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.Light: tokens.base,
        role.Midlight: tokens.hover,
        role.Mid: tokens.border,
        role.Dark: tokens.control,
        role.Shadow: tokens.text2,
    }
    palette = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        for which, color in colors.items():
            palette.setColor(group, which, QColor(color))
    disabled = QPalette.ColorGroup.Disabled
    for which, color in colors.items():
        palette.setColor(disabled, which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.Link):
        palette.setColor(disabled, which, QColor(tokens.disabled))
    palette.setColor(disabled, role.Base, QColor(tokens.sunken))
    palette.setColor(disabled, role.Highlight, QColor(tokens.border))
    palette.setColor(disabled, role.HighlightedText, QColor(tokens.disabled))
    return palette


def menu_choice(tokens: Tokens) -> str:
    """What the chosen entry stands on; a dark menu's would be lost on the grey of the sidebar's."""
    return tokens.info.line if tokens.is_dark else tokens.nav_sel


def build_menu_palette(tokens: Tokens) -> QPalette:
    """The same for menus: what is chosen there keeps its ink, which its icon has, too."""
    role = QPalette.ColorRole
    palette = build_palette(tokens)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        palette.setColor(group, role.Highlight, QColor(menu_choice(tokens)))
        palette.setColor(group, role.HighlightedText, QColor(tokens.text))
    return palette


def _mark(palette: QPalette) -> tuple[int, int]:
    """Two colours that together name a token set."""
    role = QPalette.ColorRole
    active = QPalette.ColorGroup.Active
    return palette.color(active, role.Base).rgb(), palette.color(active, role.Mid).rgb()


_BY_MARK: Final = {(QColor(t.base).rgb(), QColor(t.border).rgb()): t for t in _ALL}


def current() -> Tokens:
    """The tokens in force, read off the application palette.

    Under a palette that is not ours (no theme applied yet) the nearest set is used.
    """
    return _recognise(QGuiApplication.palette().cacheKey())


@lru_cache(maxsize=16)  # asked for every cell of a table
def _recognise(_cache_key: int) -> Tokens:
    palette = QGuiApplication.palette()
    known = _BY_MARK.get(_mark(palette))
    if known is not None:
        return known
    return DARK if palette.color(QPalette.ColorRole.Base).lightness() < 128 else LIGHT
