"""A storm: two desks and a platform, all killed again and again, or their disk's plug is pulled.

Its plan comes from a seed: who does what, which answers are lost, who is killed after how
many requests or milliseconds.  What the machine makes of these times is not in it, so that
a seed brings back the same weather, and a failure only as likely as before.
"""

from __future__ import annotations

import math
import random
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Final

from app.adapters.paths import profile_paths
from tests.soak.desk import CONNECTION_ID, MARK, Plan, make_profile
from tests.soak.ledger import Key, Ledger, There
from tests.soak.platform import MortalPlatform
from tests.soak.said import read_log
from tests.soak.seen_there import Asking
from tests.soak.settling import Settled, settle
from tests.soak.worker import work
from tests.support.canaries import Sweep
from tests.support.chaos_proxy import FAULTS, ChaosProxy
from tests.support.lasting_keyring import LastingKeyring
from tests.support.power_cut import pull_the_plug, start_again

_LONGEST_S: Final = 1.0  # until a process dies that waits for a request to die at
_OPENING_S: Final = 10.0
_SETTLE_S: Final = 120.0
_SETTLING_ROUNDS: Final = 6


@dataclass
class Desk:
    """One desk: its profile, its way to the platform and its processes."""

    number: int
    profile: Path
    logs: Path
    proxy: ChaosProxy
    keyring: LastingKeyring
    processes: list[ForkServerProcess] = field(default_factory=list)
    begun: int = 0

    @property
    def local_db(self) -> Path:
        """Its local copy of the platform."""
        return profile_paths(self.profile).local_db(CONNECTION_ID)

    def plan(self, seed: str, token: str) -> Plan:
        """For one process."""
        self.begun += 1
        log = self.logs / f"{self.number}-{self.begun}"
        which = f"{seed}.{self.begun}"
        return Plan(str(self.profile), self.number, token, which, str(log), self.keyring.address)


