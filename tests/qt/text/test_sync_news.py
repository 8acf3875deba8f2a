"""What of the sync is said aloud: what changed, and nothing else."""

from __future__ import annotations

import pytest

from app.domain.errors import NotSignedIn, PermissionMissing, ProtocolError
from app.domain.workspace import SecretStorage, SyncOverview
from app.ui.status_line import StatusLine
from app.ui.text import sync_news
from tests.support.builders import NOW, a_connection, a_me

NEW = SyncOverview()
GOOD = SyncOverview(online=True)
AWAY = SyncOverview(offline_since=NOW)
OUT = SyncOverview(online=True, fault=NotSignedIn("over"))
ELSE = SyncOverview(fault=ProtocolError("HTML"))
REFUSED = SyncOverview(online=True, fault=PermissionMissing("no", status=403))


@pytest.mark.parametrize(
    ("before", "now", "said", "is_bad"),
    [
        (NEW, AWAY, "Offline since ", True),
        (GOOD, AWAY, "Offline since ", True),
        (AWAY, GOOD, "Connected", False),
        (GOOD, OUT, "Not signed in", True),
        (GOOD, REFUSED, "Not allowed", True),
        (GOOD, ELSE, "Not connected", True),
        (GOOD, SyncOverview(online=True, conflicts=1), "1 conflict to resolve", True),
        (GOOD, SyncOverview(online=True, refused=2), "2 changes refused", True),
        (SyncOverview(online=True, waiting=2), GOOD, "Everything is synced", False),
        (
            SyncOverview(offline_since=NOW, waiting=2),
            GOOD,
            "Connected. Everything is synced",
            False,
        ),
    ],
)
def test_news(before, now, said, is_bad):
    news = sync_news.of(before, now)
    assert news is not None
    assert news.text.startswith(said)
    assert news.is_bad is is_bad


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (NEW, NEW),
        (NEW, GOOD),  # what one expects
        (GOOD, GOOD),
        (GOOD, NEW),  # another connection is being opened
        (AWAY, SyncOverview(offline_since=NOW, waiting=1)),
        (GOOD, SyncOverview(online=True, waiting=1)),  # saving said so
        (SyncOverview(online=True, conflicts=1), GOOD),
        (SyncOverview(online=True, waiting=1), SyncOverview(online=True, conflicts=0, waiting=1)),
    ],
)
def test_no_news(before, now):
    assert sync_news.of(before, now) is None


def test_the_status_bar_says_it_to_a_screen_reader(qtbot, heard):
    bar = StatusLine()
    qtbot.addWidget(bar)
    bar.show_connection(a_connection(), a_me(), SecretStorage.KEYRING)
    bar.show_sync(GOOD)
    bar.show_sync(AWAY)
    bar.show_sync(AWAY)
    bar.show_sync(GOOD)
    assert [breaks_in for _text, breaks_in in heard.said] == [True, False]
    assert heard.texts[1] == "Connected"
    bar.announce("Exported to listeners.csv")
    assert heard.said[-1] == ("Exported to listeners.csv", False)
