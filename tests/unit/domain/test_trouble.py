"""Which listeners a person is told about, and when it is news."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.listener import Health, HealthState, Mode, Status
from app.domain.trouble import Trouble, look, trouble_of
from tests.support.builders import NOW, a_listener, local, settings

FAILING = Health(state=HealthState.FAILING, failing_since=NOW - timedelta(hours=2))
ENDING = replace(FAILING, suspend_at=NOW + timedelta(hours=23))


def row(health=FAILING, status=Status.ACTIVE, row_id="lst_1", **changes):
    return local(a_listener(id=row_id, health=health, status=status), **changes)


@pytest.mark.parametrize(
    ("found", "trouble"),
    [
        (row(), Trouble.FAILING),
        (row(Health(state=HealthState.DEGRADED)), Trouble.NONE),
        (row(Health()), Trouble.NONE),
        (row(ENDING), Trouble.SUSPENDING),
        (row(replace(FAILING, suspend_at=NOW + timedelta(hours=25))), Trouble.FAILING),
        (row(replace(FAILING, suspend_at=NOW - timedelta(hours=1))), Trouble.SUSPENDING),
        (row(status=Status.SUSPENDED), Trouble.SUSPENDED),
        (row(status=Status.SUSPENDED, resume_wanted=True), Trouble.NONE),
        (row(status=Status.UNSUPPORTED), Trouble.NONE),
        (row(mine=settings(mode=Mode.DISABLED)), Trouble.NONE),
        (row(mine=settings(mode=Mode.PAUSED)), Trouble.NONE),
        (row(delete_wanted=True), Trouble.NONE),
        (replace(local(), base=None, mine=settings()), Trouble.NONE),
    ],
)
def test_how_a_listener_does(found, trouble):
    assert trouble_of(found, NOW) is trouble


def test_what_is_there_at_the_first_look_is_no_news():
    known, news = look([row()], None, NOW)
    assert known == {"lst_1": Trouble.FAILING}
    assert not news


def test_only_what_became_worse_is_news_and_only_once():
    known, news = look([row(row_id="lst_1"), row(Health(), row_id="lst_2")], {}, NOW)
    assert [one.id for one in news.of[Trouble.FAILING]] == ["lst_1"]
    assert not look([row(row_id="lst_1")], known, NOW)[1]
    worse, news = look([row(ENDING)], known, NOW)
    assert list(news.of) == [Trouble.SUSPENDING]
    assert not look([row()], worse, NOW)[1]  # better, but not well


def test_who_recovered_may_be_news_again():
    known, _news = look([row(Health())], {"lst_1": Trouble.SUSPENDED}, NOW)
    assert known == {}
    assert look([row()], known, NOW)[1]


def test_the_end_comes_nearer_although_nothing_changes():
    far = row(replace(FAILING, suspend_at=NOW + timedelta(days=2)))
    known, _news = look([far], None, NOW)
    _known, news = look([far], known, NOW + timedelta(days=1))
    assert list(news.of) == [Trouble.SUSPENDING]
