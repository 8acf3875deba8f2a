"""What a person set, and the connections, as JSON files that are replaced as a whole.

Neither holds a secret.  JSON of our own and not QSettings, which can be made to run code
by whoever writes the file.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from app.adapters.private_files import store_error, write_atomically
from app.adapters.process_lock import ProcessLock
from app.domain.errors import StoreError
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.workspace import Connection

T = TypeVar("T")

log = logging.getLogger(__name__)

_FORMAT: Final = 1
_BUSY_S: Final = 5.0
_MAX_BYTES: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where the embedded platform sends e-mail; an empty host means its own mailbox.

    Attributes:
        security: `starttls`, `tls` or `none`.
        password_file: A file of the person's own, 0600; the password is never kept here.
    """

    host: str = ""
    port: int = 587
    security: str = "starttls"
    username: str = ""
    password_file: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is remembered of how a person likes the app.

    Attributes:
        theme: `system`, `light` or `dark`.
        language: A language code; empty follows the system.
        geometry: Where windows and splitters were, by name, in Qt's base64.
        column_widths: Pixels, by table and column name.
        last_connection_id: What to open first.
        sandbox_mail: The mail server of the embedded platform.
    """

    theme: str = "system"
    language: str = ""
    geometry: Mapping[str, str] = field(default_factory=dict)
    column_widths: Mapping[str, int] = field(default_factory=dict)
    last_connection_id: str = ""
    sandbox_mail: MailServer = field(default_factory=MailServer)


@dataclass(frozen=True, slots=True)
class _SettingsFile:
    format: int
    settings: Settings


@dataclass(frozen=True, slots=True)
class _ConnectionsFile:
    format: int
    connections: tuple[Connection, ...]


class SettingsStore:
    """The settings file; a damaged one is set aside and costs only the settings."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def load(self) -> Settings:
        """The settings, or the defaults when there are none that can be read."""
        with self._lock:
            try:
                kept = _read(self._path, _SettingsFile)
            except StoreError as exc:
                log.warning("settings not read: %s", exc)
                self._set_aside(exc.reason)
                return Settings()
        return Settings() if kept is None else kept.settings

    def save(self, settings: Settings) -> None:
        """Keep the settings.

        Raises:
            StoreError: The file could not be written; the old one is unchanged.
        """
        with self._lock:
            _write(self._path, _SettingsFile(_FORMAT, settings))

    def _set_aside(self, reason: str) -> None:
        if reason in ("damaged", "newer"):
            try:
                self._path.replace(self._path.with_suffix(f".{reason}.json"))
            except OSError as exc:
                log.warning("%s", store_error(exc, self._path))


class JsonConnectionStore:
    """The connections file; satisfies `app.domain.ports.ConnectionStore`.

    Processes change it in turn, so that none undoes what another did.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._turn = ProcessLock(path.with_name(f"{path.name}.lock"))

    def connections(self) -> list[Connection]:
        """All connections, in the order they were added.

        Raises:
            StoreError: The file is damaged, or from a newer version.
        """
        with self._lock:
            return self._load()

    def put(self, connection: Connection) -> None:
        """Add a connection, or replace the one with its id."""
        with self._lock, self._turn.held(wait_s=_BUSY_S):
            kept = {one.id: one for one in self._load()}
            kept[connection.id] = connection
            self._save(list(kept.values()))

    def drop(self, connection_id: str) -> None:
        """Forget a connection."""
        with self._lock, self._turn.held(wait_s=_BUSY_S):
            self._save([one for one in self._load() if one.id != connection_id])

    def _load(self) -> list[Connection]:
        kept = _read(self._path, _ConnectionsFile)
        return [] if kept is None else list(kept.connections)

    def _save(self, connections: list[Connection]) -> None:
        _write(self._path, _ConnectionsFile(_FORMAT, tuple(connections)))


def _read(path: Path, kind: type[T]) -> T | None:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise store_error(exc, path) from exc
    if len(data) > _MAX_BYTES:
        raise StoreError(f"{path} is too large", reason="damaged", path=str(path))
    try:
        value: Any = json.loads(data.decode("utf-8"))
        made_by = value.get("format") if isinstance(value, dict) else None
        if isinstance(made_by, int) and made_by > _FORMAT:
            raise StoreError(f"{path} is from a newer app", reason="newer", path=str(path))
        return from_plain(kind, value)
    except (ValueError, RecursionError, PlainRefused) as exc:
        raise StoreError(f"{path} is damaged: {exc}", reason="damaged", path=str(path)) from exc


def _write(path: Path, value: object) -> None:
    text = json.dumps(to_plain(value), ensure_ascii=False, indent=2)
    write_atomically(path, text.encode("utf-8") + b"\n")
