"""What a person set, as a JSON file that holds no secret."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.adapters.json_file import FORMAT, value_in, write
from app.adapters.private_files import store_error, write_atomically
from app.domain.errors import StoreError
from app.domain.plain import PlainRefused, salvage
from app.domain.preferences import Preferences
from app.domain.window_memory import WindowMemory

log = logging.getLogger(__name__)


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
            write(self._path, _SettingsFile(FORMAT, change(self._look().settings)))

    def _look(self) -> KeptSettings:
        try:
            value = value_in(self._path)
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
