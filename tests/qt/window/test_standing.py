"""The platform says that one is in something else, or may do something else, than at the start."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.control import JobControl
from app.domain.errors import NetworkError, NotAuthorised, PermissionMissing, StoreError
from app.domain.workspace import Environment, SyncOverview
from app.ui.dialogs import MessageDialog, QtDialogs
from app.ui.standing import Standing
from app.ui.standing_notice import StandingNotice
from app.ui.widgets.environment import EnvironmentStrip, EnvironmentTag
from tests.support.builders import NOW, a_me

LOOKING = frozenset({"listeners:read", "deliveries:read", "audit:read"})


@pytest.fixture
def open_window(a_window):
    """A window on a sandbox of somebody else's, and what follows it there."""
    a_window.standing = Standing(a_window.session, a_window.runner, a_window.events)
    a_window.notice = StandingNotice(a_window.window, a_window.dialogs)
    a_window.standing.changed.connect(a_window.notice.say)
    a_window.show()
    a_window.click("connect_to_platform")
    for name, text in (("base_url", "https://p.example"), ("secret", "pst_1")):
        a_window.type_into(name, text)
    a_window.click("add_connection")
    a_window.settle()
    a_window.session.workspace.sync.sync(JobControl())
    a_window.settle()
    return a_window


def told(window, **changes):
    """The platform says something else of itself, and a sync hears of it."""
    window.platform.me_ = replace(window.platform.me_, **changes)
    window.standing.ask()
    window.settle()


def says(window):
    """What the five places of the window say, as far as it has them."""
    switcher = window.find("connection_switcher")
    tags = window.find("status_bar").findChildren(EnvironmentTag)
    (tag,) = [one for one in tags if one.isVisible()]
    strip = window.window.findChild(EnvironmentStrip)
    return {switcher._environment, tag.environment, strip._environment}


def test_another_environment_is_shown_everywhere_at_once(open_window, heard):
    assert says(open_window) == {Environment.SANDBOX}
    told(open_window, environment=Environment.PRODUCTION)
    assert says(open_window) == {Environment.PRODUCTION}
    assert open_window.find("connection_switcher").accessibleName().startswith("Connection: ")
    bar = open_window.window.notices
    assert bar.isVisible()
    assert bar.title.endswith("is Production now")
    assert "It was Sandbox until now." in bar.text
    assert not open_window.window.findChild(type(bar.buttons[0]), "notice_show").isVisible()
    assert any("is Production now" in text for text, _loud in heard.said)
    (kept,) = open_window.store.connections()
    assert kept.environment is Environment.PRODUCTION
    assert open_window.session.connections[0].environment is Environment.PRODUCTION


def test_it_is_shown_although_it_cannot_be_kept(open_window):
    open_window.store.error = StoreError("no", reason="disk_full")
    told(open_window, environment=Environment.PRODUCTION)
    assert says(open_window) == {Environment.PRODUCTION}


def test_pages_are_made_anew_but_what_holds_work_stays_until_that_is_done(open_window):
    window = open_window
    first = window.pages["listeners"]
    window.window.bench.open_page("listener_form", listener_id="lst_1")
    form = window.pages["listener_form"]
    form.has_work = True
    told(window, environment=Environment.PRODUCTION)
    assert window.window.bench.page is form
    assert form.standings[-1].environment is Environment.PRODUCTION
    window.window.bench.open_page("listeners")
    assert window.pages["listeners"] is not first
    form.has_work = False
    window.window.bench.open_page("listener_form")
    assert window.pages["listener_form"] is not form


def test_a_page_that_goes_by_the_news_is_not_made_anew(open_window):
    first = open_window.pages["listeners"]
    first.follows = True
    told(open_window, permissions=LOOKING)
    assert open_window.window.bench.page is first
    assert open_window.pages["listeners"] is first


