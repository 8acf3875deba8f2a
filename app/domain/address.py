"""Which IP addresses an outgoing connection may reach (T26).

The standard library's `is_global` calls multicast, NAT64, 6to4 and more "global",
and differently in each Python version; so it parses, and the table here
judges.  An address that carries an IPv4 address inside (mapped, NAT64, 6to4,
Teredo) is judged by every face it has: whoever forwards it may see any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network


class Verdict(StrEnum):
    """What an address is, from harmless to forbidden."""

    PUBLIC = "public"
    LOOPBACK = "loopback"  # only where the operator allows it, such as the sandbox
    PRIVATE = "private"  # only where the operator allows its network
    NEVER = "never"  # metadata services, link-local, multicast, reserved


_SEVERITY: Final = tuple(Verdict)


def _networks(*texts: str) -> tuple[IPNetwork, ...]:
    return tuple(ip_network(text) for text in texts)


# Inside networks that an operator may allow, these stay forbidden: they hand out credentials.
_METADATA: Final = _networks(
    "100.100.100.200/32",  # Alibaba Cloud
    "168.63.129.16/32",  # Azure
    "fd00:ec2::/32",  # AWS
    "fd20:ce::254/128",  # Google Cloud
    "fd00:42::42/128",  # Scaleway
)
_LOOPBACK: Final = _networks("127.0.0.0/8", "::1/128")
_PRIVATE: Final = _networks(
    "10.0.0.0/8",
    "100.64.0.0/10",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "fc00::/7",
)
# Addresses that carry an IPv4 address: blocked, unless allowed, and never safer than that one.
_MAPPED: Final = IPv6Network("::ffff:0:0/96")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_TEREDO: Final = IPv6Network("2001::/32")
_SIX_TO_FOUR: Final = IPv6Network("2002::/16")
_NEVER: Final = _networks(
    "0.0.0.0/8",
    "169.254.0.0/16",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "2001::/23",
    "2001:db8::/32",
    "3fff::/20",
)
_IPV6_UNICAST: Final = IPv6Network("2000::/3")  # the only range that is given out

# Names whose only purpose is a metadata service; others are judged by what they resolve to.
_METADATA_NAMES: Final = frozenset(
    {
        "instance-data",
        "instance-data.ec2.internal",
        "metadata",
        "metadata.goog",
        "metadata.google.internal",
        "metadata.internal",
    }
)


def judge(ip: str | IPAddress) -> Verdict:
    """The worst that can be said of an address and of what it carries.

    Raises:
        ValueError: `ip` is text and no IP address.
    """
    return max((_judge_face(face) for face in _faces(_parse(ip))), key=_SEVERITY.index)


def is_allowed(ip: str | IPAddress, *, allow: Sequence[IPNetwork] = ()) -> bool:
    """Whether a connection may go to `ip`.

    Every face of the address must be public or inside a network the operator
    allowed; what `judge` calls NEVER stays forbidden whatever is allowed.

    Raises:
        ValueError: `ip` is text and no IP address.
    """
    for face in _faces(_parse(ip)):
        verdict = _judge_face(face)
        if verdict is Verdict.NEVER:
            return False
        if verdict is not Verdict.PUBLIC and not _within(face, allow):
            return False
    return True


def is_metadata_name(host: str) -> bool:
    """Whether a host name stands for a cloud's metadata service."""
    return host.lower().rstrip(".") in _METADATA_NAMES


def _parse(ip: str | IPAddress) -> IPAddress:
    return ip_address(ip) if isinstance(ip, str) else ip


def _within(ip: IPAddress, networks: Sequence[IPNetwork]) -> bool:
    return any(ip.version == network.version and ip in network for network in networks)


def _judge_face(ip: IPAddress) -> Verdict:
    if _within(ip, _METADATA):
        return Verdict.NEVER
    if _within(ip, _LOOPBACK):
        return Verdict.LOOPBACK
    if _within(ip, _PRIVATE):
        return Verdict.PRIVATE
    if _within(ip, (_NAT64, _TEREDO, _SIX_TO_FOUR)):
        return Verdict.PRIVATE
    if _within(ip, _NEVER):
        return Verdict.NEVER
    if isinstance(ip, IPv6Address) and ip not in _IPV6_UNICAST:
        return Verdict.NEVER
    return Verdict.PUBLIC


def _faces(ip: IPAddress) -> tuple[IPAddress, ...]:
    """What an address may turn into on its way; a mapped address is its IPv4 address."""
    if isinstance(ip, IPv4Address):
        return (ip,)
    number = int(ip)
    if ip in _MAPPED:
        return (IPv4Address(number & 0xFFFF_FFFF),)
    if ip in _NAT64:
        return (ip, IPv4Address(number & 0xFFFF_FFFF))
    if ip in _SIX_TO_FOUR:
        return (ip, IPv4Address(number >> 80 & 0xFFFF_FFFF))
    if ip in _TEREDO:
        server, client = number >> 64 & 0xFFFF_FFFF, ~number & 0xFFFF_FFFF
        return (ip, IPv4Address(server), IPv4Address(client))
    return (ip,)
