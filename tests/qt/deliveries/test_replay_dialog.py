"""The replay dialog, used by clicks: the count, the warning, the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.delivery import DeliveryStatus
from app.domain.errors import NetworkError
from app.domain.workspace import Environment
from app.ui.pages.deliveries.replay_dialog import ReplayDialog
from app.ui.pages.delivery_access import Access
from app.ui.widgets import Banner, CheckBox, ComboBox, EnvironmentTag, Hint
from tests.support.builders import NOW, a_delivery, a_listener, local
from tests.support.page_world import click, find, fits, nameless
from tests.support.scripted_deliveries import Scripted, made

FAILED = DeliveryStatus.FAILED


def named(listener_id, name):
    listener = a_listener(id=listener_id)
    return local(replace(listener, settings=replace(listener.settings, name=name)))


CRM, FEED = named("lst_1", "CRM"), named("lst_2", "Feed")


def failed(number, **changes):
    at = NOW - timedelta(minutes=number)
    return a_delivery(**{"status": FAILED, "created_at": at, "listener_id": "lst_1"} | changes)


@pytest.fixture
def open_dialog(qtbot, build, platform):
    """Opens it from the page, as a person does."""

    def open_dialog(*rows, listeners=(CRM, FEED), **how):
        platform.deliveries_ = list(rows)
        page = build(Scripted(made(1, status=FAILED)), listeners=listeners, **how)
        page_shows(qtbot, page, listeners)
        click(qtbot, page, "replay_failed")
        dialog = page.findChild(ReplayDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.waitUntil(lambda: not text(dialog, "replay_count").startswith("Counting"))
        return page, dialog

    return open_dialog


def page_shows(qtbot, page, listeners):
    combo = find(page, ComboBox, "listener_filter")
    qtbot.waitUntil(lambda: len(combo.items) == 1 + len(listeners))


def text(dialog, name):
    return find(dialog, QLabel, name).text()


def results(dialog):
    return [one.text for one in dialog.findChildren(Hint, "replay_result") if one.isVisible()]


def test_says_how_many_to_whom_since_when_and_that_it_may_be_twice(open_dialog):
    _page, dialog = open_dialog(failed(1), failed(2), failed(3, listener_id="lst_2"))
    assert text(dialog, "replay_count") == "3 deliveries to 2 listeners"
    assert text(dialog, "replay_range").startswith("All that is kept, until")
    assert find(dialog, QWidget, "start_replay").words == "Replay 3"
    words = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    assert "Receivers may get an event twice" in words


def test_narrowing_down_counts_again(qtbot, open_dialog):
    _page, dialog = open_dialog(failed(1), failed(200), failed(3, listener_id="lst_2"))
    combo = find(dialog, ComboBox, "replay_window")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: text(dialog, "replay_count") == "2 deliveries to 2 listeners")
    assert text(dialog, "replay_range").startswith("From ")
    find(dialog, CheckBox, "replay_failed").click()
    qtbot.waitUntil(lambda: text(dialog, "replay_count") == "There is nothing to send again")
    assert not find(dialog, QWidget, "start_replay").isEnabled()


def test_replays_and_shows_what_came_of_it(qtbot, open_dialog, platform):
    platform.standing_in_the_way["lst_2"] = "listener_disabled"
    page, dialog = open_dialog(failed(1), failed(2), failed(3, listener_id="lst_2"))
    off = "Feed, clients Create: The listener is off. Turn it on, then replay."
    assert find(dialog, Hint, "replay_left_out").text == off
    click(qtbot, dialog, "start_replay")
    qtbot.waitUntil(lambda: results(dialog) == ["2 on the way again", off])
    click(qtbot, dialog, "show_replayed")
    assert not dialog.isVisible()
    assert find(page, ComboBox, "listener_filter").value is None


def test_production_is_named_on_the_button(open_dialog):
    _page, dialog = open_dialog(failed(1), access=Access(Environment.PRODUCTION))
    button = find(dialog, QWidget, "start_replay")
    assert button.words == "Replay 1 in Production"
    assert button.property("kind") == "prod"


def test_production_is_named_from_the_moment_that_it_is_one(open_dialog):
    page, dialog = open_dialog(failed(1), access=Access())
    button, tag = find(dialog, QWidget, "start_replay"), dialog.findChild(EnvironmentTag)
    assert (button.words, tag.environment) == ("Replay 1", Environment.SANDBOX)
    page._actions.take_access(Access(Environment.PRODUCTION))
    assert (button.words, tag.environment) == ("Replay 1 in Production", Environment.PRODUCTION)
    assert button.property("kind") == "prod"


def test_closing_while_it_sends_stops_it_first(qtbot, open_dialog, platform, gate):
    _page, dialog = open_dialog(failed(1), failed(2, listener_id="lst_2"))
    platform.before["replay_many"] = gate
    click(qtbot, dialog, "start_replay")
    gate.wait_entered()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert text(dialog, "replay_count") == "Stopping..."
    gate.opened.set()
    qtbot.waitUntil(lambda: results(dialog) == ["1 on the way again", "1 not sent: stopped before"])
    click(qtbot, dialog, "close_replay")
    assert not dialog.isVisible()


def test_a_count_that_failed_says_why_and_tries_again(qtbot, open_dialog, platform):
    platform.fail("deliveries", NetworkError("gone", host="p.example"))
    _page, dialog = open_dialog(failed(1))
    banner = find(dialog, Banner, "replay_error")
    qtbot.waitUntil(banner.isVisible)
    assert "p.example cannot be reached" in banner.text
    click(qtbot, dialog, "count_again")
    qtbot.waitUntil(lambda: text(dialog, "replay_count") == "1 delivery to 1 listener")
    assert not banner.isVisible()


def test_what_was_skipped_asks_for_one_listener(qtbot, open_dialog):
    _page, dialog = open_dialog(failed(1))
    box = find(dialog, CheckBox, "replay_skipped")
    assert not box.isEnabled()
    assert "Choose one listener" in box.toolTip()
    combo = find(dialog, ComboBox, "replay_listener")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.waitUntil(box.isEnabled)


def test_who_may_not_replay_is_told_at_the_button(build):
    page = build(Scripted(made(1)), access=Access(why_no_replay="This connection only reads"))
    button = find(page, QWidget, "replay_failed")
    assert not button.isEnabled()
    assert button.toolTip() == "This connection only reads"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_and_everything_has_a_name(qtbot, open_dialog, theme, platform, scale):
    theme.apply("light", text_scale=scale)
    platform.standing_in_the_way["lst_2"] = "listener_suspended"
    _page, dialog = open_dialog(failed(1), failed(3, listener_id="lst_2"))
    qtbot.waitUntil(lambda: fits(dialog) is None)
    assert nameless(dialog) == []
    click(qtbot, dialog, "start_replay")
    qtbot.waitUntil(lambda: len(results(dialog)) == 2)
    qtbot.waitUntil(lambda: fits(dialog) is None)


def test_listeners_selected_elsewhere_are_asked_about_at_once(qtbot, build, platform):
    platform.deliveries_ = [failed(1), failed(2, listener_id="lst_2"), failed(3, listener_id="x")]
    page = build(Scripted(made(1, status=FAILED)))
    page.enter(replay_of={"lst_1": "CRM", "lst_2": "Feed"})
    dialog = page.findChild(ReplayDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.waitUntil(lambda: text(dialog, "replay_count") == "2 deliveries to 2 listeners")
    combo = find(dialog, ComboBox, "replay_listener")
    assert [one.text for one in combo.items] == ["2 selected listeners", "CRM", "Feed"]
    assert find(dialog, CheckBox, "replay_skipped").isEnabled()
    click(qtbot, dialog, "close_replay")
