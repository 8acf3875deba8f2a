"""The installer for Windows, as far as another system can tell: it compiles, without a warning.

`test_windows_installed.py` runs it under Wine; it never ran on Windows: docs/RELEASING.md says so.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from app import DISPLAY_NAME, DISTRIBUTION, __version__
from tools.package import windows
from tools.package.icons import WINDOWS_PX, ico, png

nsis = pytest.mark.skipif(not shutil.which("makensis"), reason="nsis is not installed")


@pytest.fixture
def frozen(tmp_path):
    """The frozen app's shape, in small."""
    folder = tmp_path / "frozen app"
    (folder / "_internal" / "resources").mkdir(parents=True)
    (folder / f"{DISTRIBUTION}.exe").write_bytes(b"MZ" + bytes(1000))
    (folder / "_internal" / "resources" / "Ünïcode.txt").write_text("x", "utf-8")
    return folder


@nsis
def test_it_compiles_without_a_warning(frozen, tmp_path, monkeypatch):
    monkeypatch.delenv(windows.SIGN, raising=False)
    made = windows.build_installer(frozen, tmp_path, tmp_path)
    assert made.name == f"{DISTRIBUTION}-{__version__}-setup.exe"
    assert made.read_bytes()[:2] == b"MZ"
    assert b"NullsoftInst" in made.read_bytes()


@nsis
@pytest.mark.parametrize("script", ["installer.nsi", "uninstaller.nsi"])
def test_a_warning_stops_it(frozen, tmp_path, monkeypatch, script):
    scripts = tmp_path / "scripts"
    shutil.copytree(windows.SCRIPTS, scripts)
    with (scripts / script).open("a", encoding="utf-8") as file:
        file.write("\nFunction NobodyCallsMe\nFunctionEnd\n")
    monkeypatch.setattr(windows, "SCRIPTS", scripts)
    with pytest.raises(subprocess.CalledProcessError):
        windows.build_installer(frozen, tmp_path, tmp_path)


@nsis
def test_what_signs_is_called_for_the_app_what_removes_it_and_the_installer(
    frozen, tmp_path, monkeypatch
):
    log = tmp_path / "signed.txt"
    signer = tmp_path / "signer"
    signer.write_text(f'#!/bin/sh\necho "$1" >> "{log}"\n', "utf-8")
    signer.chmod(0o755)
    monkeypatch.setenv(windows.SIGN, f'"{signer}" "@FILE@"')
    made = windows.build_installer(frozen, tmp_path, tmp_path)
    assert log.read_text("utf-8").splitlines() == [
        str(frozen / f"{DISTRIBUTION}.exe"),
        str(tmp_path / "uninstall.exe"),
        str(made),
    ]


@nsis
def test_the_same_content_gives_the_same_bytes(frozen, tmp_path, monkeypatch):
    monkeypatch.delenv(windows.SIGN, raising=False)
    made = []
    for name, when_s in (("one", 1_700_000_000), ("two", 1_800_000_000)):
        for path in frozen.rglob("*"):
            os.utime(path, (when_s, when_s))
        place = tmp_path / name
        place.mkdir()
        made.append(windows.build_installer(frozen, place, place).read_bytes())
    assert made[0] == made[1]


def test_every_name_in_the_scripts_is_the_project_s():
    scripts = sorted(windows.SCRIPTS.iterdir())
    assert [one.name for one in scripts] == ["common.nsh", "installer.nsi", "uninstaller.nsi"]
    for script in scripts:
        text = script.read_text("utf-8")
        assert DISPLAY_NAME not in text
        assert DISTRIBUTION not in text
        assert "HKLM" not in text
    assert "RequestExecutionLevel user" in scripts[0].read_text("utf-8")
    command = windows.compile_command(Path("/s.nsi"), Path("/t.exe"), {"NAME": "x"})
    assert "-WX" in command
    assert command[-3:] == ["-DNAME=x", "-DTARGET=/t.exe", "/s.nsi"]


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("1.2.3", "1.2.3.0"), ("1.0.0rc2", "1.0.0.0"), ("2.1", "2.1.0.0"), ("1.0.dev3", "1.0.0.0")],
)
def test_a_version_has_four_numbers_on_windows(version, numbers):
    assert windows.version_numbers(version) == numbers


def test_the_icon_holds_every_size():
    data = ico()
    count = struct.unpack_from("<HHH", data)[2]
    assert count == len(WINDOWS_PX)
    for at, size in enumerate(WINDOWS_PX):
        side, _h, _c, _r, _p, bits, length, offset = struct.unpack_from(
            "<BBBBHHII", data, 6 + 16 * at
        )
        assert (side, bits) == (size % 256, 32)
        assert data[offset : offset + length] == png(size)
