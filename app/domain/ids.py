"""Ids: a readable prefix and 26 characters that sort by the time they were made.

The client chooses the ids of listeners and credentials (contract section 1), so
that a create can be repeated safely however long it was offline.
"""

from __future__ import annotations

import re
import time
from typing import Final

PREFIXES: Final = frozenset({"lst", "crd", "evt", "dlv", "att", "chn", "usr", "ins"})

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # without i, l, o, u: no mistaken letters
_PAIRS: Final = [high + low for high in _ALPHABET for low in _ALPHABET]  # for ten bits at once
_TIME_PAIRS: Final = range(40, -1, -10)  # 48 bits of milliseconds
_RANDOM_PAIRS: Final = range(70, -1, -10)  # 80 bits
_RANDOM_BYTES: Final = 10
_PREFIX: Final = re.compile(r"[a-z]{2,8}")
_CLIENT_PART: Final = re.compile(r"[0-9a-z]{20,40}")


def new_id(prefix: str, *, now_ms: int | None = None) -> str:
    """A new id such as `lst_01jd4f…`; ids of later milliseconds sort later.

    Args:
        prefix: What the id stands for, without the underscore.
        now_ms: Unix milliseconds; now, if not given.

    Raises:
        ValueError: The prefix is not 2 to 8 lower-case letters, or the time is negative.
    """
    return new_ids(prefix, 1, now_ms=now_ms)[0]


def new_ids(prefix: str, count: int, *, now_ms: int | None = None) -> list[str]:
    """As many ids at once: the system is asked for chance only once.

    Raises:
        ValueError: As for `new_id`.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError("a prefix is 2 to 8 lower-case letters")
    at_ms = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    if not 0 <= at_ms < 1 << 48:
        raise ValueError("the time does not fit an id")
    head = f"{prefix}_{_encode(at_ms, _TIME_PAIRS)}"
    import secrets  # brings OpenSSL along, and the window's start makes no ids

    chance = secrets.token_bytes(_RANDOM_BYTES * count)
    pieces = range(0, len(chance), _RANDOM_BYTES)
    numbers = [int.from_bytes(chance[place : place + _RANDOM_BYTES]) for place in pieces]
    return [head + _encode(number, _RANDOM_PAIRS) for number in numbers]


def is_client_id(prefix: str, text: str) -> bool:
    """Whether a client may choose `text`: the prefix and 20 to 40 of `0-9a-z`."""
    head, underscore, tail = text.partition("_")
    return head == prefix and bool(underscore) and _CLIENT_PART.fullmatch(tail) is not None


def _encode(number: int, places: range) -> str:
    return "".join([_PAIRS[number >> place & 1023] for place in places])
