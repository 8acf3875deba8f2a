"""Many listeners at once: what is decided, what is said, and the bar by keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QWidget

from app.domain.errors import Busy, TimedOut
from app.domain.hours import Hours
from app.domain.listener import Health, Mode, Status
from app.domain.text import NAME_LIMIT
from app.domain.workspace import Environment
from app.services.bulk import BulkAction
from app.ui.pages.listeners import bulk_words, selection_sum
from app.ui.pages.listeners.bulk_presenter import BulkPresenter
from app.ui.pages.listeners.rows import of
from app.ui.tables import TableView
from app.ui.widgets import Button
from tests.support.builders import NOW, a_failed_attempt, a_listener, a_me, local, settings
from tests.support.listener_list import list_presenter
from tests.support.page_world import click, find, fits, nameless, type_into


class Desk:
    """The two presenters, without a window."""

    def __init__(self, world, **how):
        self.world = world
        workspace = world.open(**how)
        self.list = list_presenter(world)
        self.bulk = BulkPresenter(
            self.list,
            workspace.listeners,
            lambda: workspace.tests,
            world.runner,
            request_sync=world.request_sync,
        )
        self.questions, self.said = [], []
        self.bulk.question_asked.connect(self.questions.append)
        self.bulk.announced.connect(lambda text, loud: self.said.append((text, loud)))
        self.list.reload()
        self.until(lambda: self.list.snapshot.rows)

    def until(self, check):
        self.world.qtbot.waitUntil(lambda: bool(check()))

    def select_all(self):
        rows = list(self.list.snapshot.rows.values())
        self.bulk.select(rows)
        return rows

    def start(self, action):
        """Do it, and wait for its end."""
        said = len(self.said)
        self.bulk.start(action)
        self.until(lambda: len(self.said) > said and self.bulk.state.running is None)

    def modes(self):
        return [row.settings.mode for row in self.world.workspace.listeners.cached()]


@pytest.fixture
def desk(world):
    def desk(*listeners, **how):
        for listener in listeners:
            world.platform.put(listener)
        return Desk(world, **how)

    return desk


def named(*names, **changes):
    return [a_listener(settings=settings(name=name, **changes)) for name in names]


# What is decided -------------------------------------------------------------------------


def test_turning_off_says_how_many_and_leaves_nothing_to_read(desk):
    desk = desk(*named("one", "two", "three"))
    desk.select_all()
    desk.start(BulkAction.TURN_OFF)
    assert desk.modes() == [Mode.DISABLED] * 3
    assert desk.said == [("3 turned off", False)]
    assert desk.bulk.state.report is None
    assert desk.world.syncs


def test_one_that_cannot_is_told_of_with_its_reason_first(desk):
    never = a_listener(status=Status.UNSUPPORTED, settings=settings(name="never"))
    desk = desk(*named("one", "two", mode=Mode.DISABLED), never)
    desk.select_all()
    desk.start(BulkAction.TURN_ON)
    assert desk.said == [("2 turned on, 1 failed", True)]
    report = desk.bulk.state.report
    assert [line.is_done for line in report.lines] == [False, True, True]
    assert report.lines[0].name == "never"
    assert "cannot become active" in report.lines[0].text
    desk.bulk.dismiss()
    assert desk.bulk.state.report is None


def test_what_came_of_it_goes_when_a_person_goes_on_to_others(desk):
    never = a_listener(status=Status.UNSUPPORTED)
    desk = desk(never, *named("one", "two", mode=Mode.DISABLED))
    rows = desk.select_all()
    desk.bulk.select(rows[:2])
    desk.start(BulkAction.TURN_ON)
    desk.bulk.select(rows[:1])  # one of them went, in a sync
    assert desk.bulk.state.report is not None
    desk.bulk.select(rows[1:])
    assert desk.bulk.state.report is None


def test_a_replay_is_asked_of_the_page_of_deliveries_by_the_names_of_the_listeners(desk):
    desk = desk(*named("one", "two", mode=Mode.DISABLED))
    rows, wanted = desk.select_all(), []
    desk.bulk.replay_wanted.connect(wanted.append)
    desk.bulk.start(bulk_words.Elsewhere.REPLAY)
    assert wanted == [{row.id: f"{row.label}, clients Create" for row in rows}]
    assert desk.questions == desk.said == []


def test_what_may_not_be_replayed_says_so_in_the_bar(desk):
    desk = desk(*named("one", "two"), read_only=True)
    desk.select_all()
    wanted = []
    desk.bulk.replay_wanted.connect(wanted.append)
    desk.bulk.start(bulk_words.Elsewhere.REPLAY)
    assert (wanted, desk.said) == ([], [("This connection only reads", True)])


@pytest.mark.parametrize("action", BulkAction)
def test_production_is_asked_about_once_with_its_name_and_the_number(desk, action):
    desk = desk(*named("one", "two"), environment=Environment.PRODUCTION)
    desk.select_all()
    desk.bulk.start(action)
    [question] = desk.questions
    assert "2 listeners" in question.title
    assert "Production" in question.answer.text
    assert not desk.world.platform.tested
    assert desk.bulk.state.running is None
    question.answer.then()
    question.answer.then()  # a second answer does nothing
    desk.until(lambda: desk.said and desk.bulk.state.running is None)
    assert len(desk.said) == 1


def test_elsewhere_only_deleting_is_asked_about(desk):
    desk = desk(*named("one", "two"))
    desk.select_all()
    desk.start(BulkAction.DUPLICATE)
    assert not desk.questions
    desk.bulk.start(BulkAction.DELETE)
    assert desk.questions[0].title == "Delete 2 listeners?"
    assert len(desk.modes()) == 4


def test_who_may_only_look_is_told_why_and_nothing_happens(desk):
    desk = desk(*named("one", "two"), me=a_me(permissions=frozenset({"listeners:read"})))
    desk.select_all()
    for action in BulkAction:
        desk.bulk.start(action)
    assert [text for text, _loud in desk.said] == [
        "Your account may not send tests."
        if action is BulkAction.TEST
        else "Your account may look at listeners only."
        for action in BulkAction
    ]
    assert desk.modes() == [Mode.ENABLED] * 2
    assert not desk.world.platform.tested


def test_a_platform_that_sends_no_tests_says_so(desk):
    me = a_me(capabilities=frozenset({"changes"}))
    desk = desk(*named("one", "two"), me=me)
    assert desk.bulk.state.why_not[BulkAction.TEST] == "This platform sends no tests."


def test_space_turns_all_on_unless_all_are(desk):
    desk = desk(*named("one"), *named("two", mode=Mode.DISABLED))
    desk.select_all()
    desk.bulk.toggle()
    desk.until(lambda: desk.modes() == [Mode.ENABLED] * 2)
    desk.until(lambda: all(row.is_on for row in desk.list.snapshot.rows.values()))
    desk.until(lambda: desk.bulk.state.running is None)
    desk.select_all()
    desk.bulk.toggle()
    desk.until(lambda: desk.modes() == [Mode.DISABLED] * 2)


def test_the_outcome_of_tests_is_always_there_to_be_read(desk):
    desk = desk(*named("one", "two"))
    desk.world.platform.before["test_listener"] = lambda: desk.world.platform.before.update(
        test_listener=lambda: setattr(desk.world.platform, "attempt", a_failed_attempt(503))
    )
    rows = desk.select_all()
    tested = []
    desk.bulk.tested.connect(tested.extend)
    desk.start(BulkAction.TEST)
    assert desk.said == [("1 accepted, 1 failed", True)]
    assert [one.listener_id for one in tested] == [row.id for row in rows]
    assert [one.settings for one in tested] == [row.local.settings for row in rows]
    assert sorted(one.attempt.response.status for one in tested) == [200, 503]
    report = desk.bulk.state.report
    assert report.lines[0].text.startswith("Failed, 503 Service Unavailable")
    assert not desk.world.syncs


def test_tests_can_be_cancelled_and_what_was_sent_is_told(desk):
    desk = desk(*named("one", "two", "three"))
    busy = Busy("later", status=429, retry_after_s=3600.0)
    desk.world.platform.before["test_listener"] = lambda: desk.world.platform.fail(
        "test_listener", busy
    )
    desk.select_all()
    desk.bulk.start(BulkAction.TEST)
    assert desk.bulk.state.running.total == 3
    desk.bulk.start(BulkAction.TURN_OFF)
    assert desk.said == [("The action before is not over yet", True)]
    desk.until(lambda: desk.world.platform.calls.count("test_listener") == 1)
    desk.bulk.cancel()
    desk.until(lambda: desk.bulk.state.running is None)
    assert desk.said[-1] == ("3 not reached", True)
    assert desk.modes() == [Mode.ENABLED] * 3


def test_an_error_of_the_platform_is_said_for_each(desk):
    desk = desk(*named("one", "two"))
    desk.world.platform.fail("test_listener", TimedOut("x", host="p.example"))
    desk.select_all()
    desk.start(BulkAction.TEST)
    assert all("p.example" in line.text for line in desk.bulk.state.report.lines)


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("CRM", "Copy of CRM"),
        ("", "Copy of clients, Create"),
        ("x" * NAME_LIMIT, "Copy of " + "x" * (NAME_LIMIT - 8)),
        ("\U0001f9fe" * NAME_LIMIT, "Copy of " + "\U0001f9fe" * (NAME_LIMIT - 8)),
    ],
)
def test_a_copy_has_a_name_that_the_platform_takes(name, copy):
    assert bulk_words.copy_name(local(a_listener(settings=settings(name=name)))) == copy


# The sum ---------------------------------------------------------------------------------


def row(name="", *, hours=(), **changes):
    delivered, failed = sum(one[0] for one in hours), sum(one[1] for one in hours)
    health = Health(delivered_24h=delivered, failed_24h=failed, hours=Hours.of(hours))
    listener = a_listener(settings=settings(name=name, **changes), health=health)
    return of(local(listener), None, now=NOW)


def test_figures_and_hours_are_added_up():
    found = selection_sum.of(
        [row(hours=[(5, 1)] * 24), row(hours=[(3, 0)] * 24), row(mode=Mode.DISABLED)]
    )
    assert found.hours == ((8, 1),) * 24
    assert (found.tries, found.failed, found.success) == (216, 24, "88.8%")
    assert dict(found.shared) == {
        "Switched": "2 on, 1 off",
        "Function": "create 3",
        "Sent to": "hooks.example.com",
        "Authentication": "None",
    }


def test_only_the_first_are_named():
    found = selection_sum.of([row(f"{at}") for at in range(selection_sum.NAMED + 3)])
    assert (len(found.first), found.more) == (selection_sum.NAMED, 3)


def test_nothing_sent_is_no_share():
    assert selection_sum.of([row(), row()]).success == ""


# The bar ---------------------------------------------------------------------------------


def table(page):
    return find(page, TableView, "listener_table")


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(table(page), key, modifier)


def select_all(qtbot, page):
    table(page).setFocus()
    press(qtbot, page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(find(page, QWidget, "bulk_bar").isVisible)


def said(page, name):
    return find(page, QLabel, name).text()


def test_the_bar_takes_the_filters_place_and_the_list_does_not_move(qtbot, world, make):
    for listener in named("one", "two", "three"):
        world.platform.put(listener)
    page = make()
    before = table(page).mapTo(page, table(page).rect().topLeft())
    select_all(qtbot, page)
    assert said(page, "bulk_count") == "3 selected"
    assert not find(page, QWidget, "status_filter").isVisible()
    assert table(page).mapTo(page, table(page).rect().topLeft()) == before
    assert said(page, "several_title") == "3 listeners selected"
    press(qtbot, page, Qt.Key.Key_Escape)
    assert not table(page).selected_keys
    assert find(page, QWidget, "status_filter").isVisible()
    qtbot.waitUntil(table(page).hasFocus)


def test_keys_select_several(qtbot, world, make):
    listeners = [world.platform.put(one) for one in named("one", "two", "three", "four")]
    ids = [one.id for one in listeners]
    page = make()
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    press(qtbot, page, Qt.Key.Key_Home)
    press(qtbot, page, Qt.Key.Key_Down, shift)
    assert table(page).selected_keys == tuple(ids[:2])
    press(qtbot, page, Qt.Key.Key_Down, ctrl)
    press(qtbot, page, Qt.Key.Key_Down, ctrl)
    press(qtbot, page, Qt.Key.Key_Space, ctrl)
    assert table(page).selected_keys == (ids[0], ids[1], ids[3])
    press(qtbot, page, Qt.Key.Key_Space, ctrl)
    assert table(page).selected_keys == tuple(ids[:2])


def test_space_and_delete_do_all_that_are_selected(qtbot, world, make):
    for listener in named("one", "two"):
        world.platform.put(listener)
    world.dialogs.answers = [True]
    page = make()
    select_all(qtbot, page)
    press(qtbot, page, Qt.Key.Key_Space)
    listeners = world.workspace.listeners
    qtbot.waitUntil(lambda: {row.settings.mode for row in listeners.cached()} == {Mode.DISABLED})
    qtbot.waitUntil(lambda: "2 turned off" in world.shell.announced)
    press(qtbot, page, Qt.Key.Key_Delete)
    assert world.dialogs.asked[0][1] == "Delete 2 listeners?"
    qtbot.waitUntil(lambda: listeners.cached() == [])


def test_the_selection_is_kept_by_key_while_a_sync_changes_the_list(qtbot, world, make):
    listeners = [world.platform.put(one) for one in named("one", "two", "three")]
    page = make()
    press(qtbot, page, Qt.Key.Key_Home)
    press(qtbot, page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    world.platform.put(a_listener(settings=settings(name="new")))
    world.platform.change(listeners[1].id, name="renamed")
    world.sync()
    qtbot.waitUntil(lambda: table(page).model().rowCount() == 4)
    assert table(page).selected_keys == tuple(one.id for one in listeners[:2])
    world.platform.remove(listeners[0].id)
    world.sync()
    qtbot.waitUntil(lambda: table(page).selected_keys == (listeners[1].id,))
    qtbot.waitUntil(find(page, QWidget, "status_filter").isVisible)


def test_what_failed_is_shown_one_by_one_and_can_be_gone_to(qtbot, world, make):
    never = world.platform.put(a_listener(status=Status.UNSUPPORTED))
    for listener in named("one", "two", mode=Mode.DISABLED):
        world.platform.put(listener)
    page = make()
    select_all(qtbot, page)
    click(qtbot, page, "bulk_turn_on")
    qtbot.waitUntil(find(page, QLabel, "bulk_result").isVisible)
    assert said(page, "bulk_result") == "2 turned on, 1 failed"
    qtbot.waitUntil(find(page, Button, "bulk_show").hasFocus)  # the keys stayed in the bar
    click(qtbot, page, "bulk_show")
    dialog = find(page, QDialog, "bulk_report")
    lines = find(dialog, TableView, "report_table")
    assert lines.model().rowCount() == 3
    address = never.settings.destination.url.partition("//")[2]
    assert lines.model().row(0).second.endswith(address)  # several may have one name
    click(qtbot, dialog, "copy_report")
    assert QGuiApplication.clipboard().text().splitlines()[0] == "2 turned on, 1 failed"
    qtbot.keyClick(lines, Qt.Key.Key_Home)
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table(page).selected_keys == (never.id,))


def test_the_keys_stay_on_the_button_that_was_pressed(qtbot, world, make):
    for listener in named("one", "two"):
        world.platform.put(listener)
    page = make()
    select_all(qtbot, page)
    button = find(page, Button, "bulk_turn_off")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: all(not row.is_on for row in table(page).model()))
    qtbot.waitUntil(button.hasFocus)


def test_the_keys_go_to_the_list_when_what_was_selected_left_it(qtbot, world, make):
    """They went to the first of the filters that came back."""
    listeners = [world.platform.put(one) for one in named("one", "two", "three")]
    page = make()
    press(qtbot, page, Qt.Key.Key_Home)
    press(qtbot, page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    button = find(page, Button, "bulk_turn_off")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    for one in listeners[:2]:
        world.platform.remove(one.id)
    world.sync()
    qtbot.waitUntil(find(page, QWidget, "status_filter").isVisible)
    qtbot.waitUntil(table(page).hasFocus)


def test_the_context_menu_of_several_offers_the_same(qtbot, world, make):
    for listener in named("one", "two"):
        world.platform.put(listener)
    page = make()
    select_all(qtbot, page)
    table(page).customContextMenuRequested.emit(table(page).rect().center())
    [menu] = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert len([one for one in menu.actions() if one.isEnabled()]) == len(bulk_words.ICONS)
    menu.close()


def test_the_palette_is_offered_what_can_be_done_with_all(qtbot, world, make):
    for listener in named("one", "two"):
        world.platform.put(listener)
    page = make()
    select_all(qtbot, page)
    assert page.context().title == "2 selected"
    assert len(page.context().actions) == len(bulk_words.ICONS)


def test_ctrl_t_tests_all(qtbot, world, make):
    for listener in named("one", "two"):
        world.platform.put(listener)
    page = make()
    select_all(qtbot, page)
    page.send_test()
    qtbot.waitUntil(find(page, QLabel, "bulk_result").isVisible)
    assert said(page, "bulk_result") == "2 accepted"
    click(qtbot, page, "bulk_dismiss")
    assert find(page, QLabel, "bulk_count").isVisible()


def test_where_there_is_no_room_buttons_go_into_the_menu(qtbot, world, make):
    for listener in named("one", "two"):
        world.platform.put(listener)
    page = make(size=(460, 500))
    table(page).setFocus()
    press(qtbot, page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(find(page, QWidget, "bulk_bar").isVisible)
    qtbot.waitUntil(lambda: fits(page))
    entries = {one.objectName(): one for one in page.findChildren(QAction)}
    for action in BulkAction:
        buttons = [one for one in page.findChildren(Button, f"bulk_{action}") if one.isVisible()]
        assert bool(buttons) != entries[f"bulk_menu_{action}"].isVisible(), action
    assert not find(page, Button, "bulk_test").isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_no_text_of_the_sum_is_cut_off(qtbot, world, make, theme, scale):
    theme.apply("light", text_scale=scale)
    for at in range(9):
        world.platform.put(a_listener(settings=settings(name=f"Listener {at} " * 4)))
    page = make(size=(round(1068 * max(1, scale * 0.9)), 740))
    select_all(qtbot, page)
    qtbot.waitUntil(lambda: fits(page))
    assert nameless(page) == []


def test_a_search_that_hides_some_keeps_to_what_is_seen(qtbot, world, make):
    """Nothing is done to what cannot be seen."""
    for listener in named("one", "two", "twofold"):
        world.platform.put(listener)
    page = make()
    select_all(qtbot, page)
    press(qtbot, page, Qt.Key.Key_Escape)
    type_into(qtbot, page, "search", "two")
    select_all(qtbot, page)
    assert said(page, "bulk_count") == "2 selected"
