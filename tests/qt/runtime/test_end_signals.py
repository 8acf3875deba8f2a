"""Signals of the system reach the GUI thread while Qt waits."""

from __future__ import annotations

import os
import signal

import pytest

from app.runtime.end_signals import EndSignals

pytestmark = pytest.mark.skipif(os.name != "posix", reason="os.kill ends the process on Windows")


@pytest.fixture
def told():
    before = signal.getsignal(signal.SIGTERM)
    told = EndSignals()
    yield told
    told.close()
    told.close()
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_F61_a_signal_is_told_on_the_gui_thread(qtbot, told, number):
    with qtbot.waitSignal(told.end_wanted):
        os.kill(os.getpid(), number)


def test_other_signals_are_not_ours(qtbot, told):
    caught: list[int] = []
    before = signal.signal(signal.SIGUSR1, lambda number, _frame: caught.append(number))
    try:
        with qtbot.assertNotEmitted(told.end_wanted, wait=100):
            os.kill(os.getpid(), signal.SIGUSR1)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert caught == [signal.SIGUSR1]
