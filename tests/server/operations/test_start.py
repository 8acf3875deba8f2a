"""What the first answer does not need is imported after it: the app waits for a start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LATER = (
    *("aiohttp", "cryptography", "jsonschema", "psycopg", "pgqueuer", "rich", "smtplib"),
    "sqlalchemy.dialects.postgresql",
)
START = f"""
import json, os, signal, sys
from app.cli.platform import run, serve

def ready(line):
    print(json.dumps([name for name in {LATER} if name in sys.modules]), flush=True)
    os.kill(os.getpid(), signal.SIGTERM)

serve.say = ready
sys.exit(run(["serve", "--data", sys.argv[1]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_start_imports_nothing_that_only_later_work_needs(tmp_path):
    def start():
        done = subprocess.run(
            [sys.executable, "-c", START, str(tmp_path / "data")],
            cwd=ROOT,
            capture_output=True,
            check=True,
            timeout=60,
        )
        return json.loads(done.stdout)

    assert start() == ["cryptography"]  # the very first seals the key of the hashes
    assert start() == []
