"""English plurals: the compiled catalogue says what its source says, and is asked."""

from __future__ import annotations

import ast
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QWidget

from app import resources
from app.ui import translations
from app.ui.status_line import StatusLine
from app.ui.text import times
from app.ui.translations import ENGLISH, install_translations
from app.ui.widgets import Button
from tests.support.builders import NOW
from tests.support.pseudo_locale import pseudo, pseudo_locale
from tools import translations as tool
from tools.translations import Message

CATALOGUE = tool.CATALOGUE.read_text("utf-8")
FORMS = tool.forms_in(CATALOGUE)


@pytest.fixture
def catalogue():
    translator = QTranslator()
    assert translator.load(str(resources.resources_dir() / "i18n" / ENGLISH))
    return translator


@pytest.mark.parametrize("message", sorted(FORMS), ids=str)
def test_the_compiled_catalogue_has_both_forms(catalogue, message):
    one, many = FORMS[message]
    # The translator gives the form; Qt itself puts the number in.
    said = [catalogue.translate(*message, "", n) for n in (0, 1, 2, 21)]
    assert said == [many, one, many, many]


def test_the_catalogue_is_in_date():
    assert tool.complaints(tool.with_numbers(tool.messages_in(tool.SOURCES)), FORMS) == []


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "In 1 second"), (2, "In 2 seconds"), (60, "In 1 minute"), (7200, "In 2 hours")],
)
def test_plurals_are_english_once_installed(english, seconds, words):
    assert times.until(NOW + timedelta(seconds=seconds), NOW) == words


def test_a_class_says_its_own_plurals(qtbot, english):
    line = StatusLine()
    qtbot.addWidget(line)
    assert line.tr("%Ln change(s) waiting", None, 1) == "1 change waiting"
    assert line.tr("%Ln change(s) waiting", None, 0) == "0 changes waiting"


def test_a_package_without_its_catalogue_says_so(qapp, monkeypatch, tmp_path):
    monkeypatch.setattr(translations, "resources_dir", lambda: tmp_path)
    with pytest.raises(FileNotFoundError, match=r"app_en\.qm"):
        install_translations(qapp)


# --- the tool ------------------------------------------------------------------------------------

SOURCE = """
translate("times", "In %Ln minute(s)", None, 3)
translate("times", "Now")
class Panel:
    def show(self):
        self.label.setText(self.tr("%Ln listener(s)", None, 3))
        class Inner:
            def show(self): return self.tr("%Ln left", None, 3)
text.translate(table)
"""
SAID = {
    Message("times", "In %Ln minute(s)"),
    Message("Panel", "%Ln listener(s)"),
    Message("Inner", "%Ln left"),
}


def test_the_tool_finds_the_texts_under_the_names_that_qt_uses():
    said = set(tool.said_in(ast.parse(SOURCE)))
    assert said == SAID | {Message("times", "Now")}
    assert tool.with_numbers(said) == SAID


def test_a_text_that_nobody_translated_is_reported():
    forms = dict.fromkeys(SAID, ("%Ln a", "%Ln b"))
    assert tool.complaints(SAID, forms) == []
    gone = Message("times", "In %Ln hour(s)")
    bad = {
        **{message: forms[message] for message in SAID if message.context != "Panel"},
        Message("Inner", "%Ln left"): ("%Ln left",),
        gone: ("In %Ln hour(s)", "In %Ln hours"),
    }
    assert [line.split(":")[0] for line in tool.complaints(SAID, bad)] == [
        "Inner",  # one form is missing
        "Panel",  # not there
        "times",  # said by nobody
        "times",  # a form that was left as it stood in the source
    ]


def test_new_texts_get_both_forms_and_edited_ones_stay():
    new = (
        "<source>Delete %Ln listener(s)?</source>\n"
        '        <translation type="unfinished">\n'
        "            <numerusform></numerusform>\n"
        "            <numerusform></numerusform>\n"
        "        </translation>"
    )
    edited = new.replace(' type="unfinished"', "").replace("></numer", ">by hand</numer")
    filled = tool.with_new_forms(new + edited)
    assert "<numerusform>Delete %Ln listener?</numerusform>" in filled
    assert "<numerusform>Delete %Ln listeners?</numerusform>" in filled
    assert "unfinished" not in filled
    assert filled.endswith(edited)
    assert tool.with_new_forms(filled) == filled


# --- the language that nobody speaks -------------------------------------------------------------


def test_pseudo_texts_are_longer_accented_and_keep_what_the_program_fills_in():
    text = "Delete {name} from %Ln listener(s) && more?"
    made = pseudo(text)
    assert len(made) >= len(text) * 1.3
    assert "{name}" in made
    assert "%Ln" in made
    assert "&&" in made
    assert "Delete" not in made
    assert pseudo("") == ""
    assert pseudo("&Save").startswith("&S")


def test_the_pseudo_locale_lies_over_english_and_goes_away(qtbot, qapp, english):
    class Page(QWidget):
        def __init__(self):
            super().__init__()
            self.button = Button(self.tr("Save"))

    before = QCoreApplication.translate("times", "In %Ln minute(s)", None, 1)
    with pseudo_locale(qapp):
        page = Page()
        qtbot.addWidget(page)
        assert page.button.words == pseudo("Save")
        said = QCoreApplication.translate("times", "In %Ln minute(s)", None, 1)
        assert said == pseudo("In %Ln minute(s)").replace("%Ln", "1")
    assert QCoreApplication.translate("times", "In %Ln minute(s)", None, 1) == before
