"""What the build is made of: the commit, its time, and an environment that gives the same twice."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
_DOS_EPOCH: Final = 315_532_800  # 1980: the oldest time that every archive can hold


@dataclass(frozen=True, slots=True)
class Source:
    """The tree that is built.

    Attributes:
        commit: "" where there is no repository, as in an unpacked archive.
        epoch_s: The time that every file of the build carries.
        is_changed: Whether files differ from the commit.
    """

    commit: str
    epoch_s: int
    is_changed: bool = False

    @property
    def day(self) -> str:
        """YYYY-MM-DD, in UTC."""
        return datetime.fromtimestamp(self.epoch_s, UTC).date().isoformat()


def read_source(root: Path = ROOT) -> Source:
    """Ask git; `SOURCE_DATE_EPOCH` has the last word about the time."""
    commit = _git(root, "rev-parse", "HEAD") if _is_repository(root) else ""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not commit:
        return Source("", int(said or _DOS_EPOCH))
    epoch_s = int(said or _git(root, "show", "--no-patch", "--format=%ct", "HEAD"))
    return Source(commit, epoch_s, bool(_git(root, "status", "--porcelain")))


def steady_environment(source: Source) -> dict[str, str]:
    """The environment for what builds: nothing in it differs from one run to the next."""
    dropped = ("PYTHONPATH", "PYTHONHOME", "PYTHONOPTIMIZE", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {
        "SOURCE_DATE_EPOCH": str(source.epoch_s),
        "PYTHONHASHSEED": "0",  # sets in the code are written in the order of their hashes
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }


def _is_repository(root: Path) -> bool:
    return shutil.which("git") is not None and (root / ".git").exists()


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), *words], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
