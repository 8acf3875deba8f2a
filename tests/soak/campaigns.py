"""One round of each campaign: some seconds, from a seed, to an outcome."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Final

from hypothesis import settings as hypothesis_settings

from tests.soak.storm import Storm
from tests.soak.tally import Outcome
from tests.support.chaos_proxy import ChaosProxy
from tests.support.platform import running_platform
from tests.support.power_cut import own_disk
from tests.support.two_computers import HOW, Ran, run_two_computers

_VOLLEYS: Final = 40  # about 105 kills
_CUTS: Final = 25
_RUNS: Final = 25

# Where a round that went wrong leaves what it had, to be looked at; empty for nowhere.
EVIDENCE: Final = "SOAK_EVIDENCE"

Round = Callable[[ForkServerContext, int], Outcome]


def kills(context: ForkServerContext, seed: int) -> Outcome:
    """A storm of processes that are killed."""
    with _folder() as folder, _judged(Storm(context, folder, seed)) as (storm, outcome):
        for _ in range(_VOLLEYS):
            storm.kill_some()
        outcome.count = storm.kills
    return outcome


def power_cuts(context: ForkServerContext, seed: int) -> Outcome:
    """Likewise on a disk whose plug is pulled."""
    with _folder() as folder, own_disk(folder) as disk:
        at_home = disk if seed % 2 else None  # a practice platform is on the same computer
        storm = Storm(context, folder, seed, desks_in=disk, platform_in=at_home)
        with _judged(storm) as (_storm, outcome):
            for _ in range(_CUTS):
                storm.cut(disk, with_platform=at_home is not None)
                outcome.count += 1
    return outcome


def machine(_context: ForkServerContext, seed: int) -> Outcome:
    """Runs of the state machine."""
    outcome, ran = Outcome(), Ran()
    how = hypothesis_settings(HOW, max_examples=_RUNS, stateful_step_count=60)
    with (
        _folder() as folder,
        running_platform(folder / "platform") as platform,
        ChaosProxy(platform.base_url) as proxy,
    ):
        try:
            run_two_computers(platform, proxy, folder, how, number=seed, ran=ran)
        except Exception as failure:
            text = f"{type(failure).__name__}: {failure}"
            outcome.lost += "never arrived" in text
            outcome.doubled += "made twice" in text
            outcome.wrong.append(text)
    outcome.count, outcome.kills, outcome.acknowledged = ran.runs, ran.kills, ran.edits
    return outcome


ROUNDS: Final[dict[str, Round]] = {"kills": kills, "power-cuts": power_cuts, "machine": machine}


def hindrance(campaign: str) -> str:
    """Why a campaign cannot be run here; empty when it can."""
    if campaign == "machine":
        return ""
    if sys.platform == "win32":
        return "there is no SIGKILL here"
    if campaign == "power-cuts":
        if sys.platform != "linux":
            return "only Linux can shut a file system down"
        if os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
            return "needs root and mkfs.ext4, to pull the plug of a file system of its own"
    return ""


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """In memory where that can be: only a cut disk forgets, and that is one of its own."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="soak", dir=memory) as folder:
        yield Path(folder)


@contextlib.contextmanager
def _judged(storm: Storm) -> Iterator[tuple[Storm, Outcome]]:
    """Run the block, then judge what it left; whatever goes wrong is part of the outcome."""
    outcome = Outcome()
    try:
        yield storm, outcome
        storm.judge()
    except Exception as failure:
        outcome.wrong.append(f"{type(failure).__name__}: {failure}")
    finally:
        _keep_evidence(storm, outcome)
        storm.close()
    ledger = storm.ledger
    outcome.kills, outcome.acknowledged = storm.kills, ledger.acknowledged
    outcome.lost, outcome.doubled = len(ledger.lost), len(ledger.doubled)
    outcome.wrong += ledger.lost + ledger.doubled + storm.leaked


def _keep_evidence(storm: Storm, outcome: Outcome) -> None:
    where, ledger = os.environ.get(EVIDENCE), storm.ledger
    if where and (outcome.wrong or ledger.lost or ledger.doubled or storm.leaked):
        storm.keep_evidence(Path(where) / str(storm.seed))
