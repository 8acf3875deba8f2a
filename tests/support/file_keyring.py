"""A keyring that keeps its secrets in a file, where a test can see that they really are there."""

from __future__ import annotations

import json
import os
from pathlib import Path


class FileKeyring:
    """Satisfies `app.adapters.keyring_backends.Backend`; the file is named by the environment."""

    priority = 1
    VARIABLE = "TEST_KEYRING_FILE"

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write(self._read() | {f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        kept = self._read()
        del kept[f"{service} {username}"]
        self._write(kept)

    @property
    def _file(self) -> Path:
        return Path(os.environ[self.VARIABLE])

    def _read(self) -> dict[str, str]:
        kept: dict[str, str] = json.loads(self._file.read_text()) if self._file.exists() else {}
        return kept

    def _write(self, kept: dict[str, str]) -> None:
        self._file.write_text(json.dumps(kept))
