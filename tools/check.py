"""Every judgement on the source that needs no test run.

All are made, also when one is bad, and each says how it went in one line.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tools import lock, translations
from tools.arguments import take_none

ROOT: Final = Path(__file__).resolve().parents[1]


def passes(*command: str) -> bool:
    """Run a judge in the project's folder; it prints what it found."""
    return subprocess.call([sys.executable, "-m", *command], cwd=ROOT) == 0


def layers_are_kept() -> bool:
    """Run import-linter, which is no module that can be run."""
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.call([str(linter), "--no-logo"], cwd=ROOT) == 0


def openapi_is_in_date() -> bool:
    """Whether the checked-in document is the one that the platform publishes."""
    command = [sys.executable, "-m", "app", "platform", "openapi"]
    published = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if published.returncode != 0:
        return False
    kept = (ROOT / "resources" / "openapi.json").read_bytes()
    return bool(json.loads(published.stdout) == json.loads(kept))


JUDGEMENTS: Final[dict[str, Callable[[], bool]]] = {
    "style (ruff check)": lambda: passes("ruff", "check", "--quiet"),
    "format (ruff format)": lambda: passes("ruff", "format", "--quiet", "--check"),
    "types (mypy)": lambda: passes("mypy", "--no-error-summary"),
    "layers (import-linter)": layers_are_kept,
    "dead code (vulture)": lambda: passes("vulture"),
    "lock in date (else: python3 dev.py lock)": lock.in_date,
    "OpenAPI in date (else: python -m app platform openapi)": openapi_is_in_date,
    "translations in date (else: python -m tools.translations)": translations.in_date,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge; the exit code."""
    take_none("dev.py check", __doc__, arguments)
    bad = []
    for name, judge in JUDGEMENTS.items():
        started = time.monotonic()
        try:
            good = judge()
        except (OSError, ValueError) as error:
            print(error)
            good = False
        took_s = time.monotonic() - started
        print(f"{'ok ' if good else 'BAD'}  {name}  {took_s:.1f} s", flush=True)
        if not good:
            bad.append(name)
    print(f"{len(JUDGEMENTS) - len(bad)} of {len(JUDGEMENTS)} checks hold.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
