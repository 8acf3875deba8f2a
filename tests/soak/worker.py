"""A process of a storm: it edits and syncs a desk as a window does, until it is killed."""

from __future__ import annotations

import contextlib
import logging
import random
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from app.domain.errors import AppError
from app.domain.sync_state import LocalListener
from tests.soak.desk import CONTROL, Plan, open_desk
from tests.soak.ledger import DELETED
from tests.soak.processes import end_with_parent
from tests.soak.said import Saying
from tests.support.builders import settings

_MANY: Final = 15  # listeners of its own, from which on a desk makes no more


def work(plan: Plan) -> None:
    """Edit and sync at once, as a window does, for ever."""
    end_with_parent()
    logging.getLogger("app").setLevel(logging.CRITICAL)  # lost answers are the point
    try:
        Worker(plan).work()
    except AppError:  # its disk is gone, or it could not open: all that is left is to be killed
        Path(plan.log).touch()  # nobody has to wait for it
    signal.pause()


class Worker:
    """Whoever sits at a desk: each edit is told before it is made, and once it is acknowledged."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._chance = random.Random(plan.seed)
        self.desk = open_desk(plan.profile, plan.token)
        self._saying = Saying(Path(plan.log))
        self._edits = 0
        seen = {
            row.id: (DELETED if row.delete_wanted else row.settings.name, row.settings.signing)
            for row in self.desk.listeners.cached()
        }
        repair = self.desk.repair
        self._saying.saw(seen, "" if repair is None else str(repair))

    def work(self) -> None:
        """Whatever comes to mind, for ever."""
        threading.Thread(target=self._sync, daemon=True).start()
        while True:
            time.sleep(self._chance.random() ** 3 * 0.03)
            rows = [row for row in self.desk.listeners.cached() if not row.delete_wanted]
            ours = [row for row in rows if self._is_ours(row)]
            theirs = [row for row in rows if not self._is_ours(row)]
            what = self._chance.random()
            if not ours or (what < 0.3 and len(ours) < _MANY):
                self.create()
            elif what < 0.7 or (what < 0.9 and not theirs):
                self.rename(self._chance.choice(ours))
            elif what < 0.9:
                self.sign(self._chance.choice(theirs))
            else:
                self.delete(self._chance.choice(ours))

    def create(self) -> str:
        """A listener of this desk; its id."""
        name = self._fresh_name()
        with self._saying.told("name", "", name) as made:
            made.append(self.desk.listeners.create(CONTROL, settings(name=name)).id)
        return made[0]

    def rename(self, row: LocalListener) -> None:
        """One of this desk's."""
        name = self._fresh_name()
        with self._saying.told("name", row.id, name, was=row.settings.name):
            self._edit(row.id, name=name)

    def sign(self, row: LocalListener) -> None:
        """Switch the signing of one of the other desk's."""
        value = not row.settings.signing
        with self._saying.told("signing", row.id, value):
            self._edit(row.id, signing=value)

    def delete(self, row: LocalListener) -> None:
        """One of this desk's."""
        with self._saying.told("name", row.id, DELETED, was=row.settings.name):
            self.desk.listeners.delete(CONTROL, [row.id])

    def end(self) -> None:
        """Of a process that is not killed."""
        self._saying.close()
        self.desk.close()

    def _sync(self) -> None:
        chance = random.Random(f"{self._plan.seed} sync")
        while True:
            with contextlib.suppress(AppError):
                self.desk.rounds.run(CONTROL)
            time.sleep(chance.random() ** 2 * 0.1)

    def _is_ours(self, row: LocalListener) -> bool:
        return row.settings.name.startswith(f"desk {self._plan.desk} ")

    def _fresh_name(self) -> str:
        self._edits += 1
        return f"desk {self._plan.desk} {self._plan.seed} {self._edits}"

    def _edit(self, listener_id: str, **changes: Any) -> None:
        self.desk.listeners.edit_by(
            CONTROL, listener_id, lambda row: replace(row.settings, **changes)
        )
