"""T35: whatever a platform sends, what is shown is what was sent."""

from __future__ import annotations

import html
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from app.domain.printable import marked
from app.ui.dialogs import MessageDialog
from app.ui.tables import Cell, Column, KeyedTableModel, Text
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    CheckBox,
    Chip,
    CodeView,
    ComboBox,
    ComboItem,
    ElidingLabel,
    Field,
    Hint,
    KeyValueGrid,
    NavItem,
    Placeholder,
    PlainLabel,
    RadioCard,
    SecondLine,
    Segmented,
    StatusDot,
    Step,
    StepHeader,
    TabRow,
    TextField,
    Timeline,
    TimelineEvent,
    set_tooltip,
)
from tests.support.payloads import UI_PAYLOADS


def grid(text):
    made = KeyValueGrid()
    made.add(text, text, second=text)
    return made


def timeline(text):
    made = Timeline()
    made.set_events([TimelineEvent(text, text, text)])
    return made


# Component -> (how it is made with a text, how often labels show the text).
WITH_LABELS = {
    "PlainLabel": (PlainLabel, 1),
    "SecondLine": (SecondLine, 1),
    "ElidingLabel": (ElidingLabel, 1),
    "Chip": (Chip, 1),
    "StatusDot": (StatusDot, 1),
    "Hint": (Hint, 1),
    "Banner": (lambda text: Banner(title=text, text=text), 2),
    "Placeholder": (lambda text: Placeholder("info", text, text), 2),
    "Card": (lambda text: Card(text, aside=text), 2),
    "StepHeader": (lambda text: Step(1, StepHeader(text, text)), 2),
    "KeyValueGrid": (grid, 3),
    "Timeline": (timeline, 3),
    "MessageDialog": (lambda text: MessageDialog(text, text), 2),
}


@pytest.mark.parametrize("component", WITH_LABELS)
def test_T35_labels_show_the_source(qtbot, component):
    make, times = WITH_LABELS[component]
    for payload in UI_PAYLOADS:
        widget = make(payload)
        qtbot.addWidget(widget)
        labels = [widget] if isinstance(widget, QLabel) else widget.findChildren(QLabel)
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
        assert all(label.buddy() is None for label in labels)  # an ampersand stays one
        assert [label.text() for label in labels].count(marked(payload)) == times, payload


def test_T35_field_names_show_the_source(qtbot):
    for payload in UI_PAYLOADS:
        field = Field(payload, TextField())
        qtbot.addWidget(field)
        field.set_error(payload)
        assert field.label.text().replace("&&", "&") == marked(payload)
        assert "&" not in re.sub("&&", "", field.label.text())
        assert field.message.text == marked(payload)
        assert field.editor.accessibleName() == payload
        assert field.editor.accessibleDescription() == payload


@pytest.mark.parametrize("make", [Button, CheckBox, RadioCard, lambda t: NavItem("k", t, "gear")])
def test_T35_buttons_show_the_source(qtbot, make):
    for payload in UI_PAYLOADS:
        button = make(payload)
        qtbot.addWidget(button)
        assert button.text().replace("&&", "&") == payload
        assert button.shortcut().isEmpty()
        spoken = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        assert spoken == payload


def test_T35_lists_tabs_and_segments_show_the_source(qtbot):
    for payload in UI_PAYLOADS:
        combo = ComboBox([ComboItem(payload, 1), ComboItem("other", 2, reason=payload)])
        tabs = TabRow()
        tabs.add(1, payload)
        segments = Segmented()
        segment = segments.add(1, payload)
        for widget in (combo, tabs, segments):
            qtbot.addWidget(widget)
        assert combo.currentText() == payload
        assert combo.itemText(0) == payload
        assert tabs.tabText(0).replace("&&", "&") == payload
        assert segment.text().replace("&&", "&") == payload
        assert shown_by_tooltip(combo.itemData(1, Qt.ItemDataRole.ToolTipRole)) == payload


def shown_by_tooltip(text):
    """The words Qt's tooltip label would show."""
    if not re.search("<", text):
        return text
    assert text.startswith("<qt>")
    return html.unescape(re.sub("<br>", "\n", text.removeprefix("<qt>").removesuffix("</qt>")))


def test_T35_tooltips_show_the_source(qtbot):
    for payload in UI_PAYLOADS:
        widget = QWidget()
        qtbot.addWidget(widget)
        action = QAction(widget)
        for target in (widget, action):
            set_tooltip(target, payload)
            assert shown_by_tooltip(target.toolTip()) == payload
        model = KeyedTableModel([Column("X", str, tooltip=str)], key=str)
        model.sync([payload])
        cell = model.index(0, 0)
        assert shown_by_tooltip(cell.data(Qt.ItemDataRole.ToolTipRole)) == payload
        assert cell.data(Qt.ItemDataRole.DisplayRole) == payload


def test_T35_a_tooltip_with_a_tag_paints_the_tag(qtbot):
    """The escape is what Qt needs: its own label is asked what it would lay out."""
    label = QLabel()
    qtbot.addWidget(label)
    set_tooltip(label, "<b>bold</b>")
    label.setText(label.toolTip())  # as QToolTip does, with Qt's guessing switched on
    label.setTextFormat(Qt.TextFormat.RichText)
    plain = QLabel("<b>bold</b>")
    qtbot.addWidget(plain)
    plain.setTextFormat(Qt.TextFormat.PlainText)
    assert abs(label.sizeHint().width() - plain.sizeHint().width()) <= 4
    QToolTip.hideText()


def test_T35_code_shows_the_source(qtbot):
    for payload in UI_PAYLOADS:
        view = CodeView()
        qtbot.addWidget(view)
        for language in ("json", "http", "text"):
            view.set_code(payload, language)
            assert view.toPlainText() == payload
            assert view.full_text == payload


def test_T35_nothing_is_read_from_disk_for_a_text(qtbot, tmp_path):
    """A picture that would have been found is not loaded: the size stays that of words."""
    picture = tmp_path / "big.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>')
    text = f'<img src="{picture}">'
    careless, label = QLabel(text), PlainLabel(text)
    for one in (careless, label):
        qtbot.addWidget(one)
        one.show()
    assert careless.sizeHint().height() >= 900  # what Qt does when it is left to guess
    assert label.sizeHint().height() < 40
    assert label.text() == text


def test_T38_a_label_and_a_cell_show_what_would_turn_a_name(qtbot):
    name = "Paid\u202efdp.exe"
    label, short = PlainLabel(name), ElidingLabel("")
    qtbot.addWidget(label)
    qtbot.addWidget(short)
    short.setText(name)
    cell = Cell((Text(name),))
    assert {label.text(), short.text(), *cell.lines} == {"Paid⟨U+202E⟩fdp.exe"}
