"""Qt's libraries brought in by a thread, while Python reads what needs none of them.

Loading and linking them takes the system a tenth of what an empty window takes, and it needs no
interpreter for that; nor does fontconfig, which Qt asks for the list of fonts. Python does both
where they are first needed, and then everybody waits. Where they are not found nothing is lost.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Final

_LAST: Final = "QtWidgets.abi3.so"  # brings all others along that an empty window needs
_FONTS: Final = b"libfontconfig.so.1"
# Python's modules with a library of their own: the system brings in one library at a time, and
# each would wait for all of Qt's.
_WITH_LIBRARY: Final = (
    *("_bisect", "_bz2", "_ctypes", "_datetime", "_heapq", "_json", "_lzma", "_queue", "_random"),
    *("_struct", "array", "binascii", "fcntl", "math", "unicodedata", "zlib"),
)
# What needs no Qt: of every start, and then of one that has a list to show.
PLAIN: Final = (
    *("app.adapters.settings", "app.adapters.preset_file", "app.adapters.session_bus"),
    *("app.early_log", "app.domain.window_memory", "concurrent.futures.thread"),
    *("app.adapters.connections_file", "app.adapters.local_store", "app.services.first_list"),
)


def read_ahead() -> None:
    """Begin with both; returns when Qt's libraries are there, or nothing else is left to read."""
    if sys.platform != "linux":  # nowhere else was it measured
        return
    for name in _WITH_LIBRARY:
        with contextlib.suppress(ImportError):  # whoever needs it will say so
            __import__(name)
    found = find_spec("PySide6")
    places = (found and found.submodule_search_locations) or ()
    paths = [os.fsencode(Path(place, _LAST)) for place in places]
    libraries = Thread(target=_load, args=(paths,), name="libraries")
    libraries.start()
    for name in PLAIN:
        if not libraries.is_alive():
            break
        __import__(name)


def _load(paths: Sequence[bytes]) -> None:
    # `ctypes` opens a library without letting go of the interpreter, and calls a function with.
    libc = ctypes.CDLL(None)
    libc.dlopen.restype = ctypes.c_void_p
    for path in paths:
        libc.dlopen(path, os.RTLD_NOW)
    if libc.dlopen(_FONTS, os.RTLD_NOW | os.RTLD_NOLOAD):  # the one that Qt has loaded, no other
        ctypes.CDLL(os.fsdecode(_FONTS), os.RTLD_NOLOAD).FcInit()
