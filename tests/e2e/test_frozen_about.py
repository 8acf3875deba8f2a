"""Help > About of the stand-alone app: what it was made of, and everyone's licences.

Some minutes to build, so `dev.py soak`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app import __version__
from tests.support.desktop import lacking

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's"),
    pytest.mark.skipif(sys.platform != "win32" and os.geteuid() != 0, reason="only root mounts"),
]


@pytest.mark.skipif(bool(lacking()), reason=f"not installed: {lacking()}")
def test_about_names_the_commit_and_shows_every_licence(frozen_app, window):
    told = json.loads(next(frozen_app.rglob("resources/build.json")).read_text("utf-8"))
    with window() as driver:
        driver.appear("start_sandbox")
        driver.press(Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
        driver.press(Qt.Key.Key_A)
        driver.appear("about_dialog")
        assert __version__ in driver.text_of("about_version")
        if told["commit"]:
            assert told["commit"][:12] in driver.words_in("about_dialog")
        for at in (0, 1):
            library, shown = told["libraries"][at], licence_of(frozen_app, told["libraries"][at])
            driver.wait(
                f"the licence of {library['name']}",
                lambda shown=shown: shown in driver.text_of("about_licence"),
            )
            assert driver.text_of("about_libraries").startswith(library["name"])
            driver.click("about_libraries")  # its list opens
            driver.press(Qt.Key.Key_Down)
            driver.press(Qt.Key.Key_Return)
        driver.click("about_close")


def test_every_library_has_its_licence_with_it(frozen_app):
    told = json.loads(next(frozen_app.rglob("resources/build.json")).read_text("utf-8"))
    assert len(told["libraries"]) > 100
    assert {"PySide6_Essentials", "Qt", "Python"} <= {one["name"] for one in told["libraries"]}
    assert [one["name"] for one in told["libraries"] if not licence_of(frozen_app, one)] == []


def licence_of(frozen_app: Path, library: dict[str, Any]) -> str:
    """The first line of it that says something."""
    folder = next(frozen_app.rglob("resources/licences"))
    texts = [(folder / one).read_text("utf-8", "replace") for one in library["texts"]]
    lines = (line for text in texts for line in text.splitlines())
    return next((line.strip() for line in lines if len(line.strip()) > 3), "")
