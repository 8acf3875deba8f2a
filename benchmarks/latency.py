"""From the commit of a record to the receiver's first byte, on an engine that is idle.

In between stand a wake-up, the commit of the claim and the request.  Beside it a bare
POST over a connection that stands, from its start to the same first byte.

    python -m benchmarks.latency [--count 200]
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time

import aiohttp

from app.domain.ids import new_id
from benchmarks.kit import bare, engine, table
from benchmarks.kit.sink import Sink, running_sink

P50_GOAL_MS, P99_GOAL_MS = 10.0, 25.0


def pause(chance: random.Random) -> float:
    """Long enough that the one before has been recorded, and never in step with it."""
    return 0.03 + chance.random() / 50


def delivered(sink: Sink, count: int) -> list[float]:
    """Milliseconds from each commit to its first byte."""
    chance = random.Random(7)
    committed: dict[str, float] = {}
    with engine.running_stage() as stage:
        engine.listeners(stage, sink.url, 1, mode="enabled")
        for _ in range(count):
            event = stage.record(bare.payload())
            committed[event.event_id] = time.perf_counter()
            time.sleep(pause(chance))
        stage.wait_settled(count)
    arrivals = sink.arrivals()
    # The engine may be quicker than the thread that is told of its own commit.
    return [max(0.0, arrivals[one] - at_s) * 1000 for one, at_s in committed.items()]


async def posted(sink: Sink, count: int) -> list[float]:
    """Milliseconds from the start of each POST to its first byte."""
    chance = random.Random(7)
    began: dict[str, float] = {}
    async with aiohttp.ClientSession(headers=bare.headers()) as session:
        for _ in range(count):
            event_id = new_id("evt")
            began[event_id] = time.perf_counter()
            headers = {"webhook-id": event_id}
            async with session.post(sink.url, data=bare.payload(), headers=headers) as response:
                await response.read()
            await asyncio.sleep(pause(chance))
    arrivals = sink.arrivals()
    return [(arrivals[one] - at_s) * 1000 for one, at_s in began.items()]


def main() -> None:
    """Run both and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    wanted = parser.parse_args()
    with running_sink() as sink:
        took_ms = {
            "bare POST": asyncio.run(posted(sink, wanted.count)),
            "commit to first byte": delivered(sink, wanted.count),
        }
    rows = [
        [name, *(f"{table.percentile(ms, share):.1f}" for share in (0.5, 0.9, 0.99, 1.0))]
        for name, ms in took_ms.items()
    ]
    table.show(["", "p50 ms", "p90 ms", "p99 ms", "most ms"], rows)
    print(f"goal: p50 under {P50_GOAL_MS:.0f} ms, p99 under {P99_GOAL_MS:.0f} ms, machine idle")


if __name__ == "__main__":
    main()
