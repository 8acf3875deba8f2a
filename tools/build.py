"""Freeze the app into dist/, then prove that what came out works, and say what it costs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from app import DISTRIBUTION

ROOT: Final = Path(__file__).resolve().parents[1]
BUNDLE: Final = ROOT / "dist" / DISTRIBUTION
SELF_TEST_LIMIT_S: Final = 60


def freeze() -> None:
    """Run PyInstaller on build.spec."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean"]
    command += ["--log-level", "WARN", "build.spec"]
    subprocess.run(command, cwd=ROOT, check=True)


def self_test() -> float:
    """Start the frozen app as a stranger would: seconds until it has shown its list and ended.

    Raises:
        RuntimeError: It failed, or printed anything.
    """
    environment = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
    if sys.platform == "win32":
        environment = dict(os.environ)
    started = time.monotonic()
    done = subprocess.run(
        [str(BUNDLE / DISTRIBUTION), "--self-test"],
        cwd=BUNDLE,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        errors="replace",
        timeout=SELF_TEST_LIMIT_S,
        check=False,
    )
    took_s = time.monotonic() - started
    if done.returncode != 0 or done.stdout:
        raise RuntimeError(f"self-test: exit code {done.returncode}\n{done.stdout}")
    return took_s


def size_mb() -> float:
    """What the bundle takes on disk."""
    files = (path for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def main() -> int:
    """Build and prove; the exit code."""
    try:
        freeze()
        cold_s, warm_s = self_test(), min(self_test() for _ in range(3))
    except subprocess.CalledProcessError as error:
        return error.returncode  # PyInstaller has said why
    except (OSError, RuntimeError, subprocess.TimeoutExpired) as error:
        print(f"The build does not work: {error}", file=sys.stderr)
        return 1
    print(f"{BUNDLE.relative_to(ROOT)}: {size_mb():.0f} MB")
    print(f"self-test with its own platform: {cold_s:.2f} s the first time, then {warm_s:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
