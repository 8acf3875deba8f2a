"""What a piece of work took, by the wall's clock and by the processor's."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """Both clocks' times.

    The processor's is that of all threads of this process; other programs on the machine
    lengthen it far less than the wall's.
    """

    wall_s: float
    cpu_s: float

    @classmethod
    def now(cls) -> Spent:
        """Both clocks as they stand."""
        return cls(time.perf_counter(), time.process_time())

    def since(self, start: Spent) -> Spent:
        """What has passed."""
        return Spent(self.wall_s - start.wall_s, self.cpu_s - start.cpu_s)
