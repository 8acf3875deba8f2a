"""Start to first answer beside a bare FastAPI + uvicorn, and what the platform costs idle.

Both are started in turn, each a process of its own; the clock runs from its start to the
end of its first answer.  The ratio of processor times hardly feels what else the machine
is doing.  The platform starts on a folder that has been served before, as it nearly
always does; its very first start is told beside it.

    python -m benchmarks.start [--rounds 9] [--idle 20]
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

RATIO_GOAL = 2.0
IDLE_GOAL_PERCENT = 0.5
MEMORY_GOAL_MB = 90.0

# As with anybody: after the first start nothing of ours is compiled again.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}

BARE = """
import json, socket, uvicorn
from fastapi import FastAPI
app = FastAPI()

@app.get("/api/v1/me")
async def me() -> dict[str, str]:
    return {"id": "usr_1"}

class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        port = sock.getsockname()[1]
        print(json.dumps({"base_url": f"http://127.0.0.1:{port}"}), flush=True)

sock = socket.create_server(("127.0.0.1", 0))
config = uvicorn.Config(app, http="h11", ws="none", loop="asyncio", log_config=None)
Server(config).run(sockets=[sock])
"""


@dataclass(frozen=True, slots=True)
class Start:
    """What one start took: by the clock, and of the processor."""

    wall_s: float
    cpu_s: float


def cpu_s(pid: int) -> float:
    """Processor time of a process until now."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Resident memory of a process now."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(one for one in status if one.startswith("VmRSS")).split()[1]) / 1024


@contextmanager
def started(command: Sequence[str]) -> Iterator[tuple[int, Start]]:
    """A server that has answered once: its process id, and what that took."""
    begun_s = time.perf_counter()
    with subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            ready = json.loads(process.stdout.readline())
            address = urlsplit(ready["base_url"])
            connection = http.client.HTTPConnection(str(address.hostname), address.port)
            token = Path(ready["token_file"]).read_text() if "token_file" in ready else ""
            connection.request("GET", "/api/v1/me", headers={"Authorization": f"Bearer {token}"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{command[-1]}: answered {answer.status}")
            yield process.pid, Start(time.perf_counter() - begun_s, cpu_s(process.pid))
            connection.close()
        finally:
            process.terminate()


def take(command: Sequence[str]) -> Start:
    """What one start takes."""
    with started(command) as (_, start):
        return start


def idle(command: Sequence[str], seconds: float) -> tuple[float, float]:
    """Share of one core in percent, and megabytes, of a server that has nothing to do."""
    with started(command) as (pid, _):
        time.sleep(3)  # what is imported after the first answer is no idling
        before_s = cpu_s(pid)
        time.sleep(seconds)
        return (cpu_s(pid) - before_s) / seconds * 100, memory_mb(pid)


def median(starts: Sequence[Start]) -> Start:
    """The middle of each number."""
    return Start(
        statistics.median(one.wall_s for one in starts),
        statistics.median(one.cpu_s for one in starts),
    )


def main() -> int:
    """Measure; 1 when a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--idle", type=float, default=20)
    options = parser.parse_args()
    bare_command = [sys.executable, "-c", BARE]
    with tempfile.TemporaryDirectory() as folder:
        ours_command = [sys.executable, "-m", "app", "platform", "serve", "--data", folder + "/d"]
        very_first = take(ours_command)
        take(bare_command)
        pairs = [(take(bare_command), take(ours_command)) for _ in range(options.rounds)]
        used_percent, used_mb = idle(ours_command, options.idle)
    bare, ours = (median([pair[place] for pair in pairs]) for place in (0, 1))
    for name, one in (("bare", bare), ("platform", ours), ("its very first start", very_first)):
        print(f"{name}: {one.wall_s * 1000:.0f} ms, {one.cpu_s * 1000:.0f} ms of the processor")
    ratio = statistics.median(ours.wall_s / bare.wall_s for bare, ours in pairs)
    cpu_ratio = statistics.median(ours.cpu_s / bare.cpu_s for bare, ours in pairs)
    print(f"ratio {ratio:.2f} by the clock, {cpu_ratio:.2f} of the processor")
    print(f"idle: {used_percent:.2f} % of a core, {used_mb:.0f} MB")
    missed = [
        name
        for name, value, goal in (
            ("start", cpu_ratio, RATIO_GOAL),
            ("idle processor", used_percent, IDLE_GOAL_PERCENT),
            ("memory", used_mb, MEMORY_GOAL_MB),
        )
        if value > goal
    ]
    print("missed: " + ", ".join(missed) if missed else "every goal held")
    return len(missed)


if __name__ == "__main__":
    sys.exit(main())
