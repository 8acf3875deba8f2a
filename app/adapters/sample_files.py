"""Samples as files beside the local copy: one each, so that a deleted one is gone.

In the local copy itself they would live on in its backups, and be read at every start.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.adapters.json_file import FORMAT, read, write
from app.adapters.private_files import make_private_dir, store_error
from app.domain.errors import StoreError
from app.domain.samples import SavedSample

_log = logging.getLogger(__name__)
_ID: Final = re.compile(r"smp_[0-9a-z]{20,40}")


@dataclass(frozen=True, slots=True)
class _SampleFile:
    format: int
    entity: str
    name: str
    saved_at: datetime
    body: str


def samples_of(local_db: Path) -> Path:
    """The folder for the samples of the connection whose local copy this is."""
    return local_db.with_name(f"{local_db.name}.samples")


class SampleFiles:
    """Satisfies `app.domain.samples.SampleStore`; the folder is made with the first sample."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def samples(self) -> list[SavedSample]:
        try:
            names = sorted(one.stem for one in self._folder.iterdir() if one.suffix == ".json")
        except FileNotFoundError:
            return []
        except OSError as exc:
            raise store_error(exc, self._folder) from exc
        found = (self._read(name) for name in names if _ID.fullmatch(name))
        return [one for one in found if one is not None]

    def put(self, sample: SavedSample) -> None:
        make_private_dir(self._folder)
        kept = _SampleFile(
            FORMAT, sample.entity, sample.name, sample.saved_at, sample.body.decode("utf-8")
        )
        write(self._path(sample.id), kept)

    def drop(self, sample_id: str) -> None:
        path = self._path(sample_id)
        try:
            path.unlink(missing_ok=True)
        except OSError as exc:
            raise store_error(exc, path) from exc

    def _read(self, name: str) -> SavedSample | None:
        try:
            kept = read(self._path(name), _SampleFile)
        except StoreError as exc:
            _log.warning("a sample is left out: %s", exc.reason)
            return None
        if kept is None:  # deleted in between
            return None
        if kept.saved_at.tzinfo is None:  # not of ours, and none that the others sort with
            _log.warning("a sample is left out: its time is of no zone")
            return None
        return SavedSample(name, kept.entity, kept.name, kept.saved_at, kept.body.encode())

    def _path(self, sample_id: str) -> Path:
        if not _ID.fullmatch(sample_id):
            raise ValueError("no id of a sample")
        return self._folder / f"{sample_id}.json"
