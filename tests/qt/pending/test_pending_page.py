"""The page of waiting changes: what waits, since when, what it changes; taken back or mended."""

import pytest
from PySide6.QtCore import Qt

from app.domain.control import JobControl, Progress
from app.domain.errors import FieldRefusal, NetworkError, NotAuthorised, Rejected, TimedOut
from app.domain.listener import Mode
from app.domain.sync_state import SyncState
from app.domain.window_memory import ListMemory
from app.ui.pages.pending.page import build
from app.ui.tables import Role, TableView
from app.ui.text import times
from app.ui.widgets import Banner, Button, Placeholder
from tests.support.builders import NOW, a_credential_draft, a_listener, a_me, settings
from tests.support.page_world import click, find, fits, nameless
from tests.support.payloads import UI_PAYLOADS

CONTROL = JobControl()


@pytest.fixture
def make(qtbot, world):
    def make(*, size=(1068, 740)):
        page = build(
            world.workspace,
            world.runner,
            world.events,
            world.shell,
            dialogs=world.dialogs,
            request_sync=world.request_sync,
            clock=lambda: NOW,
        )
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.enter()
        qtbot.waitUntil(lambda: page._presenter.status.has_read)
        return page

    return make


@pytest.fixture
def known(world):
    listener = world.platform.put(a_listener(settings=settings(name="old")))
    world.open()
    return listener.id


def edit(world, listener_id, **changes):
    world.workspace.listeners.edit(CONTROL, listener_id, settings(**changes))


def table(page):
    return find(page, TableView, "pending_table")


def select(qtbot, page, row=0):
    qtbot.waitUntil(lambda: table(page).model().rowCount() > row)
    table(page).select_keys([table(page).model().index(row, 0).data(Role.KEY)])
    qtbot.waitUntil(lambda: find(page, Button, "take_back").isVisible())


def texts(page):
    return " | ".join(
        label.text() for label in page.findChildren(type(page._panel._state)) if label.isVisible()
    )


def test_nothing_waits(world, make):
    world.open()
    page = make()
    assert find(page, Placeholder, "pending_placeholder").isVisible()
    assert not find(page, Button, "send_now").isEnabled()


def test_an_edit_shows_what_it_changes(qtbot, world, make, known):
    edit(world, known, name="new", mode=Mode.PAUSED)
    page = make()
    select(qtbot, page)
    shown = texts(page)
    for words in ("Waiting to be sent", "Edited here", "old", "new", "On", "Paused"):
        assert words in shown
    click(qtbot, page, "send_now")
    assert world.syncs == [True]


def test_it_is_taken_back_once_a_person_has_agreed(qtbot, world, make, known):
    edit(world, known, name="new")
    world.dialogs.answers = [False, True]
    page = make()
    select(qtbot, page)
    click(qtbot, page, "take_back")
    assert world.workspace.listeners.get(known).state is SyncState.WAITING
    assert "new" in world.dialogs.asked[0][2]
    click(qtbot, page, "take_back")
    qtbot.waitUntil(lambda: find(page, Placeholder, "pending_placeholder").isVisible())
    assert world.workspace.listeners.get(known).state is SyncState.CLEAN
    assert world.shell.announced[-1] == "new: the change was taken back"


def test_a_refused_one_says_why_and_leads_to_the_form(qtbot, world, make, known):
    edit(world, known, name="bad")
    refusal = FieldRefusal("/name", "too_long", "too long")
    world.platform.fail("update_listener", Rejected("no", status=422, fields=(refusal,)))
    world.sync()
    page = make()
    select(qtbot, page)
    reasons = find(page, Banner, "refusal_reasons")
    assert reasons.isVisible()
    assert reasons.text
    click(qtbot, page, "open_change")
    assert world.shell.opened == [("listener_form", {"listener_id": known})]


def test_F20_a_conflict_shows_three_sides_and_leads_to_the_list(qtbot, world, make, known):
    edit(world, known, name="mine")
    world.platform.change(known, name="theirs")
    world.sync()
    page = make()
    select(qtbot, page)
    shown = texts(page)
    assert all(one in shown for one in ("old", "mine", "theirs", "Conflict to resolve"))
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert world.shell.opened == [("listeners", {"listener_id": known})]


def test_what_was_taken_back_after_it_was_sent_says_why_it_still_waits(qtbot, world, make, known):
    edit(world, known, name="new")
    world.platform.fail("update_listener", TimedOut("slow", host="p.example"))
    with pytest.raises(TimedOut):
        world.sync()
    edit(world, known, name="old")
    page = make()
    select(qtbot, page)
    shown = texts(page)
    assert "Taken back here" in shown
    assert "not answered before you took it back" in shown


