"""The colours of the app, once for light and once for dark.

Everything that has a colour takes it from here: palette, style sheet, icons and
painted widgets.  The values and their measured contrast are the design's; a unit
test measures them again.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.workspace import Environment, Hue


class Tone(StrEnum):
    """What a message, chip or hint wants to say; never said by colour alone."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    MUTE = "mute"


@dataclass(frozen=True, slots=True)
class ToneColors:
    """The four colours of one tone."""

    ink: str  # text
    fill: str  # icons, discs
    tint: str  # background
    line: str  # border around the tint


@dataclass(frozen=True, slots=True)
class EnvironmentColors:
    """How one environment is coloured; its shape differs too."""

    ink: str  # the word on its tag
    solid: str  # strip, solid surfaces
    tint: str  # surface of tag and switcher
    line: str  # their outline


@dataclass(frozen=True, slots=True)
class Tokens:
    """One complete set of colours, as "#RRGGBB"."""

    is_dark: bool
    chrome: str
    sidebar: str
    base: str
    panel: str
    sunken: str
    hover: str
    pressed: str
    nav_sel: str
    border: str
    hairline: str
    code_bg: str
    grid: str
    text: str
    text2: str
    text3: str
    disabled: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_text: str
    prod: str
    prod_hover: str
    prod_press: str
    control: str
    button_line: str
    focus: str
    scroll: str
    switch_off: str
    ok: ToneColors
    warn: ToneColors
    bad: ToneColors
    info: ToneColors
    mute: ToneColors
    production: EnvironmentColors
    staging: EnvironmentColors
    sandbox: EnvironmentColors
    slate: EnvironmentColors
    brown: EnvironmentColors
    olive: EnvironmentColors
    code_key: str
    code_string: str
    code_number: str
    code_punctuation: str
    code_keyword: str
    chart1: str
    chart2: str
    chart3: str
    is_high_contrast: bool = False

    def tone(self, tone: Tone) -> ToneColors:
        """The colours of a tone."""
        colors: ToneColors = getattr(self, tone.value)
        return colors

    def environment(self, environment: Environment, hue: Hue = Hue.OWN) -> EnvironmentColors:
        """The colours of an environment, or those that a connection to one has chosen."""
        chosen: EnvironmentColors = getattr(
            self, environment.value if hue is Hue.OWN else hue.value
        )
        if hue is Hue.OWN or environment is not Environment.PRODUCTION:
            return chosen
        return EnvironmentColors(self.on_accent, chosen.solid, chosen.solid, chosen.solid)

    def ink(self, name: str) -> str:
        """A text colour by its short name: "text2", "ok", "accent_text", "ok_fill" ...

        Raises:
            AttributeError: There is no such colour.
        """
        base, _, part = name.partition("_fill")
        value = getattr(self, name if not hasattr(Tone, base.upper()) else base)
        if isinstance(value, ToneColors):
            return value.fill if name.endswith("_fill") else value.ink
        if isinstance(value, EnvironmentColors):
            return value.ink
        if not isinstance(value, str) or part:
            raise AttributeError(name)
        return value


