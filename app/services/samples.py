"""Samples that a person keeps of what was received, for tests of this connection's listeners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.announce import Changed, nobody_listens
from app.domain.errors import FieldRefusal, Rejected
from app.domain.ids import new_id
from app.domain.samples import SAMPLES_LIMIT, SavedSample, sample_body, sample_name
from app.domain.times import utc_now
from app.domain.validation import Code, Refused, refuse

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.ports import WholeFile
    from app.domain.samples import SampleStore
    from app.domain.times import Clock


class SampleService:
    """The samples of one connection; on this computer only."""

    def __init__(
        self,
        store: SampleStore,
        whole_file: WholeFile,
        *,
        announce: Announce = nobody_listens,
        clock: Clock = utc_now,
    ) -> None:
        self._store = store
        self._whole_file = whole_file
        self._announce = announce
        self._clock = clock

    def of_entity(self, control: JobControl, entity: str) -> list[SavedSample]:
        """Those of one kind of record, the newest first.

        Raises:
            StoreError: They cannot be read.
        """
        found = [one for one in control.through(self._store.samples()) if one.entity == entity]
        return sorted(found, key=lambda one: one.saved_at, reverse=True)

    def keep(self, control: JobControl, entity: str, name: str, body: bytes) -> SavedSample:
        """Keep a record under a name.

        Raises:
            Rejected: The name or the record cannot be kept (`/sample_name`, `/payload`), or
                there are too many (`/samples`).
            StoreError: It could not be written.
        """
        control.check()
        try:
            named, written = sample_name(name), sample_body(body)
            if len(self._store.samples()) >= SAMPLES_LIMIT:
                raise refuse("samples", Code.TOO_MANY, limit=SAMPLES_LIMIT)
        except Refused as exc:
            refusal = FieldRefusal(f"/{exc.problem.field}", exc.problem.code.value)
            raise Rejected(str(exc), status=422, code=refusal.code, fields=(refusal,)) from exc
        sample = SavedSample(new_id("smp"), entity, named, self._clock(), written)
        self.put_back(control, sample)
        return sample

    def put_back(self, control: JobControl, sample: SavedSample) -> None:
        """Keep one that was deleted after all.

        Raises:
            StoreError: It could not be written.
        """
        control.check()
        self._store.put(sample)
        self._announce(Changed.SAMPLES)

    def delete(self, control: JobControl, sample_id: str) -> None:
        """Delete one, for good.

        Raises:
            StoreError: It could not be deleted.
        """
        control.check()
        self._store.drop(sample_id)
        self._announce(Changed.SAMPLES)

    def write(self, control: JobControl, body: bytes, path: Path) -> Path:
        """Write a body, byte for byte, to a file that a person chose.

        Raises:
            StoreError: Nothing changed.
        """
        control.check()
        with self._whole_file(path) as add:
            add(body)
        return path
