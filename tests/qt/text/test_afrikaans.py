"""Afrikaans: every text, whole and right in form; chosen in the Preferences or by the computer."""

from __future__ import annotations

import ast
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QWidget

from app import resources
from app.domain.preferences import Language
from app.ui import translations
from app.ui.text import times
from app.ui.translations import AFRIKAANS, spoken, use_language
from app.ui.widgets import Button
from tests.support.builders import NOW
from tools import translations as tool
from tools.translations import Message

FORMS = tool.forms_in(tool.AFRIKAANS.read_text("utf-8"))


@pytest.fixture
def catalogue():
    translator = QTranslator()
    assert translator.load(str(resources.resources_dir() / "i18n" / AFRIKAANS))
    return translator


@contextmanager
def afrikaans(qapp):
    """The language in force, as a start in it would have it."""
    before, known = QLocale(), set(qapp.findChildren(QTranslator))
    use_language(qapp, Language.AFRIKAANS)
    try:
        yield
    finally:
        for translator in set(qapp.findChildren(QTranslator)) - known:
            qapp.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(before)


def test_every_text_is_translated_and_has_what_the_program_fills_in():
    assert tool.complaints_of(tool.messages_in(tool.SOURCES), FORMS) == []


def test_the_compiled_catalogue_says_what_its_source_says(catalogue):
    for message, words in FORMS.items():
        if len(words) == 1:
            assert (catalogue.translate(*message),) == words
            continue
        one, many = words
        said = [catalogue.translate(*message, "", n) for n in (0, 1, 2, 21)]
        assert said == [many, one, many, many], message


def test_it_is_spoken_once_chosen_and_by_the_locale(qtbot, qapp):
    class Page(QWidget):
        def say(self):
            return QCoreApplication.translate("times", "In %Ln minute(s)", None, 2)

    page = Page()
    qtbot.addWidget(page)
    with afrikaans(qapp):
        assert page.say() == "Oor 2 minute"
        assert QCoreApplication.translate("dialogs", "Cancel") == "Kanselleer"
        assert times.day(NOW, NOW.replace(year=2000)).split()[1] == "November"
        button = Button(QCoreApplication.translate("dialogs", "Save"))
        qtbot.addWidget(button)
        assert button.words == "Stoor"
    assert page.say() == "In 2 minutes"


@pytest.mark.parametrize(
    ("wanted", "of_system", "expected"),
    [
        (Language.AFRIKAANS, ["en-GB"], Language.AFRIKAANS),
        (Language.ENGLISH, ["af-ZA"], Language.ENGLISH),
        (Language.SYSTEM, ["af-ZA", "en"], Language.AFRIKAANS),
        (Language.SYSTEM, ["af_ZA"], Language.AFRIKAANS),
        (Language.SYSTEM, ["af"], Language.AFRIKAANS),
        (Language.SYSTEM, ["en-ZA", "af-ZA"], Language.ENGLISH),
        (Language.SYSTEM, ["afh"], Language.ENGLISH),
        (Language.SYSTEM, ["de-DE"], Language.ENGLISH),
        (Language.SYSTEM, [], Language.ENGLISH),
    ],
)
def test_which_language_is_meant(wanted, of_system, expected):
    assert spoken(wanted, of_system) is expected


def test_a_package_without_it_says_so(qapp, monkeypatch, tmp_path):
    monkeypatch.setattr(translations, "resources_dir", lambda: tmp_path)
    with pytest.raises(FileNotFoundError, match=r"app_af\.qm"):
        use_language(qapp, Language.AFRIKAANS)
    use_language(qapp, Language.ENGLISH)


# --- the tool -------------------------------------------------------------------------

GOOD = {
    Message("a", "Delete {name}?"): ("Skrap {name}?",),
    Message("a", "%Ln try(s)"): ("%Ln poging", "%Ln pogings"),
    Message("a", "&Save"): ("&Stoor",),
    Message("a", "More..."): ("Meer...",),
}


def test_what_is_right_is_not_complained_of():
    assert tool.complaints_of(set(GOOD), GOOD) == []


@pytest.mark.parametrize(
    ("message", "words", "complaint"),
    [
        (Message("a", "Delete {name}?"), ("Skrap?",), "places to fill in"),
        (Message("a", "Delete {name}?"), ("Skrap {naam}?",), "places to fill in"),
        (Message("a", "Delete {name}?"), (), "is not translated"),
        (Message("a", "%Ln try(s)"), ("%Ln poging",), "is not translated"),
        (Message("a", "%Ln try(s)"), ("een poging", "%Ln pogings"), "places to fill in"),
        (Message("a", "&Save"), ("Stoor",), "letter"),
        (Message("a", "More..."), ("Meer",), "does not end"),
    ],
)
def test_what_is_wrong_is_found(message, words, complaint):
    (found,) = tool.complaints_of(set(GOOD), GOOD | {message: words})
    assert complaint in found
    assert repr(message.source) in found


def test_texts_that_are_new_or_gone_are_found():
    said = set(tool.said_in(ast.parse('translate("a", "New")')))
    assert len(tool.complaints_of(said, dict(list(GOOD.items())[:1]))) == 2


def test_unfinished_texts_count_as_none():
    forms = tool.forms_in(
        "<TS><context><name>a</name>"
        "<message><source>b</source><translation type='unfinished'>c</translation></message>"
        "<message><source>d</source><translation></translation></message>"
        "<message><source>e</source><translation>f</translation></message></context></TS>"
    )
    assert forms == {Message("a", "b"): (), Message("a", "d"): (), Message("a", "e"): ("f",)}
