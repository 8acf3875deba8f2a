"""Where this profile's files are: the system's places, or one folder of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app import DISTRIBUTION
from app.adapters.private_files import make_private_dir


@dataclass(frozen=True, slots=True)
class ProfilePaths:
    """The folders of a profile; all of them exist and are closed to others."""

    config_dir: Path
    data_dir: Path
    log_dir: Path

    @property
    def settings_file(self) -> Path:
        """What a person set; no secret."""
        return self.config_dir / "settings.json"

    @property
    def connections_file(self) -> Path:
        """The connections; no secret."""
        return self.config_dir / "connections.json"

    @property
    def sandbox_dir(self) -> Path:
        """The embedded platform's own folder."""
        return self.data_dir / "sandbox"

    @property
    def lock_file(self) -> Path:
        """Held by the one process that shows this profile's window."""
        return self.data_dir / "app.lock"

    @property
    def window_file(self) -> Path:
        """Where that process can be called."""
        return self.data_dir / "app.window"

    @property
    def log_file(self) -> Path:
        """The window's current log."""
        return self.log_dir / "app.log"

    @property
    def cli_log_file(self) -> Path:
        """The current log of commands, which run beside the window."""
        return self.log_dir / "commands.log"

    def local_db(self, connection_id: str) -> Path:
        """The local copy of a connection."""
        if not connection_id.replace("_", "").replace("-", "").isalnum():
            raise ValueError("a connection id is letters and digits")
        return make_private_dir(self.data_dir / "connections") / f"{connection_id}.db"


def profile_paths(profile: Path | None = None) -> ProfilePaths:
    """The folders of a profile, made when they are new.

    Args:
        profile: One folder for everything, as `--profile DIR` gives it.

    Raises:
        StoreError: A folder cannot be made.
    """
    if profile is not None:
        root = profile.expanduser().resolve()
        made = ProfilePaths(root / "config", root / "data", root / "logs")
        make_private_dir(root)
    else:
        import platformdirs

        dirs = platformdirs.PlatformDirs(DISTRIBUTION, appauthor=False)
        made = ProfilePaths(
            Path(dirs.user_config_dir), Path(dirs.user_data_dir), Path(dirs.user_log_dir)
        )
    for folder in (made.config_dir, made.data_dir, made.log_dir):
        make_private_dir(folder)
    return made
