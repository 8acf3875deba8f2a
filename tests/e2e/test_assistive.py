"""The main job through the accessibility tree, on a real X screen, with the keyboard only."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.adapters.paths import profile_paths
from tests.support.desktop import SYSTEM_PYTHON, hidden_desktop, lacking

ROOT = Path(__file__).resolve().parents[2]
PERSON = ROOT / "tests" / "support" / "assistive_person.py"


@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's")
@pytest.mark.timeout(240)
def test_a_listener_is_made_by_ear_and_keyboard_alone(tmp_path: Path) -> None:
    if missing := lacking():
        pytest.skip(f"not installed: {missing}")
    home = tmp_path / "home"
    home.mkdir()
    profile = tmp_path / "profile"
    log = home / "app.log"
    with hidden_desktop(home) as desktop, log.open("wb") as said:
        environment = desktop.environment | {"PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "app", "--profile", str(profile)]
        with subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=said, stderr=said
        ) as process:
            try:
                done = subprocess.run(
                    [SYSTEM_PYTHON, PERSON, str(process.pid)],
                    env=environment,
                    capture_output=True,
                    text=True,
                    timeout=220,
                )
            finally:
                process.terminate()
                process.wait(20)
    assert done.returncode == 0, done.stderr + log.read_text("utf-8")
    heard = json.loads(done.stdout.splitlines()[-1])
    assert heard["first_field"]["name"] == "Entity"
    assert heard["first_field"]["role"] in ("combo box", "text", "entry")
    assert heard["row"]["name"].startswith("clients, Create")
    assert "Made without a mouse" in heard["row"]["name"]
    assert len(heard["announced"]) == 1, "said once, and to who does not look at it"
    assert profile_paths(profile).sandbox_dir.exists()
