"""A call that is on its way already: its result, its failure, its end when nobody wants it."""

from __future__ import annotations

import threading

import pytest

from app.adapters.exchange import Exchange
from app.adapters.read_ahead import ReadAhead
from app.domain.control import Cancelled, JobControl
from app.domain.errors import NetworkError


def left_behind() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == "read ahead"]


def test_it_runs_at_once_and_its_result_is_there_when_it_is_wanted():
    ran = threading.Event()
    ahead = ReadAhead(JobControl(), lambda _control: ran.set() or "page 2")
    assert ran.wait(30)
    assert ahead.result() == "page 2"
    assert left_behind() == []


def test_what_it_failed_with_is_raised_where_the_result_is_wanted():
    def fail(_control):
        raise NetworkError("gone")

    ahead = ReadAhead(JobControl(), fail)
    with pytest.raises(NetworkError):
        ahead.result()
    assert left_behind() == []


@pytest.mark.parametrize("how", ["given up", "cancelled", "cancelled before"])
def test_one_that_nobody_wants_ends_at_once(how):
    control, began = JobControl(), threading.Event()

    def hang(own):
        began.set()
        own.sleep(60)

    ahead = ReadAhead(control, hang)
    assert began.wait(30)
    if how == "given up":
        ahead.give_up()
    else:
        after_s = 0.0 if how == "cancelled before" else 0.05
        canceller = threading.Timer(after_s, control.cancel)
        canceller.start()
        if how == "cancelled before":
            canceller.join()
        with pytest.raises(Cancelled):
            ahead.result()
        ahead.give_up()
        canceller.join()
    assert left_behind() == []


def test_it_is_as_polite_as_the_job_that_it_is_for():
    ways = []
    control = JobControl(give_way=lambda: ways.append(threading.current_thread().name))
    ReadAhead(control, JobControl.check).result()
    assert "read ahead" in ways


@pytest.mark.parametrize("end", ["answered", "failed"])
def test_who_waits_until_it_is_sent_waits_for_no_answer(end):
    sends, answers, waited = threading.Event(), threading.Event(), threading.Event()

    def call(own):
        assert sends.wait(30)
        if end == "failed":
            raise NetworkError("gone")
        Exchange(own, deadline_s=30, connect_s=30).sent()
        assert answers.wait(30)
        return "page 2"

    ahead = ReadAhead(JobControl(), call)
    waiting = threading.Thread(target=lambda: ahead.wait_until_sent() or waited.set())
    waiting.start()
    assert not waited.wait(0.05)
    sends.set()
    assert waited.wait(30)
    waiting.join()
    answers.set()
    if end == "answered":
        assert ahead.result() == "page 2"
    else:
        with pytest.raises(NetworkError):
            ahead.result()


def test_who_waits_until_it_is_sent_can_be_cancelled():
    control, began = JobControl(), threading.Event()
    ahead = ReadAhead(control, lambda own: began.set() or own.sleep(60))
    assert began.wait(30)
    canceller = threading.Timer(0.05, control.cancel)
    canceller.start()
    ahead.wait_until_sent()
    with pytest.raises(Cancelled):
        ahead.result()
    canceller.join()
    assert left_behind() == []


def test_F19_without_a_thread_it_is_called_when_it_is_wanted(monkeypatch):
    monkeypatch.setattr(threading.Thread, "start", _refuse)
    control = JobControl()
    ahead = ReadAhead(control, lambda given: given)
    ahead.wait_until_sent()
    assert ahead.result() is control
    ahead.give_up()


def _refuse(_thread):
    raise RuntimeError("can't start new thread")
