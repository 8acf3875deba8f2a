"""A computer whose power is cut at a step of its process that a test chooses.

Its disk is a folder, and what is on it when the plug is pulled is an image of that folder:
a local copy has flushed what it committed, and a step is never within a transaction.  The
process may go on as if nothing had happened, which is what a shut-down ext4 lets it do
for some milliseconds; what it writes then is in no image.
"""

from __future__ import annotations

import contextlib
import math
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest

from app.adapters.local_db import LocalDb
from app.domain.errors import AppError
from tests.soak.desk import Plan, make_profile
from tests.soak.ledger import Ledger
from tests.soak.said import read_log
from tests.soak.worker import Worker
from tests.support.chaos_proxy import ChaosProxy
from tests.support.power_cut import pull_the_plug, start_again


class Disk(Protocol):
    """Where a profile lies."""

    folder: Path

    def pull_the_plug(self) -> None: ...
    def start_again(self) -> None: ...


class ImageDisk:
    """A folder and its image; works everywhere."""

    def __init__(self, beside: Path) -> None:
        self.folder, self._image = beside / "disk", beside / "image"
        self.folder.mkdir()

    def pull_the_plug(self) -> None:
        """What is in the folder now is all that will be there."""
        shutil.copytree(self.folder, self._image, ignore=shutil.ignore_patterns("*-shm"))

    def start_again(self) -> None:
        """Have that."""
        shutil.rmtree(self.folder)
        self._image.rename(self.folder)


class RealDisk:
    """A file system of its own, which is shut down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pull_the_plug(self) -> None:
        """Nothing reaches it any more."""
        pull_the_plug(self.folder)

    def start_again(self) -> None:
        """Mount what has reached it."""
        start_again(self.folder)


class CutComputer:
    """One computer: `live` is a process on it, and what it said goes into the ledger."""

    def __init__(
        self, disk: Disk, logs: Path, proxy: ChaosProxy, token: str, seed: str, keyring: str
    ) -> None:
        self.ledger = Ledger()
        self._disk, self._logs, self._proxy = disk, logs, proxy
        self._token, self._seed, self._keyring = token, seed, keyring
        self._lives = 0
        self._cut_s = math.inf
        self._profile = disk.folder / "profile"
        make_profile(self._profile, proxy.url)

    @property
    def is_cut(self) -> bool:
        """Whether the power is gone."""
        return self._cut_s < math.inf

    def cut(self, *, with_network: bool) -> None:
        """The power is gone; the network, if it is not, takes what the process still sends."""
        if with_network:
            self._proxy.on_pass = _no_network
        self._cut_s = time.monotonic()
        self._disk.pull_the_plug()

    @contextmanager
    def live(self) -> Iterator[Worker]:
        """A process; at its end its computer is started again if its power was cut."""
        self._lives += 1
        log = self._logs / f"{self._lives}"
        worker = Worker(
            Plan(
                str(self._profile),
                0,
                self._token,
                f"{self._seed}.{self._lives}",
                str(log),
                self._keyring,
            )
        )
        try:
            with contextlib.suppress(AppError):  # what is left of its disk may not work
                yield worker
        finally:
            worker.end()
            if self.is_cut:
                self._disk.start_again()
        self.ledger.take(0, [read_log(log)], self._cut_s)
        self._cut_s = math.inf
        self._proxy.on_pass = lambda _moment: None


def every_step(patch: pytest.MonkeyPatch, proxy: ChaosProxy, step: Callable[[str], None]) -> None:
    """Call `step` before and after each write of a local copy and each request."""
    original: Any = LocalDb.transaction

    @contextmanager
    def transaction(db: LocalDb) -> Iterator[Any]:
        step("before a write")
        with original(db) as tx:
            yield tx
        step("after a write")

    patch.setattr(LocalDb, "transaction", transaction)
    proxy.on_pass = lambda moment: step(f"{moment} a request")


def _no_network(_moment: str) -> None:
    raise ConnectionResetError
