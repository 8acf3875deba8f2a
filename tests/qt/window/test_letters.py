"""Alt and a letter: in each menu, one letter chooses one thing, in every language."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from app import resources
from app.ui.actions import Actions
from app.ui.translations import AFRIKAANS
from tests.support.pseudo_locale import PseudoLocale

_LETTER = re.compile(r"&([^&\s])")


def afrikaans():
    translator = QTranslator()
    assert translator.load(str(resources.resources_dir() / "i18n" / AFRIKAANS))
    return translator


@pytest.fixture(params=[None, afrikaans, PseudoLocale], ids=["en", "af", "pseudo"])
def bar(request, qtbot, qapp):
    """The menu bar in one language."""
    translator = request.param() if request.param is not None else None
    if translator is not None:
        assert qapp.installTranslator(translator)
    try:
        window = QMainWindow()
        qtbot.addWidget(window)
        Actions(window).fill(window.menuBar())
        yield window.menuBar()
    finally:
        if translator is not None:
            qapp.removeTranslator(translator)


def letters(menu):
    """The letters of a menu's visible entries, as they would be pressed."""
    found = []
    for action in menu.actions():
        if action.isVisible() and not action.isSeparator():
            found += _LETTER.findall(action.text().replace("&&", ""))
    return [QLocale.c().toLower(one) for one in found]


def test_each_letter_of_a_menu_is_one_entrys(bar):
    menus = [bar, *bar.findChildren(QMenu), *bar.window().findChildren(QMenu)]
    assert len(menus) > 6
    twice = {
        f"{menu.title() if isinstance(menu, QMenu) else 'bar'}: {letter}"
        for menu in menus
        for letter, times in Counter(letters(menu)).items()
        if times > 1
    }
    assert twice == set()


def test_a_letter_that_is_given_twice_is_found(qtbot):
    bar = QMenuBar()
    qtbot.addWidget(bar)
    for words in ("&File", "R&&D &files", "&Edit"):
        bar.addAction(words)
    assert letters(bar) == ["f", "f", "e"]


def test_each_entry_that_is_always_there_has_a_letter(bar):
    """But those of connections, whose names are a person's."""
    silent = [
        action.text()
        for menu in [bar, *bar.findChildren(QMenu)]
        for action in menu.actions()
        if action.isVisible() and not action.isSeparator() and action.isEnabled()
        if not _LETTER.search(action.text().replace("&&", ""))
    ]
    assert silent == []
