"""Processes that start warm: a fork of one that has imported everything, some milliseconds each."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext
from typing import Final

# All that a process of a storm needs: what each imports for itself costs more than its work.
# pytest, for it is imported anew where a test starts them.
PRELOADED: Final = [
    "tests.soak.worker",
    "tests.soak.settling",
    "tests.soak.platform",
    "app.adapters.keyring_secrets",
    "app.adapters.local_store",
    "app.adapters.platform_process",
    "app.adapters.rest_api",
    "encodings.utf_16_le",
    "pytest",
    "tests.soak.warmed",
]


def warm() -> ForkServerContext:
    """What starts them."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def end_with_parent() -> None:
    """End when the campaign does, however it does; Ctrl+C is for the campaign alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="watches the campaign", daemon=True).start()
