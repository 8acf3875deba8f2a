"""Host names: one strict reading, and what may be shown of it.

Library parsers disagree about hosts, and the system resolver reads `127.1` or
`0x7f000001` as loopback.  So a name is letters, digits and
hyphens, IDNA 2008 without repairs, and a numeric host is four canonical decimal
numbers or nothing.
"""

from __future__ import annotations

import re
import unicodedata
from ipaddress import IPv4Address
from typing import Final

from app.domain.validation import Code, Reason, refuse, refuse_character

HOST_LIMIT: Final = 253
LABEL_LIMIT: Final = 63

_LDH: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_ONLY_LDH: Final = re.compile(r"[A-Za-z0-9.-]*")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DOTS: Final = str.maketrans("\u3002\uff0e\uff61", "...")  # how IDNA separates labels

# Scripts that one word may mix without posing as another (as browsers do).
_MIXES: Final = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
)
# Letters that look like a Latin one: before a Latin ending such as `.com`, a label made
# only of them poses as a Latin word.
_LATIN_LOOKALIKES: Final = {
    "CYRILLIC": frozenset("асԁеһіјӏорԛѕԝхуъьҽпгѵѡ"),
    "GREEK": frozenset("αγικνορτυχωη"),
    "ARMENIAN": frozenset("ցհոսօզյքևԁ"),
}
_HARMLESS_LATIN: Final = frozenset("ßæœøþðđłŋħ")


def parse_host(
    text: str,
    *,
    field: str,
    code: Code = Code.INVALID_URL,
    offset: int = 0,
) -> str:
    """A host name as A-labels in lower case, or a canonical dotted quad.

    Args:
        text: The host as typed, without brackets and port.
        field: The draft field that a refusal names.
        code: The code that a refusal carries.
        offset: Where `text` begins in what the person typed, for positions.

    Raises:
        Refused: It is no valid name; positions are given for ASCII characters.
    """
    lower = unicodedata.normalize("NFC", text.lower()).translate(_DOTS)
    name = lower.removesuffix(".")
    if not name:
        raise refuse(field, code, Reason.NO_HOST)
    _check_ascii(text, field=field, code=code, offset=offset)
    labels = [_parse_label(label, field=field, code=code) for label in name.split(".")]
    host = ".".join(labels)
    if _NUMBER.fullmatch(labels[-1]):
        if host != text or not _is_dotted_quad(host):
            raise refuse(field, code, Reason.NUMERIC_HOST)
        return host
    if len(host) > HOST_LIMIT:
        raise refuse(field, code, Reason.TOO_LONG, limit=HOST_LIMIT)
    return host


def show_host(host: str) -> str:
    """An A-label host in its own script, unless that could pose as another name."""
    if "xn--" not in host:
        return host
    import idna  # late: only names with an A-label need it

    shown = []
    labels = host.split(".")
    latin_ending = not labels[-1].startswith("xn--")
    for label in labels:
        try:
            word = idna.ulabel(label) if label.startswith("xn--") else label
        except idna.IDNAError:
            return host
        if not _is_honest(word, latin_ending=latin_ending):
            return host
        shown.append(word)
    return ".".join(shown)


def _check_ascii(text: str, *, field: str, code: Code, offset: int) -> None:
    if _ONLY_LDH.fullmatch(text):  # nearly always, and a list reads thousands
        return
    for position, char in enumerate(text, start=1 + offset):
        if char.isascii() and not (char.isalnum() or char in "-."):
            raise refuse_character(
                field, code, Reason.FORBIDDEN_CHARACTER, char=char, position=position
            )


def _parse_label(label: str, *, field: str, code: Code) -> str:
    if label.isascii() and not label.startswith("xn--"):
        if not _LDH.fullmatch(label):
            raise refuse(field, code, Reason.HOST_LABEL, label=label[:LABEL_LIMIT])
        return label
    import idna

    try:
        encoded = idna.alabel(label).decode("ascii")
        if idna.alabel(idna.ulabel(encoded)).decode("ascii") != encoded:
            raise refuse(field, code, Reason.HOST_LABEL)
    except idna.IDNAError:
        raise refuse(field, code, Reason.HOST_LABEL) from None
    return encoded


def _is_dotted_quad(host: str) -> bool:
    try:
        return str(IPv4Address(host)) == host
    except ValueError:
        return False


def _is_honest(word: str, *, latin_ending: bool) -> bool:
    if word.isascii():
        return True
    letters = [char for char in word if unicodedata.category(char).startswith(("L", "M"))]
    scripts = {_script(char) for char in letters if unicodedata.category(char)[0] == "L"}
    if len(scripts) > 1:
        return any(scripts <= mix for mix in _MIXES)
    script = next(iter(scripts), "")
    if script == "LATIN":
        return all(_is_plain_latin(char) for char in letters)
    return not latin_ending or not set(letters) <= _LATIN_LOOKALIKES.get(script, frozenset())


def _script(char: str) -> str:
    return unicodedata.name(char, "?").split(maxsplit=1)[0]


def _is_plain_latin(char: str) -> bool:
    base = unicodedata.normalize("NFD", char)[0]
    return base.isascii() or char in _HARMLESS_LATIN
