"""The panel beside a list shows all of what it holds, whatever font the system has."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from app.ui.pages.frame import ListAndPanel, PageHead, ScrollColumn
from app.ui.theme import em
from app.ui.widgets import Button, SecondLine
from tests.support.clipping import askew, clipped

WIDTH = 344


class Panel(QWidget):
    def __init__(self):
        super().__init__()
        area = ScrollColumn()
        self.button = QPushButton("Short")
        area.body.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)


@pytest.fixture
def panel(qtbot):
    made = Panel()
    whole = ListAndPanel(QListWidget(), made, width=WIDTH)
    qtbot.addWidget(whole)
    whole.resize(1280, 600)
    whole.set_has_content(True)
    whole.show()
    qtbot.waitExposed(whole)
    made.beside_its_list = whole  # qtbot holds it weakly
    return made


def test_it_is_as_wide_as_the_design_has_it(panel):
    assert panel.width() == em(WIDTH)


def test_it_stands_beside_its_list_in_a_window_of_1180_and_not_in_a_narrower_one(panel):
    whole = panel.beside_its_list
    whole.resize(em(1180 - 212), 600)  # less the sidebar
    assert whole.is_panel_beside
    whole.resize(em(1179 - 212), 600)
    assert not whole.is_panel_beside


def test_it_grows_with_what_cannot_be_scrolled_across(qtbot, panel):
    panel.button.setText("A button whose words are wider than the panel of the design " * 2)
    needed = panel.button.minimumSizeHint().width()
    qtbot.waitUntil(lambda: panel.width() >= needed)
    qtbot.waitUntil(lambda: clipped(panel.window()) == [])
    panel.button.setText("Short")
    qtbot.waitUntil(lambda: panel.width() == em(WIDTH))


def test_content_that_is_cut_off_is_found(panel):
    panel.button.setMinimumWidth(2000)
    panel.window().setMaximumWidth(em(980))
    area = panel.findChild(ScrollColumn)
    assert area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    area.widget().resize(2000, 100)
    assert any("scrolled across" in one for one in clipped(panel.window()))


def test_the_second_line_of_a_head_gives_way_where_there_is_no_room(qtbot, theme):
    head = PageHead(
        "Receiver", "Catches webhooks sent to this computer, so you can look inside them"
    )
    head.add_action(QPushButton("A button that takes most of the room there is in a narrow window"))
    qtbot.addWidget(head)
    head.resize(600, 80)
    head.show()
    qtbot.waitExposed(head)
    assert clipped(head) == []


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_what_stands_behind_the_second_line_is_level_with_it(qtbot, theme, scale):
    theme.apply("light", text_scale=scale)
    head, link = PageHead("Webhook Listeners", "14 listeners"), Button("All", kind="link")
    for part in (SecondLine("Distribution Channel"), link):
        head.add_to_second(part)
    qtbot.addWidget(head)
    head.show()
    qtbot.waitExposed(head)
    assert len(head.findChildren(QLabel)) == 3
    assert askew(head) == []


class Two(QWidget):
    """A list and a panel, with something behind them that Qt would give the keyboard to."""

    def __init__(self):
        super().__init__()
        self.list, self.panel = QListWidget(), QPushButton("In the panel")
        inner = QWidget()
        QVBoxLayout(inner).addWidget(self.panel)
        self.both = ListAndPanel(self.list, inner, width=WIDTH)
        self.both.set_has_content(True)
        self.after = QPushButton("Commands")
        column = QVBoxLayout(self)
        column.addWidget(self.both)
        column.addWidget(self.after)


@pytest.fixture
def two(qtbot):
    made = Two()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: not made.both.is_panel_shown)
    return made


def test_it_says_whether_its_panel_stands_beside_the_list(qtbot, panel):
    whole, said = panel.beside_its_list, []
    whole.panel_set_beside.connect(said.append)
    assert whole.is_panel_beside
    whole.close_panel()
    whole.open_panel()
    whole.resize(700, 600)
    qtbot.waitUntil(lambda: said == [False, True, False])
    whole.open_panel()  # in the list's place
    assert whole.is_panel_shown
    assert not whole.is_panel_beside
    assert said == [False, True, False]


def test_heads_with_and_without_a_link_are_equally_high(qtbot, theme):
    plain, linked = PageHead("Deliveries", "Kept for 30 days"), PageHead("Listeners", "14")
    linked.add_to_second(Button("All", kind="link"))
    for scale in (1.0, 1.25, 1.5):
        theme.apply("light", text_scale=scale)
        for head in (plain, linked):
            qtbot.addWidget(head)
            head.show()
        assert plain.sizeHint().height() == linked.sizeHint().height()


def test_the_keyboard_goes_with_the_part_that_gives_way(qtbot, two):
    two.list.setFocus()
    two.both.toggle()
    qtbot.waitUntil(two.panel.hasFocus)
    two.both.toggle()
    qtbot.waitUntil(two.list.hasFocus)


def test_who_is_elsewhere_stays_there(qtbot, two):
    two.after.setFocus()
    two.both.toggle()
    qtbot.waitUntil(two.after.hasFocus)


def test_a_panel_that_closes_as_the_window_gets_narrow_gives_the_keyboard_to_its_list(qtbot, two):
    two.resize(em(1400), 600)
    qtbot.waitUntil(lambda: two.both.is_panel_shown)
    two.panel.setFocus()
    two.resize(700, 600)
    qtbot.waitUntil(two.list.hasFocus)
