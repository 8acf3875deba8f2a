r"""Where a request may be sent: one reading of a URL that every library shares.

Parsers split `https://example.com\@evil.com/` differently, so we
take a URL apart ourselves, refuse what is ambiguous, and put it together again:
the canonical text is what is stored, shown and sent.  It is a fixed point of
RFC 3986 normalisation, so no sender changes it, and `agrees` lets each sender prove
that before it sends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from app.domain.address import Verdict, is_allowed, is_metadata_name, judge
from app.domain.host import parse_host, show_host
from app.domain.validation import Code, Reason, refuse, refuse_character

if TYPE_CHECKING:
    from app.domain.address import IPNetwork

URL_LIMIT: Final = 2048
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_AUTHORITY: Final = re.compile(r"(\[[^\[\]]*\]|[^\[\]:]*)(?::(.*))?", re.DOTALL)
_PORT: Final = re.compile(r"[1-9][0-9]{0,4}")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH: Final = _UNRESERVED | frozenset("!$&'()*+,;=:@/")
_QUERY: Final = _PATH | frozenset("?")
_SUSPECT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\\{}#]")
_AS_IT_IS: Final = re.compile(r"[A-Za-z0-9\-._~!$&'()*+,;=:@/]*")  # of `_PATH`: nothing to encode
_PERCENT: Final = re.compile(r"%([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Url:
    """A URL that passed every rule.

    Attributes:
        text: The canonical text; what is stored and sent.
        scheme: `https`, or `http` where that is accepted.
        host: An A-label name or an IP address, without brackets.
        port: The port, also when it is the default one.
        path_query: What stands in the request line; starts with `/`.
        display_host: The host in its own script, unless it could pose as another.
    """

    text: str
    scheme: str
    host: str
    port: int
    path_query: str
    display_host: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a secret is bound to."""
        return _origin(self.scheme, self.host, self.port)

    @property
    def is_loopback_literal(self) -> bool:
        """Whether the host is written as 127.x.x.x or [::1]."""
        return _is_loopback_literal(self.host)


def parse_url(text: str, *, field: str = "url", allow_http_hosts: Collection[str] = ()) -> Url:
    """Read a URL strictly and put it into its canonical form.

    Args:
        text: What was typed; spaces around it are dropped, nothing else is repaired.
        field: The draft field that a refusal names.
        allow_http_hosts: Canonical hosts that plain `http` may go to, besides loopback.

    Raises:
        Refused: `https_required`, `address_blocked` or `invalid_url` with its reason.
    """
    start = len(text) - len(text.lstrip(" "))
    trimmed = text.strip(" ")
    if not trimmed:
        raise refuse(field, Code.REQUIRED)
    if len(trimmed) > URL_LIMIT:
        raise _too_long(field)
    _check_characters(text, field)

    scheme, rest = _split_scheme(trimmed, field)
    split = re.search(r"[/?#]", rest[2:])
    end = len(rest) if split is None else split.start() + 2
    authority, tail = rest[2:end], rest[end:]
    offset = start + len(trimmed) - len(rest) + 2
    host, port = _parse_authority(authority, scheme=scheme, field=field, offset=offset)
    path_query = _parse_path_query(tail, field=field, offset=offset + len(authority))
    if scheme == "http" and not _is_loopback_literal(host) and host not in allow_http_hosts:
        raise refuse(field, Code.HTTPS_REQUIRED, scheme=scheme)
    if _never(host):
        raise refuse(field, Code.ADDRESS_BLOCKED, host=host)

    canonical = _origin(scheme, host, port) + path_query
    if len(canonical) > URL_LIMIT:
        raise _too_long(field)
    url = Url(canonical, scheme, host, port, path_query, show_host(host))
    if not _stdlib_agrees(url):
        raise refuse(field, Code.INVALID_URL, Reason.PARSERS_DISAGREE)
    return url


def agrees(url: Url, host: str | None, port: int | None, path_query: str) -> bool:
    """Whether another parser read `url.text` the way we do.

    Each sender asks this with what its own library will dial and write, and refuses
    to send otherwise.  Hosts that are IP addresses are compared as addresses.
    """
    same_port = url.port == (port or _DEFAULT_PORTS[url.scheme])
    return same_port and path_query == url.path_query and _same_host(url.host, host or "")


def check_literal_address(url: Url, *, field: str = "url", allow: Sequence[IPNetwork] = ()) -> None:
    """Refuse a URL whose host is a literal address that may not be reached.

    Names pass: they are judged by what they resolve to, when connecting.

    Raises:
        Refused: `address_blocked`.
    """
    if _is_ip(url.host) and not is_allowed(url.host, allow=allow):
        raise refuse(field, Code.ADDRESS_BLOCKED, host=url.host)


def _too_long(field: str) -> Exception:
    return refuse(field, Code.INVALID_URL, Reason.TOO_LONG, limit=URL_LIMIT)


def _check_characters(text: str, field: str) -> None:
    if _SUSPECT.search(text) is None:  # nearly always, and a list reads thousands
        return
    for position, char in enumerate(text, start=1):
        if char < " " or "\x7f" <= char <= "\x9f":
            reason = Reason.CONTROL_CHARACTER
        elif "\ud800" <= char <= "\udfff":
            reason = Reason.SURROGATE
        elif char == "\\":
            reason = Reason.FORBIDDEN_CHARACTER
        elif char in "{}":
            reason = Reason.TEMPLATE_BRACE
        elif char == "#":
            reason = Reason.FRAGMENT
        else:
            continue
        raise refuse_character(field, Code.INVALID_URL, reason, char=char, position=position)


