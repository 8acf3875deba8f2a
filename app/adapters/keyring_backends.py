"""Which of the system's secret stores to trust: a fixed list, best first.

`keyring.get_keyring()` is not used: it takes whatever is installed, and what the
environment or a `keyringrc.cfg` names, which may be a plain-text file or any code.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from typing import Any, Final, Protocol

_LINUX: Final = (
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.kwallet.DBusKeyringKWallet4",
)
ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "darwin": ("keyring.backends.macOS.Keyring",),
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
}


class Backend(Protocol):
    """What is used of a keyring backend."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def choose_backend() -> Backend | None:
    """The first allowed backend that works here; None if there is none.

    Asks the system, which may take its time.
    """
    for name in ALLOWED.get(sys.platform, _LINUX):
        module_name, _dot, class_name = name.rpartition(".")
        try:
            kind: Any = getattr(importlib.import_module(module_name), class_name)
            _priority = kind.priority  # raises where it cannot work
            backend: Backend = kind()
        except Exception:  # noqa: BLE001, S112 - whatever is missing, it is not usable
            continue
        return backend
    return None
