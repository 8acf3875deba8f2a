"""A command that runs inside another program leaves that program's cycle collector as it was."""

from __future__ import annotations

import gc

import pytest

from app.cli.platform import run


@pytest.mark.parametrize("words", [["token", "--help"], ["serve", "--help"], ["nonsense"]])
def test_a_program_that_collects_by_itself_is_left_to_it(words, capsys):
    assert not gc.isenabled(), "the tests have it in hand, as a window has"
    run(words)
    assert not gc.isenabled()
    gc.enable()
    try:
        run(words)
        assert gc.isenabled()
    finally:
        gc.disable()
    capsys.readouterr()
