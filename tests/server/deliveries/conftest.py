"""A delivery engine on its own thread, with a database of its own, before any API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.delivery_stage import Stage
from tests.support.receivers import HttpReceiver


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A stage whose engine runs, with a clock that stands still."""
    with Stage(tmp_path / "data") as stage:
        yield stage


@pytest.fixture
def endpoint() -> Iterator[HttpReceiver]:
    """An endpoint that says 200 until told otherwise."""
    with HttpReceiver() as receiver:
        yield receiver
