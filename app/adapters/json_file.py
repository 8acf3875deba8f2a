"""JSON files of this profile: none holds a secret, each is replaced as a whole.

JSON of our own and not QSettings, which can be made to run code by whoever writes the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, TypeVar

from app.adapters.private_files import store_error, write_atomically
from app.domain.errors import ProfileFileError
from app.domain.plain import PlainRefused, from_plain, to_plain

T = TypeVar("T")

FORMAT: Final = 1
_MAX_BYTES: Final = 4 * 1024 * 1024


def read(path: Path, kind: type[T]) -> T | None:
    """What a file holds; None when there is no file.

    Raises:
        ProfileFileError: It is damaged, or from a newer version.
        StoreError: It cannot be read.
    """
    value = value_in(path)
    try:
        return None if value is None else from_plain(kind, value)
    except PlainRefused as exc:
        raise _refusal(path, "damaged", f"is damaged: {exc}") from exc


def value_in(path: Path) -> dict[str, Any] | None:
    """The object in a file; None when there is no file.

    Raises:
        ProfileFileError: It is damaged, or from a newer version.
        StoreError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise store_error(exc, path) from exc
    if len(data) > _MAX_BYTES:
        raise _refusal(path, "damaged", "is too large")
    try:
        value: Any = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as exc:
        raise _refusal(path, "damaged", f"is damaged: {exc}") from exc
    if not isinstance(value, dict):
        raise _refusal(path, "damaged", "is damaged: no object")
    made_by = value.get("format")
    if isinstance(made_by, int) and made_by > FORMAT:
        raise _refusal(path, "newer", "is from a newer app")
    return value


def write(path: Path, value: object) -> None:
    """Replace a file by the plain form of a value.

    Raises:
        StoreError: It could not be written; the old one is unchanged.
    """
    text = json.dumps(to_plain(value), ensure_ascii=False, indent=2)
    write_atomically(path, text.encode("utf-8") + b"\n")


def _refusal(path: Path, reason: str, what: str) -> ProfileFileError:
    return ProfileFileError(f"{path} {what}", reason=reason, path=str(path))
