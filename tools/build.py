"""Freeze the app into dist/, then prove that what came out works, and say what it costs.

Of it, the packages that this system can make, their sums and the bill of materials. It takes some
minutes, and no options; what signs, and the time in every file, are asked of the environment:
docs/RELEASING.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app import DISTRIBUTION
from tools import bundle
from tools.arguments import take_none
from tools.package.build_paths import forget_build_paths
from tools.package.packages import make_packages
from tools.package.sizes import breakdown_lines, size_mb
from tools.package.source import read_source, steady_environment

ROOT: Final = Path(__file__).resolve().parents[1]
SELF_TEST_LIMIT_S: Final = 240  # it gives up by itself; this is for one that hangs
MOST_MB: Final = 200
# Python code is stored as it is: 5 % less of the processor until the window is there, and smaller
# packages, which compress it better. The folder is 20 MB larger. And it holds no columns, which
# only put carets below the lines of a traceback.
_QUICK_TO_READ: Final = {
    "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
    "PYTHONNODEBUGRANGES": "1",
}


def freeze(dist: Path, work: Path) -> Path:
    """Run PyInstaller on build.spec; the folder that came out."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean"]
    command += ["--log-level", "ERROR", "--distpath", str(dist), "--workpath", str(work)]
    environment = steady_environment(read_source(ROOT)) | _QUICK_TO_READ
    subprocess.run([*command, "build.spec"], cwd=ROOT, env=environment, check=True)
    folder = dist / DISTRIBUTION
    if sys.platform == "linux":
        forget_build_paths(folder)
    return folder


def strangers_environment() -> dict[str, str]:
    """What someone has who knows nothing of Python: no variable of ours reaches the app."""
    if sys.platform == "win32":  # no program starts there without its many
        return {k: v for k, v in os.environ.items() if not k.startswith("PY")}
    kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}


def self_test(folder: Path) -> float:
    """Start the frozen app as a stranger would: seconds until it has shown its list and ended.

    Raises:
        RuntimeError: It failed, or printed anything.
    """
    started = time.monotonic()
    done = subprocess.run(
        [str(folder / DISTRIBUTION), "--self-test"],
        cwd=folder,
        env=strangers_environment(),
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


def judge(folder: Path) -> float:
    """Look at what was built; its size in MB.

    Raises:
        RuntimeError: It holds too much, or too little.
    """
    unwanted, size = bundle.strangers(folder), size_mb(folder)
    if unwanted:
        raise RuntimeError(f"it contains what it must not: {', '.join(unwanted)}")
    if forgotten := bundle.missing(folder):
        raise RuntimeError(f"it lacks {', '.join(forgotten)}")
    if size > MOST_MB:
        raise RuntimeError(f"it takes {size:.0f} MB; {MOST_MB} MB are the most")
    return size


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and prove; the exit code."""
    take_none("dev.py build", __doc__, arguments)
    dist, work = ROOT / "dist", ROOT / "build"
    try:
        folder = freeze(dist, work)
        size = judge(folder)
        cold_s, warm_s = self_test(folder), min(self_test(folder) for _ in range(3))
        print(f"{folder.relative_to(ROOT)}: {size:.0f} MB, and nothing of ours but the app")
        print("\n".join(breakdown_lines(folder)))
        print(
            f"self-test with its own platform: {cold_s:.2f} s the first time, then {warm_s:.2f} s"
        )
        made = make_packages(folder, dist, work, read_source(ROOT))
    except subprocess.CalledProcessError as error:
        return error.returncode  # who failed has said why
    except (OSError, RuntimeError, subprocess.TimeoutExpired) as error:
        print(f"The build does not work: {error}", file=sys.stderr)
        return 1
    for file in made:
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
