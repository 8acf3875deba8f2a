"""A platform at the other end of a link: `python -m tests.support.far_platform FOLDER ADDRESS`.

The platform listens on loopback only, so a relay with a certificate for ADDRESS stands
before it; the authority's is in FOLDER.  Says where it is, then obeys lines: `hold` keeps
back what the platform answers and says `held` when it does, `release` lets it go, `count`
says how many listeners there are.
"""

from __future__ import annotations

import json
import socket
import ssl
import sys
import threading
from contextlib import suppress
from pathlib import Path

import trustme

from tests.support.platform import RunningPlatform, running_platform


class Relay:
    """Passes bytes on, and names the platform's own host where a caller names ours."""

    def __init__(self, platform: RunningPlatform, address: str, folder: Path) -> None:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(folder / "ca.pem"))
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(address).configure_cert(self._tls)
        self._listener = socket.create_server((address, 0))
        self.port = self._listener.getsockname()[1]
        host, port = platform.address
        self._there = (host, port)
        self._host = (f"Host: {address}:{self.port}".encode(), f"Host: {host}:{port}".encode())
        self.may_answer = threading.Event()
        self.may_answer.set()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            caller, _address = self._listener.accept()
            threading.Thread(target=self._serve, args=[caller], daemon=True).start()

    def _serve(self, raw: socket.socket) -> None:
        with suppress(OSError), raw:
            raw.settimeout(60)
            with (
                self._tls.wrap_socket(raw, server_side=True) as caller,
                socket.create_connection(self._there) as platform,
            ):
                back = threading.Thread(target=self._answer, args=[platform, caller], daemon=True)
                back.start()
                while data := caller.recv(65536):
                    platform.sendall(data.replace(*self._host))

    def _answer(self, platform: socket.socket, caller: socket.socket) -> None:
        with suppress(OSError):
            while data := platform.recv(65536):
                if not self.may_answer.is_set():
                    print("held", flush=True)
                    self.may_answer.wait()
                caller.sendall(data)


def main(folder: Path, address: str) -> None:
    with running_platform(folder / "platform") as platform:
        relay = Relay(platform, address, folder)
        said = {"port": relay.port, "token": platform.token.reveal()}
        print(json.dumps(said), flush=True)
        for line in sys.stdin:
            match line.strip():
                case "hold":
                    relay.may_answer.clear()
                case "release":
                    relay.may_answer.set()
                case _:
                    print(len(platform.get("/listeners").json()["items"]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