class Storm:
    """One storm, in a folder of its own; the platform's data may lie elsewhere than the desks'."""

    def __init__(
        self,
        context: ForkServerContext,
        folder: Path,
        seed: int,
        *,
        desks_in: Path | None = None,
        platform_in: Path | None = None,
    ) -> None:
        self._context = context
        self._folder = folder
        self._chance = random.Random(seed)
        self.seed = seed
        self.ledger = Ledger()
        self.kills = 0
        self.leaked: list[str] = []
        self.platform = MortalPlatform(context, (platform_in or folder) / "platform")
        logs = folder / "logs"
        logs.mkdir()
        self.desks = []
        for number in range(2):
            proxy, keyring = ChaosProxy(self.platform.base_url), LastingKeyring()
            proxy.__enter__()
            keyring.__enter__()
            profile = (desks_in or folder) / f"desk{number}"
            make_profile(profile, proxy.url)
            self.desks.append(Desk(number, profile, logs, proxy, keyring))

    def close(self) -> None:
        """End everything."""
        for desk in self.desks:
            for process in desk.processes:
                if process.pid is not None:  # else stopped by hand while it was being started
                    process.kill()
                    process.join()
            desk.proxy.__exit__()
            desk.keyring.__exit__()
        self.platform.kill()

    def keep_evidence(self, where: Path) -> None:
        """Copy what all left: the files, what the processes said, what passed the proxies."""
        for desk in self.desks:
            told = "\n".join(desk.proxy.traffic)
            (desk.logs / f"traffic-{desk.number}").write_text(told, "utf-8")
        shutil.copytree(self._folder, where, ignore=shutil.ignore_patterns("disk.img", "*.sock"))

    def kill_some(self) -> None:
        """Start processes at both desks, and kill each; sometimes the platform, too."""
        for desk in self.desks:
            self._begin(desk)
        self._let_them_begin()
        due = [
            (self._moment(process, desk), process.kill)
            for desk in self.desks
            for process in desk.processes
        ]
        if self._chance.random() < 0.15:
            due.append((self._chance.expovariate(1 / 0.1), self._kill_platform))
        self._carry_out(due)
        self._end_desks()
        self.kills += sum(len(desk.processes) for desk in self.desks)
        self._take()

    def cut(self, disk: Path, *, with_platform: bool) -> None:
        """Pull the plug of the disk under both desks, and of the platform if its data is there."""
        for desk in self.desks:
            self._begin(desk)
        self._let_them_begin()
        time.sleep(self._chance.expovariate(1 / 0.25))
        for desk in self.desks:  # without power nothing leaves the computer either
            desk.proxy.on_pass = _no_network
        until_s = time.monotonic()
        pull_the_plug(disk)
        self._end_desks()
        if with_platform:
            self.platform.kill()
        start_again(disk)
        if with_platform:
            self.platform.start()
        self._take(until_s)

    def judge(self) -> None:
        """When all is quiet both desks and the platform hold the same, and all that is owed."""
        for desk in self.desks:
            desk.proxy.let_go()
        taken_back: list[set[str]] = [set(), set()]
        settled: list[Settled] = []
        with Asking(self.platform.base_url, self.platform.token) as asking:
            for _round in range(_SETTLING_ROUNDS):
                settled = [self._settle(desk) for desk in self.desks]
                for desk, one in zip(self.desks, settled, strict=True):
                    taken_back[desk.number] |= {*one.taken_back}
                there = asking.etags()
                if all(one.etags == there and one.unsettled == 0 for one in settled):
                    break
            else:
                self.ledger.lost.append(f"the desks and the platform do not agree: {settled}")
            found = asking.there()
        self.ledger.lost += [f"a desk: {one.fault}" for one in settled if one.fault]
        drafts = {Key("draft", f"desk {n}"): one.draft for n, one in enumerate(settled)}
        self.ledger.judge(There({**found.values, **drafts}, found.given), taken_back)
        self.look_for_secrets()
        self.platform.kill()
        for file in (self.platform.database, *(desk.local_db for desk in self.desks)):
            with closing(sqlite3.connect(file)) as raw:
                (said,) = raw.execute("PRAGMA integrity_check(1)").fetchone()
            if said != "ok":
                self.ledger.lost.append(f"{file.name} is damaged: {said}")

    # Inside ------------------------------------------------------------------------

    def _begin(self, desk: Desk) -> None:
        chance = self._chance
        desk.proxy.plan[:] = [
            chance.choice(FAULTS) if chance.random() < 0.3 else "pass" for _ in range(40)
        ]
        desk.processes = [
            self._context.Process(
                target=work, args=(desk.plan(str(self.seed), self.platform.token),), daemon=True
            )
            for _ in range(chance.choice((1, 1, 2)))
        ]
        for process in desk.processes:
            process.start()

    def _let_them_begin(self) -> None:
        """Mostly until each desk has opened its profile; else it may be killed while it does."""
        if self._chance.random() < 0.2:
            return
        until_s = time.monotonic() + _OPENING_S
        for desk in self.desks:
            log = desk.logs / f"{desk.number}-{desk.begun}"
            while time.monotonic() < until_s and not log.exists():
                time.sleep(0.005)

    def _moment(self, process: ForkServerProcess, desk: Desk) -> float:
        """When to kill it at the latest; it may be that a request kills it before."""
        if self._chance.random() < 0.5:
            return self._chance.expovariate(1 / 0.2) + 0.01
        when = self._chance.choice(("before", "after"))
        left = [self._chance.randint(1, 12)]
        lock = threading.Lock()

        def count(moment: str) -> None:
            with lock:
                left[0] -= moment == when
                if left[0] == 0 and process.pid is not None:
                    process.kill()

        desk.proxy.on_pass = count
        return _LONGEST_S

    def _carry_out(self, due: list[tuple[float, Callable[[], None]]]) -> None:
        start_s = time.monotonic()
        for at_s, act in sorted(due, key=lambda one: one[0]):
            while (left_s := start_s + at_s - time.monotonic()) > 0:
                if not any(p.is_alive() for desk in self.desks for p in desk.processes):
                    break
                time.sleep(min(left_s, 0.02))
            act()

    def _kill_platform(self) -> None:
        self.platform.kill()
        self.kills += 1
        self.platform.start()

    def _end_desks(self) -> None:
        for desk in self.desks:
            for process in desk.processes:
                process.kill()
                process.join()
            # Only now: one that lives on without its disk would send what it could not note.
            desk.proxy.on_pass = lambda _moment: None

    def _take(self, until_s: float = math.inf) -> None:
        for desk in self.desks:
            first = desk.begun - len(desk.processes) + 1
            logs = [desk.logs / f"{desk.number}-{n}" for n in range(first, desk.begun + 1)]
            self.ledger.take(desk.number, [read_log(log) for log in logs], until_s)
        self.look_for_secrets()

    def look_for_secrets(self) -> None:
        """They are in the keyring, and in no file of any desk; nor is its token."""
        sweep = Sweep({"a secret": MARK, "the token": self.platform.token})
        for desk in self.desks:
            self.leaked += sweep.of_files(desk.profile)
            if desk.keyring.kept and not all(MARK in one for one in desk.keyring.kept.values()):
                self.leaked.append("something else is in the keyring")

    def _settle(self, desk: Desk) -> Settled:
        desk.proxy.plan.clear()
        ours, theirs = self._context.Pipe(duplex=False)
        plan = desk.plan("settling", self.platform.token)
        process = self._context.Process(target=settle, args=(plan, theirs.send), daemon=True)
        process.start()
        theirs.close()
        if not ours.poll(_SETTLE_S):
            process.kill()
            raise RuntimeError(f"desk {desk.number} did not settle")
        try:
            answer: Settled = ours.recv()
        finally:
            process.join()
        return answer


def _no_network(moment: str) -> None:
    if moment == "before":
        raise ConnectionResetError
