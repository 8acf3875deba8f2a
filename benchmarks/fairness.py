"""One quick endpoint among 60 slow ones: how much longer its deliveries take.

Every slow endpoint has a backlog of its own and takes seconds to answer; all slots of
the engine could be theirs.

    python -m benchmarks.fairness [--slow 60] [--count 400] [--rounds 3]
"""

from __future__ import annotations

import argparse
import time

from benchmarks.kit import engine, table
from benchmarks.kit.sink import running_sink

GOAL = 1.2
_SLOW_S = 10.0
_BACKLOG = 20


def quick_s(quick_url: str, slow_url: str, *, count: int, slow: int) -> float:
    """Seconds from the release of the quick endpoint's deliveries until all are recorded."""
    with engine.running_stage() as stage:
        (quick,) = engine.listeners(stage, quick_url, 1)
        stage.database.run_sync(lambda tx: engine.write_events(tx, count))
        if slow:
            engine.listeners(stage, slow_url, slow, entity="policies", mode="enabled")
            stage.transact(lambda tx: engine.write_events(tx, _BACKLOG, entity="policies"))
            time.sleep(2.0)  # until they hold what they can get
        start_s = time.perf_counter()
        engine.release(stage, [quick])
        stage.wait_settled(count)  # no slow one is recorded before this ends
        return time.perf_counter() - start_s


def main() -> None:
    """Run alone and among slow ones in turn, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slow", type=int, default=60)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    alone, among = [], []
    with running_sink() as quick, running_sink(delay_s=_SLOW_S) as slow:
        for _ in range(wanted.rounds):
            alone.append(quick_s(quick.url, slow.url, count=wanted.count, slow=0))
            among.append(quick_s(quick.url, slow.url, count=wanted.count, slow=wanted.slow))
    ratios = [long / short for short, long in zip(alone, among, strict=True)]
    rows = [
        ["alone", table.middle(alone), ""],
        [f"among {wanted.slow} slow ones", table.middle(among), table.middle(ratios)],
    ]
    table.show(["", "seconds", "ratio"], rows)
    print(f"goal: at most {GOAL} times as long")


if __name__ == "__main__":
    main()
