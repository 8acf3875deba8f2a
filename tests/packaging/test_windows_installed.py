"""The installer for Windows, run: under Wine, which is not Windows, but treats files alike.

Over a program in the app's place that does nothing but stay open. A prefix takes its time to be
made, so `dev.py soak --tests`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import DISPLAY_NAME, DISTRIBUTION
from tools.package import windows

PROGRAM = f"{DISTRIBUTION}.exe"
KEY = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{DISTRIBUTION}"
LIMIT_S = 300
# It stays until it is told to go, by a file beside it, and holds its own file open as any does.
STAYS = """
Unicode true
OutFile "{target}"
RequestExecutionLevel user
SilentInstall silent
Section
  FileOpen $0 "$EXEDIR\\started" w
  FileClose $0
  again:
  Sleep 100
  IfFileExists "$EXEDIR\\go" 0 again
SectionEnd
"""


def _missing() -> str:
    names = ("makensis", "wine", "wineserver")
    return ", ".join(one for one in names if not shutil.which(one))


pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(bool(_missing()), reason=f"not installed: {_missing()}"),
]


class Wine:
    """A Windows of its own, and who is signed in there."""

    def __init__(self, prefix: Path) -> None:
        self._environment = os.environ | {
            "WINEPREFIX": str(prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "DISPLAY": "",
        }
        self.run("wineboot", "-i")
        people = (prefix / "drive_c" / "users").iterdir()
        (self.home,) = (one for one in people if one.name != "Public")
        self.app = self.home / "AppData" / "Local" / "Programs" / DISTRIBUTION

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["wine", *map(str, words)],
            env=self._environment,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LIMIT_S,
        )

    def settled(self) -> None:
        """Wait until nothing runs there any more."""
        subprocess.run(["wineserver", "-w"], env=self._environment, check=True, timeout=LIMIT_S)

    def end(self) -> None:
        subprocess.run(["wineserver", "-k"], env=self._environment, timeout=LIMIT_S)

    def registered(self, name: str) -> str:
        """What Windows shows of the app in its list; "" when it is not in it."""
        done = self.run("reg", "query", KEY, "/v", name)
        return done.stdout.split("REG_SZ")[-1].strip() if done.returncode == 0 else ""

    def files(self) -> list[str]:
        found = (path for path in self.app.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.app).as_posix() for path in found)

    def shortcuts(self) -> list[str]:
        return [path.stem for path in self.home.parent.rglob("*.lnk")]

    @contextmanager
    def opened(self):
        """The program runs."""
        with subprocess.Popen(["wine", str(self.app / PROGRAM)], env=self._environment) as process:
            try:
                started = self.app / "started"
                while not started.exists():
                    assert process.poll() is None
                yield
            finally:
                (self.app / "go").touch()
                assert process.wait(LIMIT_S) == 0
                for name in ("go", "started"):
                    (self.app / name).unlink()


@pytest.fixture(scope="module")
def wine(tmp_path_factory):
    made = Wine(tmp_path_factory.mktemp("wine") / "prefix")
    yield made
    made.end()


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    place = tmp_path_factory.mktemp("program")
    script, target = place / "stays.nsi", place / PROGRAM
    script.write_text(STAYS.format(target=target), "utf-8")
    subprocess.run(["makensis", "-V2", "-WX", str(script)], check=True)
    return target


@pytest.fixture(scope="module")
def setup(program, tmp_path_factory):
    """The installer of a version, with a file that no other version has."""

    def setup(version: str) -> Path:
        place = tmp_path_factory.mktemp("setup")
        folder = place / "frozen"
        (folder / "_internal" / "resources").mkdir(parents=True)
        shutil.copyfile(program, folder / PROGRAM)
        (folder / "_internal" / f"only-in-{version}.txt").write_text(version, "utf-8")
        (folder / "_internal" / "resources" / "Ünïcode.txt").write_text("x", "utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv(windows.SIGN, raising=False)
            patch.setattr(windows, "__version__", version)
            return windows.build_installer(folder, place, place)

    return setup


def expected(version: str) -> list[str]:
    inside = [f"_internal/only-in-{version}.txt", "_internal/resources/Ünïcode.txt"]
    return sorted([*inside, "app.ico", PROGRAM, "uninstall.exe"])


def test_it_installs_updates_refuses_and_leaves_nothing(wine, setup):
    old, new = setup("0.9.0"), setup("1.0.0")
    mine = wine.home / "AppData" / "Local" / DISTRIBUTION / "kept.db"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", "utf-8")
    before = set(wine.home.rglob("*")) - set(wine.app.parents)

    def is_there(version: str) -> None:
        assert wine.files() == expected(version)
        assert wine.registered("DisplayVersion") == version
        assert wine.registered("DisplayName") == DISPLAY_NAME
        assert wine.shortcuts() == [DISPLAY_NAME]

    def refused(*words: str | Path) -> None:
        done = wine.run(*words)
        assert done.returncode == 2
        assert f"{DISPLAY_NAME} is open. Close it first. Nothing was changed." in done.stderr

    assert wine.run(old, "/S").returncode == 0
    is_there("0.9.0")
    with wine.opened():
        refused(new, "/S")
        refused(wine.app / "uninstall.exe", "/S")
    is_there("0.9.0")

    assert wine.run(new, "/S").returncode == 0
    is_there("1.0.0")

    stray = mine.parent / "uninstall.exe"
    shutil.copyfile(wine.app / "uninstall.exe", stray)
    astray = wine.run(stray, "/S")
    assert astray.returncode == 2
    assert f"{DISPLAY_NAME} is not installed in " in astray.stderr
    stray.unlink()
    is_there("1.0.0")

    assert wine.run(wine.app / "uninstall.exe", "/S").returncode == 0
    assert wine.registered("DisplayName") == ""
    assert wine.shortcuts() == []
    wine.settled()
    assert not wine.app.exists()
    assert set(wine.home.rglob("*")) - set(wine.app.parents) == before
    assert mine.read_text("utf-8") == "mine"
