"""What a person set, and the connections, as JSON files that are replaced as a whole.

Neither holds a secret.  JSON of our own and not QSettings, which can be made to run code
by whoever writes the file.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from app.adapters.private_files import store_error, write_atomically
from app.adapters.process_lock import ProcessLock
from app.domain.errors import StoreError
from app.domain.plain import PlainRefused, from_plain, salvage, to_plain
from app.domain.preferences import Preferences
from app.domain.window_memory import WindowMemory
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
        preferences: What the Preferences window sets.
        window: How the window was when it was last seen.
        sandbox_mail: The mail server of the embedded platform.
    """

    preferences: Preferences = field(default_factory=Preferences)
    window: WindowMemory = field(default_factory=WindowMemory)
    sandbox_mail: MailServer = field(default_factory=MailServer)


@dataclass(frozen=True, slots=True)
class KeptSettings:
    """What a settings file says.

    Attributes:
        settings: The defaults stand in for what could not be read.
        refused: What that was, such as `preferences.theme`; `settings` is the whole file.
    """

    settings: Settings = field(default_factory=Settings)
    refused: tuple[str, ...] = ()

    @property
    def has_lost_choices(self) -> bool:
        """Whether something that a person chose is among it; where a window was is no choice."""
        return any(not one.startswith("window") for one in self.refused)


@dataclass(frozen=True, slots=True)
class _SettingsFile:
    format: int
    settings: Settings


@dataclass(frozen=True, slots=True)
class _ConnectionsFile:
    format: int
    connections: tuple[Connection, ...]


class SettingsStore:
    """The settings file: what cannot be read in it costs only itself, and is kept aside."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def load(self) -> Settings:
        """The settings; the defaults for what there is not, or cannot be read."""
        return self.look().settings

    def look(self) -> KeptSettings:
        """The settings, and what of them could not be read."""
        with self._lock:
            return self._look()

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Keep what `change` makes of the settings, as the file has them at that moment.

        Raises:
            StoreError: The file could not be written; the old one is unchanged.
        """
        with self._lock:
            _write(self._path, _SettingsFile(_FORMAT, change(self._look().settings)))

    def _look(self) -> KeptSettings:
        try:
            value = _value_in(self._path)
            if value is None:
                return KeptSettings()
            settings, refused = salvage(Settings, value.get("settings"))
        except (StoreError, PlainRefused) as exc:
            log.warning("settings not read: %s", exc)
            self._set_aside(exc.reason if isinstance(exc, StoreError) else "damaged")
            return KeptSettings(refused=("settings",))
        if refused:
            log.warning("settings not read: %s", ", ".join(refused))
            self._set_aside("damaged", keeps=True)
        return KeptSettings(settings, refused)

    def _set_aside(self, reason: str, *, keeps: bool = False) -> None:
        """Leave what was written there for a person to look at."""
        if reason not in ("damaged", "newer"):
            return
        aside = self._path.with_suffix(f".{reason}.json")
        try:
            if keeps:
                write_atomically(aside, self._path.read_bytes())
            else:
                self._path.replace(aside)
        except OSError as exc:
            log.warning("%s", store_error(exc, self._path))
        except StoreError as exc:
            log.warning("%s", exc)


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
    value = _value_in(path)
    try:
        return None if value is None else from_plain(kind, value)
    except PlainRefused as exc:
        raise StoreError(f"{path} is damaged: {exc}", reason="damaged", path=str(path)) from exc


def _value_in(path: Path) -> dict[str, Any] | None:
    """The object in a file; None when there is no file."""
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
    except (ValueError, RecursionError) as exc:
        raise StoreError(f"{path} is damaged: {exc}", reason="damaged", path=str(path)) from exc
    if not isinstance(value, dict):
        raise StoreError(f"{path} is damaged: no object", reason="damaged", path=str(path))
    made_by = value.get("format")
    if isinstance(made_by, int) and made_by > _FORMAT:
        raise StoreError(f"{path} is from a newer app", reason="newer", path=str(path))
    return value


def _write(path: Path, value: object) -> None:
    text = json.dumps(to_plain(value), ensure_ascii=False, indent=2)
    write_atomically(path, text.encode("utf-8") + b"\n")
