"""Runs campaigns round by round until the time is up, and adds up what they come to.

python3 dev.py soak                          for half an hour, what is furthest from its goal
python3 dev.py soak --minutes 5 --only kills
python3 dev.py soak --only machine --seed 7  one round again
python3 dev.py soak --tests …                the long tests, with what follows for pytest
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from tests.soak import tally
from tests.soak.campaigns import EVIDENCE, ROUNDS, hindrance
from tests.soak.processes import warm

_stopped: list[int] = []
LONG_TESTS = ("pytest", "-m", "soak", "--timeout", "0", "-o", "faulthandler_timeout=0")


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; 1 when anything was lost, doubled or else wrong."""
    if arguments[:1] == ["--tests"]:
        return subprocess.call([sys.executable, "-m", *LONG_TESTS, *arguments[1:]])
    given = _parser().parse_args(arguments)
    logging.getLogger("app").setLevel(logging.ERROR)  # that answers are lost is the point
    campaigns = []
    for name in given.only or ROUNDS:
        if reason := hindrance(name):
            print(f"{name}: skipped, {reason}", flush=True)
        else:
            campaigns.append(name)
    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell's background ignores the first
        signal.signal(ending, _stop)
    try:
        if given.evidence is not None:
            os.environ[EVIDENCE] = str(given.evidence.resolve())
        return _run(campaigns, given.minutes * 60, given.seed, given.tally)
    except KeyboardInterrupt:
        print("stopped; the round under way is not counted")
        return 130


def _stop(number: int, frame: FrameType | None) -> None:
    _stopped.append(number)
    signal.default_int_handler(number, frame)


def _run(campaigns: Sequence[str], budget_s: float, seed: int | None, file: Path) -> int:
    context, where, wrong = warm(), tally.commit(), 0
    end_s = time.monotonic() + budget_s
    while campaigns:
        for name in campaigns if seed is not None else [tally.furthest(file, campaigns)]:
            number = random.SystemRandom().randrange(10**9) if seed is None else seed
            start_s = time.monotonic()
            outcome = ROUNDS[name](context, number)
            outcome.took_s = time.monotonic() - start_s
            if _stopped:  # whatever was under way may have taken it for a failure of its own
                raise KeyboardInterrupt
            tally.add(file, name, number, where, outcome)
            wrong += bool(outcome.wrong)
            print(
                f"{name} --seed {number}: {outcome.count} {tally.GOALS[name].counts},"
                f" {outcome.acknowledged} edits, {outcome.lost} lost, {outcome.doubled} doubled,"
                f" {outcome.took_s:.1f} s",
                *outcome.wrong,
                sep="\n  ",
                flush=True,
            )
            if time.monotonic() > end_s:
                return int(wrong > 0)
        if seed is not None:
            break
    return int(wrong > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 dev.py soak",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--minutes", type=float, default=30.0, help="when to begin no more rounds")
    parser.add_argument("--only", action="append", choices=ROUNDS, help="may be given twice")
    parser.add_argument("--seed", type=int, help="one round of each, from this seed")
    kept = "what to add to (benchmarks/reliability.json)"
    parser.add_argument("--tally", type=Path, default=tally.FILE, help=kept)
    files = "where a round that went wrong leaves its files and what passed the network"
    parser.add_argument("--evidence", type=Path, help=files)
    return parser
