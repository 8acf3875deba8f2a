"""One desk of a storm: a real profile, and processes that edit and sync it until they are killed.

What a process says goes into a file line by line, which outlives it: `try` before an edit
and `did` once it was acknowledged, so that whoever kills it knows what must be there.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from app.adapters.paths import profile_paths
from app.adapters.redaction import Redactor
from app.adapters.settings import JsonConnectionStore, SettingsStore
from app.domain.control import JobControl
from app.domain.errors import AppError, NotFound
from app.domain.secret import Secret
from app.domain.sync_state import LocalListener, SyncState
from app.domain.workspace import Connection, Environment
from app.services.workspace import Workspace
from app.wiring import build_services
from tests.soak.ledger import DELETED, Edit, Report, Value
from tests.soak.processes import end_with_parent
from tests.support.builders import settings

CONTROL: Final = JobControl()
CONNECTION_ID: Final = "soak"
_SETTLING_ROUNDS: Final = 4
_MANY: Final = 15  # listeners of its own, from which on a desk makes no more


@dataclass(frozen=True, slots=True)
class Plan:
    """What one process is to do; `seed` decides which edits, and when."""

    profile: str
    desk: int
    token: str
    seed: str
    log: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What a desk has in the end, and the conflicts that it gave up to get there."""

    etags: dict[str, str]
    unsettled: int
    taken_back: list[str]
    fault: str = ""


def make_profile(folder: Path, url: str) -> None:
    """A profile that knows the platform, and has never opened it."""
    connection = Connection(CONNECTION_ID, "Soak", url, Environment.SANDBOX)
    JsonConnectionStore(profile_paths(folder).connections_file).put(connection)


def open_desk(profile: str, token: str) -> Workspace:
    """As the window and the commands open it."""
    paths = profile_paths(Path(profile))
    services = build_services(paths, SettingsStore(paths.settings_file), Redactor())
    return services.connections.open(CONTROL, CONNECTION_ID, secret=Secret(token))


def work(plan: Plan) -> None:
    """Edit and sync at once, as a window does, for ever."""
    end_with_parent()
    logging.getLogger("app").setLevel(logging.CRITICAL)  # lost answers are the point
    with contextlib.suppress(AppError):
        _Worker(plan).work()
    signal.pause()  # its disk is gone: all that is left is to be killed


def settle(plan: Plan, answer: Callable[[Settled], None]) -> None:
    """Sync until nothing is left to do; conflicts are given up."""
    end_with_parent()
    logging.getLogger("app").setLevel(logging.CRITICAL)  # lost answers are the point
    desk = open_desk(plan.profile, plan.token)
    taken_back: list[str] = []
    fault = "" if desk.repair is None else f"the local copy had to be repaired: {desk.repair}"
    for _round in range(_SETTLING_ROUNDS):
        try:
            desk.rounds.run(CONTROL, accept_deletions=True)
        except AppError as exc:
            fault = f"the last round failed: {exc!r}"
        for one in desk.pending.changes():
            if one.state is SyncState.CONFLICT:
                desk.listeners.take_back(CONTROL, one.id)
                taken_back.append(one.id)
    rows = desk.listeners.cached()
    answer(
        Settled(
            {row.id: row.base.etag for row in rows if row.base is not None},
            len(desk.pending.changes()),
            taken_back,
            fault,
        )
    )
    desk.close()


class _Worker:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._chance = random.Random(plan.seed)
        self._desk = open_desk(plan.profile, plan.token)
        self._log = os.open(plan.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._edits = self._tried = 0
        seen = {
            row.id: (DELETED if row.delete_wanted else row.settings.name, row.settings.signing)
            for row in self._desk.listeners.cached()
        }
        repair = self._desk.repair
        self._say("saw", seen=seen, repair="" if repair is None else str(repair))

    def work(self) -> None:
        threading.Thread(target=self._sync, daemon=True).start()
        while True:
            time.sleep(self._chance.random() ** 3 * 0.03)
            rows = [row for row in self._desk.listeners.cached() if not row.delete_wanted]
            ours = [row for row in rows if self._is_ours(row)]
            theirs = [row for row in rows if not self._is_ours(row)]
            what = self._chance.random()
            if not ours or (what < 0.3 and len(ours) < _MANY):
                self._create()
            elif what < 0.7 or (what < 0.9 and not theirs):
                self._rename(self._chance.choice(ours))
            elif what < 0.9:
                self._sign(self._chance.choice(theirs))
            else:
                self._delete(self._chance.choice(ours))

    def _sync(self) -> None:
        chance = random.Random(f"{self._plan.seed} sync")
        while True:
            with contextlib.suppress(AppError):
                self._desk.rounds.run(CONTROL)
            time.sleep(chance.random() ** 2 * 0.1)

    def _is_ours(self, row: LocalListener) -> bool:
        return row.settings.name.startswith(f"desk {self._plan.desk} ")

    def _fresh_name(self) -> str:
        self._edits += 1
        return f"desk {self._plan.desk} {self._plan.seed} {self._edits}"

    def _create(self) -> None:
        name = self._fresh_name()
        with self._told("name", "", name) as made:
            made.append(self._desk.listeners.create(CONTROL, settings(name=name)).id)

    def _rename(self, row: LocalListener) -> None:
        name = self._fresh_name()
        with self._told("name", row.id, name, was=row.settings.name):
            self._edit(row.id, name=name)

    def _sign(self, row: LocalListener) -> None:
        value = not row.settings.signing
        with self._told("signing", row.id, value):
            self._edit(row.id, signing=value)

    def _delete(self, row: LocalListener) -> None:
        with self._told("name", row.id, DELETED, was=row.settings.name):
            self._desk.listeners.delete(CONTROL, [row.id])

    def _edit(self, listener_id: str, **changes: Any) -> None:
        self._desk.listeners.edit_by(
            CONTROL, listener_id, lambda row: replace(row.settings, **changes)
        )

    @contextlib.contextmanager
    def _told(
        self, setting: str, listener_id: str, value: Value, was: Value = DELETED
    ) -> Iterator[list[str]]:
        """Say what is tried, and that it is done; gives room for the id of what is new."""
        self._tried += 1
        what = {"setting": setting, "id": listener_id, "value": value, "was": was}
        made: list[str] = []
        self._say("try", number=self._tried, **what)
        try:
            yield made
        except NotFound:  # another process deleted it: nothing was done
            self._say("void", number=self._tried)
        else:
            self._say("did", number=self._tried, made=made)

    def _say(self, what: str, **more: object) -> None:
        line = json.dumps({"what": what, "at_s": time.monotonic(), **more}) + "\n"
        os.write(self._log, line.encode())


def read_log(file: Path) -> Report:
    """What a process left; its last line may be cut off, and was not said then."""
    saw: dict[str, Any] | None = None
    repair = ""
    edits: dict[int, Edit] = {}
    for text in file.read_text("utf-8").splitlines(keepends=True) if file.exists() else ():
        if not text.endswith("\n"):
            break
        line = json.loads(text)
        match line["what"]:
            case "saw":
                saw, repair = {k: tuple(v) for k, v in line["seen"].items()}, line["repair"]
            case "try":
                edits[line["number"]] = Edit(
                    line["setting"], line["id"], line["value"], line["was"], line["at_s"]
                )
            case "void":
                del edits[line["number"]]
            case "did":
                edit = edits[line["number"]]
                made = line["made"][0] if line["made"] else edit.listener_id
                edits[line["number"]] = replace(edit, listener_id=made, ended_s=line["at_s"])
    return Report(saw, list(edits.values()), repair)
