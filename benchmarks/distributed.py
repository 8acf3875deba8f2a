"""Deliveries a second on PostgreSQL, per worker, as a share of a bare POST loop.

Everything is real: a PostgreSQL that flushes to disk, `platform worker` processes, a
receiver in a process of its own, and the bare loop in the same run.  On a machine with
few cores they all share them, so the share of a worker is held down by the others:
processor times say what a delivery costs the worker, the database and the receiver,
whoever else is at work, and what all cores together could do at that price.

    python -m benchmarks.distributed [--count 6000] [--listeners 32] [--rounds 3]

It also says how long a worker killed -9 keeps its listeners from the others, and how
many tries of one listener ever ran at once while two workers were at it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select

from app.domain.times import utc_now
from app.server.opening import open_platform
from app.server.platform import KEY_FILE
from app.server.settings import PlatformSettings
from app.server.store.database_address import DatabaseAddress
from app.server.store.tables import deliveries
from benchmarks.kit.bare import bare
from benchmarks.kit.engine import write_events
from benchmarks.kit.sink import Sink, running_sink
from tests.support.delivery_stage import Stage
from tests.support.postgres import Cluster, running_cluster
from tests.support.receivers import HttpReceiver, Reply

START = "import sys; from app.cli.platform import run; sys.exit(run(sys.argv[1:]))"
LIMIT_S = 300.0
_WARM = 16


@contextmanager
def stage_on(folder: Path, address: DatabaseAddress) -> Iterator[Stage]:
    """Listeners and records go in here; this process sends nothing."""
    platform = open_platform(PlatformSettings(data_dir=folder, database=address))
    platform.database.close_sync()
    key = (folder / KEY_FILE).read_bytes()
    with Stage(folder, key=key, clock=utc_now, database=address, delivers=False) as stage:
        yield stage


@contextmanager
def workers(folder: Path, address: DatabaseAddress, count: int) -> Iterator[list[int]]:
    """Worker processes, ready; their ids."""
    where = ("--data", str(folder), "--database", address.url().render_as_string())
    command = [sys.executable, "-c", START, "worker", *where, "--log-level", "error"]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(count)]
    try:
        for one in started:
            assert one.stdout is not None
            assert one.stdout.readline(), "a worker did not start"
        yield [one.pid for one in started]
    finally:
        for one in started:
            one.send_signal(signal.SIGTERM)
        for one in started:
            one.communicate()


def fill(stage: Stage, url: str, *, count: int, listeners: int) -> list[str]:
    """Deliveries that are held until their listeners are enabled."""
    credential = stage.credential("bearer", {}, {"token": "secret-token"})
    ids = [
        stage.listener(url, auth_type="bearer", credential_id=credential, mode="paused")
        for _ in range(listeners)
    ]
    stage.database.run_sync(lambda tx: write_events(tx, count // listeners))
    return ids


def wait_delivered(stage: Stage, count: int) -> None:
    """Until nothing is left to do; then so many must have been delivered.

    They are counted only once: to count them again and again would be work for PostgreSQL.
    """
    c = deliveries.c
    unfinished = select(c.id).where(c.status == "pending").limit(1)
    delivered = select(func.count()).where(c.status == "delivered")

    def read(query: Select[tuple[Any]]) -> Any:
        return asyncio.run(stage.database.read(lambda tx: tx.execute(query).scalar()))

    deadline_s = time.monotonic() + LIMIT_S
    while read(unfinished) is not None:
        assert time.monotonic() < deadline_s, "not all were delivered in time"
        time.sleep(0.02)
    assert read(delivered) == count


def warm_up(stage: Stage, url: str) -> None:
    """Let every worker send once: what sends is imported with the first delivery."""
    for _ in range(_WARM):
        stage.listener(url, entity="policies")
    stage.record(entity="policies")
    wait_delivered(stage, _WARM)


@dataclass(frozen=True, slots=True)
class Rate:
    """What some workers got done.

    Attributes:
        per_s: Deliveries a second from the release until all are recorded.
        worker_us: Processor time of the workers for one delivery.
        server_us: Processor time of PostgreSQL for one delivery.
        receiver_us: Processor time of the receiver for one delivery.
    """

    per_s: float
    worker_us: float
    server_us: float
    receiver_us: float

    @property
    def most_per_s(self) -> float:
        """What all cores together could do at this price, if none of them ever waited."""
        total_us = self.worker_us + self.server_us + self.receiver_us
        return len(os.sched_getaffinity(0)) * 1e6 / total_us


def rate(sink: Sink, cluster: Cluster, *, count: int, listeners: int, processes: int) -> Rate:
    """Run so many workers on a backlog of so many deliveries."""
    url, address = sink.url, cluster.new_database()
    with tempfile.TemporaryDirectory() as name, stage_on(Path(name), address) as stage:
        ids = fill(stage, url, count=count, listeners=listeners)
        with workers(Path(name), address, processes) as pids:
            warm_up(stage, url)
            before_s = [cpu_s(one) for one in (pids, cluster.processes(), [sink.pid])]
            start_s = time.perf_counter()
            stage.change(*ids, mode="enabled")
            wait_delivered(stage, count // listeners * listeners + _WARM)
            took_s = time.perf_counter() - start_s
            after_s = [cpu_s(one) for one in (pids, cluster.processes(), [sink.pid])]
    each_us = [
        1e6 * (after - before) / count for before, after in zip(before_s, after_s, strict=True)
    ]
    return Rate(count / took_s, *each_us)


def cpu_s(pids: list[int]) -> float:
    """The processor time that processes have used so far."""
    ticks = 0
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def recovery(address: DatabaseAddress) -> float:
    """Seconds from a kill -9 until the last of its tries came again from another worker."""
    with (
        HttpReceiver() as endpoint,
        tempfile.TemporaryDirectory() as name,
        stage_on(Path(name), address) as stage,
    ):
        endpoint.always(Reply(held=True))
        with workers(Path(name), address, 1) as (first,):
            stage.listener(endpoint.url)
            for _ in range(8):
                stage.record()
            endpoint.wait(8)
            with workers(Path(name), address, 1):
                endpoint.always(Reply())
                os.kill(first, signal.SIGKILL)
                start_s = time.perf_counter()
                endpoint.wait(16, timeout_s=60)
                took_s = time.perf_counter() - start_s
                wait_delivered(stage, 8)
        times = Counter(one.header("webhook-id") for one in endpoint.received)
        assert set(times.values()) == {2}
        return took_s


def most_at_once(address: DatabaseAddress) -> int:
    """How many tries of one listener ran at once, with two workers and a slow endpoint."""
    with (
        HttpReceiver() as endpoint,
        tempfile.TemporaryDirectory() as name,
        stage_on(Path(name), address) as stage,
    ):
        endpoint.always(Reply(delay_s=0.02))
        ids = fill(stage, endpoint.url, count=300, listeners=1)
        with workers(Path(name), address, 2):
            stage.change(*ids, mode="enabled")
            wait_delivered(stage, 300)
        return endpoint.most_at_once


def say(found: dict[str, float]) -> None:
    """One line of JSON, at once."""
    print(json.dumps(found), flush=True)


def main() -> None:
    """Run the bare loop, one worker and two in turn, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--slots", type=int, default=16, help="of the bare loop")
    parser.add_argument("--listeners", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only-rate", action="store_true")
    wanted = parser.parse_args()
    with running_sink() as sink, running_cluster(durable=True) as cluster:
        ratios = []
        for _ in range(wanted.rounds):
            spent = asyncio.run(bare(sink.url, count=wanted.count, slots=wanted.slots))
            plain = wanted.count / spent.wall_s
            size = {"count": wanted.count, "listeners": wanted.listeners}
            one, two = (rate(sink, cluster, processes=number, **size) for number in (1, 2))
            ratios.append((one.per_s / plain, two.per_s / plain, two.per_s / one.per_s))
            say(
                {
                    "bare_per_s": round(plain),
                    "one_per_s": round(one.per_s),
                    "two_per_s": round(two.per_s),
                    "bare_us": round(1e6 * spent.cpu_s / wanted.count),
                    "worker_us": round(one.worker_us),
                    "server_us": round(one.server_us),
                    "receiver_us": round(one.receiver_us),
                    "all_cores_per_s": round(two.most_per_s),
                }
            )
        of_one, of_two, gain = (
            round(statistics.median(each), 2) for each in zip(*ratios, strict=True)
        )
        say({"one_worker": of_one, "two_workers": of_two, "two_to_one": gain})
        if not wanted.only_rate:
            say({"recovery_s": round(recovery(cluster.new_database()), 1)})
            say({"most_at_once": most_at_once(cluster.new_database())})


if __name__ == "__main__":
    main()
