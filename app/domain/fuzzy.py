"""Finding by a few letters: "se te" and "ste" both mean "Send test".

A match is strong when each word that was typed stands in the text as it was typed, else weak:
then its letters follow each other in the text, the first at the beginning of a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WHOLE: Final = 100  # the text begins with it
_WORD: Final = 80  # a word does
_INSIDE: Final = 50
_WEAK: Final = 10
_IN_TITLE: Final = 40
_LOOKS: Final = 8  # places of a word that are compared

Span = tuple[int, int]  # from, up to


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text was found, and which letters of it."""

    score: int
    spans: tuple[Span, ...]
    is_strong: bool


def fold(text: str) -> str:
    """Without case and accents, and as long as before: places in one are places in the other."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


def words_of(query: str) -> tuple[str, ...]:
    """What is looked for, each word by itself."""
    return tuple(fold(query).split())


def match(words: Sequence[str], text: str, title_length: int | None = None) -> Match | None:
    """How well the words are found in a folded text; None when one of them is not.

    Args:
        words: From `words_of`.
        text: From `fold`.
        title_length: How much of the text is its title, which counts more; None is all of it.
    """
    end = len(text) if title_length is None else title_length
    score, spans, is_strong = 0, list[Span](), True
    for word in words:
        found = _strong(word, text) or _weak(word, text)
        if found is None:
            return None
        score += found.score + (_IN_TITLE if found.spans[0][0] < end else 0)
        spans += found.spans
        is_strong = is_strong and found.is_strong
    return Match(score - len(text) // 16, tuple(sorted(spans)), is_strong)


def weak_pattern(word: str) -> re.Pattern[str]:
    """Finds where a word is found weakly, in lines whose words all stand after a space.

    What stands between two letters holds no second of them, so nothing is ever tried twice.
    """
    first, *others = map(re.escape, word)
    return re.compile(f" {first}" + "".join(rf"[^{one}\n]*{one}" for one in others))


def _strong(word: str, text: str) -> Match | None:
    best, at = None, text.find(word)
    for _look in range(_LOOKS):
        if at < 0:
            break
        kind = _WHOLE if at == 0 else _WORD if _begins_word(text, at) else _INSIDE
        if best is None or kind > best.score:
            best = Match(kind, ((at, at + len(word)),), is_strong=True)
        at = text.find(word, at + 1)
    return best


def _weak(word: str, text: str) -> Match | None:
    if len(word) < 2:
        return None
    best = None
    for start, letter in enumerate(text):
        if letter != word[0] or not _begins_word(text, start):
            continue
        places = _humps(word, text, start) or _in_turn(word, text, start)
        if places is not None:
            score = _WEAK + 2 * sum(_begins_word(text, at) for at in places)
            score -= min(places[-1] - start, 20) // 4
            if best is None or score > best.score:
                best = Match(score, tuple((at, at + 1) for at in places), is_strong=False)
    return best


def _humps(word: str, text: str, start: int) -> list[int] | None:
    """Each letter follows the one before it, or begins a word."""
    places = [start]
    for letter in word[1:]:
        at = places[-1] + 1
        if text[at : at + 1] != letter:
            at = text.find(letter, at)
            while at >= 0 and not _begins_word(text, at):
                at = text.find(letter, at + 1)
        if at < 0:
            return None
        places.append(at)
    return places


def _in_turn(word: str, text: str, start: int) -> list[int] | None:
    places = [start]
    for letter in word[1:]:
        at = text.find(letter, places[-1] + 1)
        if at < 0:
            return None
        places.append(at)
    return places


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter).casefold()
    return plain[0] if plain else letter
