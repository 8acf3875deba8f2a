"""The address table: each blocked range with its neighbours just outside."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.address import Verdict, is_allowed, is_metadata_name, judge

PUBLIC, LOOPBACK, PRIVATE, NEVER = Verdict

TABLE = [
    ("0.0.0.0", NEVER),
    ("0.255.255.255", NEVER),
    ("1.0.0.0", PUBLIC),
    ("9.255.255.255", PUBLIC),
    ("10.0.0.0", PRIVATE),
    ("10.255.255.255", PRIVATE),
    ("11.0.0.0", PUBLIC),
    ("100.63.255.255", PUBLIC),
    ("100.64.0.0", PRIVATE),
    ("100.100.100.199", PRIVATE),
    ("100.100.100.200", NEVER),
    ("100.100.100.201", PRIVATE),
    ("100.127.255.255", PRIVATE),
    ("100.128.0.0", PUBLIC),
    ("126.255.255.255", PUBLIC),
    ("127.0.0.0", LOOPBACK),
    ("127.0.0.1", LOOPBACK),
    ("127.255.255.255", LOOPBACK),
    ("128.0.0.0", PUBLIC),
    ("168.63.129.15", PUBLIC),
    ("168.63.129.16", NEVER),
    ("168.63.129.17", PUBLIC),
    ("169.253.255.255", PUBLIC),
    ("169.254.0.0", NEVER),
    ("169.254.169.254", NEVER),
    ("169.254.255.255", NEVER),
    ("169.255.0.0", PUBLIC),
    ("172.15.255.255", PUBLIC),
    ("172.16.0.0", PRIVATE),
    ("172.31.255.255", PRIVATE),
    ("172.32.0.0", PUBLIC),
    ("191.255.255.255", PUBLIC),
    ("192.0.0.0", NEVER),
    ("192.0.0.255", NEVER),
    ("192.0.1.0", PUBLIC),
    ("192.0.1.255", PUBLIC),
    ("192.0.2.0", NEVER),
    ("192.0.2.255", NEVER),
    ("192.0.3.0", PUBLIC),
    ("192.88.98.255", PUBLIC),
    ("192.88.99.0", NEVER),
    ("192.88.99.255", NEVER),
    ("192.88.100.0", PUBLIC),
    ("192.167.255.255", PUBLIC),
    ("192.168.0.0", PRIVATE),
    ("192.168.255.255", PRIVATE),
    ("192.169.0.0", PUBLIC),
    ("198.17.255.255", PUBLIC),
    ("198.18.0.0", NEVER),
    ("198.19.255.255", NEVER),
    ("198.20.0.0", PUBLIC),
    ("198.51.99.255", PUBLIC),
    ("198.51.100.0", NEVER),
    ("198.51.100.255", NEVER),
    ("198.51.101.0", PUBLIC),
    ("203.0.112.255", PUBLIC),
    ("203.0.113.0", NEVER),
    ("203.0.113.255", NEVER),
    ("203.0.114.0", PUBLIC),
    ("223.255.255.255", PUBLIC),
    ("224.0.0.0", NEVER),
    ("239.255.255.255", NEVER),
    ("240.0.0.0", NEVER),
    ("255.255.255.255", NEVER),
    ("::", NEVER),
    ("::1", LOOPBACK),
    ("::2", NEVER),
    ("::127.0.0.1", NEVER),
    ("::8.8.8.8", NEVER),
    ("::ffff:0.0.0.0", NEVER),
    ("::ffff:127.0.0.1", LOOPBACK),
    ("::ffff:10.0.0.1", PRIVATE),
    ("::ffff:8.8.8.8", PUBLIC),
    ("::ffff:169.254.169.254", NEVER),
    ("::ffff:0:8.8.8.8", NEVER),
    ("::fffe:8.8.8.8", NEVER),
    ("64:ff9b::8.8.8.8", PRIVATE),
    ("64:ff9b::127.0.0.1", PRIVATE),
    ("64:ff9b::169.254.169.254", NEVER),
    ("64:ff9b:0:0:0:1::", NEVER),
    ("64:ff9b:1::", NEVER),
    ("64:ff9b:1:ffff:ffff:ffff:808:808", NEVER),
    ("64:ff9b:2::", NEVER),
    ("100::", NEVER),
    ("100:0:0:1::", NEVER),
    ("1fff:ffff::", NEVER),
    ("2001::", NEVER),
    ("2001:0:808:808::f7f7:f7f7", PRIVATE),  # Teredo: 8.8.8.8 twice
    ("2001:0:808:808::5601:5601", NEVER),  # its client is 169.254.169.254
    ("2001:0:a9fe:a9fe::f7f7:f7f7", NEVER),  # its server is
    ("2001:1::1", NEVER),
    ("2001:20::", NEVER),
    ("2001:2f:ffff::", NEVER),
    ("2001:1ff:ffff::", NEVER),
    ("2001:200::", PUBLIC),
    ("2001:db7:ffff::", PUBLIC),
    ("2001:db8::", NEVER),
    ("2001:db8:ffff::", NEVER),
    ("2001:db9::", PUBLIC),
    ("2002:808:808::1", PRIVATE),
    ("2002:7f00:1::", PRIVATE),
    ("2002:a9fe:a9fe::", NEVER),
    ("2003::", PUBLIC),
    ("2606:4700:4700::1111", PUBLIC),
    ("3ffe:ffff::", PUBLIC),
    ("3fff::", NEVER),
    ("3fff:fff:ffff::", NEVER),
    ("3fff:1000::", PUBLIC),
    ("4000::", NEVER),
    ("5f00::", NEVER),
    ("fbff:ffff::", NEVER),
    ("fc00::", PRIVATE),
    ("fd00:ec2::254", NEVER),
    ("fd00:ec2::23", NEVER),
    ("fd00:ec3::1", PRIVATE),
    ("fd20:ce::253", PRIVATE),
    ("fd20:ce::254", NEVER),
    ("fdff:ffff::", PRIVATE),
    ("fe00::", NEVER),
    ("fe80::1", NEVER),
    ("fe80::1%1", NEVER),
    ("febf:ffff::", NEVER),
    ("fec0::1", NEVER),
    ("feff:ffff::", NEVER),
    ("ff00::", NEVER),
    ("ff02::1", NEVER),
]
EVERYWHERE = [ip_network("0.0.0.0/0"), ip_network("::/0")]


def test_T26_the_table_is_long_enough():
    assert len({text for text, _verdict in TABLE}) == len(TABLE) >= 60


@pytest.mark.parametrize(("text", "verdict"), TABLE)
def test_T26_address_table(text, verdict):
    assert judge(text) is judge(ip_address(text)) is verdict
    assert is_allowed(text) is (verdict is PUBLIC)
    assert is_allowed(text, allow=EVERYWHERE) is (verdict is not NEVER)


@pytest.mark.parametrize(
    "text", ["169.254.169.254", "fd00:ec2::254", "168.63.129.16", "100.100.100.200", "fe80::1"]
)
def test_T28_metadata_and_link_local_are_never_allowed_even_by_name(text):
    assert not is_allowed(text, allow=[ip_network(text), *EVERYWHERE])


def test_T28_a_private_address_is_the_operators_to_allow():
    assert judge("10.0.0.1") is PRIVATE
    assert is_allowed("10.0.0.1", allow=[ip_network("10.0.0.0/24")])
    assert not is_allowed("10.0.1.1", allow=[ip_network("10.0.0.0/24")])
    assert not is_allowed("10.0.0.1", allow=[ip_network("fc00::/7")])


@pytest.mark.parametrize(
    ("text", "allow", "allowed"),
    [
        ("::ffff:10.0.0.1", ["10.0.0.0/8"], True),
        ("::ffff:10.0.0.1", ["::/0"], False),
        ("64:ff9b::808:808", ["64:ff9b::/96"], True),
        ("64:ff9b::a00:1", ["64:ff9b::/96"], False),
        ("64:ff9b::a00:1", ["10.0.0.0/8"], False),
        ("64:ff9b::a00:1", ["64:ff9b::/96", "10.0.0.0/8"], True),
        ("2002:7f00:1::", ["2002::/16"], False),
    ],
)
def test_T26_what_an_address_carries_must_be_allowed_too(text, allow, allowed):
    assert is_allowed(text, allow=[ip_network(one) for one in allow]) is allowed


@pytest.mark.parametrize("text", ["", "127.1", "0x7f.0.0.1", "localhost", "[::1]", "1.2.3.4/32"])
def test_what_is_no_address_is_an_error_not_a_verdict(text):
    with pytest.raises(ValueError):
        judge(text)


def test_T26_metadata_services_are_known_by_name():
    assert is_metadata_name("Metadata.Google.Internal.")
    assert not is_metadata_name("metadata.example.com")


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_T26_property_what_we_call_public_the_library_calls_global(ip: IPv4Address | IPv6Address):
    if judge(ip) is PUBLIC:
        assert ip.is_global
        assert not ip.is_multicast


@given(st.ip_addresses(v=4))
def test_T26_property_wrapping_never_makes_an_address_safer(ip):
    order = list(Verdict)
    number = int(ip)
    wrapped = [
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address(0x64FF9B << 96 | number),
        IPv6Address(0x2002 << 112 | number << 80),
        IPv6Address(0x20010000 << 96 | 0x08080808 << 64 | (number ^ 0xFFFFFFFF)),
    ]
    for outer in wrapped:
        assert order.index(judge(outer)) >= order.index(judge(ip))
