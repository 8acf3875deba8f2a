"""The Resolve conflict window, on real services over a fake platform (mockup 07)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.control import JobControl
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from app.domain.workspace import Environment
from app.ui.pages.listeners.changes import ListenerChanges
from app.ui.pages.listeners.conflict_dialog import ConflictDialog
from app.ui.pages.listeners.list_status import Body
from app.ui.widgets import Banner, Button, EnvironmentTag, PlainLabel, RadioCard
from tests.support.builders import NOW, a_listener, a_me, settings
from tests.support.listener_list import list_presenter
from tests.support.page_world import click, find, fits, nameless
from tests.support.payloads import UI_PAYLOADS

CONTROL = JobControl()


class Desk:
    """A listener that two people changed, and the window in which one of them decides."""

    def __init__(self, world, qtbot, *, mine=None, theirs=None, environment=Environment.SANDBOX):
        self.world, self.qtbot = world, qtbot
        self.listener = world.platform.put(a_listener(settings=settings(name="before")))
        workspace = world.open(environment=environment)
        self.services = workspace
        self.list = list_presenter(world)
        self.changes = ListenerChanges(
            self.list, workspace.listeners, world.runner, request_sync=world.request_sync
        )
        wanted = mine or settings(name="mine", mode=Mode.PAUSED)
        workspace.listeners.edit(CONTROL, self.listener.id, wanted)
        self.saved_there(theirs or settings(name="theirs", function="update"))
        world.sync()
        self.list.reload()
        qtbot.waitUntil(lambda: self.list.status.body is Body.TABLE)
        opened = []
        self.changes.conflict_opened.connect(opened.append)
        self.changes.open_conflict(self.listener.id)
        self.window = QWidget()  # the dialog goes when it is closed
        qtbot.addWidget(self.window)
        self.dialog = ConflictDialog(opened[0], self.window, clock=lambda: NOW)
        with qtbot.waitExposed(self.dialog):
            self.dialog.open()

    def saved_there(self, wanted):
        kept = self.world.platform.there[self.listener.id]
        version = kept.version + 1
        self.world.platform.put(
            replace(kept, settings=wanted, version=version, etag=f'"{version}"')
        )

    def card(self, name, side):
        return find(self.dialog, RadioCard, f"{name}_{side}")

    def chosen(self):
        return {
            card.objectName() for card in self.dialog.findChildren(RadioCard) if card.isChecked()
        }

    @property
    def row(self):
        return self.services.listeners.get(self.listener.id)


@pytest.fixture
def desk(world, qtbot):
    return Desk(world, qtbot)


def test_real_conflicts_are_open_and_what_one_side_changed_is_merged(desk):
    assert desk.row.state is SyncState.CONFLICT
    assert desk.chosen() == {"function_theirs", "mode_mine"}
    assert not find(desk.dialog, Button, "save_decision").isEnabled()


def test_F20_each_setting_is_decided_and_waits_to_be_sent(qtbot, world, desk):
    desk.qtbot.mouseClick(desk.card("name", "theirs"), Qt.MouseButton.LeftButton)
    desk.qtbot.mouseClick(desk.card("mode", "theirs"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(desk.dialog.accepted):
        click(qtbot, desk.dialog, "save_decision")
    assert desk.row.settings == settings(name="theirs", function="update")
    qtbot.waitUntil(lambda: bool(world.syncs))


def test_all_of_mine_is_sent_on_top_of_theirs(qtbot, world, desk):
    click(qtbot, desk.dialog, "use_all_mine")
    with qtbot.waitSignal(desk.dialog.accepted):
        click(qtbot, desk.dialog, "save_decision")
    world.sync()
    assert world.platform.there[desk.listener.id].settings == settings(
        name="mine", mode=Mode.PAUSED
    )
    assert desk.row.state is SyncState.CLEAN


def test_all_of_theirs_leaves_nothing_to_send(qtbot, desk):
    click(qtbot, desk.dialog, "use_all_theirs")
    with qtbot.waitSignal(desk.dialog.accepted):
        click(qtbot, desk.dialog, "save_decision")
    assert desk.row.state is SyncState.CLEAN


@pytest.mark.parametrize("leave", ["decide_later", Qt.Key.Key_Escape], ids=["button", "escape"])
def test_deciding_later_keeps_everything(qtbot, desk, leave):
    before = desk.row
    click(qtbot, desk.dialog, "use_all_mine")
    with qtbot.waitSignal(desk.dialog.rejected):
        if isinstance(leave, str):
            click(qtbot, desk.dialog, leave)
        else:
            qtbot.keyClick(desk.dialog, leave)
    assert desk.row == before


def test_F25_a_third_change_opens_what_it_touched_again(qtbot, world, desk):
    desk.qtbot.mouseClick(desk.card("name", "mine"), Qt.MouseButton.LeftButton)
    desk.saved_there(settings(name="theirs again", function="update"))
    world.sync()
    desk.list.reload()
    qtbot.waitUntil(find(desk.dialog, Banner, "conflict_moved").isVisible)
    qtbot.waitUntil(lambda: desk.chosen() == {"function_theirs", "mode_mine"})
    assert desk.card("name", "theirs").text() == "theirs again"


def test_a_conflict_that_is_over_closes_the_window(qtbot, desk):
    with qtbot.waitSignal(desk.dialog.accepted):
        desk.changes.take_back(desk.listener.id)
    assert desk.row.state is SyncState.CLEAN


def test_production_is_named_on_the_button(world, qtbot):
    desk = Desk(world, qtbot, environment=Environment.PRODUCTION)
    assert find(desk.dialog, Button, "save_decision").words == "Save to Production"


def test_production_is_named_from_the_moment_that_it_is_one(world, qtbot):
    desk = Desk(world, qtbot)
    save, tag = find(desk.dialog, Button, "save_decision"), desk.dialog.findChild(EnvironmentTag)
    assert (save.words, tag.environment) == ("Save", Environment.SANDBOX)
    here = replace(desk.services.connection, environment=Environment.PRODUCTION)
    desk.list.take_standing(here, a_me(environment=Environment.PRODUCTION))
    assert (save.words, tag.environment) == ("Save to Production", Environment.PRODUCTION)
    assert save.property("kind") == "prod"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_text_is_cut_off_and_everything_has_a_name(world, qtbot, theme, scale):
    theme.apply("light", text_scale=scale)
    desk = Desk(world, qtbot)
    qtbot.waitUntil(lambda: fits(desk.dialog))
    assert nameless(desk.dialog) == []


def test_the_window_is_as_high_as_what_there_is_to_decide(world, qtbot, theme):
    few = Desk(world, qtbot, mine=settings(name="mine"), theirs=settings(name="theirs"))
    area = few.dialog.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    last = max(
        label.mapTo(area, label.rect().bottomLeft()).y()
        for label in area.findChildren(QWidget)
        if label.isVisible() and not label.findChildren(QWidget)
    )
    assert 0 <= area.height() - last < 80


def test_a_long_address_does_not_widen_the_window(world, qtbot):
    there = settings(url="https://hooks.example.com/" + "x" * 2000, function="update")
    desk = Desk(world, qtbot, mine=settings(url="https://mine.example.com/"), theirs=there)
    card = desk.card("destination", "theirs")
    assert desk.dialog.width() <= 1000
    assert card.toolTip().count("x") >= 2000


@pytest.mark.parametrize("payload", UI_PAYLOADS[:8])
def test_T35_foreign_names_are_shown_as_text(world, qtbot, payload):
    desk = Desk(world, qtbot, theirs=settings(name=payload))
    texts = [label.text() for label in desk.dialog.findChildren(PlainLabel)]
    texts += [card.text() for card in desk.dialog.findChildren(RadioCard)]
    assert any(payload.replace("&", "&&") in text for text in texts)
