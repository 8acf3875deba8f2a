"""What is imported ahead of time looks up before each module, on its own thread alone."""

from __future__ import annotations

import sys
import threading

import pytest

from app.domain.control import JobControl
from app.runtime.polite_imports import giving_way_at_imports


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """Three modules that nobody has imported, the first of which imports the second."""
    texts = {"polite_a": "import polite_b", "polite_b": "", "polite_c": ""}
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in texts:
        sys.modules.pop(name, None)


def test_it_gives_way_before_each_module_that_is_not_loaded(modules):
    ways = []
    before = list(sys.meta_path)
    with giving_way_at_imports(JobControl(give_way=lambda: ways.append("given"))):
        __import__("polite_a")
        __import__("polite_a")
    assert len(ways) == 2
    assert sys.meta_path == before
    __import__("polite_c")
    assert len(ways) == 2


def test_what_is_cancelled_leaves_no_module_half_made(modules):
    control = JobControl()
    control.cancel()
    with giving_way_at_imports(control):
        __import__("polite_a")
    assert sys.modules["polite_a"].polite_b is sys.modules["polite_b"]


def test_other_threads_give_way_to_nobody(modules):
    ways = []
    with giving_way_at_imports(JobControl(give_way=lambda: ways.append("given"))):
        other = threading.Thread(target=__import__, args=("polite_a",))
        other.start()
        other.join()
    assert "polite_a" in sys.modules
    assert ways == []
