"""A healthy client beside 500 slow ones: how long its requests take (G13, T23).

The platform runs in a process of its own.  Each slow client drips a head, a byte every
second, and comes back when it is let go; the healthy one asks `/me` all the time, first
alone and then beside them.

    python -m benchmarks.slow_clients [--slow 500] [--seconds 15]
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

P99_GOAL_MS = 200.0
MEMORY_GOAL_MB = 150.0


class Drippers:
    """Many slow clients on one event loop."""

    def __init__(self, host: str, port: int, count: int) -> None:
        self._host, self._port, self._count = host, port, count
        self.let_go = 0

    async def run(self) -> None:
        """Keep all of them busy until cancelled."""
        await asyncio.gather(*(self._drip() for _ in range(self._count)))

    async def _drip(self) -> None:
        while True:
            with contextlib.suppress(OSError):
                reader, writer = await asyncio.open_connection(self._host, self._port)
                writer.write(b"GET /api/v1/me HTTP/1.1\r\nX-Slow: ")
                gone = asyncio.ensure_future(reader.read(1))
                while not (await asyncio.wait([gone], timeout=1.0))[0]:
                    writer.write(b"x")
                self.let_go += 1
                writer.close()
                await asyncio.gather(gone, return_exceptions=True)
            await asyncio.sleep(0.5)


def healthy(host: str, port: int, token: str, seconds: float) -> list[float]:
    """Milliseconds of each request of one client that behaves."""
    took_ms = []
    end_s = time.perf_counter() + seconds
    while time.perf_counter() < end_s:
        start_s = time.perf_counter()
        connection = http.client.HTTPConnection(host, port, timeout=30)
        connection.request("GET", "/api/v1/me", headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"the healthy client was answered {answer.status}")
        took_ms.append((time.perf_counter() - start_s) * 1000)
        time.sleep(0.01)
    return took_ms


def memory_mb(pid: int) -> float:
    """Resident memory of a process, where /proc tells."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def percentiles(took_ms: list[float]) -> str:
    """The middle and the ends of a list."""
    cuts = statistics.quantiles(took_ms, n=100)
    return f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, most {max(took_ms):.1f} ms"


async def beside(drippers: Drippers, *ask: object, seconds: float) -> list[float]:
    """The healthy client beside the slow ones, once all of them are there."""
    dripping = asyncio.ensure_future(drippers.run())
    await asyncio.sleep(2)
    try:
        return await asyncio.to_thread(healthy, *ask, seconds)  # type: ignore[arg-type]
    finally:
        dripping.cancel()


def main() -> int:
    """Measure; 1 when a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--slow", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "app", "platform", "serve", "--data", folder]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            try:
                assert process.stdout is not None
                ready = json.loads(process.stdout.readline())
                address = urlsplit(ready["base_url"])
                token = Path(ready["token_file"]).read_text()
                ask = (str(address.hostname), int(address.port or 0), token)
                alone_ms = healthy(*ask, options.seconds / 3)
                drippers = Drippers(*ask[:2], options.slow)
                took_ms = asyncio.run(beside(drippers, *ask, seconds=options.seconds))
                used_mb = memory_mb(process.pid)
            finally:
                process.terminate()
    print(f"alone: {percentiles(alone_ms)} ({len(alone_ms)} requests)")
    print(f"beside {options.slow} slow clients: {percentiles(took_ms)} ({len(took_ms)} requests)")
    print(f"the platform used {used_mb:.0f} MB at most and let {drippers.let_go} slow clients go")
    missed = statistics.quantiles(took_ms, n=100)[98] > P99_GOAL_MS or used_mb > MEMORY_GOAL_MB
    print(
        f"goal: p99 at most {P99_GOAL_MS:.0f} ms, {MEMORY_GOAL_MB:.0f} MB: "
        + ("missed" if missed else "held")
    )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
