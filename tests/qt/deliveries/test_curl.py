"""A foreign request must survive a real shell as exactly the words that were sent."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from app.domain.delivery import AttemptRequest
from app.ui.text import curl
from tests.support.http_servers import HttpServer, answer

HEADERS = (("content-type", "application/json"), ("authorization", "•••"))


def request(**changes):
    values = {
        "method": "POST",
        "url": "https://hooks.example.com/clients?a=[1]",
        "headers": HEADERS,
        "body": '{"name":"O\'Brien"}',
    }
    return AttemptRequest(**(values | changes))


def words_of(command):
    """The words as bash hands them to a program."""
    script = command.replace("curl ", "printf '%s\\0' curl ", 1)
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=True, timeout=10)
    return done.stdout.decode().split("\0")[:-1]


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


@needs_bash
def test_the_shell_reads_it_back():
    words = words_of(curl.command(request()))
    assert words == [
        *["curl", "--globoff", "-X", "POST", "https://hooks.example.com/clients?a=[1]"],
        *["-H", "content-type: application/json", "-H", "authorization: •••"],
        *["--data-raw", '{"name":"O\'Brien"}'],
    ]


@needs_bash
@pytest.mark.parametrize(
    "body",
    [
        "$(touch pwned) `id` ${HOME} !! \\",
        "@/etc/passwd",
        "line\nbreak\ttab",
        "\x1b]0;title\x07 \x9b31m",
        "\u202egnp.exe",
        "it's 'quoted' \\' twice\n",
        "🎉 Ελληνικά",
    ],
)
def test_T35_any_body_stays_one_word(body):
    command = curl.command(request(body=body))
    words = words_of(command)
    assert words[-2:] == ["--data-raw", body]
    assert not any(char in command for char in "\x1b\x07\x9b\u202e")


@needs_bash
def test_header_values_and_urls_are_quoted_too():
    words = words_of(
        curl.command(request(url="https://a.example/;id", headers=(("x", "'; id; '"),)))
    )
    assert words[4:7] == ["https://a.example/;id", "-H", "x: '; id; '"]


def test_a_header_name_that_curl_would_read_a_file_for_is_left_out():
    assert "passwd" not in curl.command(request(headers=(("@/etc/passwd", "x"),)))


def test_what_curl_sets_itself_is_left_out():
    assert "gth" not in curl.command(request(headers=(("Content-Length", "3"), ("HOST", "x"))))


@pytest.mark.parametrize(
    ("changes", "possible"),
    [
        ({}, True),
        ({"url": "mailto:ops@example.com"}, False),
        ({"body": None}, False),
        ({"body": "AAEC", "body_encoding": "base64"}, False),
        ({"body": ""}, True),
    ],
)
def test_only_readable_http_can_be_copied(changes, possible):
    assert curl.is_possible(request(**changes)) is possible


@needs_bash
@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_run_in_a_shell_it_sends_what_was_recorded():
    body = '{"name": "O\'Brien $(id) `id` \\\\ \U0001f389",\n "next": "\u202e\x1b[31m"}'
    headers = (
        ("content-type", "application/json"),
        ("authorization", "•••"),
        ("x-quoted", 'it\'s "here" $HOME; id'),
        ("x-empty", ""),
        ("user-agent", "Picksmart-Webhooks/1"),
    )
    with HttpServer(answer(200, json={})) as server:
        sent = request(url=f"{server.url}/in?a=[1]&b={{2}}", headers=headers, body=body)
        script = curl.command(sent).replace("curl ", "curl -q -sS --noproxy '*' --max-time 30 ", 1)
        subprocess.run(["bash", "-c", script], check=True, capture_output=True, timeout=60)
    (arrived,) = server.requests
    assert (arrived.method, arrived.target) == ("POST", "/in?a=[1]&b={2}")
    assert arrived.body == body.encode()
    got = {name.lower(): value.encode("latin-1").decode() for name, value in arrived.headers}
    assert got.items() >= dict(headers).items()
