"""Searching while one types: each letter looks only through what the last one found."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


class SearchStack(Generic[K, R]):
    """The results of every prefix that was typed, the whole collection at the bottom."""

    def __init__(self) -> None:
        self.text = ""
        self._results: list[tuple[str, dict[K, R]]] = [("", {})]
        self._folded: dict[K, str] = {}

    def start_over(self, rows: dict[K, R]) -> None:
        """Search in another collection, or in the same one in another order."""
        self._results = [("", rows)]
        self._folded = {}

    def find(self, text: str, haystack: Callable[[R], str] | None) -> dict[K, R]:
        """The rows with every word of `text` in their haystack; `text` is already case-folded."""
        self.text = text
        while not text.startswith(self._results[-1][0]):
            self._results.pop()
        before, rows = self._results[-1]
        if text == before or haystack is None:
            return rows
        if not self._folded:  # once for a collection, not once for a letter
            whole = self._results[0][1]
            self._folded = {key: haystack(row).casefold() for key, row in whole.items()}
        folded, known, found = self._folded, set(before.split()), rows
        for word in text.split():
            if word not in known:  # mostly one: that which is being typed
                found = {key: row for key, row in found.items() if word in folded[key]}
        self._results.append((text, found))
        return found
