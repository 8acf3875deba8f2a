"""Values survive the way to our own disk, and nothing secret gets there."""

import json
from dataclasses import dataclass, replace

import pytest

from app.domain.errors import FieldRefusal
from app.domain.hours import Hours
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.secret import Secret
from app.domain.sync_state import LocalListener, SyncState
from tests.support.builders import (
    NOW,
    a_catalog,
    a_connection,
    a_credential,
    a_listener,
    a_me,
    local,
    settings,
)


@pytest.mark.parametrize(
    "value",
    [
        a_catalog(),
        a_me(),
        a_connection(),
        a_credential(last_success_at=NOW),
        local(),
        local(
            mine=settings(address="ops@example.com"),
            state=SyncState.REFUSED,
            theirs=a_listener(),
            changed_at=NOW,
            refusals=(FieldRefusal("/name", "too_long"),),
            sent=(settings(),),
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_comes_back_equal(value):
    text = json.dumps(to_plain(value))
    assert from_plain(type(value), json.loads(text)) == value


def test_unknown_members_are_ignored_and_missing_ones_take_their_default():
    data = to_plain(local(resume_wanted=True))
    data["of_the_future"] = 1
    del data["resume_wanted"]
    assert from_plain(LocalListener, data).resume_wanted is False


@pytest.mark.parametrize(
    "change",
    [
        {"id": 7},
        {"state": "unheard of"},
        {"changed_at": "yesterday"},
        {"refusals": {}},
        {"delete_wanted": "no"},
        {"delete_wanted": 1},
    ],
)
def test_a_wrong_type_is_refused(change):
    with pytest.raises(PlainRefused):
        from_plain(LocalListener, to_plain(local()) | change)


def test_a_missing_member_is_named():
    with pytest.raises(PlainRefused, match="base"):
        from_plain(LocalListener, {"id": "lst_1"})


def test_pairs_have_two():
    listener = a_listener()
    data = to_plain(replace(listener, health=replace(listener.health, hours=Hours.of([(1, 2)]))))
    data["health"]["hours"] = [[1, 2, 3]]
    with pytest.raises(PlainRefused):
        from_plain(type(listener), data)


def test_T01_a_secret_cannot_be_kept():
    @dataclass(frozen=True)
    class Holder:
        secret: Secret

    with pytest.raises(PlainRefused):
        to_plain(Holder(Secret("canary")))
