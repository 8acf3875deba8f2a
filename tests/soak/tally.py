"""What all campaigns came to: a JSON file that rounds are added to, and the page written from it.

A round is added in one step at its end, under a lock: whatever ends a campaign, by hand or
by SIGKILL, costs the round under way and nothing before it; several may run at once.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from filelock import FileLock

ROOT: Final = Path(__file__).parents[2]
FILE: Final = ROOT / "benchmarks" / "reliability.json"
_SUMMED: Final = ("rounds", "count", "kills", "acknowledged", "lost", "doubled", "failed")


@dataclass
class Outcome:
    """What one round came to; `wrong` says in words what was lost, doubled or else wrong."""

    count: int = 0
    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    took_s: float = 0.0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Goal:
    """Of one campaign: what it counts, and how much there is to be."""

    counts: str
    least: int
    goal: int


GOALS: Final[Mapping[str, Goal]] = {
    "kills": Goal("processes killed", 2000, 10_000),
    "power-cuts": Goal("power cuts", 300, 1000),
    "machine": Goal("state machine runs", 200, 2000),
}


def commit() -> str:
    """What runs here; a star says that it is not what was committed."""
    try:
        name = _git("rev-parse", "--short=10", "HEAD")
        changed = _git("status", "--porcelain", "--", "app", "tests", "resources")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return name + ("*" if changed else "")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def add(file: Path, campaign: str, seed: int, where: str, outcome: Outcome) -> None:
    """Add one round to what there is, and write the page anew."""
    with FileLock(f"{file}.lock"):
        tally = read(file)
        rows = tally["campaigns"].setdefault(campaign, {})
        row = rows.setdefault(where, dict.fromkeys(_SUMMED, 0) | {"took_s": 0})
        new = vars(outcome) | {"rounds": 1, "failed": int(bool(outcome.wrong))}
        for name in _SUMMED:
            row[name] += new[name]
        row["took_s"] = round(row["took_s"] + outcome.took_s, 1)
        row["last"] = datetime.now(UTC).date().isoformat()
        if outcome.wrong:
            told = {"campaign": campaign, "seed": seed, "commit": where, "mended": ""}
            tally["failures"].append(told | {"what": outcome.wrong[:5]})
        _write(file, json.dumps(tally, indent=1) + "\n")
        _write(file.with_name("RELIABILITY.md"), page(tally))


def read(file: Path) -> dict[str, Any]:
    """All that was added so far."""
    if not file.exists():
        return {"campaigns": {}, "failures": []}
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def furthest(file: Path, campaigns: Sequence[str]) -> str:
    """Which of the campaigns has done the least of what it is to do, then of its goal."""
    rows = read(file)["campaigns"]

    def share(name: str) -> tuple[float, float]:
        done, asked = sum(float(row["count"]) for row in rows.get(name, {}).values()), GOALS[name]
        return min(1.0, done / asked.least), done / asked.goal

    return min(campaigns, key=share)


def page(tally: Mapping[str, Any]) -> str:
    """The tally for people."""
    lines = [_HEAD]
    lines += _table(
        ("campaign", "done", "asked for", "goal", "edits checked", "lost", "doubled", "hours"),
        [_row(name, goal, tally["campaigns"].get(name, {})) for name, goal in GOALS.items()],
    )
    lines += ["", "## By commit", ""]
    lines += _table(
        ("campaign", "commit", "last", *_BY_COMMIT),
        [
            (name, commit, row["last"], *(row[one] for one in _BY_COMMIT))
            for name, rows in sorted(tally["campaigns"].items())
            for commit, row in rows.items()
        ],
    )
    lines += ["", "## What it found", ""]
    lines += [_failure(one) for one in tally["failures"]] or ["Nothing so far."]
    return "\n".join(lines) + "\n"


_BY_COMMIT: Final = ("rounds", "failed", "count", "kills", "acknowledged", "lost", "doubled")
_HEAD: Final = """# What was killed, cut off and mixed up, and what was lost by it

Written by `python3 dev.py soak` from `reliability.json`, which every round adds to.

- **kills**: two real profiles on a real platform, each edited and synced by one or two processes
  that are killed by SIGKILL at a random moment or as the n-th request passes, the platform now
  and then, too, behind a proxy that loses, cuts, repeats and makes up answers, and has requests
  arrive late. What each process sees when it opens must be what was acknowledged before; in the
  end both profiles and the platform hold the same, the last acknowledged edit of everything, no
  change was made twice, and every file is sound. Listeners are edited, credentials with their
  secrets (which wait in a keyring that outlives the processes, and are at last asked for at an
  endpoint that the platform calls), and the draft of the form; no file of any profile may hold a
  secret in any form.
- **power-cuts**: the same on a file system of its own whose plug is pulled; in about every other
  round the platform's data lies on it, too.
- **machine**: two computers, a platform and the proxy in whatever order Hypothesis thinks of
  (`tests/support/two_computers.py`), 60 steps a run.
"""


def _row(name: str, goal: Goal, rows: Mapping[str, Mapping[str, Any]]) -> tuple[object, ...]:
    total = {one: sum(row[one] for row in rows.values()) for one in (*_SUMMED, "took_s")}
    return (
        f"{name}: {goal.counts}",
        total["count"],
        goal.least,
        goal.goal,
        total["acknowledged"],
        total["lost"],
        total["doubled"],
        f"{total['took_s'] / 3600:.2f}",
    )


def _failure(one: Mapping[str, Any]) -> str:
    what = "; ".join(" ".join(text.split())[:300] for text in one["what"])
    mended = one["mended"] or "not yet"
    again = f"python3 dev.py soak --only {one['campaign']} --seed {one['seed']}"
    return f"- {one['commit']}, `{again}`: {what}. Mended: {mended}."


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(map(str, line)) + " |" for line in lines]


def _write(file: Path, text: str) -> None:
    """As a whole, or not at all."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as draft:
        draft.write(text)
        draft.flush()
        os.fsync(draft.fileno())
    Path(name).chmod(0o644)
    os.replace(name, file)
