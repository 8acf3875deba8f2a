"""T37: nothing that came from elsewhere reaches a terminal raw."""

from __future__ import annotations

import io
import json
import sys

import pytest
from sqlalchemy import update

from app.cli.output import complain, remark, say, show_json, show_table
from app.cli.platform import run
from app.domain.printable import printable
from app.server.store.tables import tokens

HOSTILE = [
    "\x1b[31mred",  # escape sequences
    "\x9b31m",  # the same in one C1 character
    "\x07",  # bell
    "over\rwritten",
    "two\nlines",
    "\x7f",
    "\x00",
    "\u202egnp.exe",  # turned around
    "\u2066",
    "\u2028line",
    "\u2029",
    "\ud800",
    "\ufeff",
    "[bold red]markup[/]",
]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def assert_clean(text: str, *, styled: bool = False) -> None:
    if styled:  # what rich itself writes to a terminal
        text = text.replace("\x1b[1m", "").replace("\x1b[0m", "")
    for line in text.split("\n"):
        assert line.isprintable(), ascii(line)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("stream", [io.StringIO, Terminal], ids=["pipe", "terminal"])
def test_T37_every_way_to_print_is_clean(monkeypatch, text, stream):
    monkeypatch.setenv("TERM", "xterm-256color")
    out, error = stream(), stream()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", error)
    say(text)
    remark(text)
    complain(text)
    show_json({"name": text})
    show_table(("id", "name"), [(text, text)])
    for shown in (out.getvalue(), error.getvalue()):
        assert_clean(shown, styled=True)
    assert json.loads(out.getvalue().split("\n")[1])["name"] == text
    if text.startswith("["):
        assert text in out.getvalue()


def test_T37_stored_text_in_a_list_is_clean(folder):
    with folder.serve() as platform:
        for hostile in HOSTILE:
            if hostile != "\ud800":  # no UTF-8: it cannot be stored
                platform.in_store(
                    lambda tx, label=hostile: tx.execute(update(tokens).values(label=label))
                )
                code, out, error = folder.command("token", "list")
                assert code == 0
                assert_clean(out + error)


@pytest.mark.parametrize("text", [one for one in HOSTILE if "\x00" not in one], ids=ascii)
def test_T37_a_wrong_command_line_is_repeated_clean(capsys, text):
    for words in (
        [text],
        ["token", "list", f"--{text}"],
        ["seed", "--data", "x", "--records", text],
    ):
        assert run(words) == 2
        out, error = capsys.readouterr()
        assert out == ""
        assert error.count("\n") == 1
        assert_clean(error)


def test_plain_text_is_left_as_it_is():
    for text in ("", "Nomvula Khumalo", "faß.de, 中文 🙂", "O'Reilly [x]"):
        assert printable(text) == text


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["serve"],
        ["token"],
        *(["token", one] for one in ("issue", "list", "revoke")),
        ["seed"],
        ["key"],
        ["key", "rotate"],
        ["openapi"],
    ],
    ids=" ".join,
)
def test_every_command_has_help(capsys, words):
    assert run([*words, "--help"]) == 0
    out, error = capsys.readouterr()
    assert "Usage: app platform" in out
    assert error == ""
