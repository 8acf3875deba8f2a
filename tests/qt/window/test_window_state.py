"""The window comes back where it was, also when its screen is gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication

from app.domain.window_memory import WindowMemory
from app.ui.column_widths import COLUMN_WIDTHS
from app.ui.theme import em
from app.ui.window_state import WindowState, first_size, place_on
from tests.support.builders import a_connection

MAIN = QRect(0, 0, 1920, 1040)
RIGHT = QRect(1920, 0, 1280, 1024)


@pytest.fixture
def kept():
    return []


@pytest.fixture
def follow(a_window, kept):
    def follow(memory=None):
        memory = memory or WindowMemory()
        return WindowState(a_window.window, a_window.session, memory, kept.append)

    yield follow
    COLUMN_WIDTHS.recall({})


@pytest.mark.parametrize(
    ("wanted", "screens", "placed"),
    [
        (QRect(100, 80, 1300, 900), [MAIN], QRect(100, 80, 1300, 900)),
        (QRect(2000, 50, 1200, 900), [MAIN, RIGHT], QRect(2000, 50, 1200, 900)),
        (QRect(2000, 50, 1200, 900), [MAIN], QRect(360, 70, 1200, 900)),  # its screen is gone
        (QRect(-900, -900, 1200, 900), [MAIN], QRect(360, 70, 1200, 900)),
        (QRect(0, 1035, 1200, 900), [MAIN], QRect(360, 70, 1200, 900)),  # nothing to drag it by
        (QRect(1900, 20, 1200, 900), [MAIN], QRect(360, 70, 1200, 900)),
        (QRect(0, 0, 5000, 4000), [MAIN], MAIN),
        (QRect(1950, 10, 1600, 1200), [MAIN, RIGHT], RIGHT),  # its screen has become smaller
        (QRect(60, 70, 1280, 780), [QRect(0, 0, 1024, 700)], QRect(0, 0, 1024, 700)),
        (QRect(400, 300, 900, 600), [QRect(0, 0, 1024, 700)], QRect(124, 100, 900, 600)),
        (QRect(1000, 80, 1300, 900), [MAIN, RIGHT], QRect(1000, 80, 1300, 900)),  # across both
        (QRect(7, 7, 7, 7), [], QRect(7, 7, 7, 7)),
    ],
)
def test_a_window_is_put_where_it_can_be_reached(wanted, screens, placed):
    assert place_on(wanted, screens) == placed


@pytest.mark.parametrize(
    ("screens", "size"),
    [
        ([MAIN], QSize(1280, 800)),
        ([QRect(0, 0, 1366, 768)], QSize(1280, 728)),  # else its status bar is under the edge
        ([QRect(0, 0, 1280, 800), MAIN], QSize(1272, 760)),
        ([QRect(0, 0, 853, 533)], QSize(1280, 800)),  # there is no room for it at all
        ([], QSize(1280, 800)),
    ],
)
def test_a_window_that_was_nowhere_yet_is_seen_whole_with_its_frame(screens, size):
    assert first_size(QSize(1280, 800), QSize(900, 600), screens) == size


def test_it_comes_back_as_it_was(a_window, follow):
    follow(WindowMemory(3, 4, 900, 655, is_maximized=True))
    assert a_window.window.size().toTuple() == (900, 655)
    assert a_window.window.windowState() & Qt.WindowState.WindowMaximized


@pytest.mark.parametrize(
    "memory",
    [
        WindowMemory(),
        WindowMemory(10**30, -(10**30), 10**30, 10**30),
        WindowMemory(0, 0, 1, 1),
        WindowMemory(0, 0, -5, 900),
        WindowMemory(page="no such page", connection_id="<b>", columns={"t.0": float("nan")}),
    ],
)
def test_nonsense_is_no_harm(a_window, follow, memory):
    follow(memory)
    a_window.show()
    a_window.open_sandbox()
    window = a_window.window
    assert window.width() >= 900
    assert window.bench.current_name == "listeners"
    assert window.screen().availableGeometry().intersects(window.geometry())


def test_where_it_goes_is_remembered(a_window, follow, kept, qtbot):
    state = follow()
    a_window.show()
    a_window.window.resize(1010, 660)
    qtbot.waitUntil(lambda: bool(kept) and kept[-1].width == 1010)
    assert kept[-1].height == 660
    QApplication.sendEvent(a_window.window, QEvent(QEvent.Type.Close))
    assert state.memory == kept[-1]


def test_the_page_of_the_last_time_is_shown_first_then_that_where_one_was(a_window, follow, kept):
    follow(WindowMemory(page="health"))
    a_window.show()
    a_window.open_sandbox()
    assert a_window.window.bench.current_name == "health"
    assert kept[-1].page == "health"
    assert kept[-1].connection_id == "sandbox"
    for page in ("listeners", "credentials"):
        a_window.window.bench.open_page(page)
        a_window.window.actions_.close_connection.trigger()
        a_window.settle()
        a_window.open_sandbox()
        assert a_window.window.bench.current_name == page


def test_a_page_that_belongs_to_another_is_not_opened_by_itself(a_window, follow):
    follow(WindowMemory(page="listener_form"))
    a_window.show()
    a_window.open_sandbox()
    assert a_window.window.bench.current_name == "listeners"


def test_the_connection_of_the_last_time_is_opened_first(a_window, follow, monkeypatch):
    first, second, third = a_connection(), a_connection(), a_connection(open_at_start=False)
    for one in (first, second, third):
        a_window.store.put(one)
    opened = []
    monkeypatch.setattr(a_window.session, "open", opened.append)
    follow(WindowMemory(connection_id=second.id))
    a_window.session.start()
    a_window.qtbot.waitUntil(lambda: opened == [second.id])
    a_window.session.prefer(third.id)  # not to be opened at the start
    a_window.session.start()
    a_window.qtbot.waitUntil(lambda: opened == [second.id, first.id])


def test_what_was_chosen_in_the_palette_is_remembered(follow, kept):
    follow().take_recent(("a", "b"))
    assert kept == [WindowMemory(recent=("a", "b"))]


def test_a_column_that_a_person_drags_keeps_its_width(a_window, follow, kept, monkeypatch, light):
    from app.ui.tables import KeyedTableModel, TableView
    from tests.qt.kit.test_table_view import COLUMNS

    follow(WindowMemory(columns={"a_table.2": 200, "a_table.1": 5, "other.2": 90}))
    view = TableView("Rows")
    view.setObjectName("a_table")
    a_window.qtbot.addWidget(view)
    view.resize(900, 300)
    with a_window.qtbot.waitExposed(view):  # what was never seen wears no sheet, nor takes another
        view.show()
    view.set_model(KeyedTableModel(COLUMNS, key=lambda row: row.id, parent=view))
    assert [view.columnWidth(at) for at in (1, 2)] == [em(120), em(200)]  # 5 is too narrow
    view.setColumnWidth(1, 150)  # by the app itself
    assert not kept
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    view.horizontalHeader().resizeSection(1, 170)
    monkeypatch.undo()
    assert kept[-1].columns == {"a_table.2": 200, "a_table.1": 170, "other.2": 90}
    QApplication.sendEvent(view, QResizeEvent(view.size(), view.size()))
    assert view.columnWidth(1) == 170
    light.apply("light", text_scale=1.5)
    assert view.columnWidth(1) == em(170) == 262
