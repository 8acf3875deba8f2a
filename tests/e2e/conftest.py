"""The frozen app, made once for all that look at it: some minutes, so only `soak` tests ask.

`PICKSMART_WEBHOOKS_FROZEN` names one that is there already, as a release has just built it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest

from app import DISTRIBUTION
from tests.support.desktop import hidden_desktop
from tests.support.outside_driver import OutsideDriver
from tests.support.patient_qtbot import qtbot

__all__ = ["qtbot"]  # in the place of pytest-qt's

LIMIT_S: Final = 240
_NO_MOUNT: Final = "true"


@pytest.fixture(scope="session")
def frozen_app(tmp_path_factory):
    """A folder whose name is not made for programs."""
    from tools import build

    place = tmp_path_factory.mktemp("frozen")
    target = place / "Programme für alle"
    given = os.environ.get("PICKSMART_WEBHOOKS_FROZEN")
    if given:
        return Path(shutil.copytree(given, target, symlinks=True))
    return build.freeze(place / "dist", place / "work").rename(target)


@pytest.fixture
def person(tmp_path):
    """A home that a mount may hide; the desktop keeps its sockets above it."""
    folder = tmp_path / "home" / "person"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def command(frozen_app, person, tmp_path):
    """Run a command of the executable; it never ends with a traceback."""
    from tools import build

    def command(*words, mount=_NO_MOUNT, before=(), **environment):
        given = build.strangers_environment() | {"HOME": str(person)} | environment
        done = subprocess.run(
            [*_shell(mount), *before, str(frozen_app / DISTRIBUTION), *map(str, words)],
            env={name: value for name, value in given.items() if value},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
        )
        assert "Traceback" not in done.stderr
        return done

    return command


@pytest.fixture
def window(frozen_app, person, tmp_path):
    """Open the window, for somebody who looks at it and clicks."""

    @contextmanager
    def window(*, mount=_NO_MOUNT, before=(), ends_with=0, **environment):
        with hidden_desktop(person.parent, "1400x900") as desktop:
            given = desktop.environment | {"HOME": str(person)} | environment
            errors = tmp_path / "errors.txt"
            with (
                errors.open("wb") as said,
                subprocess.Popen(
                    [*_shell(mount), *before, str(frozen_app / DISTRIBUTION)],
                    env=given,
                    cwd=tmp_path,
                    stderr=said,
                ) as process,
            ):
                try:
                    with closing(
                        OutsideDriver(desktop.screen, process.pid, desktop.environment)
                    ) as driver:
                        yield driver
                finally:
                    if ends_with == 0:
                        process.terminate()
                    try:
                        assert process.wait(LIMIT_S) == ends_with
                    finally:
                        process.kill()
                    assert "Traceback" not in errors.read_text("utf-8")

    return window


def _shell(mount: str) -> list[str]:
    """Mounts that only what follows sees."""
    return ["unshare", "--mount", "sh", "-c", f'{mount}; exec "$0" "$@"']
