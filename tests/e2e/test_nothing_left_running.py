"""Where no session's bus is, Qt would have one started, and leave it running: ours does not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app import DISTRIBUTION
from tests.support.left_running import NEEDED, left_after_a_window

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's"),
    pytest.mark.skipif(bool(NEEDED), reason=f"not installed: {', '.join(NEEDED)}"),
    pytest.mark.timeout(300),
]


def test_the_window_leaves_no_bus_behind(tmp_path):
    assert left_after_a_window([sys.executable, "-m", "app"], tmp_path, ROOT) == []
    assert not (tmp_path / ".dbus").exists()  # nor was one started for a moment


@pytest.mark.soak
def test_nor_does_the_stand_alone_app(frozen_app, tmp_path):
    assert left_after_a_window([str(frozen_app / DISTRIBUTION)], tmp_path, tmp_path) == []
    assert not (tmp_path / ".dbus").exists()
