"""One desk of a storm: a real profile, opened as the window and the commands open it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from app.adapters import keyring_secrets
from app.adapters.connections_file import JsonConnectionStore
from app.adapters.keyring_secrets import KeyringSecrets
from app.adapters.paths import profile_paths
from app.adapters.redaction import Redactor
from app.adapters.settings import SettingsStore
from app.domain.control import JobControl
from app.domain.secret import Secret
from app.domain.workspace import Connection, Environment
from app.services.workspace import Workspace
from app.wiring import build_services
from tests.support.lasting_keyring import KeyringOf

CONTROL: Final = JobControl()
CONNECTION_ID: Final = "soak"
MARK: Final = "hush-of-the-storm-"  # how each secret begins, so that it is found in any file
_KEYRING_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What one process is to do; `seed` decides which edits, and when."""

    profile: str
    desk: int
    token: str
    seed: str
    log: str
    keyring: str


def make_profile(folder: Path, url: str) -> None:
    """A profile that knows the platform, and has never opened it."""
    connection = Connection(CONNECTION_ID, "Soak", url, Environment.SANDBOX)
    JsonConnectionStore(profile_paths(folder).connections_file).put(connection)


def open_desk(profile: str, token: str, keyring: str) -> Workspace:
    """As the window and the commands open it, on the keyring of the storm."""
    paths = profile_paths(Path(profile))
    keyring_secrets.KeyringSecrets = partial(  # type: ignore[misc,assignment]
        KeyringSecrets, choose=lambda: KeyringOf(keyring), limit_s=_KEYRING_S
    )
    try:
        services = build_services(paths, SettingsStore(paths.settings_file), Redactor())
    finally:
        keyring_secrets.KeyringSecrets = KeyringSecrets  # type: ignore[misc]
    return services.connections.open(CONTROL, CONNECTION_ID, secret=Secret(token))


def secret_of(name: str) -> str:
    """What comes with a name of a credential, and tells it."""
    return MARK + name.replace(" ", "_")


def name_of(secret: str) -> str:
    """The name that it came with."""
    return secret.removeprefix(MARK).replace("_", " ")
