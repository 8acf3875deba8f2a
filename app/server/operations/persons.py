"""What the platform keeps about one person: told, handed out, forgotten (POPIA, GDPR).

The audit log says that it was done and how much it was, never about whom.
"""

from __future__ import annotations

import threading
import time
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.ids import new_id
from app.server.operations.base import Arguments, OperationRefused, note
from app.server.platform import Platform
from app.server.retention import person, person_export
from app.server.retention.mentions import Mention
from app.server.retention.person import Found

_LOOK_S: Final = 0.2
_PASSES: Final = 3


def find(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    """How much there is that names somebody."""
    return {"found": _find(platform, arguments).counts()}


def export(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    """Everything that names somebody, as one document."""
    found = _find(platform, arguments)
    document = person_export.export(platform.database, found)
    _note(platform, "exported", found.counts())
    return document


def delete(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    """Forget everything that names somebody, for good.

    A try that runs meanwhile writes its answer down at its end: it is waited for, and
    then everything is searched again.
    """
    total = dict.fromkeys(Found().counts(), 0)
    left: dict[str, int] = {}
    mention = _mention(arguments)
    for _ in range(_PASSES):
        found = person.find(platform.database, platform.settings.data_dir, mention)
        left = found.counts()
        if not any(left.values()):
            break
        person.forget(platform.database, found, mention, now_ms=platform.now_ms())
        total = {kind: total[kind] + count for kind, count in left.items()}
        _wait_for_tries(platform, found)
    else:
        left = _find(platform, arguments).counts()
    platform.database.forget_sync()
    _note(platform, "deleted", total)
    return {"deleted": total, "left": left}


def _find(platform: Platform, arguments: Arguments) -> Found:
    return person.find(platform.database, platform.settings.data_dir, _mention(arguments))


def _mention(arguments: Arguments) -> Mention:
    try:
        return Mention.of(str(arguments["text"]))
    except ValueError as error:
        raise OperationRefused(str(error)) from None


def _wait_for_tries(platform: Platform, found: Found) -> None:
    ends_s = time.monotonic() + platform.settings.timeout_s + 1
    pause = threading.Event()
    while person.is_being_sent(platform.database, found) and time.monotonic() < ends_s:
        pause.wait(_LOOK_S)


def _note(platform: Platform, action: str, counts: dict[str, int]) -> None:
    def work(tx: Connection) -> None:
        note(
            tx,
            action,
            resource_type="personal_data",
            resource_id=new_id("req"),
            after=counts,
            now_ms=platform.now_ms(),
        )

    platform.database.run_sync(work)
