"""T11 on a real screen: what is selected there can be pasted elsewhere without being copied."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.support.screen import hidden_screen
from tests.support.selecting_secrets import TEXT

pytestmark = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Debian's xvfb")


def test_T11_a_secret_that_is_shown_cannot_be_pasted_from_its_selection():
    with hidden_screen() as screen:
        environment = {**os.environ, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
        told = subprocess.run(
            [sys.executable, "-m", "tests.support.selecting_secrets"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    pasted = json.loads(told.stdout)
    of_plain = {way: texts for way, texts in pasted.items() if way.startswith("plain")}
    assert of_plain["plain, all"][0] == TEXT  # so there is such a selection here
    assert of_plain["plain, copy"][1] == TEXT
    leaked = {way: texts for way, texts in pasted.items() if way not in of_plain and any(texts)}
    assert leaked == {}
