"""Every page and main state can be pictured, and cuts off no text at any size, in any language."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.screenshots.looks import ALL, USUAL

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 580  # some 60 s on a machine that has nothing else to do
LONG_S = 1_800


def taken(out, *arguments, limit_s=LIMIT_S):
    """The names of the pictures that the command has taken, all of which show all their text."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.screenshots", str(out), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=limit_s,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), f"{done.stdout}\n{done.stderr}"
    return {path.stem for path in out.glob("*.png")}


@pytest.mark.timeout(600)
def test_every_page_and_state_shows_all_its_text(tmp_path):
    pictures = taken(tmp_path)
    states = {name.removesuffix("-dark") for name in pictures if name.endswith("-dark")}
    assert {"01-listeners", "02-new-endpoint", "03-test-401", "04-deliveries"} <= states
    assert pictures == {f"{state}-{look.name}" for state in states for look in USUAL}


@pytest.mark.timeout(600)
def test_words_that_are_longer_than_any_fit_too(tmp_path):
    pictures = taken(tmp_path, "credentials", "--language", "pseudo")
    assert "12-credentials-light-150" in pictures


@pytest.mark.soak
@pytest.mark.timeout(LONG_S)
@pytest.mark.parametrize("language", ["en", "af", "pseudo"])
def test_every_page_and_state_shows_all_its_text_in_every_look_and_language(tmp_path, language):
    pictures = taken(tmp_path, "--all", "--language", language, limit_s=LONG_S)
    assert {f"04-deliveries-{look.name}" for look in ALL} <= pictures
