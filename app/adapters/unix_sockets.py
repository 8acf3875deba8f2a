"""Whether somebody listens on a local socket: a file of one outlives who made it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_CONNECT_S: Final = 3.0


def answers(place: Path | str) -> bool:
    """Whether a server is there.

    Args:
        place: A path, or the name of an abstract socket behind its zero byte.
    """
    import socket  # not every start has to ask

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(_CONNECT_S)
        try:
            client.connect(str(place))
        except (OSError, ValueError):  # nobody, or no name for a socket
            return False
    return True
