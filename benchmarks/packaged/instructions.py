"""How many instructions a program needs until its window is to be seen.

Counted by valgrind, so that a machine that does other things as well tells the same: two counts of
one program differ by less than a hundredth. What the kernel does is not in it.
"""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path
from typing import Final

_PATIENCE_S: Final = 300


def count(program: Path, environment: dict[str, str], work: Path) -> int:
    """Start it under valgrind, and count until the X server says that its window is mapped.

    Args:
        program: What to start.
        environment: With the display.
        work: A folder for valgrind's tables.

    Raises:
        RuntimeError: It ended before it had a window.
    """
    tables = work / f"{program.name}.callgrind"
    command = ["valgrind", "--tool=callgrind", "--trace-children=yes"]  # the bootloader starts anew
    command += ["--trace-children-skip=*dbus*"]  # started where there is no session, and stays
    with subprocess.Popen(
        ["xev", "-root", "-event", "substructure"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as watcher:
        time.sleep(0.3)  # nothing tells that it has asked the server for events
        with subprocess.Popen(
            [*command, f"--callgrind-out-file={tables}", str(program)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                assert watcher.stdout is not None
                while not watcher.stdout.readline().startswith("MapNotify"):
                    if process.poll() is not None:
                        raise RuntimeError(f"{program} ended with {process.returncode}")
                return _dumped(process.pid, Path(f"{tables}.1"), environment)
            finally:
                process.kill()
                watcher.terminate()


def _dumped(process_id: int, table: Path, environment: dict[str, str]) -> int:
    """Have valgrind write what it has counted so far."""
    subprocess.run(
        ["vgdb", f"--pid={process_id}", "dump"],
        env=environment,
        check=True,
        timeout=_PATIENCE_S,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until_s:
        told = re.search(r"^totals: (\d+)", table.read_text("utf-8"), re.MULTILINE)
        if told:
            return int(told[1])
        time.sleep(0.1)
    raise RuntimeError("valgrind wrote no totals")
