"""Whether there is a screen for the window: Qt would abort, and blame a library, where none is."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app.adapters.unix_sockets import answers

_LOCAL: Final = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_SOCKETS: Final = Path("/tmp/.X11-unix")  # noqa: S108 - where every X server has its socket


def missing_display(environment: Mapping[str, str] | None = None) -> str:
    """What is missing, in one sentence; "" where a window can be shown, as far as can be told."""
    known = os.environ if environment is None else environment
    if sys.platform != "linux" or known.get("QT_QPA_PLATFORM"):
        return ""
    wayland, x11 = known.get("WAYLAND_DISPLAY", ""), known.get("DISPLAY", "")
    if wayland and answers(Path(known.get("XDG_RUNTIME_DIR", ""), wayland)):
        return ""
    local = _LOCAL.fullmatch(x11)
    if x11 and (local is None or _x_answers(int(local[1]))):
        return ""  # another computer's is for Qt to try
    if not wayland and not x11:
        return "There is no display for the window."
    return f"The display {x11 or wayland} cannot be reached."


def _x_answers(number: int) -> bool:
    name = str(_SOCKETS / f"X{number}")
    return answers(Path(name)) or answers(f"\0{name}")  # Linux has a second one, in no folder
