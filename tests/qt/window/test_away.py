"""What needs the platform says so while it is away (DESIGN, section 9)."""

from __future__ import annotations

import pytest

from app.domain.announce import Changed
from app.domain.errors import NotAuthorised, ProtocolError, ServerFault
from app.domain.workspace import SyncOverview
from app.runtime.events import AppEvents
from app.ui.away import Away
from app.ui.pages.listener_form.rights import Rights
from tests.support.builders import NOW, a_connection, a_me

GONE = SyncOverview(offline_since=NOW)
BACK = SyncOverview(online=True)


@pytest.fixture
def events(qapp):
    made = AppEvents()
    yield made
    made.deleteLater()


def tell(qtbot, events, overview):
    with qtbot.waitSignal(events.sync_changed):
        events.announce(Changed.SYNC, overview)


@pytest.mark.parametrize(
    ("overview", "is_away"),
    [
        (SyncOverview(), False),  # nobody has asked yet
        (BACK, False),
        (GONE, True),
        (SyncOverview(fault=ProtocolError("a sign-in page")), True),
        (SyncOverview(online=True, fault=ServerFault("no", status=500)), False),
        (SyncOverview(online=True, fault=NotAuthorised("no", status=401)), False),
    ],
)
def test_it_is_away_where_it_does_not_answer(qtbot, events, overview, is_away):
    away = Away(events)
    tell(qtbot, events, overview)
    assert bool(away.why) is is_away


def test_a_page_that_comes_later_knows_it_too(qtbot, events):
    tell(qtbot, events, GONE)
    assert Away(events).why
    assert Rights(a_connection(), a_me(), events, events).access.why_no_test


def test_going_and_coming_back_is_told_once(qtbot, events):
    away, told = Away(events), []
    away.changed.connect(lambda: told.append(bool(away.why)))
    for overview in (BACK, GONE, GONE, BACK, BACK):
        tell(qtbot, events, overview)
    assert told == [True, False]


def test_an_answer_to_a_page_has_the_sync_look_again(qtbot, events):
    away, asked = Away(events), []
    events.platform_moved.connect(lambda: asked.append(True))
    away.heard()
    assert asked == []  # the sync knows already
    tell(qtbot, events, GONE)
    away.heard()
    assert asked == [True]
