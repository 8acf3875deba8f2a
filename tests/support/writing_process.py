"""Writes edits into a local copy until it is killed.

    python -m tests.support.writing_process FILE WHO [timed]

Prints a name once its edit is acknowledged, so that whoever kills it knows what must be there;
`timed`: and when.
"""

from __future__ import annotations

import itertools
import sys
import time
from dataclasses import replace
from pathlib import Path

from app.adapters.local_store import SqliteLocalStore
from app.domain.sync_state import SyncState
from app.services.local_copy import LocalCopy
from tests.support.builders import NOW, local, settings


def main(file: Path, who: str, *, timed: bool) -> None:
    copy = LocalCopy(SqliteLocalStore(file))
    for number in itertools.count():
        name = f"{who}-{number}"
        row = replace(
            local(),
            id=f"lst_{who}{number:020}",
            base=None,
            mine=settings(name=name),
            state=SyncState.WAITING,
            changed_at=NOW,
        )
        copy.put_listener(row)
        if number % 3 == 0:
            copy.news()
        print(name, *([time.monotonic()] if timed else []), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], timed="timed" in sys.argv)
