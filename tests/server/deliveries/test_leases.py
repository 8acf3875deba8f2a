"""Who is in hand, who comes next, and who has to give way: no clock, no database."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.server.deliveries.transports.leases import LINGER_S, TURN_S, Leases, share_out

MANAGER = uuid4()
NAMES = st.lists(st.sampled_from("abcdefghij"), unique=True).map(sorted)


def taken(leases: Leases, *names: str, now_s: float = 0.0) -> None:
    for number, name in enumerate(names):
        leases.take(name, number, MANAGER, now_s=now_s)


@given(
    due=NAMES,
    after=st.sampled_from(["", *"abcdefghij"]),
    room=st.integers(0, 100),
    allowed=st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 8)),
)
def test_shares_keep_to_every_limit_and_take_turns(due, after, room, allowed):
    shares = share_out(due, after=after, room=room, allowed=allowed, per_listener=8)
    assert set(shares) <= set(due)
    assert sum(shares.values()) <= room
    assert all(0 < share <= allowed.get(one, 8) for one, share in shares.items())
    waiting = [one for one in due if allowed.get(one, 8) > 0]
    assert len(shares) == min(room, len(waiting))  # one each, before anybody has two
    if 0 < room < len(waiting):
        first = next((one for one in waiting if one > after), waiting[0])
        assert first in shares


def test_a_worker_takes_what_fills_its_slots_and_little_more():
    leases = Leases(slots=64, per_listener=8)
    assert leases.to_take(set(), now_s=10.0) == 2  # some are left to others who ask now
    taken(leases, *"abcdefgh")
    assert leases.to_take(set("abcdefg"), now_s=10.0) == 1
    assert leases.to_take(set("abcdefgh"), now_s=10.0) == 64  # full: but nobody starves
    assert leases.to_take(set("abcdefgh"), now_s=10.1) == 0
    assert leases.to_take(set("abcdefgh"), now_s=10.3) == 64


def test_slow_listeners_take_no_room():
    leases = Leases(slots=64, per_listener=8)
    taken(leases, *"abcdefgh")
    assert leases.to_take(set(), now_s=10.0) > 0


def test_a_listener_that_ran_dry_is_kept_for_a_moment():
    leases = Leases(slots=64, per_listener=8)
    lease = leases.take("a", 1, MANAGER, now_s=0.0)
    leases.note(due=(), outstanding=(), now_s=5.0)
    leases.close_some((), now_s=5.0 + LINGER_S / 2)
    assert leases.release_closed(()) == []
    assert leases.next_change_s(5.0 + LINGER_S / 2) == pytest.approx(LINGER_S / 2)
    leases.close_some((), now_s=5.0 + LINGER_S)
    assert leases.release_closed(()) == [lease]
    assert lease.released.is_set()


def test_nothing_is_given_back_while_a_try_runs():
    leases = Leases(slots=8, per_listener=8)
    lease = leases.take("a", 1, MANAGER, now_s=0.0)
    leases.stop()
    assert leases.release_closed({"a"}) == []
    assert leases.open() == []
    assert leases.release_closed(()) == [lease]


def test_who_had_a_turn_gives_way_where_too_many_are_busy():
    leases = Leases(slots=16, per_listener=8)  # two keep it busy
    taken(leases, "a", "b", now_s=0.0)
    taken(leases, "c", now_s=TURN_S)
    leases.close_some({"a", "b", "c"}, now_s=TURN_S)
    assert {one.listener_id for one in leases.open()} == {"b", "c"}


def test_who_is_busy_for_long_comes_up_for_choice_one_at_a_time():
    leases = Leases(slots=64, per_listener=8)
    taken(leases, "a", "b", now_s=0.0)
    leases.close_some({"a", "b"}, now_s=10.0)
    assert len(leases.open()) == 1
    leases.close_some({"a", "b"}, now_s=10.1)
    assert len(leases.open()) == 1
    leases.close_some({"a", "b"}, now_s=11.0)
    assert leases.open() == []


def test_after_the_end_nothing_comes_into_hand():
    leases = Leases(slots=64, per_listener=8)
    leases.stop()
    assert leases.take("a", 1, MANAGER, now_s=0.0).released.is_set()
    assert leases.to_take(set(), now_s=10.0) == 0
    assert leases.open() == []


def test_a_lost_connection_lets_go_of_jobs_but_not_of_tries():
    leases = Leases(slots=64, per_listener=8)
    lease = leases.take("a", 7, MANAGER, now_s=0.0)
    leases.lose_connection()
    assert lease.released.is_set()  # the queue manager may end
    assert leases.orphans_of(MANAGER) == [7]  # and its job is kept alive
    again = leases.take("a", 8, uuid4(), now_s=1.0)
    assert leases.open() == [again]
    assert leases.orphans_of(MANAGER) == []
