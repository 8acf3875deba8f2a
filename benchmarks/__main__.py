"""Runs every benchmark beside this file, each in a process of its own.

python -m benchmarks [--small] [name …]

With `--small` the numbers are so few that a figure means nothing: it only shows that all
still run.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SMALL = {
    "commands": "--listeners 5 --rounds 1",
    "deliveries": "--count 40 --rounds 1 --many 4",
    "distributed": "--count 40 --listeners 4 --rounds 1 --only-rate",
    "fairness": "--slow 4 --count 20 --rounds 1",
    "latency": "--count 5",
    "listener_list": "--rows 100",
    "long_pages": "--deliveries 300 --requests 20 --mails 20",
    "peers": "--count 20 --rounds 1",
    "reads": "--listeners 20 --rounds 1",
    "slow_clients": "--slow 5 --seconds 1",
    "start": "--rounds 1 --idle 1",
    "sync": "--listeners 20 --edits 5 --rounds 1",
    "window": "50",
    "window_start": "--rounds 1 --rows 20 --idle 1",
    "window_use": "--listeners 200 --deliveries 300 --rounds 1",
}


def known() -> list[str]:
    """The names of all benchmarks."""
    return sorted(path.stem for path in HERE.glob("[!_]*.py"))


def main() -> int:
    """Run those that are named, or all; the number that failed."""
    is_small = "--small" in sys.argv
    wanted = [one for one in sys.argv[1:] if one != "--small"] or known()
    unknown = sorted(set(wanted) - set(known()))
    if unknown:
        print(
            f"no benchmark {', '.join(unknown)}; there are: {', '.join(known())}", file=sys.stderr
        )
        return 2
    failed = 0
    for name in wanted:
        print(f"== {name}", flush=True)
        options = SMALL[name].split() if is_small else []
        command = [sys.executable, "-m", f"benchmarks.{name}", *options]
        failed += subprocess.call(command, cwd=HERE.parent) > 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
