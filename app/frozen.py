"""Takes back what freezing changed in the environment, so that no child process inherits it (T42).

PyInstaller's bootloader and hooks point the loader, Qt and `PATH` into the bundle.  A browser that
we start would then load our libraries instead of its own, and crash.  Our own process has read
those variables by then: the loader when it was started, Qt when its application object was made.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from typing import Final

# What the bootloader or a hook sets; what stood there before is kept as NAME_ORIG.
_POINTED: Final = (
    *("LD_LIBRARY_PATH", "LIBPATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH"),
    *("QT_PLUGIN_PATH", "QML2_IMPORT_PATH", "PATH"),
)
_OWN: Final = ("_PYI_", "_MEIPASS")  # the bootloader's notes to itself


def restore_environment(environment: MutableMapping[str, str] | None = None) -> None:
    """Make the environment the one that we were started with; does nothing unless frozen.

    Args:
        environment: Another one than the process's.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is None:
        return
    variables = os.environ if environment is None else environment
    for name in _POINTED:
        before = variables.pop(f"{name}_ORIG", None)
        if before is not None:
            variables[name] = before
        elif bundle in variables.get(name, ""):
            del variables[name]
    for name in [name for name in variables if name.startswith(_OWN)]:
        del variables[name]
