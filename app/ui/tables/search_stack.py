"""Searching while one types: each letter looks only through what the last one found."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


class SearchStack(Generic[K, R]):
    """The results of every prefix that was typed, the whole collection at the bottom."""

    def __init__(self) -> None:
        self.text = ""
        self._results: list[tuple[str, Mapping[K, R]]] = [("", {})]

    def start_over(self, rows: Mapping[K, R]) -> None:
        """Search in another collection, or in the same one in another order."""
        self._results = [("", rows)]

    def find(self, text: str, haystack: Callable[[R], str] | None) -> Mapping[K, R]:
        """The rows with every word of `text` in their haystack; both are case-folded already."""
        self.text = text
        while not text.startswith(self._results[-1][0]):
            self._results.pop()
        before, rows = self._results[-1]
        if text == before or haystack is None:
            return rows
        known, found = set(before.split()), rows
        for word in text.split():
            if word not in known:  # mostly one: that which is being typed
                found = {key: row for key, row in found.items() if word in haystack(row)}
        self._results.append((text, found))
        return found
