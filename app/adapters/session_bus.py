"""The session's bus: named for all who ask by its variable, and never one that we started.

Keyring, notifications and Qt meet on it. Qt asks libdbus, which starts a bus where there is a
screen and none is named, and leaves it running when the app has ended.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app.adapters.unix_sockets import answers

_NAME: Final = "DBUS_SESSION_BUS_ADDRESS"
_NOWHERE: Final = "unix:path=/nonexistent"
_SESSION: Final = 0  # DBUS_BUS_SESSION of <dbus/dbus-shared.h>
_MACHINE_IDS: Final = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_SOCKET: Final = re.compile(r"unix:(?:[^;]*,)?(path|abstract)=([^,;]+)")


def name_session_bus() -> bool:
    """Put the bus that is there into the environment, before anybody asks; False without one."""
    if sys.platform != "linux" or os.environ.get(_NAME):
        return True
    found = find_session_bus(os.environ)
    if found:
        os.environ[_NAME] = found
    return bool(found)


def start_no_session_bus() -> None:
    """Before Qt asks where no bus is: have libdbus read an address that leads nowhere.

    It reads one once a process. The variable is taken away again, or a browser that we open would
    not find a bus of its own.
    """
    import ctypes

    os.environ[_NAME] = _NOWHERE
    try:
        # The one that Qt loads. Asked for the bus, it has nobody to connect to, and says so.
        ctypes.CDLL("libdbus-1.so.3").dbus_bus_get_private(_SESSION, None)
    except (OSError, AttributeError):
        pass  # where it is not, Qt has none either
    finally:
        del os.environ[_NAME]


def find_session_bus(environment: Mapping[str, str], machine: str | None = None) -> str:
    """The address of a bus that answers, where desktops have theirs; "" without one.

    Args:
        environment: Without an address in it.
        machine: The id of the machine, if it is not this one.
    """
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    if runtime and _is_our_socket(Path(runtime, "bus")) and answers(Path(runtime, "bus")):
        from urllib.parse import quote  # most starts find the bus named

        return f"unix:path={quote(str(Path(runtime, 'bus')))}"
    address = _launched_before(environment, machine or _machine_id())
    return address if _bus_answers(address) else ""


def _is_our_socket(path: Path) -> bool:
    """As libdbus judges it: another's bus would hear our secrets."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.geteuid()


def _launched_before(environment: Mapping[str, str], machine: str) -> str:
    """The bus that another program on this screen had started, by the note that is left of it."""
    host, _colon, number = environment.get("DISPLAY", "").rpartition(":")
    screen = "_".join(filter(None, (host, number.partition(".")[0])))
    home = environment.get("HOME", "")
    if not screen or not home or not machine or "/" in screen:
        return ""
    note = Path(home, ".dbus", "session-bus", f"{machine}-{screen}")
    try:
        lines = note.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    named = [line.partition("=")[2] for line in lines if line.startswith(f"{_NAME}=")]
    return named[-1].strip("'\"") if named else ""


def _bus_answers(address: str) -> bool:
    found = _SOCKET.match(address)
    if found is None:
        return False
    from urllib.parse import unquote_to_bytes

    name = os.fsdecode(unquote_to_bytes(found[2]))
    return answers(f"\0{name}" if found[1] == "abstract" else name)


def _machine_id() -> str:
    for path in _MACHINE_IDS:
        try:
            return path.read_text("ascii").strip()
        except (OSError, ValueError):
            continue
    return ""
