#!/usr/bin/env python3
"""Everything a developer does with this project, each as one command.

    python3 dev.py run          open the app (without a display: run the demo)
    python3 dev.py test         run the tests; what follows is handed to pytest
    python3 dev.py check        style, types, layers, dead code, lock and OpenAPI in date
    python3 dev.py demo         the whole story through the real window, without a screen
    python3 dev.py screenshots  every page as PNG, light and dark
    python3 dev.py bench        measure speed and memory
    python3 dev.py soak         kills, power cuts and chance until time is up (--tests: long tests)
    python3 dev.py build        the stand-alone app, in dist/
    python3 dev.py lock         renew requirements/ from pyproject.toml (--upgrade: newest versions)

Each sets up first: a Python that is new enough (3.8 can start this file), .venv, Qt's libraries.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path
from typing import Iterable, Iterator, Mapping, NamedTuple, Sequence  # noqa: UP035

ROOT = Path(__file__).resolve().parent

# The module that each command starts, and its first arguments.
COMMANDS = {
    "run": ["app"],
    "test": ["pytest", "-n", "auto", "--dist", "worksteal", "-m", "not soak"],
    "check": ["tools.check"],
    "demo": ["tests.e2e.demo"],
    "screenshots": ["tests.e2e.screenshots"],
    "bench": ["benchmarks"],
    "soak": ["tests.soak"],
    "build": ["tools.build"],
    "lock": ["tools.lock"],
}
PICTURES = {"demo": "screenshots/demo", "screenshots": "screenshots"}  # if no folder is named
OLDEST = (3, 11)
# PySide6 6.12 is the first that refuses to unpickle foreign bytes, and it aborts on 3.11: so 3.11
# comes last. The two that it was tested on come first.
PREFERRED = ((3, 13), (3, 12))

# Debian's names of what Qt loads. Qt itself names only the first that it misses.
QT_LIBRARIES = "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
SCREEN_LIBRARIES = "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"


class Failed(Exception):
    """Why we stop, in one line."""


def say(text: str) -> None:
    """Tell the person what is going on."""
    print(f"dev.py: {text}", flush=True)


def clean_environment(**more: str) -> dict[str, str]:
    """Our environment, less what would bend another Python."""
    dropped = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    return {**{k: v for k, v in os.environ.items() if k not in dropped}, **more}


def ask(*command: str, timeout_s: float = 1800, **environment: str) -> tuple[bool, str]:
    """Run out of sight: whether it worked, and all that it said."""
    done = subprocess.run(
        command,
        env=clean_environment(**environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        errors="replace",
        timeout=timeout_s,
        check=False,
    )
    return done.returncode == 0, done.stdout.strip()


def last_line(text: str) -> str:
    """Where programs put what matters."""
    return text.rpartition("\n")[2]


# --- Python ------------------------------------------------------------------------------------


class Python(NamedTuple):
    """An interpreter that was tried."""

    path: str
    version: tuple[int, int]
    has_pip: bool  # Debian takes ensurepip out of the standard library

    def rank(self) -> tuple[bool, int]:
        """Lower is better; what can be used as it is comes before what must be completed."""
        last = 99 if self.version == OLDEST else self.version[1]
        place = PREFERRED.index(self.version) if self.version in PREFERRED else last
        return not self.has_pip, place


_PROBE = """
import ctypes, json, sqlite3, ssl, sys, sysconfig, venv, zlib
from importlib.util import find_spec
suits = (sys.implementation.name == "cpython" and sys.version_info.releaselevel == "final"
         and sys.maxsize > 2**32 and not sysconfig.get_config_var("Py_GIL_DISABLED"))
