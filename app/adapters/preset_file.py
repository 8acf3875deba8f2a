r"""The machine-wide preset: one JSON file that only whoever looks after the computer can write.

Linux    /etc/xdg/picksmart-webhooks/preset.json
macOS    /Library/Application Support/picksmart-webhooks/preset.json
Windows  C:\ProgramData\picksmart-webhooks\preset.json
"""

from __future__ import annotations

import json
import logging
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import platformdirs

from app import DISTRIBUTION
from app.adapters.private_files import store_error
from app.domain.errors import StoreError
from app.domain.preset import Preset, PresetRefused, preset_from

log = logging.getLogger(__name__)

NAME: Final = "preset.json"
_MAX_BYTES: Final = 64 * 1024
_ROOT: Final = 0


def preset_files() -> list[Path]:
    """Where a preset may be; the first that is there counts.

    The system's own folder comes first, whatever a person's environment says: else another
    file, or a damaged one, would take the place of what the administrator has set.
    """
    dirs = platformdirs.PlatformDirs(DISTRIBUTION, appauthor=False, multipath=True)
    folders = dirs.site_config_dir.split(os.pathsep)
    if sys.platform == "linux":
        folders.insert(0, f"/etc/xdg/{DISTRIBUTION}")
    return [Path(folder) / NAME for folder in dict.fromkeys(folders)]


def read_preset(
    files: Iterable[Path] | None = None, *, owner: int = _ROOT
) -> tuple[Preset, StoreError | None]:
    """The preset of this computer, and why it is not in force if it cannot be.

    Args:
        files: Where to look, instead of the usual places.
        owner: Who must own the file, where files have owners.
    """
    for path in preset_files() if files is None else files:
        try:
            text = _read(path, owner)
            if text is not None:
                return preset_from(json.loads(text)), None
        except StoreError as exc:
            log.warning("preset not read: %s", exc)
            return Preset(), exc
        except (ValueError, RecursionError) as exc:
            why = str(exc) if isinstance(exc, PresetRefused) else f"it is no JSON: {exc}"
            log.warning("preset %s not read: %s", path, why)
            return Preset(), StoreError(why, reason="damaged", path=str(path))
    return Preset(), None


def _read(path: Path, owner: int) -> str | None:
    try:
        # Not waiting for somebody to write into what may be a pipe.
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _AT_ONCE)) as file:
            known = os.fstat(file.fileno())
            is_file = stat.S_ISREG(known.st_mode)
            data = file.read(_MAX_BYTES + 1) if is_file else b""
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as exc:
        raise store_error(exc, path) from exc
    # The file that is read is the one that is judged: not another one put in its place since.
    if os.name == "posix" and (known.st_uid != owner or known.st_mode & _OTHERS_MAY_WRITE):
        raise StoreError("others could change it", reason="foreign", path=str(path))
    if not is_file:
        raise StoreError("it is no file", reason="damaged", path=str(path))
    if len(data) > _MAX_BYTES:
        raise StoreError("it is too large", reason="damaged", path=str(path))
    return data.decode("utf-8-sig")  # editors of Windows put a mark before it


_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)
_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
