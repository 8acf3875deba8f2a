"""Many entries, prepared so that a keystroke looks through all of them in a few milliseconds.

All texts stand in one string, a line each: so Python looks only at lines that fit, and Qt's
thread waits for no more of them than can be compared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain import fuzzy
from app.ui.palette.entries import Entry

_JUDGED: Final = 200  # of all that are found, this many are compared
_NO_LETTER: Final = re.compile(r"[^\w\n]|_")


@dataclass(frozen=True, slots=True)
class Found:
    """An entry and how well it was found."""

    entry: Entry
    match: fuzzy.Match


class Index:
    """Made once, on any thread; searching changes nothing."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self.entries = tuple(entries)
        self._texts = [
            fuzzy.fold(f"{one.title} {one.second}").replace("\n", " ") for one in self.entries
        ]
        self._all = "".join(f"\n {text}" for text in self._texts) + "\n"
        self._words = _NO_LETTER.sub(" ", self._all)  # as long, and words stand after spaces
        self._begins = [0]
        for text in self._texts:
            self._begins.append(self._begins[-1] + len(text) + 2)

    def find(self, words: Sequence[str], limit: int, *, weakly: bool) -> list[Found]:
        """The best entries, best first; of two that are as good the one that stands first.

        Args:
            words: From `fuzzy.words_of`.
            limit: How many are wanted.
            weakly: Take weak matches, see `fuzzy.Match`.
        """
        found = []
        for at in self._weak(words) if weakly else self._strong(words):
            entry = self.entries[at]
            match = fuzzy.match(words, self._texts[at], len(entry.title))
            if match is not None:
                found.append((-match.score, at, Found(entry, match)))
        return [one for _score, _at, one in sorted(found, key=lambda one: one[:2])[:limit]]

    def _strong(self, words: Sequence[str]) -> set[int]:
        """Lines with all words, before others those where each begins a word."""
        rarest = min(words, key=self._all.count)
        found = set[int]()
        for before in (" ", ""):
            for at in self._lines_with(before + rarest):
                if at not in found and all(before + one in f" {self._texts[at]}" for one in words):
                    found.add(at)
                    if len(found) == _JUDGED:
                        return found
        return found

    def _lines_with(self, text: str) -> Iterator[int]:
        place = self._all.find(text)
        while place >= 0:
            at = self._line_at(place)
            yield at
            place = self._all.find(text, self._begins[at + 1])

    def _weak(self, words: Sequence[str]) -> set[int]:
        longest = max(words, key=len)
        pattern, others = fuzzy.weak_pattern(longest), [one for one in words if one != longest]
        found = set[int]()
        place = 0
        while len(found) < _JUDGED and (hit := pattern.search(self._words, place)):
            at = self._line_at(hit.start())
            place = self._begins[at + 1]
            if all(fuzzy.match((one,), self._texts[at]) for one in others):
                found.add(at)
        return found

    def _line_at(self, place: int) -> int:
        return bisect_right(self._begins, place) - 1
