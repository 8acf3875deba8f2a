"""What covers the window until its list is in the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QMainWindow, QWidget

from app.domain.window_memory import ListPlace, WindowMemory
from app.domain.workspace import Environment
from app.ui.first_list import FirstList, can_stand, place_of
from app.ui.main_window import MainWindow
from app.ui.window_state import WindowState
from tests.support.builders import a_connection

CONNECTION = a_connection(environment=Environment.SANDBOX)


@pytest.fixture
def window(qtbot, light):
    window = QMainWindow()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def place(window):
    part = QWidget(window)
    part.setGeometry(213, 158, 787, 516)
    return place_of(window, part, CONNECTION)


def test_the_list_stands_where_it_stood_and_grows_with_the_window(qtbot, window, place):
    table = QWidget()
    cover = FirstList(window, table, place)
    with qtbot.waitSignal(cover.painted):
        window.show()
    assert table.isVisible()
    assert QRect(table.mapTo(window, QPoint()), table.size()) == QRect(213, 158, 787, 516)
    window.resize(1200, 800)
    qtbot.waitUntil(lambda: cover.size() == window.size())
    assert QRect(table.mapTo(window, QPoint()), table.size()) == QRect(213, 158, 987, 616)


def test_nothing_that_is_made_meanwhile_is_seen(qtbot, window, place):
    cover = FirstList(window, QWidget(), place)
    with qtbot.waitSignal(cover.painted):
        window.show()
    before = window.grab().toImage()
    window.setCentralWidget(QWidget())
    window.menuBar().addMenu("File")
    window.statusBar().showMessage("Ready")
    assert window.children()[-1] is cover or window.childAt(5, 5) is cover
    assert window.grab().toImage() == before


def test_it_goes_in_the_very_turn_in_which_the_list_has_its_place(qtbot, window, place):
    table = QWidget()
    cover = FirstList(window, table, place)
    with qtbot.waitSignal(cover.painted):
        window.show()
    page = QWidget()
    window.setCentralWidget(page)
    gone = []
    cover.destroyed.connect(lambda: gone.append(True))
    table.setParent(page)
    assert not cover.isVisible()
    cover.go()  # who does not know it may say so once more
    qtbot.waitUntil(lambda: gone == [True])
    window.resize(900, 650)  # nobody lays out what is gone


@pytest.mark.parametrize(
    "wrong",
    [
        {"like": ""},
        {"left": -1},
        {"top": -1},
        {"bottom": -5},
        {"left": 900},
        {"top": 400, "bottom": 200},
        {"like": "of another day"},
    ],
)
def test_a_place_that_cannot_be_is_not_used(window, place, wrong):
    assert can_stand(window, place, CONNECTION)
    assert not can_stand(window, replace(place, **wrong), CONNECTION)


def test_what_would_move_it_has_it_not_shown(qtbot, window, place, light):
    production = replace(CONNECTION, environment=Environment.PRODUCTION)
    assert not can_stand(window, place, production), "the strip is of another height"
    light.apply("light", text_scale=1.5)
    assert not can_stand(window, place, CONNECTION)
    light.apply("light")
    window.resize(901, 700)
    assert not can_stand(window, place, CONNECTION), "the sidebar may be a narrow one"


def test_the_place_of_the_list_is_remembered_when_it_is_painted(a_window):
    kept = []
    state = WindowState(a_window.window, a_window.session, WindowMemory(), kept.append)
    a_window.show()
    a_window.open_sandbox()
    page = a_window.window.bench.page
    assert page.first_part is None
    assert state.memory.list_place == ListPlace(), "this page has no list"
    type(page).first_part = property(lambda self: self.field)
    try:
        a_window.window.painted.emit()
    finally:
        del type(page).first_part
    place = state.memory.list_place
    corner = page.field.mapTo(a_window.window, QPoint())
    assert (place.left, place.top) == corner.toTuple()
    assert place.bottom == a_window.window.height() - corner.y() - page.field.height()
    assert kept[-1].list_place == place


def test_a_window_that_is_shown_already_is_not_moved(qtbot, a_window):
    a_window.window.setGeometry(30, 40, 950, 660)
    a_window.window.show()
    memory = WindowMemory(3, 4, 1111, 777)
    WindowState(a_window.window, a_window.session, memory, lambda _memory: None)
    assert a_window.window.size().toTuple() == (950, 660)


def test_a_window_without_furniture_can_be_closed(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    assert window.close()
    assert not window.isVisible()
