"""The engine beside task queues that Python people use for the same work.

The same payload, headers and receiver, 16 at once, in the same run.  A rate is that of
the receiver: what came between the first and the last arrival, so that nobody's start is
counted.  The queues live in an environment of their own, made by

    python -m benchmarks.peers --install

which takes exactly what `peers.txt` names.  Celery's Redis and Procrastinate's PostgreSQL
are started for this and ended with it; both flush to disk, as SQLite does.

    python -m benchmarks.peers [--count 2000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from benchmarks.kit import engine, table
from benchmarks.kit.bare import bare
from benchmarks.kit.disk import folder_on_disk
from benchmarks.kit.sink import Sink, running_sink
from tests.support.postgres import programs, running_cluster

HERE = Path(__file__).resolve().parent
PLACE = HERE / ".peers"
PYTHON = PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PEER = HERE / "kit" / "peer.py"
SLOTS = 16
_LIMIT_S = 300.0


def install() -> None:
    """Make the peers' environment anew, of exactly what is locked."""
    venv.create(PLACE, clear=True, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check"]
    subprocess.run([*pip, *quiet, "-r", str(HERE / "peers.txt")], check=True)


def rate(arrivals: dict[str, float]) -> float:
    """Arrivals a second between the first and the last."""
    return (len(arrivals) - 1) / (max(arrivals.values()) - min(arrivals.values()))


def engine_rate(sink: Sink, count: int) -> float:
    """Our engine's, its deliveries recorded."""
    with engine.running_stage(slots=SLOTS, per_listener_limit=SLOTS) as stage:
        ids = engine.listeners(stage, sink.url, 1)
        stage.database.run_sync(lambda tx: engine.write_events(tx, count))
        engine.release(stage, ids)
        stage.wait_settled(count)
    return rate(sink.arrivals())


def peer_rate(sink: Sink, queue: str, store: str, count: int) -> float:
    """A queue's that was filled beforehand."""
    command = [str(PYTHON), str(PEER), queue]
    subprocess.run([*command, "fill", store, sink.url, str(count)], check=True)
    worker = subprocess.Popen(
        [*command, "work", store, sink.url, str(count)],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        arrivals: dict[str, float] = {}
        deadline_s = time.monotonic() + _LIMIT_S
        while len(arrivals) < count:
            if worker.poll() is not None or time.monotonic() > deadline_s:
                raise SystemExit(f"{queue}: {len(arrivals)} of {count} arrived")
            time.sleep(0.5)
            arrivals |= sink.arrivals()
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    return rate(arrivals)


def answers(port: int) -> bool:
    """Whether something listens there."""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running_redis() -> Iterator[str]:
    """A Redis on loopback that flushes every command to disk."""
    with folder_on_disk() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder), "--save", ""]
        command = ["redis-server", *options, "--appendonly", "yes", "--appendfsync", "always"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                deadline_s = time.monotonic() + 20
                while not answers(port):
                    if time.monotonic() > deadline_s:
                        raise SystemExit("Redis did not start")
                    time.sleep(0.05)
                yield f"redis://127.0.0.1:{port}/0"
            finally:
                process.terminate()


def measure(sink: Sink, name: str, count: int) -> float:
    """One round of one of them."""
    if name == "bare aiohttp loop":
        return count / asyncio.run(bare(sink.url, count=count, slots=SLOTS)).wall_s
    if name.startswith("this engine"):
        return engine_rate(sink, count)
    if name.startswith("huey"):
        with folder_on_disk() as folder:
            return peer_rate(sink, "huey", str(folder / "huey.sqlite3"), count)
    if name.startswith("Celery"):
        with running_redis() as store:
            return peer_rate(sink, "celery", store, count)
    with running_cluster(durable=True) as cluster:
        store = cluster.new_database().url().set(drivername="postgresql")
        return peer_rate(sink, "procrastinate", store.render_as_string(hide_password=False), count)


def peer_version(package: str) -> str:
    """The version of a package in the peers' environment."""
    code = f"from importlib.metadata import version; print(version({package!r}))"
    done = subprocess.run([PYTHON, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def main() -> None:
    """Run all in turn and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="make the peers' environment")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    if wanted.install:
        install()
    if not PYTHON.exists():
        print("the peers are not installed: python -m benchmarks.peers --install")
        return
    names = ["bare aiohttp loop", "this engine (SQLite)", f"huey {peer_version('huey')} (SQLite)"]
    if programs() is not None:
        names.append(f"Procrastinate {peer_version('procrastinate')} (PostgreSQL)")
    if shutil.which("redis-server"):
        names.append(f"Celery {peer_version('celery')} (Redis)")
    found: defaultdict[str, list[float]] = defaultdict(list)
    with running_sink() as sink:
        for _ in range(wanted.rounds):
            for name in names:
                found[name].append(measure(sink, name, wanted.count))
                sink.arrivals()
    plain = found[names[0]]
    rows = []
    for name, rates in found.items():
        ratios = [one / loop for loop, one in zip(plain, rates, strict=True)]
        rows.append([name, table.middle(rates, 0), table.middle(ratios)])
    table.show(["", "per second", "ratio"], rows)
    print(f"Python {sys.version.split()[0]}, aiohttp {version('aiohttp')}, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
