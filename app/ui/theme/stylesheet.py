"""The style sheet: only what a palette cannot say, and only by property selectors.

Painted widgets (check marks, switches, tags, charts, cells) are not in here.  Bare
`QWidget {}` and `*` never appear: they would override fonts and palettes set in code.
"""

from __future__ import annotations

import dataclasses
import sys
from string import Template
from typing import Final

from app.ui.theme.fonts import REFERENCE_PX
from app.ui.theme.tokens import Tokens

_INKS: Final = (
    "text", "text2", "text3", "accent_text", "ok", "warn", "bad", "info", "mute", "staging",
    "sandbox", "disabled", "on_accent",
)  # fmt: skip
_LINK_PX: Final = 20
_CONTROL_PX: Final = 32
_CHEVRON_PX: Final = 12  # at the design's text size
_TONES: Final = ("ok", "warn", "bad", "info", "mute")

_SHEET: Final = Template("""
QPushButton { min-height: ${inner}px; padding: 0 12px; border: 1px solid $button_line;
  border-radius: 6px; background: $base; color: $text; font-weight: 500; outline: 0; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:focus { border: 2px solid $focus; padding: 0 11px; min-height: ${inner_focused}px; }
QPushButton:disabled { background: $sunken; border-color: $border; color: $disabled; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_press; border-color: $accent_press; }
QPushButton[kind="prod"] { background: $prod; border-color: $prod; color: $on_accent;
  font-weight: 600; }
QPushButton[kind="prod"]:hover { background: $prod_hover; border-color: $prod_hover; }
QPushButton[kind="prod"]:pressed { background: $prod_press; border-color: $prod_press; }
QPushButton[kind="primary"]:focus, QPushButton[kind="prod"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled, QPushButton[kind="prod"]:disabled {
  background: $mute_tint; border-color: $border; color: $text3; }
QPushButton[kind="danger"] { color: $bad_ink; }
QPushButton[kind="danger"]:disabled { color: $disabled; }
QPushButton[kind="link"] { border: 2px solid transparent; background: transparent;
  color: $accent_text; padding: 0 1px; min-height: ${line}px; font-weight: 400; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $focus; border-radius: 4px; }
QPushButton[kind="link"]:disabled { color: $disabled; }
QPushButton[kind="menu"] { padding: 0 ${menu}px 0 14px; }
QPushButton[kind="menu"]:focus { padding: 0 ${menu_focused}px 0 13px; }
QPushButton[kind="switcher"] { min-height: 0; padding: 0; border: 0; background: transparent; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton { border: 1px solid transparent; border-radius: 6px; background: transparent;
  padding: 0; color: $text2; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border: 2px solid $focus; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QComboBox, QSpinBox, QPlainTextEdit[kind="field"] { min-height: ${inner}px;
  border: 1px solid $control; border-radius: 6px; background: $base; color: $text;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit { padding: 0 6px; placeholder-text-color: $text3; }
QComboBox { padding: 0 2px 0 8px; }
QSpinBox { padding: 0 8px; }
QPlainTextEdit[kind="field"] { padding: 4px; }
QLineEdit:focus, QComboBox:focus, QComboBox:on, QSpinBox:focus, QPlainTextEdit[kind="field"]:focus {
  border: 2px solid $focus; min-height: ${inner_focused}px; }
QLineEdit:focus { padding: 0 5px; }
QComboBox:focus, QComboBox:on { padding: 0 1px 0 7px; }
QSpinBox:focus { padding: 0 7px; }
QPlainTextEdit[kind="field"]:focus { padding: 3px; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QSpinBox[invalid="true"] {
  border: 2px solid $bad_fill; min-height: ${inner_focused}px; }
QLineEdit[invalid="true"] { padding: 0 5px; }
QComboBox[invalid="true"] { padding: 0 1px 0 7px; }
QComboBox:editable { padding: 0 2px 0 6px; }
QComboBox:editable:focus, QComboBox:editable:on, QComboBox[invalid="true"]:editable {
  padding: 0 1px 0 5px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { background: $sunken;
  border-color: $border; color: $disabled; }
QLineEdit:disabled { placeholder-text-color: $disabled; }
QLineEdit:read-only { background: $sunken; }
QSpinBox QLineEdit, QComboBox QLineEdit, QSpinBox QLineEdit:focus, QComboBox QLineEdit:focus,
QLineEdit[kind="bare"] { border: 0; padding: 0;
  min-height: 0; background: transparent; }
QComboBox::drop-down { border: 0; width: ${drop_down}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { border: 1px solid $border; background: $base; outline: 0;
  selection-background-color: $info_tint; selection-color: $text; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; background: transparent;
  width: ${step}px; subcontrol-origin: border; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow, QSpinBox::down-arrow { image: none; }
QFrame[kind="segmented"] { background: $segment_bg; border: 1px solid $border; border-radius: 6px; }
QFrame[kind="card"] { background: $base; border: 1px solid $border; border-radius: 8px; }
QFrame[kind="sunken"] { background: $sunken; border: 0; border-radius: 8px; }
QFrame[kind="line"] { background: $hairline; border: 0; }
QFrame[kind="edge"] { background: $border; border: 0; }
QWidget[surface="panel"] { background: $panel; }
QWidget[surface="chrome"] { background: $chrome; }
QWidget[surface="sidebar"] { background: $sidebar; }
QWidget[surface="base"] { background: $base; }
QPlainTextEdit[kind="code"] { background: $code_bg; border: 1px solid $border;
  border-radius: 6px; color: $text; selection-background-color: $accent; }
QPlainTextEdit[kind="code"]:focus { border: 1px solid $focus; }
QScrollArea { border: 0; background: transparent; }
QAbstractScrollArea::corner { border: 0; background: transparent; }
QTableView { border: 0; background: $base; selection-background-color: $info_tint;
  selection-color: $text; outline: 0; }
QHeaderView { background: $base; border: 0; }
QMenuBar { background: $chrome; border-bottom: 1px solid $chrome; padding: 2px 12px; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $pressed; }
QStatusBar { background: $chrome; border-top: 1px solid $border; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: $border; }
QToolTip { background: $base; color: $text; border: 1px solid $border; padding: 4px 6px; }
""")

