"""Names of listeners that are gone: out of the log, once each, and never in the way."""

from __future__ import annotations

import pytest

from app.domain.control import Cancelled, JobControl
from app.domain.errors import (
    Busy,
    NetworkError,
    NotAuthorised,
    NotFound,
    PermissionMissing,
    ServerFault,
)
from app.services.former_listeners import FormerListeners
from tests.support.audit_entries import an_entry
from tests.support.builders import a_listener, local, settings
from tests.support.fake_platform import FakePlatform
from tests.support.scripted_deliveries import Kept

CONTROL = JobControl()
OLD, NEW = settings(name="Old name"), settings(name="Old CRM")


@pytest.fixture
def platform():
    platform = FakePlatform()
    platform.audit_ = [
        an_entry("created", of="lst_gone", after=OLD, seconds=-30),
        an_entry("updated", of="lst_gone", before=OLD, after=NEW, seconds=-20),
        an_entry("suspended", of="lst_gone", after={"status": "suspended"}, seconds=-10),
        an_entry("deleted", of="lst_gone", before=NEW),
        an_entry("created", of="lst_new", after=OLD),
    ]
    return platform


@pytest.fixture
def former(platform):
    return FormerListeners(platform, Kept(local(a_listener(id="lst_1"))))


def names(found):
    return {key: (seen.settings.name, seen.is_deleted) for key, seen in found.items()}


def test_what_it_was_last_is_asked_once(platform, former):
    for _time in range(2):
        found = former.of(CONTROL, ["lst_gone", "lst_1", "lst_gone", "lst_never"])
        assert names(found) == {"lst_gone": ("Old CRM", True)}
        assert platform.calls == ["audit", "audit"]  # of the two that are not known here


def test_one_that_is_only_not_read_here_yet_is_not_called_deleted_and_looked_at_again(
    platform, former
):
    assert names(former.of(CONTROL, ["lst_new"])) == {"lst_new": ("Old name", False)}
    platform.audit_.append(an_entry("deleted", of="lst_new", before=NEW, seconds=1))
    assert names(former.of(CONTROL, ["lst_new"])) == {"lst_new": ("Old CRM", True)}


def test_what_was_read_for_something_else_is_not_asked_for(platform, former):
    former.learn(reversed(platform.audit_))
    former.learn(platform.audit_[:1])  # older pages say nothing new
    assert names(former.of(CONTROL, ["lst_gone"])) == {"lst_gone": ("Old CRM", True)}
    assert platform.calls == []


@pytest.mark.parametrize(
    "error",
    [
        NotFound("no log", status=404, code="capability_missing"),
        PermissionMissing("no", status=403, permission="audit:read"),
    ],
)
def test_where_the_log_cannot_be_read_it_is_asked_no_more(platform, former, error):
    platform.fail("audit", error)
    for _time in range(2):
        assert former.of(CONTROL, ["lst_gone", "lst_new"]) == {}
    assert platform.calls == ["audit"]


@pytest.mark.parametrize(
    "error",
    [
        NetworkError("gone", host="p.example"),
        Busy("slower", status=429),
        ServerFault("starting", status=503),
        NotAuthorised("ended", status=401),
    ],
)
def test_what_goes_wrong_for_now_is_tried_again_the_next_time(platform, former, error):
    platform.fail("audit", error)
    assert former.of(CONTROL, ["lst_gone"]) == {}
    assert names(former.of(CONTROL, ["lst_gone"])) == {"lst_gone": ("Old CRM", True)}


def test_only_so_many_are_asked_for_at_once(platform, former):
    many = [f"lst_{number:03}" for number in range(50)]
    counts = []
    for _time in range(4):
        former.of(CONTROL, many)
        counts.append(platform.calls.count("audit"))
    assert counts == [20, 40, 50, 50]
    former.of(CONTROL, [f"lst_more_{number}" for number in range(9)], at_most=8)
    assert platform.calls.count("audit") == 58


def test_cancelling_ends_it(platform, former):
    control = JobControl()
    control.cancel()
    with pytest.raises(Cancelled):
        former.of(control, ["lst_gone"])
