"""Samples in memory, which keep the promises of `app.domain.samples.SampleStore`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.samples import SavedSample


@dataclass
class FakeSamples:
    """`error` is raised by whatever is asked; `hold` is called before one is kept."""

    kept: dict[str, SavedSample] = field(default_factory=dict)
    error: Exception | None = None
    hold: Callable[[], None] = lambda: None

    def samples(self) -> list[SavedSample]:
        self._fail()
        return list(self.kept.values())

    def put(self, sample: SavedSample) -> None:
        self.hold()
        self._fail()
        self.kept[sample.id] = sample

    def drop(self, sample_id: str) -> None:
        self._fail()
        self.kept.pop(sample_id, None)

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error
