"""What a check is: one sentence of the contract, and the calls that show whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from tests.contract.world import World

T = TypeVar("T")
Work = Callable[["World"], None]


class Broken(AssertionError):
    """The sentence does not hold; the words say what was seen instead."""


class Skipped(Exception):
    """The sentence cannot be judged on this server; the words say why."""


@dataclass(frozen=True, slots=True)
class Check:
    """One sentence.

    Attributes:
        section: Number and heading in the contract, such as `1 Versions`.
        needs: Capabilities of `/me` without which there is nothing to judge.
        by_receiver: Whether the server must be able to reach a receiver of ours.
    """

    section: str
    sentence: str
    needs: tuple[str, ...]
    by_receiver: bool
    work: Work

    @property
    def name(self) -> str:
        """Names the check on a command line and in a test's id."""
        return self.work.__name__

    def run(self, world: World) -> None:
        """Judge, and clean up whatever came of it.

        Raises:
            Broken: The sentence does not hold.
            Skipped: It cannot be judged here.
        """
        try:
            for capability in self.needs:
                world.require_capability(capability)
            if self.by_receiver:
                world.require_receiver()
            self.work(world)
        finally:
            world.clean_up()


CHECKS: list[Check] = []


def check(
    section: str, sentence: str, *, needs: Iterable[str] = (), by_receiver: bool = False
) -> Callable[[Work], Work]:
    """Register a function as the judge of a sentence."""

    def register(work: Work) -> Work:
        CHECKS.append(Check(section, sentence, tuple(needs), by_receiver, work))
        return work

    return register


def expect(holds: object, said: str) -> None:
    """Break unless something holds.

    Raises:
        Broken: It does not.
    """
    if not holds:
        raise Broken(said)


def expect_equal(found: T, wanted: T, what: str) -> None:
    """Break unless two values are the same.

    Raises:
        Broken: They differ.
    """
    if found != wanted:
        raise Broken(f"{what} is {found!r:.300}, not {wanted!r:.300}")


def expect_members(body: Any, names: Iterable[str], what: str) -> None:
    """Break unless a JSON object has all these members."""
    expect(isinstance(body, dict), f"{what} is no JSON object: {body!r:.200}")
    missing = [name for name in names if name not in body]
    expect(not missing, f"{what} lacks {', '.join(missing)}")