def test_a_dialog_over_a_page_stays_with_what_was_typed_there(open_window):
    first = open_window.pages["listeners"]
    dialog = MessageDialog("t", "x", parent=first)
    dialog.setModal(False)
    dialog.show()
    told(open_window, permissions=LOOKING)
    assert open_window.window.bench.page is first
    dialog.close()
    assert open_window.window.bench.page is not first


def test_what_may_not_be_done_any_more_is_offered_no_more(open_window):
    do = open_window.window.actions_
    assert do.new_listener.isEnabled()
    told(open_window, permissions=LOOKING)
    assert not do.new_listener.isEnabled()
    texts = [one.text() for one in open_window.find("status_bar").findChildren(type(_who()))]
    assert any("Read only" in text for text in texts)
    bar = open_window.window.notices
    assert bar.title == "Your permissions changed"
    said = "change and test listeners, change credentials, replay deliveries, change records"
    assert bar.text == f"You may no longer {said}."
    told(open_window, permissions=a_me().permissions)
    assert do.new_listener.isEnabled()
    assert bar.text == f"You may {said} from now on."


def _who():
    from app.ui.widgets.labels import ElidingLabel

    return ElidingLabel("")


def test_production_has_no_sandbox_records_from_then_on(open_window):
    open_window.press(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    assert open_window.window.bench.current_name == "sandbox_records"
    told(open_window, environment=Environment.PRODUCTION)
    assert open_window.window.bench.current_name == "listeners"
    assert not open_window.window.bench.offers("sandbox_records")


def test_a_refusal_has_the_platform_asked_who_one_is_there(open_window):
    window = open_window
    window.platform.me_ = replace(window.platform.me_, permissions=LOOKING)

    def refuse(_control):
        raise PermissionMissing("no", status=403, permission="deliveries:replay")

    window.platform.calls.clear()
    window.runner.submit(refuse, name="a page's").failed.connect(lambda _error: None)
    window.settle()
    window.qtbot.waitUntil(lambda: not window.window.actions_.new_listener.isEnabled())
    window.settle()
    assert window.platform.calls.count("me") == 1
    window.runner.submit(refuse, name="a page's").failed.connect(lambda _error: None)
    window.settle()
    assert window.platform.calls.count("me") == 1  # it is known by now


def test_it_is_asked_every_minute_while_it_answers(open_window):
    window, timer = open_window, open_window.standing._regularly
    assert (timer.isActive(), timer.interval()) == (True, 60_000)
    window.platform.me_ = replace(window.platform.me_, environment=Environment.PRODUCTION)
    timer.timeout.emit()
    window.settle()
    window.qtbot.waitUntil(lambda: says(window) == {Environment.PRODUCTION})
    refused = NotAuthorised("no", status=401)
    for away in (SyncOverview(offline_since=NOW), SyncOverview(online=True, fault=refused)):
        window.events.sync_changed.emit(SyncOverview(online=True))
        assert timer.isActive()
        window.events.sync_changed.emit(away)
        assert not timer.isActive()
    window.events.sync_changed.emit(SyncOverview(online=True))
    window.session.close()
    assert not timer.isActive()


def test_a_platform_that_is_away_is_no_news(open_window):
    open_window.platform.fail("me", NetworkError("no network"))
    open_window.standing.ask()
    open_window.settle()
    assert not open_window.window.notices.isVisible()


def test_the_same_again_is_no_news(open_window):
    with open_window.qtbot.assertNotEmitted(open_window.standing.changed):
        open_window.standing.look()


def test_a_question_is_taken_back_when_it_is_about_something_else(open_window):
    told(open_window, environment=Environment.PRODUCTION)
    assert ("withdraw",) in open_window.dialogs.asked
    open_window.dialogs.asked.clear()
    told(open_window, permissions=LOOKING)
    assert open_window.dialogs.asked == []


def test_a_question_that_is_taken_back_is_not_answered(qtbot, light):
    dialogs = QtDialogs(None)
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, dialogs.withdraw)
    assert not dialogs.confirm("Delete?", "x", "Delete")
