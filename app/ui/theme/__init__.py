"""The look of the app: tokens, palette, style sheet, fonts and icons."""

from __future__ import annotations

from app.ui.theme.fonts import TextRole, em, font, metrics
from app.ui.theme.habits import MOTION, ROWS
from app.ui.theme.icons import icon, icon_names, load_icons, paint_icon, pixmap
from app.ui.theme.palette import current
from app.ui.theme.sizes import TEXT_SIZE, follow_text_size, size_in_em
from app.ui.theme.stylesheet import control_height, link_height
from app.ui.theme.theme import STYLE_ARGUMENTS, Scheme, Theme
from app.ui.theme.tokens import Tokens, Tone

__all__ = [
    "MOTION",
    "ROWS",
    "STYLE_ARGUMENTS",
    "TEXT_SIZE",
    "Scheme",
    "TextRole",
    "Theme",
    "Tokens",
    "Tone",
    "control_height",
    "current",
    "em",
    "follow_text_size",
    "font",
    "icon",
    "icon_names",
    "link_height",
    "load_icons",
    "metrics",
    "paint_icon",
    "pixmap",
    "size_in_em",
]
