"""The second line of the head begins with how many there are, or is not there."""

from app.domain.workspace import SyncOverview
from app.ui.pages.listeners.list_status import Body, ListStatus
from app.ui.pages.listeners.scope import ScopeLink, count_words
from tests.support.builders import NOW, a_me


def test_the_channel_is_said_behind_a_count_only(qtbot, theme):
    link = ScopeLink()
    qtbot.addWidget(link)
    for body in (Body.LOADING, Body.FAILED, Body.NO_PERMISSION):
        link.show_status(ListStatus(body), a_me())
        assert link.isHidden()
    link.show_status(ListStatus(Body.EMPTY), a_me())
    assert not link.isHidden()


def test_the_count_says_how_old_it_is_while_the_platform_is_away():
    offline = SyncOverview(synced_at=NOW, offline_since=NOW)
    words = count_words(ListStatus(Body.TABLE, count=14, shown=3, overview=offline))
    assert words.startswith("3 of 14 listeners, as of ")
