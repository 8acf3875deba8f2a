"""A worker gives the interpreter up soon while the app runs, and as before afterwards."""

from __future__ import annotations

import sys

import pytest

from app.runtime.turns import SWITCH_S, QuickTurns


@pytest.mark.parametrize(("before_s", "then_s"), [(0.005, SWITCH_S), (0.0001, 0.0001)])
def test_turns_are_quick_while_it_is_installed(before_s, then_s):
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(before_s)
    try:
        turns = QuickTurns()
        turns.install()
        assert sys.getswitchinterval() == pytest.approx(then_s, rel=0.02)
        turns.uninstall()
        assert sys.getswitchinterval() == pytest.approx(before_s, rel=0.02)
    finally:
        sys.setswitchinterval(usual_s)
