"""Waits until the engine of a running platform has recorded tries."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from tests.support.platform import RunningPlatform

WAIT_S = 20.0


class Settled:
    """Counts recorded tries, by delivery."""

    def __init__(self, platform: RunningPlatform) -> None:
        self._changed = threading.Condition()
        self._ids: list[str] = []
        platform.platform.engine.add_observer(self._note)

    def wait(self, delivery_id: str, count: int = 1) -> None:
        """Until `count` tries of a delivery were recorded since this was made."""
        with self._changed:
            came = self._changed.wait_for(lambda: self._ids.count(delivery_id) >= count, WAIT_S)
            assert came, f"{self._ids.count(delivery_id)} of {count} tries were recorded"

    def _note(self, delivery_ids: Sequence[str]) -> None:
        with self._changed:
            self._ids += delivery_ids
            self._changed.notify_all()
