"""From nothing to the list of listeners on the screen, beside an empty QMainWindow.

Both are processes of their own, started in turn; the clock runs from before the process until
the paint, and is what a person waits for.  The processor's time is that of all threads: what two
of them do at once counts twice, and what else the machine does hardly counts.  Memory is what the
process has to itself: over the empty window's, with ten times as many listeners.

    python -m benchmarks.window_start [--rounds 7] [--rows 1000] [--idle 20]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.adapters.connections_file import JsonConnectionStore
from app.adapters.paths import profile_paths
from app.domain.workspace import Connection, Environment
from benchmarks.kit.table import middle, show
from tests.support.many_listeners import BigPlatform, fill_local_copy, many_listeners

START_GOAL = 1.5
MEMORY_GOAL_MB = 60.0
IDLE_GOAL_PERCENT = 0.5
ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "QT_QPA_PLATFORM": "offscreen",
}
Told = dict[str, float]


def run(*words: str, bytecode: str) -> list[Told]:
    """What a process told of itself, each time with the time since before it was started."""
    begun_s = time.perf_counter()  # the same clock in all processes of a machine
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kit.shown_window", *words],
        cwd=ROOT,
        env={**ENVIRONMENT, "PYTHONPYCACHEPREFIX": bytecode},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=300,
    )
    told: list[Told] = [json.loads(line) for line in done.stdout.splitlines()]
    return [{**one, "wall_s": one["at_s"] - begun_s} for one in told]


def kept(folder: Path, count: int) -> str:
    """A profile with a connection that was open before, and so many listeners in its copy."""
    profile = folder / str(count)
    paths = profile_paths(profile)
    connection = Connection("kept", "Kept", "https://platform.invalid", Environment.SANDBOX)
    JsonConnectionStore(paths.connections_file).put(connection)
    fill_local_copy(paths.local_db(connection.id), BigPlatform(many_listeners(count)))
    return str(profile)


def main() -> int:
    """Measure; the number of goals that were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--idle", type=float, default=20, help="seconds; 0 leaves it out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        code, profile = str(folder / "bytecode"), kept(folder, options.rows)
        run("bare", bytecode=code)
        run("app", profile, str(options.rows), bytecode=code)  # and compile, once
        bare: list[Told] = []
        ours: list[Told] = []
        whole: list[Told] = []
        for _ in range(options.rounds):
            bare += run("bare", bytecode=code)
            told = run("app", profile, str(options.rows), bytecode=code)
            ours.append(told[0])
            whole.append(told[1])
        many = options.rows * 10
        full = kept(folder, many)  # at its first start it does not know yet where its list stands
        grown_mb = [
            run("app", full, str(many), bytecode=code)[-1]["private_mb"] for _start in range(2)
        ]
        idle_percent: float | None = None
        if options.idle > 0:
            (folder / "idle").mkdir(mode=0o700)
            told = run("idle", str(folder / "idle"), str(options.idle), bytecode=code)
            idle_percent = told[-1]["idle_percent"]
    rows = []
    for what, several in (
        ("empty window", bare),
        (f"{options.rows} listeners painted", ours),
        ("all around them, too", whole),
    ):
        figures = [
            [one[key] * scale for one in several]
            for key, scale in (("wall_s", 1000), ("cpu_s", 1000))
        ]
        rows.append(
            (
                what,
                *(middle(one, 0) for one in figures),
                middle([one["private_mb"] for one in several], 0),
            )
        )
    show(("", "ms", "processor ms", "private MB"), rows)
    ratios = {
        "by the clock": statistics.median(
            one["wall_s"] / beside["wall_s"] for one, beside in zip(ours, bare, strict=True)
        ),
        "by the processor": statistics.median(
            one["cpu_s"] / beside["cpu_s"] for one, beside in zip(ours, bare, strict=True)
        ),
    }
    bare_mb = statistics.median(one["private_mb"] for one in bare)
    print(f"start by the processor: {ratios['by the processor']:.2f}")
    judged = [
        ("start by the clock", ratios["by the clock"], START_GOAL),
        *(
            (
                f"MB over the empty window with {many} listeners, {which}",
                mb - bare_mb,
                MEMORY_GOAL_MB,
            )
            for which, mb in zip(("first start", "another"), grown_mb, strict=True)
        ),
    ]
    if idle_percent is not None:
        judged.append(("percent of a core, idle with the stream", idle_percent, IDLE_GOAL_PERCENT))
    held = [value <= goal for _what, value, goal in judged]
    show(
        ("", "ratio or figure", "goal"),
        [
            (what, f"{value:.2f}", f"{goal:g}: {'held' if is_held else 'missed'}")
            for (what, value, goal), is_held in zip(judged, held, strict=True)
        ],
    )
    return held.count(False)


if __name__ == "__main__":
    sys.exit(main())
