"""Everything a page is built from; pages import widgets only from here.

A widget's module is imported when the first page asks for it: the window's start needs a third.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.late_names import names_of

if TYPE_CHECKING:
    from app.ui.widgets.buttons import Button, ButtonKind, ToolButton
    from app.ui.widgets.chip import Chip, StatusDot
    from app.ui.widgets.choices import CheckBox, RadioButton, Switch
    from app.ui.widgets.code_view import CodeView
    from app.ui.widgets.combo import ComboBox, ComboItem
    from app.ui.widgets.details import KeyValueGrid, SyncCard
    from app.ui.widgets.difference import Difference
    from app.ui.widgets.environment import (
        ConnectionSwitcher,
        EnvironmentStrip,
        EnvironmentTag,
        environment_icon,
        environment_name,
        environment_shape,
        hue_name,
    )
    from app.ui.widgets.fields import Field, NumberField, SearchField, TextField
    from app.ui.widgets.flow import Flow
    from app.ui.widgets.frames import Card, line, surface, two_sides
    from app.ui.widgets.growing_dialog import GrowingDialog
    from app.ui.widgets.keycaps import KeyCaps, split_keys
    from app.ui.widgets.labels import ElidingLabel, FieldLabel, IconLabel, PlainLabel, SecondLine
    from app.ui.widgets.message import Banner, Hint
    from app.ui.widgets.navigation import NavItem, SideNav
    from app.ui.widgets.placeholder import LoadingBar, Placeholder, Skeleton
    from app.ui.widgets.plain_text import (
        escape_ampersands,
        plain_tooltip,
        set_property,
        set_tooltip,
    )
    from app.ui.widgets.progress import ProgressBar
    from app.ui.widgets.radio_card import RadioCard, RadioHeader
    from app.ui.widgets.reasons import reason_of, set_reason
    from app.ui.widgets.secret_fields import MaskedField, SecretField
    from app.ui.widgets.segmented import Segmented
    from app.ui.widgets.steps import Step, StepHeader, StepState
    from app.ui.widgets.tabs import TabRow
    from app.ui.widgets.timeline import Timeline, TimelineEvent
else:
    _MODULES = {
        "buttons": "Button ButtonKind ToolButton",
        "chip": "Chip StatusDot",
        "choices": "CheckBox RadioButton Switch",
        "code_view": "CodeView",
        "combo": "ComboBox ComboItem",
        "details": "KeyValueGrid SyncCard",
        "difference": "Difference",
        "environment": (
            "ConnectionSwitcher EnvironmentStrip EnvironmentTag "
            "environment_icon environment_name environment_shape hue_name"
        ),
        "fields": "Field NumberField SearchField TextField",
        "flow": "Flow",
        "frames": "Card line surface two_sides",
        "growing_dialog": "GrowingDialog",
        "keycaps": "KeyCaps split_keys",
        "labels": "ElidingLabel FieldLabel IconLabel PlainLabel SecondLine",
        "message": "Banner Hint",
        "navigation": "NavItem SideNav",
        "placeholder": "LoadingBar Placeholder Skeleton",
        "plain_text": "escape_ampersands plain_tooltip set_property set_tooltip",
        "progress": "ProgressBar",
        "radio_card": "RadioCard RadioHeader",
        "reasons": "reason_of set_reason",
        "secret_fields": "MaskedField SecretField",
        "segmented": "Segmented",
        "steps": "Step StepHeader StepState",
        "tabs": "TabRow",
        "timeline": "Timeline TimelineEvent",
    }
    __getattr__ = names_of(__name__, _MODULES)

__all__ = [
    "Banner",
    "Button",
    "ButtonKind",
    "Card",
    "CheckBox",
    "Chip",
    "CodeView",
    "ComboBox",
    "ComboItem",
    "ConnectionSwitcher",
    "Difference",
    "ElidingLabel",
    "EnvironmentStrip",
    "EnvironmentTag",
    "Field",
    "FieldLabel",
    "Flow",
    "GrowingDialog",
    "Hint",
    "IconLabel",
    "KeyCaps",
    "KeyValueGrid",
    "LoadingBar",
    "MaskedField",
    "NavItem",
    "NumberField",
    "Placeholder",
    "PlainLabel",
    "ProgressBar",
    "RadioButton",
    "RadioCard",
    "RadioHeader",
    "SearchField",
    "SecondLine",
    "SecretField",
    "Segmented",
    "SideNav",
    "Skeleton",
    "StatusDot",
    "Step",
    "StepHeader",
    "StepState",
    "Switch",
    "SyncCard",
    "TabRow",
    "TextField",
    "Timeline",
    "TimelineEvent",
    "ToolButton",
    "environment_icon",
    "environment_name",
    "environment_shape",
    "escape_ampersands",
    "hue_name",
    "line",
    "plain_tooltip",
    "reason_of",
    "set_property",
    "set_reason",
    "set_tooltip",
    "split_keys",
    "surface",
    "two_sides",
]
