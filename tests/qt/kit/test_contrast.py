"""The table of DESIGN section 2, measured again (WCAG 2.1)."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from app.domain.workspace import Environment, Hue
from app.ui.theme.palette import menu_choice
from app.ui.theme.tokens import (
    DARK,
    DARK_HIGH_CONTRAST,
    LIGHT,
    LIGHT_HIGH_CONTRAST,
    Tokens,
    ToneColors,
)

SETS = {
    "light": LIGHT,
    "dark": DARK,
    "light-high": LIGHT_HIGH_CONTRAST,
    "dark-high": DARK_HIGH_CONTRAST,
}
TEXT_SURFACES = ("base", "chrome", "sidebar", "panel", "sunken", "hover", "nav_sel", "code_bg")
TONES = ("ok", "warn", "bad", "info", "mute")


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=SETS, ids=str)
def tokens(request):
    return SETS[request.param]


def test_the_measure_itself():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.01)


@pytest.mark.parametrize("ink", ["text", "text2", "accent_text"])
def test_text_reads_on_every_surface(tokens, ink):
    for surface in TEXT_SURFACES:
        assert contrast(getattr(tokens, ink), getattr(tokens, surface)) >= 4.5, surface


def test_captions_read_where_they_stand(tokens):
    surfaces = [tokens.base, tokens.panel, tokens.chrome, tokens.sidebar, tokens.code_bg]
    for surface in [*surfaces, tokens.info.tint]:
        assert contrast(tokens.text3, surface) >= 4.5, surface


@pytest.mark.parametrize("tone", TONES)
def test_messages_read_on_their_own_tint_and_on_the_page(tokens, tone):
    colors = getattr(tokens, tone)
    for surface in (colors.tint, tokens.base, tokens.panel, tokens.info.tint):
        assert contrast(colors.ink, surface) >= 4.5, (tone, surface)
    assert contrast(tokens.text, colors.tint) >= 4.5
    assert contrast(tokens.text2, colors.tint) >= 4.5


@pytest.mark.parametrize("tone", TONES)
def test_status_icons_stand_out(tokens, tone):
    fill = getattr(tokens, tone).fill
    for surface in (tokens.base, tokens.panel, tokens.info.tint):
        assert contrast(fill, surface) >= 3, (tone, surface)


@pytest.mark.parametrize("kind", ["accent", "prod"])
@pytest.mark.parametrize("state", ["", "_hover", "_press"])
def test_words_on_strong_buttons_read(tokens, kind, state):
    assert contrast(tokens.on_accent, getattr(tokens, kind + state)) >= 4.5


@pytest.mark.parametrize("environment", ["production", "staging", "sandbox"])
def test_environment_tags_read(tokens, environment):
    colors = getattr(tokens, environment)
    ground = tokens.base if environment == "sandbox" else colors.tint
    assert contrast(colors.ink, ground) >= 4.5
    assert contrast(colors.line, tokens.base) >= 3 or environment == "production"


@pytest.mark.parametrize("hue", ["slate", "brown", "olive"])
@pytest.mark.parametrize("environment", list(Environment))
def test_colours_that_a_connection_may_choose_read(tokens, hue, environment):
    colors = tokens.environment(environment, Hue(hue))
    ground = tokens.base if environment is Environment.SANDBOX else colors.tint
    assert contrast(colors.ink, ground) >= 4.5
    assert contrast(colors.solid, tokens.on_accent) >= 4.5
    for surface in (tokens.base, tokens.chrome):
        assert contrast(colors.line, surface) >= 3 or environment is Environment.PRODUCTION
    assert contrast(tokens.ink(hue), tokens.base) >= 4.5


def test_edges_of_fields_and_focus_are_seen(tokens):
    for surface in (tokens.base, tokens.chrome, tokens.panel):
        assert contrast(tokens.control, surface) >= 3, surface
        assert contrast(tokens.focus, surface) >= 3, surface


@pytest.mark.parametrize("part", ["key", "string", "number", "punctuation", "keyword"])
def test_code_reads(tokens, part):
    assert round(contrast(getattr(tokens, f"code_{part}"), tokens.code_bg), 1) >= 5.4


@pytest.mark.parametrize("chart", ["chart1", "chart2", "chart3"])
def test_lines_and_bars_of_charts_are_seen(tokens, chart):
    for surface in (tokens.base, tokens.panel):
        assert contrast(getattr(tokens, chart), surface) >= 3, surface


# Of surfaces and of decoration: nothing has to be read or found by them alone.
UNMEASURED = {
    *("pressed", "hairline", "grid", "scroll", "border", "button_line", "switch_off"),
    *("disabled", "is_dark", "is_high_contrast"),
}


def test_no_colour_is_left_out_here():
    """A new one is measured, or named above."""
    source = Path(__file__).read_text("utf-8").partition("UNMEASURED = ")[0]
    named = set(re.findall(r"\w+", source))
    named |= {f"code_{part}" for part in ("key", "string", "number", "punctuation", "keyword")}
    named |= {f"{kind}{end}" for kind in ("accent", "prod") for end in ("_hover", "_press")}
    known = {field.name for field in dataclasses.fields(Tokens)}
    assert known - named - UNMEASURED == set()
    assert UNMEASURED - known == set()


def test_environment_hues_are_never_status_hues(tokens):
    statuses = {tone.ink for tone in vars_of(tokens, ToneColors)}
    statuses |= {tone.fill for tone in vars_of(tokens, ToneColors)}
    for name in ("production", "staging", "sandbox", "slate", "brown", "olive"):
        assert getattr(tokens, name).solid not in statuses


def vars_of(tokens, kind):
    values = (getattr(tokens, field.name) for field in dataclasses.fields(tokens))
    return [value for value in values if isinstance(value, kind)]


def test_high_contrast_only_strengthens():
    for plain, strong in ((LIGHT, LIGHT_HIGH_CONTRAST), (DARK, DARK_HIGH_CONTRAST)):
        assert strong.text3 == plain.text2
        assert strong.control == plain.text2
        assert contrast(strong.border, strong.base) >= contrast(plain.border, plain.base)


def test_the_chosen_entry_of_a_menu_is_told_from_the_others_and_reads(tokens):
    behind = menu_choice(tokens)
    assert contrast(behind, tokens.base) >= (1.8 if tokens.is_dark else 1.25)
    assert contrast(tokens.text, behind) >= 4.5
    assert contrast(tokens.text2, behind) >= 3, "its icon"
