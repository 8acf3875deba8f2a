"""What the tools that make a release answer to their command lines."""

from __future__ import annotations

import pytest

from tools import build, check, translations
from tools.package import sums

WITHOUT_WORDS = [build, check, translations]


@pytest.fixture(autouse=True)
def _nothing_is_done(monkeypatch):
    def work(*_words, **_options):
        raise AssertionError("it went to work")

    monkeypatch.setattr(build, "freeze", work)
    monkeypatch.setattr(translations, "renew", work)
    monkeypatch.setattr(check, "JUDGEMENTS", {"any": work})
    monkeypatch.setattr(sums, "altered", work)


@pytest.mark.parametrize("tool", [*WITHOUT_WORDS, sums], ids=lambda tool: tool.__name__)
def test_whoever_asks_what_a_tool_does_is_told_and_nothing_is_done(tool, capsys):
    with pytest.raises(SystemExit) as ended:
        tool.main(["--help"])
    out, error = capsys.readouterr()
    assert (ended.value.code, error) == (0, "")
    assert out.startswith("usage: ")
    assert len(out.splitlines()) > 5


@pytest.mark.parametrize("word", ["--fast", "all"])
@pytest.mark.parametrize("tool", WITHOUT_WORDS, ids=lambda tool: tool.__name__)
def test_a_word_that_a_tool_does_not_know_is_a_mistake(tool, word, capsys):
    with pytest.raises(SystemExit) as ended:
        tool.main([word])
    out, error = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert f"unrecognized arguments: {word}" in error
