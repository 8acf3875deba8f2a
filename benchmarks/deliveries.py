"""Deliveries a second of the real engine, as a share of a bare POST loop.

Everything is on: attempt log, address guard, phase timings, signing, bearer, fairness,
and SQLite that flushes every commit to a disk.  Both run here, in turn, against the
same receiver in a process of its own; so the ratio says what all of that costs, and
the numbers themselves say little about any other machine.

    python -m benchmarks.deliveries [--count 3000] [--slots 16] [--rounds 5] [--loop uvloop]
"""

from __future__ import annotations

import argparse
import asyncio
from collections import defaultdict
from collections.abc import Callable

from benchmarks.kit import engine, table
from benchmarks.kit.bare import bare
from benchmarks.kit.sink import running_sink
from benchmarks.kit.spent import Spent

GOAL = 0.6


def deliver(url: str, *, count: int, slots: int, listeners: int) -> Spent:
    """What it takes from the release of `count` deliveries until all are recorded."""
    each = count // listeners
    with engine.running_stage(slots=slots, per_listener_limit=slots) as stage:
        engine.listeners(stage, url, listeners)
        stage.database.run_sync(lambda tx: engine.write_events(tx, each))
        start = Spent.now()
        engine.release_all(stage)
        stage.wait_settled(each * listeners)
        return Spent.now().since(start)


def main() -> None:
    """Run all in turn and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--slots", type=int, default=16)
    parser.add_argument("--many", type=int, default=100, help="listeners of the second run")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--loop", choices=("asyncio", "uvloop"), default="asyncio")
    wanted = parser.parse_args()
    if wanted.loop == "uvloop":
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    size = {"count": wanted.count, "slots": wanted.slots}
    found: defaultdict[str, list[Spent]] = defaultdict(list)
    with running_sink() as sink:
        runs: dict[str, Callable[[], Spent]] = {
            "bare aiohttp loop": lambda: asyncio.run(bare(sink.url, **size)),
            "engine, 1 listener": lambda: deliver(sink.url, **size, listeners=1),
            f"engine, {wanted.many} listeners": lambda: deliver(
                sink.url, **size, listeners=wanted.many
            ),
        }
        for _ in range(wanted.rounds):
            for name, run in runs.items():
                found[name].append(run())
    plain = found["bare aiohttp loop"]
    rows = []
    for name, spent in found.items():
        pairs = list(zip(plain, spent, strict=True))
        rows.append(
            [
                name,
                table.middle([wanted.count / one.wall_s for one in spent], 0),
                table.middle([one.cpu_s / wanted.count * 1e6 for one in spent], 0),
                table.middle([loop.wall_s / one.wall_s for loop, one in pairs]),
                table.middle([loop.cpu_s / one.cpu_s for loop, one in pairs]),
            ]
        )
    show = ["", "per second", "processor us each", "ratio by wall", "ratio by processor"]
    table.show(show, rows)
    print(f"goal: {GOAL} of the bare loop; {wanted.slots} slots, {wanted.loop}")


if __name__ == "__main__":
    main()
