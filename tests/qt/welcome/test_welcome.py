"""The first page: two choices, one click, and what is said when opening fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QScrollArea

from app.domain.errors import PlatformStartError, SecretStoreError, StoreError
from app.domain.workspace import Environment
from app.ui.pages.welcome.view import WelcomePage
from app.ui.session import SANDBOX
from tests.support.builders import a_connection
from tests.support.clipping import clipped
from tests.support.payloads import UI_PAYLOADS
from tests.support.pseudo_locale import pseudo, pseudo_locale


@pytest.fixture
def welcome(qtbot, light):
    page = WelcomePage()
    page.resize(1280, 760)
    qtbot.addWidget(page)
    page.show()
    return page


def choices(page):
    return page.start_sandbox, page.connect_button


def test_both_choices_are_there_at_once(qtbot, welcome):
    assert all(button.isEnabled() for button in choices(welcome))
    with qtbot.waitSignal(welcome.sandbox_wanted):
        qtbot.mouseClick(welcome.start_sandbox, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(welcome.connect_wanted):
        qtbot.keyClick(welcome.connect_button, Qt.Key.Key_Space)


def test_the_guide_is_one_click_away(qtbot, welcome):
    with qtbot.waitSignal(welcome.guide_wanted):
        qtbot.mouseClick(welcome.findChild(QPushButton, "open_guide"), Qt.MouseButton.LeftButton)


def test_while_something_opens_nothing_else_can_be_started(welcome):
    welcome.show_opening(SANDBOX)
    assert not any(button.isEnabled() for button in choices(welcome))
    assert welcome.start_sandbox.is_busy
    welcome.show_idle()
    assert all(button.isEnabled() for button in choices(welcome))
    assert not welcome.start_sandbox.is_busy


def test_opening_another_connection_is_not_called_starting_the_sandbox(welcome):
    welcome.show_opening("con_1")
    assert not welcome.start_sandbox.is_busy
    assert not welcome.start_sandbox.isEnabled()


@pytest.mark.parametrize(
    "error",
    [
        PlatformStartError("ended", detail="Address already in use"),
        SecretStoreError("locked", reason="locked"),
        StoreError("full", reason="disk_full"),
    ],
)
def test_a_failure_is_said_and_both_choices_are_there_again(welcome, error):
    welcome.show_opening(SANDBOX)
    welcome.show_error(error)
    banner = welcome.findChild(type(welcome._trouble), "welcome_error")
    assert banner.isVisible()
    assert all(button.isEnabled() for button in choices(welcome))
    welcome.show_opening(SANDBOX)  # trying again takes the old message away
    assert not banner.isVisible()


def test_T35_the_last_words_of_the_platform_are_shown_as_plain_text(welcome):
    for payload in UI_PAYLOADS:
        welcome.show_error(PlatformStartError("x", detail=payload))
        labels = welcome.findChildren(QLabel)
        begun = f"{payload[:1].upper()}{payload[1:]}"  # as a sentence begins
        assert begun in [label.text() for label in labels]
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_platforms_that_were_added_before_can_be_opened_again(qtbot, welcome):
    assert not welcome.findChild(type(welcome.connect_button), "open_connection").isVisible()
    added = a_connection(id="con_1", name="Northwind")
    sandbox = a_connection(id="sandbox", is_sandbox=True, environment=Environment.SANDBOX)
    welcome.show_connections([sandbox, added])
    menu = opened_menu(qtbot, welcome)
    assert [action.text() for action in menu.actions()] == ["Northwind · Production"]
    with qtbot.waitSignal(welcome.connection_wanted) as chosen:
        menu.actions()[0].trigger()
    assert chosen.args == ["con_1"]
    menu.close()


def test_T35_names_of_connections_are_plain_in_the_menu(qtbot, welcome):
    every = [a_connection(id=f"con_{n}", name=name) for n, name in enumerate(UI_PAYLOADS)]
    welcome.show_connections(every)
    menu = opened_menu(qtbot, welcome)
    for action, connection in zip(menu.actions(), every, strict=True):
        assert "\t" not in action.text()  # what follows one is shown as a shortcut
        shown = action.text().replace("&&", "&").removesuffix(" · Production")
        name = connection.name.replace("\t", " ")
        assert shown == name or (shown.endswith("…") and name.startswith(shown[:-1]))
        assert action.data() == connection.id
    menu.close()


def opened_menu(qtbot, welcome):
    button = welcome.findChild(type(welcome.connect_button), "open_connection")
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return welcome.findChildren(QMenu)[-1]


def test_the_cards_say_what_they_are(welcome):
    names = {
        QAccessible.queryAccessibleInterface(card).text(QAccessible.Text.Name)
        for card in (welcome.start_sandbox.parentWidget(), welcome.connect_button.parentWidget())
    }
    assert names == {"Try it with the built-in sandbox", "Connect to your platform"}


@pytest.mark.parametrize("width", [900, 1280, 1920])
def test_nothing_is_cut_off(qtbot, welcome, width):
    welcome.resize(width, 560)
    welcome.show_connections([a_connection()])
    welcome.show_error(StoreError("io", reason="read_only", path="/home/thandi/.local/share"))
    QCoreApplication.sendPostedEvents()  # lay out now
    assert clipped(welcome) == []
    assert not scroll_bar_of(welcome).isVisible()


@pytest.mark.parametrize("width", [900, 1280])
def test_nothing_is_cut_off_in_a_longer_language(qtbot, qapp, light, width):
    with pseudo_locale(qapp):
        page = WelcomePage()
        qtbot.addWidget(page)
        page.resize(width, 560)
        page.show()
        page.show_error(PlatformStartError("x"))
        assert page.start_sandbox.words == pseudo("Start the sandbox")
        QCoreApplication.sendPostedEvents()
        assert clipped(page) == []


def test_a_connection_of_the_sandbox_alone_is_not_offered_twice(welcome):
    sandbox = a_connection(id="sandbox", is_sandbox=True)
    welcome.show_connections([replace(sandbox, name="Practice platform")])
    assert not welcome.findChild(type(welcome.connect_button), "open_connection").isVisible()


def scroll_bar_of(page):
    return page.findChild(QScrollArea).horizontalScrollBar()
