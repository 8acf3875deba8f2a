"""Pages of lists: a limit, and a signed cursor that carries its filters for 24 hours.

A page continues after the last row's own position, so rows that come and go are
never listed twice or skipped.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.domain import strict_json
from app.server.api.call import Call
from app.server.api.problems import ApiProblem, invalid_parameter

DEFAULT_LIMIT: Final = 100
HIGHEST_LIMIT: Final = 500
PAGE_PARAMETERS: Final = frozenset({"limit", "cursor"})
_NOT_FILTERS: Final = PAGE_PARAMETERS | {"counts"}
_LIFETIME_MS: Final = 86_400_000

Query = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Page:
    """Which page is wanted.

    Attributes:
        after: The `seq` of the last row that was given; None on the first page.
    """

    limit: int
    after: int | None
    filters: str

    def cursor(self, call: Call, last_seq: int) -> str:
        """The cursor of the page after this one."""
        content = strict_json.dumps([call.now_ms, last_seq, self.filters])
        signature = call.platform.sealer.keyed_hash(b"cursor" + content)[:32]
        return base64.urlsafe_b64encode(content).decode().rstrip("=") + "." + signature


def read_page(call: Call, query: Query) -> Page:
    """The page that a list's query asks for.

    Raises:
        ApiProblem: 400 for a bad limit or cursor.
    """
    filters = _digest(call, query)
    limit = read_limit(query)
    cursor = single(query, "cursor")
    after = None if cursor is None else _open(call, cursor, filters)
    return Page(limit, after, filters)


def read_limit(query: Query) -> int:
    """The `limit` of a query.

    Raises:
        ApiProblem: 400 unless it is a number from 1 to 500.
    """
    text = single(query, "limit")
    if text is None:
        return DEFAULT_LIMIT
    is_number = text.isascii() and text.isdigit() and len(text) <= 4
    if not is_number or not 1 <= int(text) <= HIGHEST_LIMIT:
        raise invalid_parameter("limit", f"A limit is a number from 1 to {HIGHEST_LIMIT}.")
    return int(text)


def single(query: Query, name: str) -> str | None:
    """A parameter that may stand only once."""
    values = query.get(name, ())
    if len(values) > 1:
        raise invalid_parameter(name, "The parameter may be given only once.")
    return values[0] if values else None


def check_choices(query: Query, name: str, choices: Collection[str]) -> tuple[str, ...]:
    """The values of a parameter that has only these.

    Raises:
        ApiProblem: 400 for another value: it could match nothing.
    """
    given = query.get(name, ())
    if not set(choices).issuperset(given):
        raise invalid_parameter(name, f"A value is one of {', '.join(choices)}.")
    return given


def page_json(call: Call, page: Page, rows: list[Any], seqs: list[int]) -> dict[str, Any]:
    """A page from up to `limit + 1` rows: the extra one only tells that there are more."""
    shown = rows[: page.limit]
    has_more = len(rows) > page.limit
    cursor = page.cursor(call, seqs[page.limit - 1]) if has_more else None
    return {"items": shown, "next_cursor": cursor}


def _digest(call: Call, query: Query) -> str:
    filters = {name: sorted(values) for name, values in query.items() if name not in _NOT_FILTERS}
    content = strict_json.canonical([call.incoming.path, filters])
    return call.platform.sealer.keyed_hash(content)[:16]


def _open(call: Call, cursor: str, filters: str) -> int:
    bad = ApiProblem(
        400, "invalid_cursor", "The cursor is not valid, too old, or of a list with other filters."
    )
    encoded, _, signature = cursor.partition(".")
    try:
        content = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except (binascii.Error, ValueError):
        raise bad from None
    expected = call.platform.sealer.keyed_hash(b"cursor" + content)[:32]
    if not hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")):
        raise bad
    made_ms, last_seq, its_filters = strict_json.loads(content)
    if its_filters != filters or made_ms + _LIFETIME_MS <= call.now_ms:
        raise bad
    return int(last_seq)
