"""Runs a process that only delivers, beside those that serve the same PostgreSQL.

It ends on SIGTERM: tries under way may end, what they came to is recorded, and what
it had in hand goes to the other workers at once.  A second signal does not wait.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from typing import Final

from app.server.logs import LogSettings, start_logging, stop_logging
from app.server.opening import open_platform
from app.server.process import EXIT_FAILED, EXIT_OK, ending_signals, fail
from app.server.settings import PlatformSettings
from app.server.troubles import START_TROUBLES

_READY: Final = json.dumps({"worker": "ready"})


def work(
    settings: PlatformSettings,
    *,
    log: LogSettings | None = None,
    say: Callable[[str], None] = print,
) -> int:
    """Deliver until told to end; the process's exit code.

    Args:
        settings: The platform; its database is a PostgreSQL.
        log: Where the log goes; to standard error if not given.
        say: Writes the one line on standard output.
    """
    try:
        handler = start_logging(log or LogSettings())
    except OSError as error:
        return fail(f"the log file cannot be used: {error.strerror}")
    try:
        return asyncio.run(_work(settings, say))
    except START_TROUBLES as error:
        return fail(f"the worker did not start: {error}")
    finally:
        stop_logging(handler)


async def _work(settings: PlatformSettings, say: Callable[[str], None]) -> int:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end() -> None:
        if told.is_set():
            os._exit(EXIT_FAILED)  # as if it had been killed: nothing is lost by that
        told.set()

    for one in ending_signals():
        loop.add_signal_handler(one, end)
    platform = open_platform(settings)
    try:
        await platform.engine.start()
        say(_READY)
        await told.wait()
    finally:
        try:
            await platform.engine.stop()
        finally:
            await platform.database.close()
    return EXIT_OK
