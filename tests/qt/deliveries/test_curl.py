"""A foreign request must survive a real shell as exactly the words that were sent."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from app.domain.delivery import AttemptRequest
from app.domain.outbound import CredentialMaterial, build_request
from app.domain.secret import MASK, Secret
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


def run(command):
    """Paste it into a shell of its own."""
    script = command.replace("curl ", "curl -q -sS --noproxy '*' --max-time 30 ", 1)
    subprocess.run(["bash", "-s"], input=script.encode(), check=True, timeout=60)


needs_curl = pytest.mark.skipif(
    shutil.which("curl") is None or shutil.which("bash") is None, reason="needs curl and bash"
)
SECRET = "s3cret/of+a'quote$HOME"
AUTHENTICATED = {
    "basic": ({"username": "svc"}, {"password": SECRET}, ["svc", SECRET]),
    "bearer": ({}, {"token": "tok.en-1_2~3+4/5="}, ["tok.en-1_2~3+4/5="]),
    "api_key": ({"header": "X-Api-Key"}, {"value": "k!e#y$1"}, ["k!e#y$1"]),
}


def sent_with(auth_type, url):
    """What is really sent with a credential, and how the platform records it."""
    fields, secrets, _typed = AUTHENTICATED[auth_type]
    material = CredentialMaterial(auth_type, fields, {k: Secret(v) for k, v in secrets.items()})
    made = build_request(
        url=url,
        entity="clients",
        function="create",
        record_version=1,
        event_id="evt_1",
        attempt=1,
        body=b"{}",
        now_s=0,
        signing_secrets=(),
        credential=material,
        product_version="1",
    )
    recorded = request(url=url, headers=made.masked_headers(), body="{}")
    return made, recorded


@needs_curl
@pytest.mark.parametrize("auth_type", AUTHENTICATED)
@pytest.mark.parametrize("way", ["typed in place of the mask", "with the secret"])
def test_once_the_secret_is_in_it_authenticates(auth_type, way):
    with HttpServer(answer(200, json={})) as server:
        made, recorded = sent_with(auth_type, f"{server.url}/in")
        name, value = made.headers[-1]
        if way == "with the secret":
            text = curl.command_with(recorded, (name, value))
        else:
            text = curl.command(recorded, auth_type)
            assert not any(word in text for word in AUTHENTICATED[auth_type][2])
            for word in AUTHENTICATED[auth_type][2]:
                text = text.replace(MASK, word.replace("'", "'\\''"), 1)
        run(text)
    (arrived,) = server.requests
    got = {one.lower(): text for one, text in arrived.headers}
    assert got[name.lower()] == value


@pytest.mark.parametrize("auth_type", ["bearer", "oauth2_client_credentials"])
def test_of_a_token_only_the_token_is_masked(auth_type):
    assert "'authorization: Bearer •••'" in curl.command(request(), auth_type)


@needs_curl
def test_a_body_too_long_for_an_argument_arrives_whole():
    body = '{"long": "' + "it's $HOME \x01\n" * 16_000 + '"}'
    with HttpServer(answer(200, json={})) as server:
        run(curl.command(request(url=f"{server.url}/in", body=body)))
    (arrived,) = server.requests
    assert arrived.body == body.encode()


@needs_curl
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
        run(curl.command(sent))
    (arrived,) = server.requests
    assert (arrived.method, arrived.target) == ("POST", "/in?a=[1]&b={2}")
    assert arrived.body == body.encode()
    got = {name.lower(): value.encode("latin-1").decode() for name, value in arrived.headers}
    assert got.items() >= dict(headers).items()
