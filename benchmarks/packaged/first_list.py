"""Until 1,000 listeners of the last time are painted by the frozen app, beside a bare window.

What is painted is read out of the memory of the screen: of the bare window its first pixel, of the
app rows of words where the list stands. Each start of the app has a copy of one profile that was
open before, so that none finds what the one before was killed over.
"""

from __future__ import annotations

import json
import mmap
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.adapters.paths import profile_paths
from benchmarks.packaged.starts import Start, cpu_s, strangers
from benchmarks.window_start import kept
from tests.support.screen import Screen

WIDTH, HEIGHT = 1280, 800  # of the screen, and of both windows
_LIST: Final = (range(420, 1180), range(240, 640, 3))  # x and y: rows of words, and nothing else
_WORDS_COLORS: Final = 24  # of smooth letters; an empty list has two or three
_PATIENCE_S: Final = 60


class Pixels:
    """What is on a screen, whose memory is a file."""

    def __init__(self, folder: Path) -> None:
        """Look at the screen that keeps its memory in this folder."""
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = [int.from_bytes(self._memory[at : at + 4], "big") for at in range(0, 100, 4)]
        self._begin, self._line = head[0] + head[19] * 12, head[12]
        self._blank = self._at(WIDTH // 2, HEIGHT // 2)

    def are_touched(self) -> bool:
        """Whether there is a window in the middle."""
        return self._at(WIDTH // 2, HEIGHT // 2) != self._blank

    def have_words(self) -> bool:
        """Whether there are words where the list stands."""
        across, down = _LIST
        colors = {self._at(x, y) for y in down for x in across} if self.are_touched() else ()
        return len(colors) >= _WORDS_COLORS

    def are_blank(self) -> bool:
        """Whether the window before is gone."""
        return not self.are_touched()

    def _at(self, x: int, y: int) -> bytes:
        at = self._begin + y * self._line + x * 4
        return self._memory[at : at + 4]


def opened_before(program: Path, place: Path, rows: int, screen: Screen) -> Path:
    """A profile with so many listeners, whose list knows where it stands."""
    profile = Path(kept(place, rows))
    settings = profile_paths(profile).settings_file
    with subprocess.Popen(
        [str(program), "--profile", str(profile)],
        env=strangers(place / "home", screen),
        stderr=subprocess.DEVNULL,
    ) as process:
        _wait(lambda: _knows_its_place(settings), process)
        process.terminate()
    return profile


def take(
    command: list[str], home: Path, screen: Screen, is_painted: Callable[[], bool], pixels: Pixels
) -> Start:
    """Start a program, wait for what it paints, and end it."""
    begun_s = time.perf_counter()
    with subprocess.Popen(
        command, env=strangers(home, screen), stderr=subprocess.DEVNULL
    ) as process:
        _wait(is_painted, process, look_again_s=0.0005)
        start = Start(time.perf_counter() - begun_s, cpu_s(process.pid))
        process.kill()
    until_s = time.monotonic() + _PATIENCE_S
    while not pixels.are_blank():
        assert time.monotonic() < until_s, "the window did not go"
        time.sleep(0.01)
    return start


def time_in_turn(
    bare: Path, program: Path, profile: Path, screen: Screen, pixels: Pixels, rounds: int
) -> tuple[list[Start], list[Start]]:
    """Both, each as often first as second; the first pair warms the disk and is not counted."""
    home, copy = profile.parent / "home", profile.parent / "copy"
    empty: list[Start] = []
    full: list[Start] = []
    for at in range(rounds + 1):
        shutil.copytree(profile, copy)
        command = [str(program), "--profile", str(copy)]
        if at % 2:
            empty.append(take([str(bare)], home, screen, pixels.are_touched, pixels))
        full.append(take(command, home, screen, pixels.have_words, pixels))
        if not at % 2:
            empty.append(take([str(bare)], home, screen, pixels.are_touched, pixels))
        shutil.rmtree(copy)
    return empty[1:], full[1:]


def _knows_its_place(settings: Path) -> bool:
    try:
        kept_settings = json.loads(settings.read_text("utf-8"))
    except FileNotFoundError:
        return False
    return bool(kept_settings["settings"]["window"]["list_place"]["like"])


def _wait(
    is_there: Callable[[], bool], process: subprocess.Popen[bytes], *, look_again_s: float = 0.05
) -> None:
    until_s = time.monotonic() + _PATIENCE_S
    while not is_there():
        if process.poll() is not None:
            raise RuntimeError(f"it ended with {process.returncode}")
        if time.monotonic() > until_s:
            process.kill()
            raise RuntimeError("what was waited for did not come")
        time.sleep(look_again_s)
