"""A data folder, served or not, and the commands on it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli.platform import run
from app.server.operations.calling import folder_lock
from tests.support.platform import RunningPlatform, running_platform


@dataclass
class Folder:
    """A data folder and what its owner can do with it."""

    path: Path
    capsys: pytest.CaptureFixture[str]

    def serve(self) -> AbstractContextManager[RunningPlatform]:
        """Serve it as `serve` does: holding its lock."""
        return _served(self.path)

    def command(self, *words: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of `platform WORDS --data …`."""
        self.capsys.readouterr()
        code = run([*words, "--data", str(self.path)])
        out, error = self.capsys.readouterr()
        return code, out, error

    def result(self, *words: str) -> Any:
        """The JSON that a command answers; it must succeed."""
        code, out, error = self.command(*words, "--json")
        assert (code, error) == (0, "")
        return json.loads(out)


@contextmanager
def _served(path: Path) -> Iterator[RunningPlatform]:
    path.mkdir(exist_ok=True)
    with folder_lock(path), running_platform(path) as platform:
        yield platform


@pytest.fixture(scope="session")
def served_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that was served once, to be copied."""
    path = tmp_path_factory.mktemp("served") / "data"
    with _served(path):
        pass
    return path


@pytest.fixture
def folder(served_once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Folder:
    """A folder that was served once."""
    shutil.copytree(served_once, tmp_path / "data")
    return Folder(tmp_path / "data", capsys)


@pytest.fixture(params=["served", "not served"])
def maybe_served(
    request: pytest.FixtureRequest, folder: Folder
) -> Callable[[], AbstractContextManager[object]]:
    """Each command is tried beside a running platform and without one."""
    return folder.serve if request.param == "served" else nullcontext
