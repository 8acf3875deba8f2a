"""Who may start next, and how much may be claimed: with a loop whose clock stands still."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from app.server.deliveries.claims import Claim
from app.server.deliveries.transports.slots import Slots


class Clock:
    """What the running loop takes for the time."""

    now_s = 100.0


@pytest.fixture
def on_loop() -> Callable[[Callable[[Clock], Any]], Any]:
    """Runs something on a loop with such a clock."""

    def run(work: Callable[[Clock], Any]) -> Any:
        async def main() -> Any:
            clock, loop = Clock(), asyncio.get_running_loop()
            real = loop.time
            loop.time = lambda: clock.now_s  # type: ignore[method-assign]
            try:
                return work(clock)
            finally:
                loop.time = real  # type: ignore[method-assign]

        return asyncio.run(main())

    return run


def claims(listener_id: str, count: int) -> list[Claim]:
    return [
        Claim(f"att_{listener_id}{place}", 1, {"id": f"dlv_{place}", "listener_id": listener_id})
        for place in range(count)
    ]


def begin(slots: Slots, listener_id: str, count: int) -> list[Any]:
    """Tries that run now."""
    tasks: list[Any] = [object() for _ in range(count)]
    for task, claim in zip(tasks, claims(listener_id, count), strict=True):
        slots.begin(claim, task)
    return tasks


def test_what_waits_starts_one_of_each_listener_in_turn(on_loop: Any) -> None:
    def work(_clock: Clock) -> list[list[str]]:
        slots = Slots(total=5, per_listener=2)
        slots.add([*claims("a", 4), *claims("b", 4), *claims("c", 1)])
        first = slots.startable()
        tasks: list[Any] = [object() for _ in first]
        for task, claim in zip(tasks, first, strict=True):
            slots.begin(claim, task)
        full = slots.startable()
        slots.end(tasks[0])
        return [[one.listener_id for one in some] for some in (first, full, slots.startable())]

    # c has had its only one; then a and b have two each, which is all that they may.
    assert on_loop(work) == [["a", "b", "c", "a", "b"], [], ["a"]]


def test_twice_what_was_done_may_be_claimed_in_advance(on_loop: Any) -> None:
    def work(_clock: Clock) -> list[int]:
        slots = Slots(total=16, per_listener=8)
        allowed = []
        for count in (0, 3, 200):
            for task in begin(slots, "a", count):
                slots.end(task)
            allowed.append(slots.next_round()[1].get("a", 8))
        return allowed

    assert on_loop(work) == [8, 8 + 6, 8 + 256]


def test_slow_listeners_claim_now_and_then_while_quick_ones_are_at_work(on_loop: Any) -> None:
    def work(clock: Clock) -> list[int]:
        slots = Slots(total=16, per_listener=8)
        begin(slots, "slow", 2)
        clock.now_s += 2
        allowed = []
        for waits_s, is_busy in ((0.0, True), (0.1, True), (0.0, False), (0.6, True)):
            clock.now_s += waits_s
            for task in begin(slots, "quick", is_busy):
                slots.end(task)
            allowed.append(slots.next_round()[1]["slow"])
        assert 0 < slots.until_slow_s() <= 0.5
        return allowed

    assert on_loop(work) == [6, 0, 6, 6]