_SCROLL_BARS: Final = Template("""
QScrollBar { background: transparent; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def control_height(line_px: int) -> int:
    """How high fields and buttons are around a line of body text."""
    return max(_CONTROL_PX, line_px + 16)


def link_height(line_px: int) -> int:
    """How high a link is around a line of body text, with the room for its ring."""
    return max(_LINK_PX, line_px) + 4


def build_stylesheet(tokens: Tokens, *, line_px: int = 16, body_px: int = REFERENCE_PX) -> str:
    """The sheet of one set of tokens.

    Args:
        tokens: The colours.
        line_px: The height of a line of body text; controls grow with it.
        body_px: The size of that text; the chevrons in controls grow with it.
    """
    names: dict[str, str] = {}
    for field in dataclasses.fields(tokens):
        value = getattr(tokens, field.name)
        if isinstance(value, str):
            names[field.name] = value
    for tone in _TONES:
        colors = getattr(tokens, tone)
        names |= {f"{tone}_{part}": getattr(colors, part) for part in ("ink", "fill", "tint")}
    control_px = control_height(line_px)
    chevron_px = round(_CHEVRON_PX * body_px / REFERENCE_PX)
    names["line"] = str(max(_LINK_PX, line_px))
    names["inner"] = str(control_px - 2)
    names["inner_focused"] = str(control_px - 4)
    names["menu"] = str(chevron_px + 19)
    names["menu_focused"] = str(chevron_px + 18)
    names["drop_down"] = str(chevron_px + 16)
    names["step"] = str(chevron_px + 12)
    names["segment_bg"] = tokens.sunken if tokens.is_dark else tokens.pressed
    parts = [_SHEET.substitute(names)]
    parts += [f'QLabel[ink="{ink}"] {{ color: {tokens.ink(ink)}; }}' for ink in _INKS]
    for tone in _TONES:
        colors = getattr(tokens, tone)
        parts.append(
            f'QFrame[tone="{tone}"] {{ background: {colors.tint};'
            f" border: 1px solid {colors.line}; border-radius: 6px; }}"
        )
    parts.append('QFrame[across="window"] { border-width: 0 0 1px 0; border-radius: 0; }')
    if sys.platform != "darwin":  # there the system's own fade away, as people expect
        parts.append(_SCROLL_BARS.substitute(names))
    return "\n".join(parts)
