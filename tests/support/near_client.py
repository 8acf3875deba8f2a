"""The app's sync at this end of a link: `python -m tests.support.near_client FOLDER URL TOKEN`.

Trusts the authority in FOLDER and waits seconds where the app waits longer.  Obeys lines:
`create NAME` and `sync`; answers each with one line of JSON.
"""

from __future__ import annotations

import json
import ssl
import sys
import time
from pathlib import Path
from typing import Any

from app.adapters import transport
from app.adapters.local_store import SqliteLocalStore
from app.adapters.rest_api import RestApi
from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.ports import SignedIn
from app.domain.secret import Secret
from app.services.listeners import ListenerService
from app.services.local_copy import LocalCopy
from app.services.sync import SyncService
from tests.support.builders import settings

CONTROL = JobControl()


def main(folder: Path, url: str, token: str) -> None:
    transport.CONNECT_S, transport.READ_S = 1.0, 1.0
    transport.Transport.__init__.__kwdefaults__["deadline_s"] = 3.0
    tls = ssl.create_default_context(cafile=folder / "ca.pem")
    api = RestApi(SignedIn(url, token=Secret(token)), tls=tls)
    local = LocalCopy(SqliteLocalStore(folder / "local.db"))
    listeners, sync = ListenerService(local), SyncService(api, local)
    for line in sys.stdin:
        word, _, name = line.strip().partition(" ")
        if word == "create":
            row = listeners.create(CONTROL, settings(name=name))
            _say({"id": row.id})
            continue
        started = time.monotonic()
        try:
            said: dict[str, Any] = {"error": "", "sent": sync.sync(CONTROL).sent}
        except AppError as exc:
            said = {"error": getattr(exc, "code", type(exc).__name__), "sent": 0}
        overview = sync.overview()
        _say(
            said
            | {
                "online": overview.online,
                "waiting": overview.waiting,
                "conflicts": overview.conflicts,
                "took_s": round(time.monotonic() - started, 2),
            }
        )


def _say(value: object) -> None:
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
