"""Gives back to the system what was freed.

glibc keeps what lies below anything that is still in use: after a start with 10,000 listeners some
7 MB, which a worker's imports and the first look had taken.
"""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give all of it back; takes a millisecond, and does nothing where there is no such call."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim is not None:
            trim(ctypes.c_size_t(0))
