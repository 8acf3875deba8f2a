"""How long a command of the command line takes, from its start to its end.

Beside it, in turn, a Python that only imports what such a command cannot do without.

    python -m benchmarks.commands [--listeners 10000] [--rounds 7]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from benchmarks.kit import table
from benchmarks.kit.disk import folder_on_disk
from benchmarks.kit.served import fill, served

HERE: Final = Path(__file__).resolve().parent
# What is run, and beside which bare imports.
_OFFLINE: Final = "import argparse, json, sqlite3"
_ONLINE: Final = "import argparse, json, sqlite3, requests"
COMMANDS: Final = (
    ("--help", "import argparse"),
    ("connections list", "import argparse, json"),
    ("listeners list --offline --entity claims", _OFFLINE),
    ("listeners list --offline --json", _OFFLINE),
    ("pending list", _OFFLINE),
    ("sync", _ONLINE),
)


def took_s(*command: str, environment: dict[str, str]) -> float:
    """One run, by the wall's clock; it must work."""
    start_s = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command], cwd=HERE.parent, env=environment, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return time.perf_counter() - start_s


def main() -> None:
    """Measure each and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listeners", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    wanted = parser.parse_args()
    with folder_on_disk() as folder:
        fill(folder / "data", wanted.listeners)
        with served(folder / "data") as platform:
            token = folder / "token"
            token.write_text(platform.token)
            environment = {**os.environ, "PICKSMART_SECRET_FILE": str(token)}
            app = ("-m", "app", "--profile", str(folder / "profile"))
            url = ("--url", platform.base_url, "--token-file", str(token))
            took_s(*app, "connections", "add", "Bench", *url, environment=environment)
            took_s(*app, "sync", environment=environment)
            rows = []
            for words, imports in COMMANDS:
                ours, bare = [], []
                for _ in range(wanted.rounds):
                    bare.append(took_s("-c", imports, environment=environment))
                    ours.append(took_s(*app, *words.split(), environment=environment))
                ratios = [one / other for one, other in zip(ours, bare, strict=True)]
                shown = [table.middle([one * 1000 for one in many], 0) for many in (ours, bare)]
                rows.append([words, *shown, table.middle(ratios)])
    table.show([f"at {wanted.listeners} listeners", "ms", "bare imports, ms", "ratio"], rows)


if __name__ == "__main__":
    main()
