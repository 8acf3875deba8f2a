"""A keyring that outlives the processes that use it: in the memory of whoever keeps it, in no file.

with LastingKeyring() as keyring:
    … a process, given `keyring.address`: KeyringSecrets(choose=lambda: KeyringOf(address))
"""

from __future__ import annotations

import contextlib
import threading
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from typing import Final

_AUTHKEY: Final = b"of the tests"


class KeyringOf:
    """Satisfies `app.adapters.keyring_backends.Backend`; each call is one connection."""

    priority = 1

    def __init__(self, address: str) -> None:
        self._address = address

    def get_password(self, service: str, username: str) -> str | None:
        return self._ask("get", service, username, "")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask("set", service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._ask("delete", service, username, "")

    def _ask(self, *what: str) -> str | None:
        with Client(self._address, authkey=_AUTHKEY) as connection:
            connection.send(what)
            answer: str | None = connection.recv()
        return answer


class LastingKeyring:
    """Answers until its block ends; `kept` is what is in it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self._lock = threading.Lock()
        self._listener = Listener(authkey=_AUTHKEY, backlog=64)
        self.address = str(self._listener.address)
        self._thread = threading.Thread(target=self._serve, name="keyring", daemon=True)
        self._is_over = False

    def __enter__(self) -> LastingKeyring:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._is_over = True
        with contextlib.suppress(OSError, EOFError):  # one last call, that it waits for
            KeyringOf(self.address).get_password("", "")
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while not self._is_over:
            with (
                contextlib.suppress(OSError, EOFError, AuthenticationError),  # who asked was killed
                self._listener.accept() as connection,
            ):
                connection.send(self._do(*connection.recv()))

    def _do(self, what: str, service: str, username: str, password: str) -> str | None:
        with self._lock:
            if what == "set":
                self.kept[service, username] = password
            elif what == "delete":
                self.kept.pop((service, username), None)
            return self.kept.get((service, username))
