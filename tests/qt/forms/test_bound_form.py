"""Form tests drive the keyboard and the focus, as a person would."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit

from app.domain.secret import Secret
from app.domain.validation import Code, Problem
from app.ui.forms.bound_form import BoundForm, ByAttribute, FieldSpec
from app.ui.forms.editors import ChoiceEditor, SecretEditor, SwitchEditor, TextEditor
from app.ui.widgets.choices import CheckBox
from app.ui.widgets.combo import ComboBox, ComboItem
from app.ui.widgets.message import Hint


@dataclass(frozen=True, slots=True)
class Draft:
    name: str = ""
    color: str | None = None
    token: Secret = field(default_factory=lambda: Secret(""))
    enabled: bool = True

    def problems(self):
        found = []
        if not self.name:
            found.append(Problem("name", Code.REQUIRED))
        if self.name == "bad":
            found.append(Problem("name", Code.INVALID_TEXT))
        if self.color is None:
            found.append(Problem("color", Code.REQUIRED))
        return tuple(found)


COLORS = [ComboItem("Red", "red"), ComboItem("Green", "green")]
SPECS = (
    FieldSpec("name", "Name", TextEditor, hint="How you call it."),
    FieldSpec("color", "Color", lambda: ChoiceEditor(COLORS)),
    FieldSpec("token", "Token", SecretEditor),
    FieldSpec("enabled", "", lambda: SwitchEditor("Enabled")),
)
START = Draft("Orders", "red")


@pytest.fixture
def form(qtbot):
    form = BoundForm(
        SPECS,
        START,
        binding=ByAttribute(),
        validate=Draft.problems,
        describe=lambda problem: f"<{problem.code}>",
    )
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    return form


def said(form, name):
    hint = form.findChild(Hint, f"{name}_message")
    return hint.text if hint.isVisible() else None


def test_starts_clean(form):
    assert form.draft == START
    assert not form.is_dirty
    assert form.is_valid
    assert said(form, "name") == "How you call it."


def test_typing_replaces_the_draft(qtbot, form):
    with qtbot.waitSignal(form.draft_changed, timeout=0) as blocker:
        qtbot.keyClicks(form.findChild(QLineEdit, "name"), "x")
    assert blocker.args[0].name == "xOrders"
    assert START.name == "Orders"
    assert form.is_dirty


def test_choosing_and_switching_change_the_draft(qtbot, form):
    combo = form.findChild(ComboBox, "color")
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert form.draft.color == "green"
    qtbot.keyClick(form.findChild(CheckBox, "enabled"), Qt.Key.Key_Space)
    assert form.draft.enabled is False


def test_undoing_an_edit_makes_it_clean_again(qtbot, form):
    box = form.findChild(CheckBox, "enabled")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not form.is_dirty


def test_no_scolding_before_the_field_is_left(qtbot, form):
    name = form.findChild(QLineEdit, "name")
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "bad")
    assert said(form, "name") == "How you call it."
    assert not form.is_valid

    qtbot.keyClick(name, Qt.Key.Key_Tab)
    assert said(form, "name") == "<invalid_text>"
    assert name.property("invalid") == "true"
    assert name.accessibleDescription() == "<invalid_text>"


def test_the_error_goes_as_soon_as_it_is_fixed(qtbot, form):
    form.load(Draft("bad", "red"))
    assert form.submit() is None
    qtbot.keyClicks(form.findChild(QLineEdit, "name"), "x")
    assert said(form, "name") == "How you call it."


def test_submit_shows_everything_and_goes_to_the_first_problem(form):
    form.load(Draft())
    assert form.submit() is None
    assert said(form, "name") == said(form, "color") == "<required>"
    assert form.focusWidget().objectName() == "name"


def test_submit_returns_the_draft(form):
    assert form.submit() == START


def test_refusals_last_until_their_field_is_edited(qtbot, form):
    form.show_refusals({"name": "Taken <b>already</b>", "elsewhere": "?"})
    assert said(form, "name") == "Taken <b>already</b>"
    assert form.submit() is None

    qtbot.keyClicks(form.findChild(QLineEdit, "name"), "2")
    assert said(form, "name") == "How you call it."
    assert form.submit().name == "2Orders"


def test_T35_a_refusal_is_plain_text(form):
    form.show_refusals({"name": "<img src='file:///etc/passwd'>"})
    labels = form.findChild(Hint, "name_message").findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_loading_is_silent_and_forgets(qtbot, form):
    form.load(Draft())
    form.submit()
    form.show_refusals({"name": "no"})
    with qtbot.assertNotEmitted(form.draft_changed):
        form.load(START)
    assert not form.is_dirty
    assert said(form, "name") == "How you call it."
    assert said(form, "color") is None


def test_a_draft_changed_elsewhere_counts_as_unsaved(form):
    form.show_draft(Draft("Orders", "green"))
    assert form.is_dirty
    assert form.findChild(ComboBox, "color").value == "green"


def test_without_a_value_a_choice_asks(form):
    form.load(Draft("Orders"))
    combo = form.findChild(ComboBox, "color")
    assert combo.currentIndex() == -1
    assert combo.placeholderText() == "Choose..."


def test_a_pasted_line_break_is_taken_off_a_secret(qtbot, form):
    data = QMimeData()
    data.setText("  abc def\r\n")
    QGuiApplication.clipboard().setMimeData(data)
    token = form.findChild(QLineEdit, "token")
    token.setFocus()
    with qtbot.waitSignal(form.editor("token").trimmed, timeout=0):
        qtbot.keyClick(token, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert form.draft.token.reveal() == "  abc def"


def test_T10_a_secret_is_in_no_accessible_text(qtbot, form):
    token = form.findChild(QLineEdit, "token")
    qtbot.keyClicks(token, "hunter2hunter2")
    interface = QAccessible.queryAccessibleInterface(token)
    kinds = [QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value]
    assert not any("hunter2" in interface.text(kind) for kind in kinds)
    assert "hunter2" not in repr(form.draft)


def test_every_field_has_a_name_for_screen_readers(form):
    def spoken(name):
        widget = form.editor(name).widget
        interface = QAccessible.queryAccessibleInterface(widget)
        # Qt on Unix gives a combo box's choice as its name, and its label as a relation.
        return widget.accessibleName() or interface.text(QAccessible.Text.Name)

    assert [spoken(spec.name) for spec in SPECS] == ["Name", "Color", "Token", "Enabled"]


def test_columns_go_under_each_other_where_it_is_narrow(qtbot):
    form = BoundForm(
        SPECS,
        START,
        binding=ByAttribute(),
        validate=Draft.problems,
        describe=str,
        columns=2,
    )
    qtbot.addWidget(form)
    form.resize(500, 300)
    with qtbot.waitExposed(form):
        form.show()
    name, color = (form.editor(one).widget for one in ("name", "color"))

    def top(widget):
        return widget.mapTo(form, widget.rect().topLeft()).y()

    assert top(name) == top(color)
    form.resize(280, 300)
    qtbot.waitUntil(lambda: top(name) < top(color))
