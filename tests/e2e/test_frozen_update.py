"""The stand-alone app, updated while it is open.

Some minutes to build, so `dev.py soak`.
"""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from app import DISTRIBUTION
from tests.support.desktop import lacking

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(sys.platform != "linux", reason="Linux"),
    pytest.mark.skipif(sys.platform != "win32" and os.geteuid() != 0, reason="only root mounts"),
    pytest.mark.skipif(bool(lacking()), reason=f"not installed: {lacking()}"),
]


def test_an_update_while_it_is_open_is_told_and_the_window_goes_on(window, frozen_app):
    program = frozen_app / DISTRIBUTION
    with window() as driver:
        driver.appear("start_sandbox")
        newer = program.with_name("newer")
        shutil.copy2(program, newer)
        newer.replace(program)
        driver.appear("answer_close")
        assert "This app was updated while it was open" in driver.words_in()
        driver.click("answer_close")
        driver.wait("the question to go", lambda: driver.look_for("answer_close") is None)
        assert driver.look_for("start_sandbox")