def _split_scheme(text: str, field: str) -> tuple[str, str]:
    match = _SCHEME.fullmatch(text)
    if match is None:
        raise refuse(field, Code.INVALID_URL, Reason.NOT_ABSOLUTE)
    scheme, rest = match[1].lower(), match[2]
    if scheme not in _DEFAULT_PORTS:
        if "." in scheme or rest[:1].isdigit():  # "example.com:8080", "localhost:8080"
            raise refuse(field, Code.INVALID_URL, Reason.NOT_ABSOLUTE)
        raise refuse(field, Code.HTTPS_REQUIRED, scheme=scheme)
    if not rest.startswith("//"):
        raise refuse(field, Code.INVALID_URL, Reason.NOT_ABSOLUTE)
    return scheme, rest


def _parse_authority(authority: str, *, scheme: str, field: str, offset: int) -> tuple[str, int]:
    if "@" in authority:
        raise refuse(field, Code.INVALID_URL, Reason.USER_INFO)
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        raise refuse(field, Code.INVALID_URL, Reason.BAD_HOST)
    host_text, port_text = match[1], match[2]
    if not host_text:
        raise refuse(field, Code.INVALID_URL, Reason.NO_HOST)
    if host_text.startswith("["):
        host = _parse_ipv6(host_text[1:-1], field)
    else:
        host = parse_host(host_text, field=field, offset=offset)
    if port_text is None:
        return host, _DEFAULT_PORTS[scheme]
    if not _PORT.fullmatch(port_text) or int(port_text) > 65535:
        raise refuse(field, Code.INVALID_URL, Reason.BAD_PORT)
    return host, int(port_text)


def _parse_ipv6(text: str, field: str) -> str:
    if "%" in text:
        raise refuse(field, Code.INVALID_URL, Reason.ZONE_ID)
    try:
        ip = IPv6Address(text)
    except ValueError:
        raise refuse(field, Code.INVALID_URL, Reason.BAD_IP_LITERAL) from None
    # Python 3.13 began to write mapped addresses with a dotted quad; all versions shall.
    return f"::ffff:{ip.ipv4_mapped}" if ip.ipv4_mapped else ip.compressed


def _parse_path_query(tail: str, *, field: str, offset: int) -> str:
    path_text, mark, query_text = tail.partition("?")
    path = _normalise(path_text, _PATH, field=field, offset=offset)
    query = _normalise(query_text, _QUERY, field=field, offset=offset + len(path_text) + len(mark))
    path = _remove_dot_segments(path or "/")
    if path.startswith("//"):  # some senders read the next word as a host
        raise refuse(field, Code.INVALID_URL, Reason.DOUBLE_SLASH)
    return f"{path}?{query}" if query else path


def _normalise(text: str, allowed: frozenset[str], *, field: str, offset: int) -> str:
    """Encode what must be encoded, decode what need not be (RFC 3986 section 6.2.2)."""
    if _AS_IT_IS.fullmatch(text):
        return text
    out: list[str] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == "%":
            triple = _PERCENT.match(text, at)
            if triple is None:
                raise refuse_character(
                    field,
                    Code.INVALID_URL,
                    Reason.BAD_PERCENT,
                    char=char,
                    position=offset + at + 1,
                )
            decoded = chr(int(triple[1], 16))
            out.append(decoded if decoded in _UNRESERVED else triple[0].upper())
            at += 3
            continue
        if char in allowed:
            out.append(char)
        else:
            out.extend(f"%{byte:02X}" for byte in char.encode())
        at += 1
    return "".join(out)


def _remove_dot_segments(path: str) -> str:
    """Resolve `.` and `..`, as RFC 3986 section 5.2.4; `path` starts with a slash."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path[1:].split("/")
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _origin(scheme: str, host: str, port: int) -> str:
    written = f"[{host}]" if ":" in host else host
    return f"{scheme}://{written}" + ("" if port == _DEFAULT_PORTS[scheme] else f":{port}")


def _is_ip(host: str) -> bool:
    return ":" in host or host.rpartition(".")[2].isdigit()


def _is_loopback_literal(host: str) -> bool:
    return host == "::1" or (":" not in host and _is_ip(host) and host.startswith("127."))


def _never(host: str) -> bool:
    return judge(host) is Verdict.NEVER if _is_ip(host) else is_metadata_name(host)


def _same_host(ours: str, theirs: str) -> bool:
    bare = theirs.removeprefix("[").removesuffix("]")
    if not _is_ip(ours):
        return bare == ours
    try:
        return ip_address(bare) == ip_address(ours)
    except ValueError:
        return False


def _stdlib_agrees(url: Url) -> bool:
    try:
        parts = urlsplit(url.text)
        query = f"?{parts.query}" if parts.query else ""
        return (
            parts.scheme == url.scheme
            and parts.username is None
            and agrees(url, parts.hostname, parts.port, parts.path + query)
        )
    except ValueError:
        return False
