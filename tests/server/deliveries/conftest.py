"""A delivery engine on its own thread, with a database of its own, before any API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.delivery_stage import Stage
from tests.support.receivers import HttpReceiver


@pytest.fixture
def stage_options(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What a stage needs to know about its database; `both` asks for either kind."""
    kind = getattr(request, "param", "sqlite")
    return {"database": request.getfixturevalue("new_postgres")()} if kind == "postgres" else {}


@pytest.fixture
def stage(tmp_path: Path, stage_options: dict[str, Any]) -> Iterator[Stage]:
    """A stage whose engine runs, with a clock that stands still."""
    with Stage(tmp_path / "data", **stage_options) as stage:
        yield stage


@pytest.fixture
def endpoint() -> Iterator[HttpReceiver]:
    """An endpoint that says 200 until told otherwise."""
    with HttpReceiver() as receiver:
        yield receiver
