"""What is dialled is what was judged: a URL on which parsers differ is never sent (D8)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import pytest
from yarl import URL

from app.domain.outbound import CredentialMaterial, OutboundRequest
from app.domain.secret import Secret
from app.domain.times import utc_now
from app.server.deliveries.attempt import AttemptResult
from app.server.deliveries.guard import AddressBlocked, AddressGuard, AddressInfo
from app.server.deliveries.senders import target
from app.server.deliveries.senders.http import HttpSender
from app.server.deliveries.senders.oauth import TokenRefused, TokenSource
from app.server.deliveries.senders.phases import verifying_tls
from app.server.settings import LOOPBACK
from tests.support.receivers import HttpReceiver

T = TypeVar("T")
TLS = verifying_tls()
AMBIGUOUS = (
    "https://example.com\\@evil.example/",
    "https:\\\\evil.example/",
    "https://user:pw@example.com/",
    "https://example.com@evil.example/",
    "https://example.com/#@evil.example/",
    "https://EXAMPLE.com/a/../b",  # never stored so: it was changed behind our back
    "https://example.com:443x/",
    "https://example.com:٤٤٣/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://①②⑦.⓪.⓪.①/",
    "https://[::1%25eth0]/",
    "https://exa\tmple.com/",
    "https://example.com\r\nhost: evil.example/",
    "https://example.com//evil.example/..//",
    "http://example.com/",
    "ftp://example.com/",
    "https://",
    "",
)


def work_with(does: Callable[[HttpSender], Awaitable[T]], seen: list[str]) -> T:
    """Run something with a sender whose every look-up is noted and leads outside."""

    def lookup(host: str, port: int) -> Sequence[AddressInfo]:
        seen.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    async def work() -> T:
        guard = AddressGuard(allow=LOOPBACK, lookup=lookup)
        sender = HttpSender(guard, clock=utc_now, tls=TLS)
        try:
            return await does(sender)
        finally:
            await sender.close()
            guard.close()

    return asyncio.run(work())


def send(url: str, seen: list[str]) -> AttemptResult:
    request = OutboundRequest(url, (("x-a", "b"),), b"{}", frozenset())
    return work_with(lambda sender: sender.send(request, timeout_s=5), seen)


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_D8_what_parsers_may_read_differently_is_not_even_looked_up(text: str) -> None:
    seen: list[str] = []
    result = send(text, seen)
    assert result.error is not None
    assert result.error.code == "address_blocked"
    assert seen == []


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_D8_nor_is_a_token_asked_for_there(text: str) -> None:
    client = CredentialMaterial(
        TokenSource.AUTH_TYPE,
        {"token_url": text, "client_id": "a"},
        {"client_secret": Secret("canary-0123456789")},
    )
    seen: list[str] = []
    with pytest.raises(TokenRefused, match="address_blocked"):
        work_with(
            lambda sender: TokenSource(sender, clock=utc_now).bearer(client, key=None, timeout_s=5),
            seen,
        )
    assert seen == []


@pytest.mark.parametrize(
    "read",
    [
        "https://evil.example/in?x=1",
        "https://example.com:444/in?x=1",
        "https://example.com/out?x=1",
        "https://example.com/in?x=2",
        "http://example.com:443/in?x=1",
        "https://u@example.com/in?x=1",
    ],
)
def test_D8_a_library_that_reads_another_url_is_noticed(
    read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "https://example.com/in?x=1"
    target.target_of.cache_clear()
    monkeypatch.setattr(target, "URL", lambda _text, encoded: URL(read, encoded=encoded))
    with pytest.raises(AddressBlocked):
        target.target_of(text)
    monkeypatch.undo()
    assert str(target.target_of(text)) == text


@pytest.mark.parametrize(
    "path",
    ["/", "/a//b/", "/~user/%C3%A4", "/x?a=b+c&d=%26;e=/?:@", "/%2541", "/!$&'()*+,;=:@-._~"],
)
def test_D8_what_all_agree_on_is_written_as_it_is(path: str, endpoint: HttpReceiver) -> None:
    seen: list[str] = []
    result = send(endpoint.url.rstrip("/") + path, seen)
    assert result.error is None
    (request,) = endpoint.wait()
    assert request.lines[0] == f"POST {path} HTTP/1.1".encode()
