"""The demo's story, by clicks and keys on the window of the stand-alone app.

The bundle holds nothing of ours that could drive it, so it is read through the accessibility tree
and clicked through the X server. Some minutes to build, so `dev.py soak`; of one that is there:

    PICKSMART_WEBHOOKS_FROZEN=dist/picksmart-webhooks \
        .venv/bin/python -m pytest tests/e2e/test_frozen_story.py
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from functools import partial

import pytest

from app import DISPLAY_NAME, DISTRIBUTION
from tests.e2e.demo import tell, write_settings
from tests.e2e.story import Story
from tests.e2e.witness import Witness
from tests.support.desktop import hidden_desktop, lacking
from tests.support.outside_driver import OutsideDriver
from tests.support.receivers import HttpReceiver
from tests.support.smtp_receiver import SmtpReceiver

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's"),
]
STEPS = 20


def note(said: list[str], title: str, text: str) -> None:
    said.append(f"{title}: {text}")


def test_the_demo_s_story_is_true_of_the_stand_alone_app(frozen_app, tmp_path):
    if missing := lacking():
        pytest.skip(f"not installed: {missing}")
    home, profile = tmp_path / "home", tmp_path / "profile"
    home.mkdir()
    said: list[str] = []
    with (
        HttpReceiver() as http,
        SmtpReceiver() as smtp,
        hidden_desktop(home, "1500x1100") as desktop,
    ):
        write_settings(profile, smtp.port)
        command = [str(frozen_app / DISTRIBUTION), "--profile", str(profile)]
        with subprocess.Popen(command, env=desktop.environment, cwd=home) as process:
            try:
                desktop.screen.wait_for(DISPLAY_NAME, process)
                with closing(
                    OutsideDriver(desktop.screen, process.pid, desktop.environment)
                ) as driver:
                    say = partial(note, said)
                    tell(Story(driver, Witness(profile), http, smtp, tmp_path / "pictures", say))
            finally:
                process.terminate()
                assert process.wait(60) == 0, said
    assert len(said) == STEPS, said
