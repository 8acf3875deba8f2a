"""A delivery engine that records very many events, in a process of its own that may be killed.

    python -m tests.support.stormy_platform FOLDER PLAN

PLAN is JSON: {"urls": {"entity function": url}, "gone": url, "events", "oversized_every",
"timeout_s", "database"}.  Started again on the same folder it goes on where it was.  It says
`recorded` when all events are there and `settled` when all deliveries have ended; then it runs
until its standard input closes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.domain.ids import new_id
from app.domain.retry import RetrySchedule
from app.domain.times import utc_now
from app.server.store.database_address import parse_address
from app.server.store.tables import deliveries, events, listeners
from tests.support.delivery_stage import Stage

PAYLOAD_BYTES = 2048
BATCH = 100
# Soon, so that the storm ends; often, so that one in a hundred never runs out of tries.
WAITS_S = (0.2, 0.4, 0.8, 1.0, 1.0, 1.0, 1.0, 1.0)
LOOK_S = 0.2


def stage_of(folder: Path, plan: dict[str, Any]) -> Stage:
    """The stage of a plan."""
    options: dict[str, Any] = {}
    if plan.get("database"):
        options["database"] = parse_address(plan["database"], may_hold_password=False)
    return Stage(
        folder,
        clock=utc_now,
        retry=RetrySchedule(waits_s=WAITS_S),
        timeout_s=plan["timeout_s"],
        payload_bytes=PAYLOAD_BYTES,
        **options,
    )


def make_listeners(stage: Stage, plan: dict[str, Any]) -> None:
    """One for each pair of entity and function, and one whose endpoint is gone."""
    query = select(listeners.c.url)
    known = stage.database.run_sync(lambda tx: set(tx.execute(query).scalars()))
    for pair, url in plan["urls"].items():
        if url not in known:
            entity, function = pair.split()
            stage.listener(url, entity=entity, function=function)
    if plan["gone"] not in known:
        stage.listener(plan["gone"], entity="policies", function="update")


def record_on(stage: Stage, plan: dict[str, Any]) -> None:
    """Record what is still missing, in batches."""
    pairs = [pair.split() for pair in plan["urls"]]
    query = select(func.count()).select_from(events)
    done = stage.database.run_sync(lambda tx: tx.execute(query).scalar_one())
    every = plan["oversized_every"]
    while done < plan["events"]:
        entity, function = pairs[done // BATCH % len(pairs)]
        count = min(BATCH, plan["events"] - done)
        what = {"entity": entity, "function": function}
        large = count // every or int(done // BATCH % (every // BATCH or 1) == 0)
        stage.records(count - large, **what)
        body = json.dumps({"id": new_id("cli"), "note": "x" * 2 * PAYLOAD_BYTES}).encode()
        stage.records(large, body, **what)
        done += count


def unfinished(stage: Stage) -> int:
    """How many deliveries have not ended."""
    query = select(func.count()).select_from(deliveries).where(deliveries.c.finished_ms.is_(None))
    return stage.database.run_sync(lambda tx: tx.execute(query).scalar_one())


def main() -> None:
    """Record, and deliver to the end."""
    plan = json.loads(sys.argv[2])
    with stage_of(Path(sys.argv[1]), plan) as stage:
        make_listeners(stage, plan)
        record_on(stage, plan)
        print("recorded", flush=True)
        while unfinished(stage):
            time.sleep(LOOK_S)  # counting is work for the database that delivers
        print("settled", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
