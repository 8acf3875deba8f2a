"""A record's form, built from its schema and filled in by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.ui.forms.record_values import blank
from app.ui.forms.schema import fields_of
from app.ui.forms.schema_form import SchemaForm, choice_text
from app.ui.forms.schema_values import Unreadable
from app.ui.widgets.choices import CheckBox
from app.ui.widgets.combo import ComboBox
from app.ui.widgets.message import Hint

SCHEMA = {
    "required": ["name", "status"],
    "properties": {
        "name": {"type": "string", "title": "Name", "maxLength": 100},
        "status": {"enum": ["prospect", "former_client"]},
        "email": {"type": ["string", "null"], "format": "email", "title": "Email"},
        "born_on": {"type": ["string", "null"], "format": "date"},
        "premium": {"type": "number", "minimum": 0},
        "consent": {"type": "boolean", "title": "Marketing consent"},
        "smoker": {"type": ["boolean", "null"]},
        "tags": {"type": "array"},
    },
}
FIELDS = fields_of(SCHEMA)
VALUES = {
    "name": "Amelia",
    "status": "former_client",
    "email": None,
    "born_on": "1980-02-29",
    "premium": 1250,
    "consent": True,
    "smoker": None,
    "tags": ["a"],
}


@pytest.fixture
def form(qtbot):
    form = SchemaForm(FIELDS, VALUES)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    return form


def test_shows_what_the_record_holds(form):
    assert form.findChild(QLineEdit, "name").text() == "Amelia"
    assert form.findChild(ComboBox, "status").currentText() == "Former client"
    assert form.findChild(QLineEdit, "email").text() == ""
    assert form.findChild(QLineEdit, "premium").text() == "1250"
    assert form.findChild(CheckBox, "consent").isChecked()
    assert form.findChild(ComboBox, "smoker").currentText() == "Not set"
    assert form.findChild(QPlainTextEdit, "tags").toPlainText() == '["a"]'
    assert not form.is_dirty


def test_editing_gives_typed_values(qtbot, form):
    premium = form.findChild(QLineEdit, "premium")
    premium.selectAll()
    qtbot.keyClicks(premium, "99.5")
    born = form.findChild(QLineEdit, "born_on")
    born.selectAll()
    qtbot.keyClick(born, Qt.Key.Key_Delete)
    qtbot.keyClick(form.findChild(ComboBox, "smoker"), Qt.Key.Key_Down)
    assert form.draft["premium"] == 99.5
    assert form.draft["born_on"] is None
    assert form.draft["smoker"] is True


def test_an_unreadable_value_stays_as_typed_and_is_told(qtbot, form):
    premium = form.findChild(QLineEdit, "premium")
    premium.selectAll()
    qtbot.keyClicks(premium, "12,50")
    assert form.submit() is None
    assert form.draft["premium"] == Unreadable("12,50")
    assert premium.text() == "12,50"
    assert form.findChild(Hint, "premium_message").text == "Enter a number, for example 1250.50"
    assert form.focusWidget() is premium


def test_a_new_record_asks_only_for_what_is_required(form):
    form.load(blank(FIELDS))
    assert form.submit() is None
    wrong = [one.name for one in FIELDS if form.findChild(Hint, f"{one.name}_message").isVisible()]
    assert wrong == ["name", "status"]


def test_tab_walks_the_fields_in_order(qtbot, form):
    form.findChild(QLineEdit, "name").setFocus()
    walked = []
    for _step in FIELDS:
        walked.append(form.focusWidget().objectName())
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert walked == [one.name for one in FIELDS]


def test_T35_titles_and_choices_are_plain_text(qtbot):
    evil = "<img src='file:///etc/passwd'>&amp;"
    fields = fields_of({"properties": {"a": {"title": evil, "enum": [evil]}}})
    form = SchemaForm(fields, {"a": evil})
    qtbot.addWidget(form)
    combo = form.findChild(ComboBox, "a")
    assert combo.currentText() == choice_text(evil)
    assert combo.accessibleName() == evil


@pytest.mark.parametrize(
    ("value", "text"),
    [("former_client", "Former client"), (True, "Yes"), (3, "3"), ("ZAR", "ZAR"), ("", "")],
)
def test_choices_as_words(value, text):
    assert choice_text(value) == text
