"""Puts one look on the whole application and keeps it right while it runs."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from app.ui.theme.dressing import Dressing
from app.ui.theme.fonts import system_font
from app.ui.theme.palette import build_menu_palette, build_palette
from app.ui.theme.sizes import TEXT_SIZE
from app.ui.theme.stylesheet import build_stylesheet
from app.ui.theme.tokens import DARK, DARK_HIGH_CONTRAST, LIGHT, LIGHT_HIGH_CONTRAST, Tokens

Scheme = Literal["light", "dark", "system"]
# For who makes the application: a style that is put on later is made beside the system's own.
STYLE_ARGUMENTS: Final = ("-style", "Fusion")


class Theme(QObject):
    """Palette, style sheet and font of the application, over the style it was made with.

    Signals:
        changed: Another set of tokens or another text size is in force.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scheme: Scheme = "system"
        self._text_scale = 1.0
        self._wants_high_contrast = False
        self._tokens: Tokens | None = None
        self._font = system_font()
        self._dressing = Dressing(app)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._contrast_changed)
        self._system_contrast = hints.accessibility().contrastPreference()

    @property
    def tokens(self) -> Tokens:
        """The colours in force; the light ones before the first `apply`."""
        return self._tokens or LIGHT

    @property
    def scheme(self) -> Scheme:
        """What was asked for."""
        return self._scheme

    def apply(
        self, scheme: Scheme = "system", *, text_scale: float = 1.0, high_contrast: bool = False
    ) -> None:
        """Dress the application.

        Args:
            scheme: "system" follows the computer, also later.
            text_scale: Factor on the system's text size, 0.8 to 2.0.
            high_contrast: Stronger text and lines, also when the system does not ask for it.
        """
        self._scheme = scheme
        self._text_scale = min(max(text_scale, 0.8), 2.0)
        self._wants_high_contrast = high_contrast
        hints = self._app.styleHints()
        wanted = {
            "light": Qt.ColorScheme.Light,
            "dark": Qt.ColorScheme.Dark,
            "system": Qt.ColorScheme.Unknown,
        }[scheme]
        hints.setColorScheme(wanted)  # title bars and native dialogs
        self._dress()

    def choose(self, scheme: Scheme) -> None:
        """Take other colours; text size and contrast stay."""
        self.apply(scheme, text_scale=self._text_scale, high_contrast=self._wants_high_contrast)

    def _dress(self) -> None:
        tokens = self._choose()
        font = QFont(self._font)
        font.setPixelSize(round(self._font.pixelSize() * self._text_scale))
        if tokens is self._tokens and font == self._app.font():
            return
        was_dressed, before_px = self._tokens is not None, self._app.font().pixelSize()
        line_px = QFontMetrics(font).height()
        sheet = build_stylesheet(tokens, line_px=line_px, body_px=font.pixelSize())
        self._tokens = tokens
        self._app.setPalette(build_palette(tokens))
        # PySide takes a str here, whatever its types say, and no bytes.
        self._app.setPalette(build_menu_palette(tokens), "QMenu")  # type: ignore[arg-type]
        if was_dressed and font == self._app.font():
            self._dressing.recolor(sheet)
        else:
            self._app.setFont(font)
            self._dressing.put_on(sheet)
        if font.pixelSize() != before_px:
            TEXT_SIZE.changed.emit()
        self.changed.emit()

    def _choose(self) -> Tokens:
        hints = self._app.styleHints()
        if self._scheme == "system":
            is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        else:
            is_dark = self._scheme == "dark"
        is_asked = self._system_contrast == Qt.ContrastPreference.HighContrast
        if self._wants_high_contrast or is_asked:
            return DARK_HIGH_CONTRAST if is_dark else LIGHT_HIGH_CONTRAST
        return DARK if is_dark else LIGHT

    @Slot()
    def _system_changed(self) -> None:
        if self._scheme == "system":
            self._dress()

    @Slot(Qt.ContrastPreference)
    def _contrast_changed(self, preference: Qt.ContrastPreference) -> None:
        self._system_contrast = preference
        if self._tokens is not None:
            self._dress()
