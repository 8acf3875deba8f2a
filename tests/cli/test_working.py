"""What takes its time is shown on a terminal, and only there."""

from __future__ import annotations

import io
import sys

import pytest

from app.cli.profile import working
from app.cli.profile.working import work
from app.domain.control import Cancelled


class Terminal(io.StringIO):
    def isatty(self):
        return True


def job(control):
    for done in range(3):
        control.progress(done, 2)
    return "result"


@pytest.mark.parametrize(
    ("stream", "doing", "is_shown"),
    [(Terminal, "sending", True), (Terminal, "", False), (io.StringIO, "sending", False)],
)
def test_how_far_it_has_come_is_shown_to_people_only(monkeypatch, stream, doing, is_shown):
    monkeypatch.setattr(working, "_PATIENCE_S", 0.0)
    monkeypatch.setattr(sys, "stderr", stream())
    assert work(job, doing=doing) == "result"
    shown = sys.stderr.getvalue()
    assert ("2 of 2" in shown, doing in shown) == (is_shown, is_shown or not doing)
    assert is_shown or shown == ""


def test_what_is_soon_done_shows_nothing(monkeypatch):
    monkeypatch.setattr(working, "_PATIENCE_S", 10_000.0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert work(job) == "result"
    assert sys.stderr.getvalue() == ""


@pytest.mark.parametrize("error", [Cancelled(), ValueError("no")])
def test_whatever_ends_the_job_is_the_caller_s(error):
    def fail(_control):
        raise error

    with pytest.raises(type(error)) as caught:
        work(fail)
    assert caught.value is error
