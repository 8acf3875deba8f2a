"""JSON that both databases, every receiver and we ourselves read the same way.

The standard library takes the last of two equal keys, `NaN`, half a surrogate pair
and numbers that no other language keeps; each later breaks a store or a signature.
They are refused here, with the line and the column.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn

_How = Mapping[str, Any]

DEPTH_LIMIT: Final = 32
INTEGER_LIMIT: Final = 2**53

_STRING: Final = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_TOKEN: Final = re.compile(
    rf"({_STRING})([ \t\r\n]*:)?|[\[\]{{}}]|[^\s\"\[\]{{}}:,]+|(\")", re.DOTALL
)
_DIGITS: Final = bytes.maketrans(b"0123456789", b"0" * 10)
_ALIKE: Final = bytes.maketrans(b"{}", b"[]")
_NO_STRUCTURE: Final = bytes(set(range(256)) - set(b'[]{}"'))
_SPACE_AFTER_QUOTE: Final = re.compile(rb'"[ \t\r\n]')
_LARGE: Final = 16_384  # bytes from which on keys are counted first: half the time for a page
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)


class JsonRefused(ValueError):
    """Bytes that are not the JSON we accept.

    Attributes:
        line: From 1; 0 where no place can be named.
        column: From 1; 0 where no place can be named.
    """

    def __init__(self, message: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(f"{message} (line {line}, column {column})" if line else message)
        self.line = line
        self.column = column


class _BadLiteral(ValueError):
    """A number or constant that is refused; its place is looked up afterwards."""

    def __init__(self, message: str, literal: str) -> None:
        super().__init__(message)
        self.literal = literal


class _DuplicateKey(ValueError):
    pass


def loads(data: bytes) -> Any:
    """Read one JSON document strictly.

    The caller has limited the size; here the form is judged.

    Raises:
        JsonRefused: Not UTF-8, not JSON, nested deeper than 32, a key twice, `NaN` or
            infinity, an integer beyond 2^53, a lone surrogate or a NUL.
    """
    text = _decode(data)
    bare = _without_escapes(data)
    if not _is_plain(data, bare):
        _check_depth_and_escapes(text)
    try:
        has_long = b"0" * 16 in data.translate(_DIGITS)
        if len(data) >= _LARGE and not _SPACE_AFTER_QUOTE.search(bare):
            value, members = _decode_counting(text, _LONG if has_long else _SHORT)
            if members == bare.count(b'":'):
                return value
        return (_DECODER if has_long else _DECODER_OF_SHORT).decode(text)
    except json.JSONDecodeError as error:
        message = error.msg[:1].lower() + error.msg[1:]
        raise JsonRefused(message, line=error.lineno, column=error.colno) from None
    except _BadLiteral as error:
        raise _at(str(error), text, _find_literal(text, error.literal)) from None
    except _DuplicateKey:
        key, place = _find_duplicate(text)
        raise _at(f"the key {key!r:.80} stands twice in one object", text, place) from None


def dumps(value: Any) -> bytes:
    """The one way a record is written: UTF-8, no spaces, keys in their order.

    Raises:
        ValueError: NaN, infinity or a lone surrogate.
        TypeError: Something that JSON does not know.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def canonical(value: Any) -> bytes:
    """As `dumps`, with sorted keys: equal values give equal bytes, for hashing.

    Raises:
        ValueError: NaN, infinity or a lone surrogate.
        TypeError: Something that JSON does not know.
    """
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
    )
    return text.encode("utf-8")


