"""`--self-test` as a packager runs it: a process of its own, silent, and quick."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 60  # a busy machine; the self-test itself gives up after 10 s


def run(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )


def test_it_opens_the_list_on_its_own_platform_and_says_nothing(tmp_path):
    done = run("--self-test", HOME=str(tmp_path), TMPDIR=str(tmp_path))

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.rglob("*.sqlite3")) == [], "the private profile was left behind"


def test_an_unknown_argument_is_one_clear_line():
    done = run("--self-tests")

    assert done.returncode == 2
    assert "--self-tests" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_version_needs_no_window():
    done = run("--version", DISPLAY="")

    assert done.stdout.startswith("picksmart-webhooks ")
    assert done.returncode == 0
