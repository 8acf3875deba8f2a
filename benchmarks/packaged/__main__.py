"""Until the window of the frozen app is to be seen, beside a bare frozen QMainWindow.

Both are frozen by the same PyInstaller into one folder each, and started in turn on a screen of
their own; the clock runs from the start of the process to the X server's word that its window is
mapped. The first pair warms the disk and is not counted.

    python3 dev.py build
    .venv/bin/python -m benchmarks.packaged [--rounds 9] [--app dist/picksmart-webhooks]

`--instructions` counts instead of timing, once each, which a busy machine does not disturb.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from app import DISTRIBUTION
from benchmarks.packaged.instructions import count
from tests.support.screen import Screen, hidden_screen

RATIO_GOAL = 1.5
ROOT = Path(__file__).resolve().parents[2]

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
"""


@dataclass(frozen=True, slots=True)
class Start:
    """What one start took: by the clock, and of the processor."""

    wall_s: float
    cpu_s: float


def freeze_bare(folder: Path) -> Path:
    """A window with nothing in it, frozen as the app is; its program."""
    script = folder / "bare.py"
    script.write_text(BARE, "utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--strip", "--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    subprocess.run(
        [*command, "--specpath", str(folder), str(script)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return folder / "dist" / "bare" / "bare"


def take(program: Path, home: Path, screen: Screen) -> Start:
    """Start a program, wait for its window, and end it."""
    environment = _strangers(home, screen)
    with subprocess.Popen(
        ["xev", "-root", "-event", "substructure"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as watcher:
        try:
            assert watcher.stdout is not None
            time.sleep(0.3)  # nothing tells that it has asked the server for events
            begun_s = time.perf_counter()
            with subprocess.Popen(
                [str(program)], env=environment, stderr=subprocess.DEVNULL
            ) as process:
                for line in watcher.stdout:
                    if line.startswith("MapNotify"):
                        break
                start = Start(time.perf_counter() - begun_s, _cpu_s(process.pid))
                process.terminate()
        finally:
            watcher.terminate()
    return start


def _strangers(home: Path, screen: Screen) -> dict[str, str]:
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "DISPLAY": screen.name,
    }


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Measure and tell; 1 if the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--app", type=Path, default=ROOT / "dist" / DISTRIBUTION)
    parser.add_argument("--instructions", action="store_true")
    options = parser.parse_args()
    program = options.app.resolve() / DISTRIBUTION
    if not program.is_file():
        print(f"{program} is not there: python3 dev.py build", file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place,
        hidden_screen() as screen,
    ):
        bare, home = freeze_bare(Path(place)), Path(place) / "home"
        home.mkdir()
        if options.instructions:
            return tell_instructions(
                *(count(one, _strangers(home, screen), Path(place)) for one in (bare, program))
            )
        taken: dict[Path, list[Start]] = {bare: [], program: []}
        for _ in range(options.rounds + 1):
            for one, starts in taken.items():
                starts.append(take(one, home, screen))
    (bare_s, bare_cpu_s), (app_s, app_cpu_s) = (
        (
            statistics.median(one.wall_s for one in starts[1:]),
            statistics.median(one.cpu_s for one in starts[1:]),
        )
        for starts in taken.values()
    )
    print(f"bare window   {bare_s * 1000:5.0f} ms, processor {bare_cpu_s * 1000:4.0f} ms")
    print(f"the app       {app_s * 1000:5.0f} ms, processor {app_cpu_s * 1000:4.0f} ms")
    print(
        f"ratio         {app_s / bare_s:5.2f}, processor {app_cpu_s / bare_cpu_s:.2f}"
        f" (goal: at most {RATIO_GOAL})"
    )
    return 1 if app_s / bare_s > RATIO_GOAL else 0


def tell_instructions(bare: int, app: int) -> int:
    """Tell what was counted; 1 if the goal is missed."""
    print(f"bare window   {bare / 1e6:5.0f} million instructions")
    print(f"the app       {app / 1e6:5.0f} million instructions")
    print(f"ratio         {app / bare:5.2f} (goal: at most {RATIO_GOAL})")
    return 1 if app / bare > RATIO_GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