print(json.dumps([suits, sys.version_info[:2], find_spec("ensurepip") is not None]))
"""


def probe(path: str) -> Python | None:
    """Run an interpreter; a shim or a broken build that only looks like one is None."""
    try:
        _, said = ask(path, "-I", "-c", _PROBE, timeout_s=30)
        suits, version, has_pip = json.loads(last_line(said))
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    found = Python(path, (version[0], version[1]), has_pip)
    return found if suits and found.version >= OLDEST else None


def candidates() -> Iterator[str]:
    """Every file that may be a Python: this one, on PATH, among pyenv's and Windows' own."""
    yield getattr(sys, "_base_executable", sys.executable)
    is_python = re.compile(r"python(3(\.\d+)?)?(\.exe)?").fullmatch
    pyenv = Path(os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")) / "versions"
    programs = Path(os.environ.get("LOCALAPPDATA") or "") / "Programs" / "Python"
    folders = [Path(folder) for folder in os.get_exec_path()]
    folders += [*pyenv.glob("*/bin"), *pyenv.glob("*/"), *programs.glob("Python3*/")]
    for folder in folders:
        if os.access(str(folder), os.R_OK) and folder.is_dir() and ROOT not in folder.parents:
            yield from (str(file) for file in sorted(folder.iterdir()) if is_python(file.name))


def best_python(paths: Iterable[str]) -> Python:
    """The interpreter to build .venv with."""
    distinct = {os.path.realpath(path): path for path in paths}
    found = [python for python in map(probe, distinct.values()) if python]
    if not found:
        raise Failed("Python 3.11 or newer (64-bit CPython) is needed, and none was found.")
    return min(found, key=Python.rank)


# --- System packages ---------------------------------------------------------------------------


def install_system_packages(packages: str, reason: str) -> None:
    """With apt as root; anyone else is told the one command."""
    command = f"apt-get install --yes --no-install-recommends {packages}"
    if shutil.which("apt-get") is None:
        raise Failed(f"{reason} Install what Debian calls: {packages}")
    if os.geteuid() != 0:  # type: ignore[attr-defined,unused-ignore]  # not on Windows, nor is apt
        raise Failed(f"{reason} Run: sudo {command}")
    say(f"{reason} Installing {packages}")
    ask("apt-get", "update")  # one broken source need not matter: the next step tells
    works, said = ask(*command.split(), DEBIAN_FRONTEND="noninteractive")
    if not works:
        errors = [line for line in said.splitlines() if line.startswith("E: ")] or [said]
        raise Failed(f"{reason} '{command}' failed: {errors[0]}")


# --- .venv -------------------------------------------------------------------------------------


def venv_python(venv: Path) -> str:
    """The interpreter inside, on every system."""
    return str(venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def stamp_of(venv: Path, lock: Path) -> str:
    """What `installed.txt` says when .venv, at this very place, holds exactly this lock."""
    return f"{lock.stem} {hashlib.sha256(lock.read_bytes()).hexdigest()} {venv}"


def ensure_venv(root: Path, lock_name: str) -> str:
    """Make .venv hold a lock, and give its Python.

    The stamp is written last, so a .venv without one was interrupted. Such a one, and one of
    another lock, is never patched but made again: it holds what the lock says and nothing else.
    """
    venv, locks = root / ".venv", root / "requirements"
    stamp, python = venv / "installed.txt", venv_python(venv)
    held = stamp.read_text("utf-8") if stamp.is_file() else ""
    fits = {name: held == stamp_of(venv, locks / f"{name}.txt") for name in ("app", "dev")}
    runs = any(fits.values()) and probe(python) is not None
    if runs and (fits["dev"] or fits[lock_name]):
        return python
    if runs:  # the app's packages are there: add the developer's
        stamp.unlink()
    else:
        make_venv(venv, best_python(candidates()))
    install(python, locks / f"{lock_name}.txt")
    stamp.write_text(stamp_of(venv, locks / f"{lock_name}.txt"), "utf-8")
    return python


def make_venv(venv: Path, base: Python) -> None:
    """A new, empty environment, in place of whatever was there."""
    version = "{}.{}".format(*base.version)
    if not base.has_pip:
        reason = f"{base.path} cannot make a virtual environment: it has no ensurepip."
        install_system_packages(f"python{version}-venv", reason)
    say(f"Making .venv with Python {version} ({base.path})")
    if venv.exists():
        shutil.rmtree(str(venv))
    works, said = ask(base.path, "-I", "-m", "venv", str(venv))
    if not works:
        raise Failed(f"{base.path} could not make {venv}: {last_line(said)}")


def install(python: str, lock: Path) -> None:
    """What the lock names, each file checked against its hash; wheels only, nothing is built."""
    say(f"Installing the packages of requirements/{lock.name} (once; takes a minute or two)")
    pip = [python, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--quiet"]
    works, said = ask(*pip, "--no-input", "--disable-pip-version-check", "-r", str(lock))
    if not works:
        # A lost network ends in "no matching distribution": the reason stands further up.
        found = re.search(r"connection broken by (.+): /|^ERROR: (.+)", said, re.MULTILINE)
        reason = (found[1] or found[2]) if found else last_line(said)
        # 'NewConnectionError('<an object>: what people understand')'
        reason = re.sub(r"^'?\w+Error\(.*?[>)]: |['\"]\)['\"]$", "", reason)
        raise Failed(f"The packages could not be installed. pip says: {reason}")


# --- Qt ----------------------------------------------------------------------------------------

_LOAD_QT = "from PySide6.QtWidgets import QApplication as A; print(A([]).platformName())"


def qt_starts(python: str, libraries: str, **environment: str) -> tuple[bool, str]:
    """Whether it does, with its system libraries installed if they were missing; what it says."""
    works, said = ask(python, "-c", _LOAD_QT, timeout_s=300, **environment)
    if not works and "could not connect to display" not in said:
        install_system_packages(libraries, f"Qt lacks system libraries ({last_line(said)}).")
        works, said = ask(python, "-c", _LOAD_QT, timeout_s=300, **environment)
    return works, said


def ensure_qt(python: str) -> None:
    """Qt really starts without a screen."""
    works, said = qt_starts(python, QT_LIBRARIES, QT_QPA_PLATFORM="offscreen")
    if not works:
        raise Failed(f"Qt does not start. It says: {last_line(said)}")


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window has somewhere to go."""
    is_hidden = environment.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal")
    is_there = bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    return sys.platform in ("win32", "darwin") or (is_there and not is_hidden)


