"""One desk of a storm: a real profile, opened as the window and the commands open it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.adapters.paths import profile_paths
from app.adapters.redaction import Redactor
from app.adapters.settings import JsonConnectionStore, SettingsStore
from app.domain.control import JobControl
from app.domain.secret import Secret
from app.domain.workspace import Connection, Environment
from app.services.workspace import Workspace
from app.wiring import build_services

CONTROL: Final = JobControl()
CONNECTION_ID: Final = "soak"


@dataclass(frozen=True, slots=True)
class Plan:
    """What one process is to do; `seed` decides which edits, and when."""

    profile: str
    desk: int
    token: str
    seed: str
    log: str


def make_profile(folder: Path, url: str) -> None:
    """A profile that knows the platform, and has never opened it."""
    connection = Connection(CONNECTION_ID, "Soak", url, Environment.SANDBOX)
    JsonConnectionStore(profile_paths(folder).connections_file).put(connection)


def open_desk(profile: str, token: str) -> Workspace:
    """As the window and the commands open it."""
    paths = profile_paths(Path(profile))
    services = build_services(paths, SettingsStore(paths.settings_file), Redactor())
    return services.connections.open(CONTROL, CONNECTION_ID, secret=Secret(token))
