"""Until the window of the frozen app is to be seen, beside a bare frozen QMainWindow.

Both are frozen by the same PyInstaller into one folder each, and started in turn on a screen of
their own, each as often first as second; the clock runs from the start of the process to the X
server's word that its window is mapped. The first pair warms the disk and is not counted. The
ratio is that of the medians; how far single rounds are from it is told beside it. Then the same of
an app that was open before with 1,000 listeners, until these are painted (`first_list`).

    python3 dev.py build
    .venv/bin/python -m benchmarks.packaged [--rounds 21] [--rows 1000] [--app DIR]

`--instructions` counts instead of timing, once each, which a busy machine does not disturb.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app import DISTRIBUTION
from benchmarks.packaged.first_list import Pixels, opened_before, time_in_turn
from benchmarks.packaged.instructions import count
from benchmarks.packaged.starts import Start, cpu_s, strangers
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
    environment = strangers(home, screen)
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
                start = Start(time.perf_counter() - begun_s, cpu_s(process.pid))
                process.terminate()
        finally:
            watcher.terminate()
    return start


def main() -> int:
    """Measure and tell; how often the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--app", type=Path, default=ROOT / "dist" / DISTRIBUTION)
    parser.add_argument("--rows", type=int, default=1000, help="0 leaves the list out")
    parser.add_argument("--instructions", action="store_true")
    options = parser.parse_args()
    program = options.app.resolve() / DISTRIBUTION
    if not program.is_file():
        print(f"{program} is not there: python3 dev.py build", file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place,
        tempfile.TemporaryDirectory() as memory,
        hidden_screen(memory=Path(memory)) as screen,
    ):
        bare, home = freeze_bare(Path(place)), Path(place) / "home"
        home.mkdir()
        if options.instructions:
            return tell_instructions(
                *(count(one, strangers(home, screen), Path(place)) for one in (bare, program))
            )
        taken: dict[Path, list[Start]] = {bare: [], program: []}
        for at in range(options.rounds + 1):
            for one in (bare, program) if at % 2 else (program, bare):
                taken[one].append(take(one, home, screen))
        missed = tell_times("the app", taken[bare][1:], taken[program][1:])
        if options.rows:
            pixels = Pixels(Path(memory))
            profile = opened_before(program, Path(place), options.rows, screen)
            pair = time_in_turn(bare, program, profile, screen, pixels, options.rounds)
            missed += tell_times(f"{options.rows} rows", *pair)
    return missed


def tell_times(what: str, bare: list[Start], app: list[Start]) -> int:
    """Tell what was timed; 1 if the goal is missed."""
    for name, starts in (("bare window", bare), (what, app)):
        wall_ms = [one.wall_s * 1000 for one in starts]
        cpu_ms = statistics.median(one.cpu_s * 1000 for one in starts)
        print(
            f"{name:<12} {statistics.median(wall_ms):5.0f} ms ({min(wall_ms):.0f} to "
            f"{max(wall_ms):.0f}), processor {cpu_ms:4.0f} ms"
        )
    ratio = _ratio([one.wall_s for one in app], [one.wall_s for one in bare])
    cpu_ratio = _ratio([one.cpu_s for one in app], [one.cpu_s for one in bare])
    rounds = sorted(one.wall_s / other.wall_s for one, other in zip(app, bare, strict=True))
    print(
        f"{'ratio':<12} {ratio:5.2f} (single rounds {rounds[0]:.2f} to {rounds[-1]:.2f}), "
        f"processor {cpu_ratio:.2f} (goal: at most {RATIO_GOAL})"
    )
    return 1 if ratio > RATIO_GOAL else 0


def _ratio(above: list[float], below: list[float]) -> float:
    return statistics.median(above) / statistics.median(below)


def tell_instructions(bare: int, app: int) -> int:
    """Tell what was counted; 1 if the goal is missed."""
    print(f"bare window   {bare / 1e6:5.0f} million instructions")
    print(f"the app       {app / 1e6:5.0f} million instructions")
    print(f"ratio         {app / bare:5.2f} (goal: at most {RATIO_GOAL})")
    return 1 if app / bare > RATIO_GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