LIGHT: Final = Tokens(
    is_dark=False,
    chrome="#F4F5F7",
    sidebar="#ECEEF1",
    base="#FFFFFF",
    panel="#FAFBFC",
    sunken="#F4F5F7",
    hover="#F1F3F6",
    pressed="#E4E7EC",
    nav_sel="#DCE1E9",
    border="#DDE0E6",
    hairline="#EBEDF1",
    code_bg="#F7F8FA",
    grid="#E9EBEF",
    text="#1A1D23",
    text2="#525A68",
    text3="#646C7A",
    disabled="#9BA2AE",
    accent="#2B59C3",
    accent_hover="#244CA8",
    accent_press="#1E408F",
    on_accent="#FFFFFF",
    accent_text="#244FB0",
    prod="#A11550",
    prod_hover="#8C1146",
    prod_press="#780D3B",
    control="#868E9C",
    button_line="#B4BBC7",
    focus="#2B59C3",
    scroll="#C3C9D3",
    switch_off="#FFFFFF",
    ok=ToneColors("#1A7544", "#28925A", "#E4F4EA", "#B5DEC5"),
    warn=ToneColors("#865300", "#B56E05", "#FCF1DD", "#EBCF9B"),
    bad=ToneColors("#B3261E", "#D13A31", "#FCEAE8", "#F0BFBA"),
    info=ToneColors("#244FB0", "#2B59C3", "#E8EEFB", "#AFC2EE"),
    mute=ToneColors("#525A68", "#7B8494", "#EEF0F3", "#D5D9E0"),
    production=EnvironmentColors("#FFFFFF", "#A11550", "#A11550", "#A11550"),
    staging=EnvironmentColors("#6A3DB5", "#6A3DB5", "#F0EAFA", "#6A3DB5"),
    sandbox=EnvironmentColors("#0C6B67", "#0C6B67", "#E0F2F1", "#0C6B67"),
    slate=EnvironmentColors("#45556C", "#45556C", "#E8EDF3", "#45556C"),
    brown=EnvironmentColors("#744526", "#744526", "#F6ECE3", "#744526"),
    olive=EnvironmentColors("#595F12", "#595F12", "#F0F1DC", "#595F12"),
    code_key="#1F4BA5",
    code_string="#1A7544",
    code_number="#8A3FA0",
    code_punctuation="#5B6371",
    code_keyword="#A3480F",
    chart1="#2B59C3",
    chart2="#B56E05",
    chart3="#B3261E",
)

DARK: Final = Tokens(
    is_dark=True,
    chrome="#1B1D21",
    sidebar="#17191C",
    base="#202327",
    panel="#1D2024",
    sunken="#191B1F",
    hover="#282C32",
    pressed="#30353C",
    nav_sel="#2C3139",
    border="#363B43",
    hairline="#2B2F36",
    code_bg="#1A1C20",
    grid="#2D3138",
    text="#E9EBEF",
    text2="#B0B7C3",
    text3="#969EAC",
    disabled="#646C79",
    accent="#3868D6",
    accent_hover="#4171DA",
    accent_press="#2F5DC8",
    on_accent="#FFFFFF",
    accent_text="#8FB1FF",
    prod="#C22B6B",
    prod_hover="#CB3877",
    prod_press="#AD235D",
    control="#767F8E",
    button_line="#767F8E",
    focus="#7DA2FA",
    scroll="#4A505A",
    switch_off="#202327",
    ok=ToneColors("#62CC92", "#3FB577", "#1C3126", "#2F5A42"),
    warn=ToneColors("#E9B456", "#D99A2B", "#372C18", "#66512A"),
    bad=ToneColors("#FF9389", "#E5594F", "#3D2322", "#71403C"),
    info=ToneColors("#8FB1FF", "#8FB1FF", "#232F4A", "#3C5691"),
    mute=ToneColors("#B0B7C3", "#8991A0", "#2C3037", "#434953"),
    production=EnvironmentColors("#FFFFFF", "#C22B6B", "#C22B6B", "#C22B6B"),
    staging=EnvironmentColors("#BFA4FB", "#7F58D2", "#2E2645", "#BFA4FB"),
    sandbox=EnvironmentColors("#5CCFC6", "#127D77", "#15302F", "#5CCFC6"),
    slate=EnvironmentColors("#AFBFD4", "#56677F", "#253040", "#AFBFD4"),
    brown=EnvironmentColors("#E0B391", "#8A5A36", "#3A2A1C", "#E0B391"),
    olive=EnvironmentColors("#C6CC74", "#666E1F", "#2D3118", "#C6CC74"),
    code_key="#8FB1FF",
    code_string="#7FD3A4",
    code_number="#D9A6EE",
    code_punctuation="#969EAC",
    code_keyword="#F0A878",
    chart1="#6E97F5",
    chart2="#E0A642",
    chart3="#F0756B",
)


def high_contrast(tokens: Tokens) -> Tokens:
    """The same colours with quiet text and thin lines made strong."""
    return dataclasses.replace(
        tokens,
        text3=tokens.text2,
        control=tokens.text2,
        button_line=tokens.text2,
        border=LIGHT.control if not tokens.is_dark else DARK.control,
        is_high_contrast=True,
    )


LIGHT_HIGH_CONTRAST: Final = high_contrast(LIGHT)
DARK_HIGH_CONTRAST: Final = high_contrast(DARK)
