"""Runs checks against one server and says, line by line, which sentences hold."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from tests.contract import (  # noqa: F401 - each registers its checks
    section_1_answers,
    section_1_lists,
    section_1_once,
    section_1_versions,
    section_2_3,
    section_4_calls,
    section_4_listeners,
    section_5_6,
    section_7_calls,
    section_7_log,
    section_8_wire,
)
from tests.contract.check import CHECKS, Check, Skipped
from tests.contract.world import Server, World

ALL: tuple[Check, ...] = tuple(CHECKS)


class Verdict(Enum):
    """What came of a check."""

    HOLDS = "ok"
    BROKEN = "FAIL"
    SKIPPED = "skip"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one check, and what was seen."""

    check: Check
    verdict: Verdict
    said: str
    took_ms: int

    def line(self) -> str:
        """One line for a person."""
        words = f"{self.verdict.value:4}  §{self.check.section}: {self.check.sentence}"
        return f"{words}  -> {self.said}" if self.said else f"{words}  ({self.took_ms} ms)"


def judge(one: Check, server: Server) -> Result:
    """Run one check; whatever it meets is a verdict, not an exception."""
    began = time.monotonic()
    verdict, said = Verdict.HOLDS, ""
    try:
        one.run(World(server))
    except Skipped as reason:
        verdict, said = Verdict.SKIPPED, str(reason)
    except Exception as error:  # an answer of a shape that we never thought of
        kind = "" if isinstance(error, AssertionError) else f"{type(error).__name__}: "
        verdict, said = Verdict.BROKEN, f"{kind}{error}" or type(error).__name__
    took_ms = round((time.monotonic() - began) * 1000)
    return Result(one, verdict, " ".join(said.split()), took_ms)


def judge_all(
    server: Server, checks: Iterable[Check] = ALL, say: Callable[[str], None] = lambda _line: None
) -> Iterator[Result]:
    """Run checks in their order; `say` gets each line as soon as it is known."""
    for one in checks:
        result = judge(one, server)
        say(result.line())
        yield result
