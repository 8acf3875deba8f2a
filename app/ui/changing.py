"""Changes of connections that come at once: each is told as it stands after the last of them.

Workers make them one after the other, but what they say about it may overtake.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.workspace import Connection


@dataclass(frozen=True, slots=True)
class ChangedConnection:
    """A connection as it is after the change of this number."""

    number: int
    connection: Connection


class Changes:
    """Numbers them as they are made, and knows whose news came late."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._numbers = count(1)
        self._latest: dict[str, int] = {}  # by the connection's id

    def job(
        self, change: Callable[[JobControl], Connection]
    ) -> Callable[[JobControl], ChangedConnection]:
        """What a worker does to make the change."""

        def job(control: JobControl) -> ChangedConnection:
            with self._turn:
                connection = change(control)
                return ChangedConnection(next(self._numbers), connection)

        return job

    def is_latest(self, news: ChangedConnection) -> bool:
        """Whether nothing newer was told of this connection; for the GUI thread."""
        known = self._latest.get(news.connection.id, 0)
        self._latest[news.connection.id] = max(known, news.number)
        return news.number > known
