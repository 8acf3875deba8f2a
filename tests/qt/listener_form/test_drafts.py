"""The form is kept while it is typed, and offered again (T48)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.announce import Changed
from app.domain.control import JobControl
from app.domain.errors import StoreError
from app.domain.listener import Mode
from app.domain.listener_draft import ListenerDraft
from app.ui.dialogs import Unsaved
from app.ui.draft_offer import DraftOffer
from app.ui.pages.listener_form.draft_keeper import WAIT_MS
from app.ui.pages.listeners.page import build as build_list
from tests.support.builders import a_listener, settings
from tests.support.form_page import open_form
from tests.support.page_world import click, find, fits, nameless, type_into

CONTROL = JobControl()
TYPED = ListenerDraft(entity="policies", name="Half done", url="https://half")


@pytest.fixture
def make(qtbot, world):
    def make(*, kept=None, of=None, context=None):
        workspace = world.workspace or world.open()
        if kept is not None:
            workspace.drafts.keep(CONTROL, kept, of)
        return open_form(world, context)

    return make


def kept(world):
    return world.workspace.drafts.kept()


def offer(page):
    return find(page, DraftOffer, "draft_offer")


def is_offered(page):
    return any(one.isVisible() for one in page.findChildren(DraftOffer))


def test_T48_what_is_typed_is_kept_within_a_second(qtbot, world, make):
    page = make()
    type_into(qtbot, page, "name", "Data warehouse")
    qtbot.waitUntil(lambda: kept(world) is not None)
    type_into(qtbot, page, "url", "https://hooks.example.com/x")
    qtbot.waitUntil(lambda: kept(world).draft.url.endswith("/x"))
    assert WAIT_MS <= 500, "writing takes its time, too"
    assert (kept(world).draft.name, kept(world).listener_id) == ("Data warehouse", None)


def test_T48_it_is_offered_again_and_taken_over_whole(qtbot, world, make):
    page = make(kept=TYPED)
    qtbot.waitUntil(offer(page).isVisible)
    assert "Half done" in offer(page).text
    click(qtbot, page, "continue_draft")
    assert page._form.state.draft == TYPED
    assert not offer(page).isVisible()


def test_F20_continuing_keeps_what_somebody_else_changed_meanwhile(qtbot, world, make):
    listener = world.platform.put(a_listener(settings=settings(name="before")))
    page = make(context={"listener_id": listener.id})
    type_into(qtbot, page, "name", "mine")
    qtbot.waitUntil(lambda: kept(world) is not None)
    theirs = replace(listener.settings, mode=Mode.PAUSED)
    world.platform.put(replace(listener, settings=theirs, version=2, etag='"2"'))
    world.sync()
    again = make(context={"listener_id": listener.id})
    click(qtbot, again, "continue_draft")
    draft = again._form.state.draft
    assert (draft.name, draft.mode) == ("mine", Mode.PAUSED)


def test_it_is_let_go_when_it_is_not_wanted(qtbot, world, make):
    page = make(kept=TYPED)
    click(qtbot, page, "discard_draft")
    qtbot.waitUntil(lambda: kept(world) is None)
    assert not page._form.state.is_dirty


def test_the_draft_of_one_listener_is_not_offered_in_the_form_of_another(qtbot, world, make):
    other = world.platform.put(a_listener())
    page = make(kept=TYPED, of=other.id)
    with qtbot.assertNotEmitted(page._keeper.offered, wait=50):
        qtbot.waitUntil(lambda: not world.runner.is_busy)
    page.enter(listener_id=other.id)
    qtbot.waitUntil(offer(page).isVisible)


def test_what_is_saved_is_kept_no_longer(qtbot, world, make):
    listener = world.platform.put(a_listener(settings=settings(name="before")))
    page = make(context={"listener_id": listener.id})
    type_into(qtbot, page, "name", "after")
    qtbot.waitUntil(lambda: kept(world) is not None)
    page.save()
    qtbot.waitUntil(lambda: kept(world) is None)


def test_what_is_given_up_is_kept_no_longer(qtbot, world, make):
    page = make()
    type_into(qtbot, page, "name", "never mind")
    qtbot.waitUntil(lambda: kept(world) is not None)
    left = []
    world.dialogs.answers = [Unsaved.DISCARD]
    page.confirm_leave(lambda: left.append(True))
    assert left
    qtbot.waitUntil(lambda: kept(world) is None)


def test_T48_what_is_given_up_does_not_come_back_with_news_of_something_else(qtbot, world, make):
    page = make()
    type_into(qtbot, page, "name", "never mind")
    qtbot.waitUntil(lambda: kept(world) is not None)
    world.dialogs.answers = [Unsaved.DISCARD]
    page.confirm_leave(lambda: None)
    qtbot.waitUntil(lambda: kept(world) is None)
    with qtbot.waitSignal(page._form._lookups.credentials_read):
        world.events.announce(Changed.CREDENTIALS)
    assert not page.is_unsaved, "nobody is asked again, and nothing is kept again"
    page.enter()
    qtbot.waitUntil(lambda: page._form.state.draft.name == "")
    assert kept(world) is None


def test_typing_everything_back_leaves_nothing_to_keep(qtbot, world, make):
    page = make()
    type_into(qtbot, page, "name", "x")
    qtbot.waitUntil(lambda: kept(world) is not None)
    type_into(qtbot, page, "name", "")
    qtbot.waitUntil(lambda: kept(world) is None)


def test_F14_a_full_disk_is_said_once_and_typing_goes_on(qtbot, world, make, monkeypatch):
    page = make()

    def full(*_args):
        raise StoreError("database or disk is full")

    monkeypatch.setattr(world.store, "put_document", full)
    for text in ("a", "ab", "abc"):
        type_into(qtbot, page, "name", text)
        qtbot.waitUntil(lambda: not page._keeper._timer.isActive() and not world.runner.is_busy)
    assert [text for text in world.shell.announced if "cannot be kept" in text] == [
        "What you type cannot be kept on this disk until you save"
    ]
    assert page._form.state.draft.name == "abc"


def test_the_offer_fits_and_has_names(qtbot, world, make):
    page = make(kept=TYPED)
    qtbot.waitUntil(offer(page).isVisible)
    qtbot.waitUntil(lambda: fits(page))
    assert nameless(page) == []


class TestTheList:
    @pytest.fixture
    def page(self, qtbot, world):
        workspace = world.open()
        world.platform.put(a_listener())
        workspace.drafts.keep(CONTROL, TYPED, None)
        page = build_list(
            workspace,
            world.runner,
            world.events,
            world.shell,
            dialogs=world.dialogs,
            request_sync=world.request_sync,
        )
        qtbot.addWidget(page)
        page.resize(1068, 740)
        with qtbot.waitExposed(page):
            page.show()
        page.enter()
        qtbot.waitUntil(lambda: is_offered(page))  # made when there is something to offer
        return page

    def test_T48_it_leads_back_to_the_form(self, qtbot, world, page):
        click(qtbot, page, "continue_draft")
        assert world.shell.opened == [("listener_form", {"listener_id": None, "restore": True})]

    def test_it_can_be_let_go_there_too(self, qtbot, world, page):
        click(qtbot, page, "discard_draft")
        qtbot.waitUntil(lambda: not offer(page).isVisible())
        assert kept(world) is None

    def test_T48_what_is_saved_while_the_list_looks_is_not_offered(self, qtbot, world, page):
        # Save leads to the list at once; the form forgets what was typed a moment later.
        world.workspace.drafts.forget(CONTROL)
        qtbot.waitUntil(lambda: not offer(page).isVisible())


def test_T48_coming_from_the_list_nobody_is_asked_again(qtbot, world, make):
    page = make(kept=TYPED, context={"listener_id": None, "restore": True})
    qtbot.waitUntil(lambda: page._form.state.draft == TYPED)
    assert not offer(page).isVisible()
