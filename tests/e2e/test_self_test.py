"""`--self-test` as a packager runs it: a process of its own, and silent when all is well."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.self_test import Steps

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 110  # a busy machine; the self-test judges its own processor time
STALLED = """
import sys, app.self_test
steps = app.self_test.Steps
app.self_test.Steps = lambda first: steps(first, {limit}=-1)
sys.exit(app.self_test.run_self_test())
"""


def run(*words, **environment):
    return start("-m", "app", *words, **environment)


def start(*words, **environment):
    return subprocess.run(
        [sys.executable, *words],
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


# --- when it gives up ----------------------------------------------------------------------------


class Told:
    """A clock that says what the test says."""

    def __init__(self):
        self.value_s = 0.0

    def __call__(self):
        return self.value_s


@pytest.fixture
def now_s():
    return Told()


@pytest.fixture
def used_s():
    return Told()


@pytest.fixture
def steps(now_s, used_s):
    return Steps("the first", used_limit_s=10, waited_limit_s=60, used_s=used_s, now_s=now_s)


def test_a_machine_that_is_slow_is_waited_for_while_one_step_follows_the_other(steps, now_s):
    for name in ("the second", "the third", "the fourth"):
        now_s.value_s += 60
        assert steps.complaint() == ""
        steps.then(name)
    now_s.value_s += 60.5
    assert steps.complaint() == "nothing happened for 60 s: the fourth"


def test_an_app_that_is_slow_is_not(steps, used_s):
    used_s.value_s = 10
    steps.then("the second")
    assert steps.complaint() == ""
    used_s.value_s = 10.1
    assert steps.complaint() == "not yet, after 10 s of the processor's time: the second"


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("waited_limit_s", "nothing happened for -1 s: "),
        ("used_limit_s", "not yet, after -1 s of the processor's time: "),
    ],
)
def test_it_says_what_it_has_waited_for(tmp_path, limit, said):
    done = start(
        "-c", STALLED.format(limit=limit), HOME=str(tmp_path), TMPDIR=str(tmp_path), PYTHONPATH="."
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"self-test: {said}the ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.rglob("*.sqlite3")) == []
