"""An artefact that was altered on its way is noticed."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tools.package.sums import SUMS, main, write_sums


@pytest.fixture
def release(tmp_path):
    files = [tmp_path / "b.deb", tmp_path / "a.tar.xz"]
    for file in files:
        file.write_bytes(file.name.encode() * 1000)
    write_sums(tmp_path, files)
    return tmp_path


def test_what_was_released_passes(release, capsys):
    assert main([str(release)]) == 0
    assert capsys.readouterr() == ("", "")
    lines = (release / SUMS).read_text("utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == ["a.tar.xz", "b.deb"]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="coreutils")
def test_the_system_can_check_it(release):
    done = subprocess.run(["sha256sum", "--strict", "-c", SUMS], cwd=release, capture_output=True)
    assert done.returncode == 0


@pytest.mark.parametrize("at", [0, 2500, -1])
def test_T43_one_altered_byte_is_noticed(release, capsys, at):
    file = release / "b.deb"
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    assert main([str(release)]) == 1
    assert capsys.readouterr().err == "b.deb: not what was released\n"


def test_T43_a_missing_file_is_noticed(release):
    (release / "a.tar.xz").unlink()
    assert main([str(release)]) == 1


@pytest.mark.parametrize("text", ["", "nothing\n", "0" * 64 + "  ../../etc/passwd\n"])
def test_T43_what_is_no_list_of_sums_proves_nothing(release, text, capsys):
    (release / SUMS).write_text(text, "utf-8")
    assert main([str(release)]) == 2
    assert "no list" in capsys.readouterr().err