def _decode(data: bytes) -> str:
    encoding = json.detect_encoding(data)
    if not encoding.startswith("utf-8"):
        raise JsonRefused(f"this is {encoding.upper()}; JSON is UTF-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        raise _at("not UTF-8", before, len(before)) from None


def _without_escapes(data: bytes) -> bytes:
    """Without what a backslash hides: each quote that is left begins or ends a string."""
    if b"\\" not in data:
        return data
    return data.replace(b"\\\\", b"").replace(b'\\"', b"")


def _decode_counting(text: str, how: _How) -> tuple[Any, int]:
    """The value, and how many members its objects have, a key that stands twice being one.

    No key is followed by a space, so there are as many `":` as keys or more: a string may
    begin with a colon.  Where there are no more than members, no key stands twice.
    """
    count = 0

    def add(members: dict[str, Any]) -> dict[str, Any]:
        nonlocal count
        count += len(members)
        return members

    return json.JSONDecoder(object_hook=add, **how).decode(text), count


def _is_plain(data: bytes, bare: bytes) -> bool:
    """Whether it surely is not too deep and has no escapes to judge; large answers mostly are.

    In each round the innermost brackets go, so that whatever is left is deeper or unbalanced.
    """
    if b"\\u" in data:
        return False
    brackets = bare.translate(_ALIKE, _NO_STRUCTURE).replace(b'""', b"")
    if b'"' in brackets:  # some stand in strings
        brackets = b"".join(brackets.split(b'"')[::2])
    for _level in range(DEPTH_LIMIT):
        if not brackets:
            break
        brackets = brackets.replace(b"[]", b"")
    return not brackets


def _check_depth_and_escapes(text: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[3]:  # a string without an end: the parser says so, and nothing follows
            return
        first = text[token.start()]
        if first in "[{":
            depth += 1
            if depth > DEPTH_LIMIT:
                raise _at(f"nested deeper than {DEPTH_LIMIT}", text, token.start())
        elif first in "]}":
            depth -= 1
        elif first == '"' and "\\u" in token[1]:
            _check_escapes(text, token.start(), token.end(1))


def _check_escapes(text: str, start: int, end: int) -> None:
    """Refuse NUL and any half of a surrogate pair that stands alone."""
    high_ends_at = -1
    for escape in _ESCAPE.finditer(text, start, end):
        unit = int(escape[1], 16) if escape[1] else -1
        follows = escape.start() == high_ends_at
        if high_ends_at >= 0 and not (follows and 0xDC00 <= unit <= 0xDFFF):
            raise _at("half a surrogate pair", text, high_ends_at - 6)
        if high_ends_at < 0 and 0xDC00 <= unit <= 0xDFFF:
            raise _at("half a surrogate pair", text, escape.start())
        if unit == 0:
            raise _at("the character U+0000", text, escape.start())
        high_ends_at = escape.end() if 0xD800 <= unit <= 0xDBFF else -1
    if high_ends_at >= 0:
        raise _at("half a surrogate pair", text, high_ends_at - 6)


def _parse_int(literal: str) -> int:
    # A length first: Python refuses to read integers of more than 4,300 digits.
    if len(literal) > 17 or abs(number := int(literal)) > INTEGER_LIMIT:
        raise _BadLiteral("an integer beyond 2^53, which not every reader keeps", literal)
    return number


def _parse_float(literal: str) -> float:
    number = float(literal)
    if not math.isfinite(number):
        raise _BadLiteral("a number beyond what can be kept", literal)
    return number


def _refuse_constant(literal: str) -> NoReturn:
    raise _BadLiteral(f"{literal} is not JSON", literal)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _DuplicateKey
    return members


# Where no number is long enough to be beyond 2^53, none has to be looked at.
_SHORT: Final[_How] = {"parse_float": _parse_float, "parse_constant": _refuse_constant}
_LONG: Final[_How] = {**_SHORT, "parse_int": _parse_int}
_DECODER: Final = json.JSONDecoder(object_pairs_hook=_unique, **_LONG)
_DECODER_OF_SHORT: Final = json.JSONDecoder(object_pairs_hook=_unique, **_SHORT)


def _find_literal(text: str, literal: str) -> int:
    return next((t.start() for t in _TOKEN.finditer(text) if t[0] == literal), 0)


def _find_duplicate(text: str) -> tuple[str, int]:
    seen: list[set[str]] = [set()]
    for key, place in _keys(text, seen):
        if key in seen[-1]:
            return key, place
        seen[-1].add(key)
    return "", 0


def _keys(text: str, seen: list[set[str]]) -> Iterator[tuple[str, int]]:
    """The keys of all objects with their places; `seen` follows the nesting."""
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            seen.append(set())
        elif token[0] == "}":
            seen.pop()
        elif token[2]:
            yield json.loads(token[1]), token.start()


def _at(message: str, text: str, place: int) -> JsonRefused:
    line = text.count("\n", 0, place) + 1
    return JsonRefused(message, line=line, column=place - text.rfind("\n", 0, place))
