"""A program that is replaced while it runs is noticed; what an installer does before is not."""

from __future__ import annotations

import os

import pytest

from app.runtime.program_watch import ProgramWatch

LIMIT_MS = 20_000


@pytest.fixture
def program(tmp_path):
    file = tmp_path / "program"
    file.write_text("old", "utf-8")
    return file


@pytest.fixture
def watch(qtbot, program):
    return ProgramWatch(program)


def test_another_file_in_its_place_is_told(qtbot, watch, program, tmp_path):
    (tmp_path / "new").write_text("new", "utf-8")
    with qtbot.waitSignal(watch.replaced, timeout=LIMIT_MS):
        (tmp_path / "new").replace(program)


def test_one_that_is_gone_is_told(qtbot, watch, program):
    with qtbot.waitSignal(watch.replaced, timeout=LIMIT_MS):
        program.unlink()


@pytest.mark.skipif(os.name != "posix", reason="as dpkg does it")
def test_links_and_rights_are_no_update_and_the_update_after_them_is(
    qtbot, watch, program, tmp_path
):
    told: list[bool] = []
    watch.replaced.connect(lambda: told.append(True))
    looked: list[str] = []
    watch._watcher.fileChanged.connect(looked.append)
    os.link(program, tmp_path / "program.dpkg-tmp")
    program.chmod(0o700)
    qtbot.waitUntil(lambda: bool(looked), timeout=LIMIT_MS)
    assert told == []
    (tmp_path / "new").write_text("new", "utf-8")
    with qtbot.waitSignal(watch.replaced, timeout=LIMIT_MS):
        (tmp_path / "new").replace(program)
    (tmp_path / "newer").write_text("newer", "utf-8")
    (tmp_path / "newer").replace(program)
    assert told == [True]
