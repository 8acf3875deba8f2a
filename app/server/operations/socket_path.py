"""Where the control socket of a data folder is.

A socket's path may have about 100 bytes.  On Linux the folder can be named by its open
handle, so that its depth does not matter.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SOCKET_FILE: Final = "platform.sock"
_LIMIT_BYTES: Final = 100


@contextmanager
def socket_path(folder: Path) -> Iterator[str]:
    """A path that fits, valid within the block; too long still where nothing helps."""
    path = os.fspath(folder / SOCKET_FILE)
    if len(os.fsencode(path)) < _LIMIT_BYTES or sys.platform != "linux":
        yield path
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{SOCKET_FILE}"
    finally:
        os.close(handle)
