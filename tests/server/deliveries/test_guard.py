"""Where the platform connects to: nothing reaches an address that is not allowed.

Every case goes through both doors (a delivery and a test-send) against a resolver
that answers it.  A trap takes the place of the network: whatever the platform tries
to open there is counted, and must be nothing.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from ipaddress import ip_network
from pathlib import Path

import pytest

from app.domain.delivery import AttemptError
from app.domain.listener import Destination, Kind
from app.domain.times import utc_now
from app.server.deliveries.attempt import Message
from app.server.deliveries.guard import AddressBlocked, AddressGuard, AddressInfo, Lookup
from app.server.deliveries.senders.phases import verifying_tls
from app.server.deliveries.sending import MessageSender
from app.server.deliveries.testing import send_test
from app.server.settings import Networks, PlatformSettings
from tests.support.receivers import HttpReceiver, Reply

BLOCKED = (
    "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.0.0.1", "10.255.255.255",
    "100.64.0.0", "100.64.0.1", "100.127.255.255", "100.100.100.200",
    "127.0.0.0", "127.0.0.1", "127.0.0.53", "127.255.255.255",
    "168.63.129.16", "169.254.0.0", "169.254.169.254", "169.254.255.255",
    "172.16.0.0", "172.16.0.1", "172.31.255.255",
    "192.0.0.0", "192.0.0.192", "192.0.0.255", "192.0.2.0", "192.0.2.255",
    "192.88.99.0", "192.88.99.255", "192.168.0.0", "192.168.0.1", "192.168.255.255",
    "198.18.0.0", "198.19.255.255", "198.51.100.0", "198.51.100.255",
    "203.0.113.0", "203.0.113.255", "224.0.0.0", "224.0.0.1", "239.255.255.255",
    "240.0.0.0", "255.255.255.254", "255.255.255.255",
    "::", "::1", "::2", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::808:808",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::1", "2001:20::1",
    "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1",
    "fc00::1", "fdff::1", "fd00:ec2::254", "fd20:ce::254", "fe80::1", "febf::1",
    "fec0::1", "ff00::", "ff02::1", "4000::1",
)  # fmt: skip
REACHABLE = (
    "1.0.0.0", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
    "126.255.255.255", "128.0.0.0", "168.63.129.15", "168.63.129.17", "169.253.255.255",
    "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0",
    "192.0.3.0", "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0",
    "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255",
    "203.0.114.0", "223.255.255.255", "2001:200::1", "2001:db7:ffff::1", "2001:db9::1",
    "2003::1", "2606:4700::1111", "3ffe:ffff::1", "3fff:1000::1", "::ffff:8.8.8.8",
)  # fmt: skip
NO_NETWORKS: Networks = ()
TLS = verifying_tls()  # made once: it reads every certificate of the system


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were dialled; nothing leaves this machine."""
    seen: list[str] = []

    async def refuse(
        _loop: asyncio.AbstractEventLoop, _sock: socket.socket, address: tuple[str, int]
    ) -> None:
        seen.append(address[0])
        raise ConnectionRefusedError(111, "the trap refuses")

    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_connect", refuse)
    return seen


def answers(*ips: str) -> Lookup:
    """A resolver that gives these addresses, whatever is asked."""

    def lookup(_host: str, port: int) -> Sequence[AddressInfo]:
        return [
            (
                socket.AF_INET6 if ":" in ip else socket.AF_INET,
                socket.SOCK_STREAM,
                socket.IPPROTO_TCP,
                "",
                (ip, port, 0, 0) if ":" in ip else (ip, port),
            )
            for ip in ips
        ]

    return lookup


def deliver(
    folder: Path, url: str, guard: AddressGuard, *, allow: Networks = NO_NETWORKS
) -> AttemptError | None:
    """What a delivery and a test-send to `url` say; they must agree."""

    async def both() -> tuple[AttemptError | None, dict[str, str] | None]:
        settings = PlatformSettings(data_dir=folder, allow=allow, timeout_s=5)
        sender = MessageSender(settings, guard, tls=TLS)
        to = Destination(Kind.ENDPOINT, url=url)
        try:
            result = await sender.send(
                Message("evt_1", "lst_1", "clients", "create", "r", 1, "r", b"{}", to)
            )
        finally:
            await sender.close()
        tested = await send_test(
            settings=settings,
            destination={"kind": "endpoint", "url": url, "auth_type": "none"},
            entity="clients",
            function="create",
            record_version=1,
            body=b"{}",
            credential=None,
            signing_secrets=None,
            now=utc_now(),
            guard=guard,
            tls=TLS,
        )
        return result.error, tested["error"]

    delivered, tested = asyncio.run(both())
    assert (delivered and delivered.code) == (tested and tested["code"])
    return delivered


def literal(ip: str) -> str:
    return f"https://[{ip}]/" if ":" in ip else f"https://{ip}/"


def test_T26_the_table_is_long_enough() -> None:
    assert len(set(BLOCKED)) >= 60
    assert not set(BLOCKED) & set(REACHABLE)


@pytest.mark.parametrize("ip", BLOCKED)
def test_T26_a_name_that_leads_to_a_blocked_address_is_refused(
    ip: str, tmp_path: Path, dialled: list[str]
) -> None:
    guard = AddressGuard(allow=(), lookup=answers(ip))
    error = deliver(tmp_path, "https://hooks.example.com/", guard)
    guard.close()
    assert error is not None
    assert error.code == "address_blocked"
    assert dialled == []


@pytest.mark.parametrize("ip", BLOCKED)
def test_T26_a_literal_blocked_address_is_refused(
    ip: str, tmp_path: Path, dialled: list[str]
) -> None:
    guard = AddressGuard(allow=(), lookup=answers("8.8.8.8"))
    error = deliver(tmp_path, literal(ip), guard)
    guard.close()
    assert error is not None
    assert error.code == "address_blocked"
    assert dialled == []


