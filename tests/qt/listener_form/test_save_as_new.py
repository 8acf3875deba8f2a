"""The listener that one edits is deleted elsewhere: nothing is lost, and it can be saved as new."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.control import JobControl
from app.domain.errors import NetworkError
from app.domain.listener_draft import ListenerDraft
from app.domain.sync_state import SyncState
from app.domain.workspace import Environment
from app.ui.dialogs import Unsaved
from app.ui.pages.listener_form.state import Phase
from app.ui.widgets import Banner, Button
from tests.support.builders import a_listener, a_me, settings
from tests.support.form_page import open_form
from tests.support.page_world import appeared, click, find, fits, nameless, type_into

CONTROL = JobControl()
GONE = "This listener was deleted meanwhile"


@pytest.fixture
def there(world):
    return world.platform.put(a_listener(settings=settings(name="before")))


@pytest.fixture
def page(qtbot, world, there):
    """The form of a listener, with a word typed into it."""
    world.open()
    page = open_form(world, {"listener_id": there.id})
    type_into(qtbot, page, "name", "mine")
    return page


def delete_there(world, listener):
    """Somebody else does, and this computer hears of it."""
    world.platform.remove(listener.id)
    world.sync()


def banner(page):
    return find(page, Banner, "summary")


def is_offered(page):
    return any(one.isVisible() for one in page.findChildren(Button, "save_as_new"))


def names_there(world):
    return [one.settings.name for one in world.platform.there.values()]


def test_F22_it_is_said_at_once_and_one_button_saves_it_as_new(qtbot, world, there, page):
    delete_there(world, there)
    button = appeared(qtbot, page, Button, "save_as_new")
    assert banner(page).title == GONE
    assert banner(page).buttons == (button,)
    assert GONE in world.shell.announced
    click(qtbot, page, "save_as_new")
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    [(name, context)] = world.shell.opened
    row = world.workspace.listeners.get(context["listener_id"])
    assert (name, row.settings.name, row.state) == ("listeners", "mine", SyncState.WAITING)
    assert row.id != there.id, "an id is never used twice"
    world.sync()
    assert names_there(world) == ["mine"]
    qtbot.waitUntil(lambda: world.workspace.drafts.kept() is None)


def test_F22_saving_does_not_bring_it_back_but_leads_to_the_button(qtbot, world, there, page):
    delete_there(world, there)
    button = appeared(qtbot, page, Button, "save_as_new")
    page.save()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is button)
    assert world.workspace.listeners.cached() == []
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    assert [one.settings.name for one in world.workspace.listeners.cached()] == ["mine"]


def test_F22_deleted_in_the_moment_of_saving_it_stays_and_is_offered(qtbot, world, there, page):
    world.workspace.listeners.delete(CONTROL, [there.id])  # by another window, this very moment
    page._form.save()
    appeared(qtbot, page, Button, "save_as_new")
    qtbot.waitUntil(lambda: page._form.state.phase is Phase.READY)
    assert page._form.state.draft.name == "mine"
    assert world.workspace.listeners.cached() == [], "nothing was brought back"


def test_F22_without_the_platform_it_waits_here_and_is_sent_later(qtbot, world, there, page):
    world.workspace.listeners.delete(CONTROL, [there.id])
    appeared(qtbot, page, Button, "save_as_new")
    world.platform.fail("changes", NetworkError("away"))
    click(qtbot, page, "save_as_new")
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    [row] = world.workspace.listeners.cached()
    assert (row.settings.name, row.is_created) == ("mine", False)
    with pytest.raises(NetworkError):
        world.sync()
    world.sync()
    assert names_there(world) == ["mine"]


def test_F22_a_change_that_waited_for_it_goes_with_the_new_one(qtbot, world, there):
    workspace = world.open()
    workspace.listeners.edit(CONTROL, there.id, settings(name="waited"))
    delete_there(world, there)
    [row] = workspace.listeners.cached()
    assert row.state is SyncState.CONFLICT
    page = open_form(world, {"listener_id": there.id})
    assert page._form.state.draft.name == "waited"
    click(qtbot, page, "save_as_new")
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    world.sync()
    [row] = workspace.listeners.cached()
    assert (row.settings.name, row.state) == ("waited", SyncState.CLEAN)
    assert names_there(world) == ["waited"]


def test_undo_takes_the_new_one_away_again(qtbot, world, there, page):
    delete_there(world, there)
    click(qtbot, page, "save_as_new")
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    undone = world.workspace.listeners.undo(CONTROL)
    assert (undone.done, undone.skipped) == (1, 0)
    assert world.workspace.listeners.cached() == []


def test_a_deletion_that_is_undone_is_not_talked_about_any_more(qtbot, world, there, page):
    world.workspace.listeners.delete(CONTROL, [there.id])
    appeared(qtbot, page, Button, "save_as_new")
    world.workspace.listeners.undo(CONTROL)
    qtbot.waitUntil(lambda: not is_offered(page))
    page.save()
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    [row] = world.workspace.listeners.cached()
    assert (row.id, row.settings.name) == (there.id, "mine")


def test_T48_the_draft_of_a_deleted_one_is_shown_and_saved_as_new(qtbot, world, there):
    workspace = world.open()
    draft = replace(ListenerDraft.of(there.settings), name="typed before")
    workspace.drafts.keep(CONTROL, draft, there.id, ListenerDraft.of(there.settings))
    delete_there(world, there)
    page = open_form(world, {"listener_id": there.id, "restore": True})
    appeared(qtbot, page, Button, "save_as_new")
    assert page._form.state.draft == draft
    assert page.is_unsaved, "leaving asks"
    click(qtbot, page, "save_as_new")
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    qtbot.waitUntil(lambda: workspace.drafts.kept() is None)
    world.sync()
    assert names_there(world) == ["typed before"]


def test_T48_the_draft_of_another_listener_is_not(qtbot, world, there):
    workspace = world.open()
    workspace.drafts.keep(CONTROL, ListenerDraft(entity="clients"), "lst_other")
    delete_there(world, there)
    page = open_form(world, {"listener_id": there.id})
    qtbot.waitUntil(lambda: not world.runner.is_busy)
    assert page._form.state.phase is Phase.GONE
    assert not is_offered(page)


def test_what_is_to_fix_is_said_beside_the_same_button(qtbot, world, there, page):
    type_into(qtbot, page, "url", "nonsense")
    delete_there(world, there)
    click(qtbot, page, "save_as_new")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.destination.url)
    assert "1 thing to fix" in banner(page).title
    appeared(qtbot, page, Button, "fix_url")
    type_into(qtbot, page, "url", "https://hooks.example.com/new")
    click(qtbot, page, "save_as_new")
    qtbot.waitUntil(lambda: bool(world.shell.opened))


def test_in_production_it_is_asked_about_by_name(qtbot, world, there):
    world.open(environment=Environment.PRODUCTION)
    page = open_form(world, {"listener_id": there.id})
    delete_there(world, there)
    world.dialogs.answers = [True]
    click(qtbot, page, "save_as_new")
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    [(_kind, title, _text, button, _look)] = world.dialogs.asked
    assert (title, button) == ("Save “before” to Production?", "Save to Production")


def test_who_may_not_change_anything_sees_it_and_why_not(qtbot, world, there):
    world.open(me=a_me(permissions=frozenset({"listeners:read"})))
    page = open_form(world, {"listener_id": there.id})
    delete_there(world, there)
    button = appeared(qtbot, page, Button, "save_as_new")
    assert banner(page).title == GONE
    assert not button.isEnabled()
    assert button.toolTip() == "Your account may look at listeners only."


def test_leaving_asks_and_saving_then_leads_to_the_button(qtbot, world, there, page):
    delete_there(world, there)
    button = appeared(qtbot, page, Button, "save_as_new")
    left = []
    world.dialogs.answers = [Unsaved.SAVE]
    page.confirm_leave(lambda: left.append(True))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is button)
    assert left == []


def test_its_signing_secret_is_gone_and_a_test_is_that_of_a_new_one(qtbot, world, there, page):
    assert find(page, Button, "signing_secret").isVisible()
    delete_there(world, there)
    qtbot.waitUntil(lambda: not find(page, Button, "signing_secret").isVisible())
    page.send_test()
    qtbot.waitUntil(lambda: bool(world.platform.tested))
    assert world.platform.tested[0]["listener_id"] is None


@pytest.mark.parametrize(("scale", "width"), [(1.0, 844), (1.5, 1224)])
def test_nothing_is_cut_off_and_the_button_is_in_the_way_of_tab(
    qtbot, world, there, page, theme, scale, width
):
    page.resize(width, 572)
    theme.apply("light", text_scale=scale)
    delete_there(world, there)
    button = appeared(qtbot, page, Button, "save_as_new")
    qtbot.waitUntil(lambda: fits(page))
    assert nameless(page) == []
    assert button in page.tab_stops


def test_what_is_typed_while_it_is_saved_is_not_taken_for_saved(qtbot, world, page):
    page._form.save()
    page._form.edit(name="typed late")
    qtbot.waitUntil(lambda: bool(world.shell.opened))
    assert page.is_unsaved
    page._form.save()
    qtbot.waitUntil(lambda: len(world.shell.opened) == 2)
    assert [one.settings.name for one in world.workspace.listeners.cached()] == ["typed late"]
