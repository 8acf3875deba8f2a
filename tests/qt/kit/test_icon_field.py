"""Icons in fields: as large as the text asks for, beside the text, and with names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.ui.theme import em
from app.ui.widgets import SearchField, SecretField
from app.ui.widgets.icon_field import FieldButton


@pytest.fixture
def search(show):
    return show(SearchField("Find listeners"))


def button(field):
    return field.findChild(FieldButton)


def test_icons_and_the_room_for_them_grow_with_the_text(search, theme):
    search.setText("crm")
    small, margins = button(search).size(), search.textMargins()
    theme.apply("light", text_scale=1.5)
    assert button(search).width() == em(16) + 6 > small.width()
    assert search.textMargins().left() > margins.left()
    assert search.textMargins().right() > margins.right()
    assert button(search).geometry().right() < search.width()


def test_the_text_has_the_clear_buttons_place_while_there_is_nothing_to_clear(qtbot, search):
    assert (button(search).isHidden(), search.textMargins().right()) == (True, 0)
    qtbot.keyClicks(search, "crm")
    assert button(search).geometry().left() >= search.width() - search.textMargins().right()
    qtbot.mouseClick(button(search), Qt.MouseButton.LeftButton)
    assert (search.text(), button(search).isHidden(), search.textMargins().right()) == ("", True, 0)
    qtbot.waitUntil(search.hasFocus)


def test_the_button_stays_at_the_end_of_a_wider_field(qtbot, search):
    search.setText("crm")
    search.window().resize(700, 120)
    qtbot.wait_until(lambda: search.width() > 600)
    assert search.width() - button(search).geometry().right() == em(4) + 1


def test_the_eye_says_what_it_does(qtbot, show):
    secret = show(SecretField())
    secret.setText("whsec")
    assert button(secret).accessibleName() == button(secret).toolTip() == "Show"
    qtbot.mouseClick(button(secret), Qt.MouseButton.LeftButton)
    assert secret.is_shown
    assert button(secret).accessibleName() == "Hide"
