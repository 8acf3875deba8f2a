"""Samples that a person keeps of what was received, for tests of this connection's listeners."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.announce import Changed, nobody_listens
from app.domain.errors import FieldRefusal, NotFound, Rejected
from app.domain.ids import new_id
from app.domain.samples import SAMPLES_LIMIT, SavedSample, sample_body, sample_name
from app.domain.times import utc_now
from app.domain.validation import Code, Refused, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator
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
        with _refusals_as_answers():
            named, written = sample_name(name), sample_body(body)
            if len(self._store.samples()) >= SAMPLES_LIMIT:
                raise refuse("samples", Code.TOO_MANY, limit=SAMPLES_LIMIT)
        sample = SavedSample(new_id("smp"), entity, named, self._clock(), written)
        self.put_back(control, sample)
        return sample

    def rename(self, control: JobControl, sample_id: str, name: str) -> SavedSample:
        """Call one otherwise; it stays as old as it is.

        Raises:
            Rejected: A sample cannot be called that (`/sample_name`).
            NotFound: It was deleted meanwhile.
            StoreError: It could not be read or written.
        """
        control.check()
        with _refusals_as_answers():
            named = sample_name(name)
        found = next((one for one in self._store.samples() if one.id == sample_id), None)
        if found is None:
            raise NotFound("the sample is not here any more", status=404, code="not_found")
        renamed = replace(found, name=named)
        self.put_back(control, renamed)
        return renamed

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


@contextmanager
def _refusals_as_answers() -> Iterator[None]:
    """What a rule refuses is refused as a platform would."""
    try:
        yield
    except Refused as exc:
        refusal = FieldRefusal(f"/{exc.problem.field}", exc.problem.code.value)
        raise Rejected(str(exc), status=422, code=refusal.code, fields=(refusal,)) from exc
