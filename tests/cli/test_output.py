"""T37: whatever stands in names, answers and arguments, a terminal only shows it."""

from __future__ import annotations

import io
import json
import sys

import pytest

from app.__main__ import main
from tests.support.builders import a_listener, local, settings
from tests.support.http_servers import HttpServer, answer

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x9b31m",
    "over\rwritten",
    "two\nlines",
    "\x07\x08\x7f\x00",
    "\u202egnp.exe\u2066",
    "\u2028line",
    "\ud800",
    "[bold red]markup[/]",
    "x" * 10_000,
    "🦓" * 5_000,
)
# What a shell can hand over: no NUL, and of no text half a character of a broken file name.
TYPED = (*(one for one in HOSTILE if not {"\x00", "\ud800"} & set(one)), "\udcff")


class Terminal(io.StringIO):
    """Eighty columns that somebody looks at."""

    def isatty(self) -> bool:
        return True


def assert_clean(text: str) -> None:
    for style in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):  # what rich itself writes to a terminal
        text = text.replace(style, "")
    for line in text.split("\n"):
        assert line.isprintable(), ascii(line)


@pytest.fixture
def hostile_profile(connected, monkeypatch):
    """A local copy full of names that no platform should have let in."""
    from app.services.local_copy import LocalCopy

    rows = []
    for number, text in enumerate(HOSTILE):
        known = settings(name=text, url=f"https://example.com/{text}", entity=text, function=text)
        rows.append(local(a_listener(settings=known), mine=settings(name=text[::-1])))
        assert number < 100

    monkeypatch.setattr(LocalCopy, "listeners", lambda _copy, _control=None: list(rows))
    monkeypatch.setattr(
        LocalCopy, "listener", lambda _copy, one: next((r for r in rows if r.id == one), None)
    )
    monkeypatch.setattr(LocalCopy, "unsettled", lambda _copy: list(rows))
    return connected, rows


@pytest.mark.parametrize("stream", [io.StringIO, Terminal], ids=["pipe", "terminal"])
def test_T37_hostile_names_are_shown_and_do_nothing(hostile_profile, monkeypatch, stream):
    profile, rows = hostile_profile
    monkeypatch.setenv("TERM", "xterm-256color")
    commands = [["listeners", "list", "--offline"], ["pending", "list"]]
    commands += [["listeners", "show", row.id, "--offline"] for row in rows]
    commands += [["pending", "show", row.id] for row in rows]
    for words in commands:
        out, error = stream(), stream()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", error)
            code, _, _ = profile.command(*words)
        assert (code, error.getvalue()) == (0, "")
        assert_clean(out.getvalue())
        if words[1] == "list":
            assert len(out.getvalue()) < 20_000  # however long the names are
    listed = profile.result("listeners", "list", "--offline")["items"]
    assert [one["name"] for one in listed] == [text[::-1] for text in HOSTILE]


@pytest.mark.parametrize("text", TYPED, ids=lambda text: ascii(text[:20]))
def test_T37_a_wrong_command_line_is_repeated_clean(profile, text):
    profile.path.mkdir()
    for words in (
        [text],
        ["listeners", text],
        ["listeners", "show", text],
        ["listeners", "list", f"--{text}"],
        ["--connection", text, "listeners", "list"],
        ["connections", "add", text, "--url", text, "--token-file", text],
        ["conflicts", "resolve", text, "--field", text],
        ["sync", text],
    ):
        assert_clean(profile.refused(*words))


@pytest.mark.parametrize("text", TYPED, ids=lambda text: ascii(text[:20]))
def test_T37_the_window_s_options_are_repeated_clean(capsys, text):
    with pytest.raises(SystemExit) as ended:
        main([f"--{text}"])
    assert ended.value.code == 2
    assert_clean(capsys.readouterr().err)


def test_T37_what_the_platform_says_of_a_refusal_is_cleaned(profile):
    detail = "\x1b[2Jno\u202e" + "x" * 10_000
    problem = {
        "type": "about:blank",
        "title": "no",
        "status": 403,
        "code": "permission_missing",
        "permission": "\x1b[31mlisteners:read",
        "detail": detail,
    }
    body = json.dumps(problem).encode()
    with HttpServer(answer(403, body=body, content_type="application/problem+json")) as server:
        profile.token_file.write_text("pst_token")
        code, out, error = profile.command(
            *("connections", "add", "Hostile", "--url", server.url),
            *("--token-file", str(profile.token_file)),
        )
    assert (code, out) == (6, "")
    assert_clean(error)
    assert len(error) < 2_000


def test_at_eighty_columns_no_line_is_longer(connected, monkeypatch):
    connected.create("--name", "A name as people write it, in several words", "--url", URL)
    for words in (["listeners", "list"], ["connections", "list"], ["pending", "list"]):
        out = Terminal()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            assert connected.command(*words)[0] == 0
        lines = out.getvalue().replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
        assert all(len(line) <= 80 for line in lines.splitlines())
    assert "active" in lines or words == ["pending", "list"]


URL = "https://hooks.example.com/a/long/path/that/goes/on?and=on&and=on"