def opens_display(python: str) -> bool:
    """Whether Qt really opens the display."""
    return has_display(os.environ) and qt_starts(python, SCREEN_LIBRARIES)[0]


def start(name: str, arguments: Sequence[str]) -> int:
    """Set up, then do it in sight of the person; the exit code."""
    if name not in COMMANDS:
        raise Failed(f"There is no command '{name}'. There are: {', '.join(COMMANDS)}")
    python = ensure_venv(ROOT, "app" if name == "run" else "dev")
    if name not in ("check", "lock"):
        ensure_qt(python)
    is_built = name == "build" and sys.platform == "linux"
    # What the bundle is to carry must be here, also where nobody has a screen.
    if is_built and not (shutil.which("objdump") and find_library("xcb-cursor")):
        reason = "PyInstaller and what it bundles are not all here."
        install_system_packages(f"binutils {SCREEN_LIBRARIES}", reason)
    if name == "run" and not opens_display(python):
        say("There is no display to open a window on, so this runs the demo.")
        return start("demo", ())
    if name in PICTURES and not arguments:
        arguments = [PICTURES[name]]
    environment = clean_environment(**({} if name == "run" else {"QT_QPA_PLATFORM": "offscreen"}))
    command = [python, "-m", *COMMANDS[name], *arguments]
    return subprocess.call(command, cwd=str(ROOT), env=environment)


def main(arguments: Sequence[str]) -> int:
    """Do what was asked; a failure is one line."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0 if arguments else 2
    try:
        return start(arguments[0], arguments[1:])
    except (Failed, OSError, subprocess.SubprocessError) as error:
        print(f"dev.py: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