@pytest.mark.parametrize("ip", REACHABLE)
def test_T26_the_address_that_was_checked_is_the_one_dialled(
    ip: str, tmp_path: Path, dialled: list[str]
) -> None:
    guard = AddressGuard(allow=(), lookup=answers(ip))
    error = deliver(tmp_path, "https://hooks.example.com/", guard)
    guard.close()
    assert error is not None
    assert error.code == "connection_refused"
    assert set(dialled) == {ip}


@pytest.mark.parametrize(
    "ips",
    [("8.8.8.8", "10.0.0.1"), ("10.0.0.1", "8.8.8.8"), ("2606:4700::1111", "127.0.0.1"),
     ("8.8.8.8", "::1"), ("8.8.8.8", "1.1.1.1", "::ffff:169.254.169.254")],
)  # fmt: skip
def test_T26_mixed_answers_are_refused(
    ips: tuple[str, ...], tmp_path: Path, dialled: list[str]
) -> None:
    guard = AddressGuard(allow=(), lookup=answers(*ips))
    error = deliver(tmp_path, "https://hooks.example.com/", guard)
    guard.close()
    assert error is not None
    assert error.code == "address_blocked"
    assert dialled == []


def test_T26_a_name_is_resolved_once_so_rebinding_finds_no_gap(
    tmp_path: Path, dialled: list[str]
) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[AddressInfo]:
        asked.append(host)
        ip = "8.8.8.8" if len(asked) % 2 else "127.0.0.1"  # good first, then inside
        return answers(ip)(host, port)

    guard = AddressGuard(allow=ip_networks("127.0.0.0/9"), lookup=rebinding)
    deliver(tmp_path, "https://rebind.example.com/", guard)
    guard.close()
    assert asked == ["rebind.example.com", "rebind.example.com"]  # once for each door
    assert dialled == ["8.8.8.8", "127.0.0.1"]  # exactly what was checked, each time


@pytest.mark.parametrize(
    "host", ["metadata", "metadata.google.internal", "METADATA.google.internal.", "instance-data"]
)
def test_T26_metadata_names_are_not_even_resolved(
    host: str, tmp_path: Path, dialled: list[str]
) -> None:
    asked: list[str] = []

    def lookup(name: str, port: int) -> Sequence[AddressInfo]:
        asked.append(name)
        return answers("8.8.8.8")(name, port)

    guard = AddressGuard(allow=(), lookup=lookup)
    error = deliver(tmp_path, f"https://{host}/", guard)
    guard.close()
    assert error is not None
    assert error.code == "address_blocked"
    assert (asked, dialled) == ([], [])


@pytest.mark.parametrize("ip", ["169.254.169.254", "100.100.100.200", "fd00:ec2::254", "224.0.0.1"])
def test_T26_no_allowance_opens_what_is_never_allowed(
    ip: str, tmp_path: Path, dialled: list[str]
) -> None:
    everything = ip_networks("0.0.0.0/0", "::/0")
    guard = AddressGuard(allow=everything, lookup=answers(ip))
    error = deliver(tmp_path, "https://hooks.example.com/", guard, allow=everything)
    guard.close()
    assert error is not None
    assert error.code == "address_blocked"
    assert dialled == []


def test_T26_a_name_without_an_address_is_a_dns_error(tmp_path: Path, dialled: list[str]) -> None:
    guard = AddressGuard(allow=(), lookup=answers())
    error = deliver(tmp_path, "https://nowhere.example.com/", guard)
    guard.close()
    assert error is not None
    assert error.code == "dns_error"
    assert dialled == []


def test_T26_the_socket_is_judged_again_as_it_opens() -> None:
    guard = AddressGuard(allow=())
    with pytest.raises(AddressBlocked):
        guard.open_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 443)))
    guard.close()


@pytest.mark.parametrize(
    "origin", ["http://127.0.0.1", "https://localhost", "https://hooks.example.com"]
)
def test_T26_a_server_inside_sees_no_connection(
    origin: str, tmp_path: Path, endpoint: HttpReceiver
) -> None:
    guard = AddressGuard(allow=(), lookup=answers("127.0.0.1"))
    error = deliver(tmp_path, f"{origin}:{endpoint.port}/", guard)
    guard.close()
    assert error is not None
    assert error.code == "address_blocked"
    assert endpoint.connections == 0


def test_T26_the_sandbox_reaches_loopback_but_not_itself(
    tmp_path: Path, endpoint: HttpReceiver
) -> None:
    allow = ip_networks("127.0.0.0/8")
    guard = AddressGuard(allow=allow)
    assert deliver(tmp_path, endpoint.url, guard, allow=allow) is None
    guard.refuse_own("127.0.0.1", endpoint.port)
    error = deliver(tmp_path, endpoint.url, guard, allow=allow)
    guard.close()
    assert error is not None
    assert error.code == "address_blocked"
    assert len(endpoint.received) == 2


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
def test_T26_a_redirect_is_shown_and_not_followed(
    status: int, tmp_path: Path, endpoint: HttpReceiver
) -> None:
    allow = ip_networks("127.0.0.0/8")
    with HttpReceiver() as inside:
        endpoint.always(Reply(status=status, headers=(("location", inside.url),)))
        guard = AddressGuard(allow=allow)
        error = deliver(tmp_path, endpoint.url, guard, allow=allow)
        guard.close()
        assert error is not None
        assert error.code == "redirect_not_followed"
        assert inside.url in error.detail
        assert inside.connections == 0


def ip_networks(*texts: str) -> Networks:
    return tuple(ip_network(text) for text in texts)