def test_a_deletion_has_no_form(qtbot, world, make, known):
    world.workspace.listeners.delete(CONTROL, [known])
    page = make()
    select(qtbot, page)
    assert not find(page, Button, "open_change").isVisible()
    assert "Deleted here" in texts(page)
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert world.shell.opened == []


def test_a_credential_shows_no_secret_and_leads_to_its_page(qtbot, world, make):
    world.open()
    world.platform.fail("create_credential", NetworkError("x", code="offline"))
    made = world.workspace.credentials.create(CONTROL, a_credential_draft())
    page = make()
    select(qtbot, page)
    assert "•••" in texts(page)
    click(qtbot, page, "open_change")
    assert world.shell.opened == [("credentials", {"credential_id": made.id})]
    world.dialogs.answers = [True]
    click(qtbot, page, "take_back")
    qtbot.waitUntil(lambda: find(page, Placeholder, "pending_placeholder").isVisible())
    assert world.workspace.credentials.cached() == []


def test_what_comes_and_goes_is_followed(qtbot, world, make, known):
    page = make()
    edit(world, known, name="new")
    qtbot.waitUntil(lambda: table(page).isVisible())
    world.sync()
    qtbot.waitUntil(lambda: find(page, Placeholder, "pending_placeholder").isVisible())


def test_offline_and_401_are_said(qtbot, world, make, known):
    edit(world, known, name="new")
    page = make()
    banner = find(page, Banner, "pending_banner")
    for fault, title in (
        (TimedOut("x", host="p.example"), "You are offline"),
        (NotAuthorised("x", status=401), "The platform did not accept the credential"),
    ):
        world.platform.fail("changes", fault)
        with pytest.raises(type(fault)):
            world.sync()
        qtbot.waitUntil(lambda title=title: banner.isVisible() and banner.title == title)
    world.sync()
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_how_far_the_sending_is_stands_in_the_second_line(qtbot, world, make, known):
    edit(world, known, name="new")
    page = make()
    page._presenter.show_progress(Progress(400, 1000))
    assert f"Sending 400 of {times.number(1000)}" in texts(page)
    page._presenter.show_progress(None)
    assert "1 change made here" in texts(page)


def test_who_may_only_look_takes_nothing_back(qtbot, world, make, known):
    edit(world, known, name="new")
    world.workspace.me = a_me(permissions=frozenset({"listeners:read"}))
    page = make()
    select(qtbot, page)
    assert not find(page, Button, "take_back").isEnabled()
    qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    assert world.dialogs.asked == []


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_foreign_text_is_only_text(qtbot, world, make, known, payload):
    edit(world, known, name=payload)
    world.platform.fail("update_listener", Rejected("no", status=422, detail=payload))
    world.sync()
    page = make()
    select(qtbot, page)
    assert payload in texts(page)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_and_all_has_a_name(qtbot, world, make, theme, known, scale):
    edit(world, known, name="new", url="https://hooks.example.com/a/long/way/to/go")
    theme.apply("light", text_scale=scale)
    page = make(size=(round(1068 * scale), 740))
    select(qtbot, page)
    qtbot.waitUntil(lambda: fits(page) is None)
    assert nameless(page) == []


def test_they_are_sorted_by_what_they_are_about_and_then_by_their_names(qtbot, world, make):
    numbers = {f"lst_{number}": number for number in (1291, 9, 176)}
    for one in numbers:
        world.platform.put(a_listener(id=one, settings=settings(name="old")))
    world.open()
    for one, number in numbers.items():
        edit(world, one, name=f"CRM {number}")
    page = make()
    table(page).sort_by(0, is_descending=False)
    assert [row.change.id for row in table(page).model()] == ["lst_9", "lst_176", "lst_1291"]


def test_it_comes_back_as_it_was_left(qtbot, world, make):
    for number in (1, 2, 3):
        world.platform.put(a_listener(id=f"lst_{number}", settings=settings(name="old")))
    world.open()
    for number in (1, 2, 3):
        edit(world, f"lst_{number}", name=f"CRM {number}")
    page = make()
    table(page).sort_by(0, is_descending=True)
    table(page).select_keys(["lst_2"])
    page.toggle_details()
    left = ListMemory(0, True, {}, "lst_2", has_panel=False)
    assert world.shell.lists["pending"] == left
    again = make()
    assert [row.change.id for row in table(again).model()] == ["lst_3", "lst_2", "lst_1"]
    assert table(again).selected_keys == ("lst_2",)
    assert world.shell.lists["pending"] == left
    again.toggle_details()
    qtbot.waitUntil(find(again, Button, "take_back").isVisible)
