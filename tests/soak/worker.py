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

from app.domain.credential import Credential, CredentialDraft
from app.domain.errors import AppError
from app.domain.listener_draft import ListenerDraft
from app.domain.secret import Secret
from app.domain.sync_state import LocalListener
from app.services.workspace import Workspace
from tests.soak.desk import CONTROL, Plan, open_desk, secret_of
from tests.soak.ledger import DELETED, Key, Value
from tests.soak.processes import end_with_parent
from tests.soak.said import Saying
from tests.support.builders import settings

_MANY: Final = 15  # listeners of its own, from which on a desk makes no more
_SOME: Final = 6  # credentials, likewise


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
        self.desk = open_desk(plan.profile, plan.token, plan.keyring)
        self._saying = Saying(Path(plan.log))
        self._edits = 0
        repair = self.desk.repair
        self._saying.saw(seen_at(self.desk, plan.desk), "" if repair is None else str(repair))

    def work(self) -> None:
        """Whatever comes to mind, for ever."""
        threading.Thread(target=self._sync, daemon=True).start()
        while True:
            time.sleep(self._chance.random() ** 3 * 0.03)
            what = self._chance.random()
            if what < 0.7:
                self._do_something_to_a_listener()
            elif what < 0.9:
                with contextlib.suppress(AppError):  # the platform was asked, and said no
                    self._do_something_to_a_credential()
            else:
                self.draft(is_wanted=self._chance.random() < 0.8)

    def create(self, credential_id: str | None = None) -> str:
        """A listener of this desk; its id."""
        name = self._fresh_name()
        auth = {"auth_type": "bearer", "credential_id": credential_id} if credential_id else {}
        with self._saying.told(Key("name", ""), name) as made:
            made.append(self.desk.listeners.create(CONTROL, settings(name=name, **auth)).id)
        return made[0]

    def rename(self, row: LocalListener) -> None:
        """One of this desk's."""
        name = self._fresh_name()
        with self._saying.told(Key("name", row.id), name, was=row.settings.name):
            self._edit(row.id, name=name)

    def sign(self, row: LocalListener) -> None:
        """Switch the signing of one of the other desk's."""
        value = not row.settings.signing
        with self._saying.told(Key("signing", row.id), value):
            self._edit(row.id, signing=value)

    def delete(self, row: LocalListener) -> None:
        """One of this desk's."""
        with self._saying.told(Key("name", row.id), DELETED, was=row.settings.name):
            self.desk.listeners.delete(CONTROL, [row.id])

    def create_credential(self) -> str:
        """A credential of this desk; its id."""
        name = self._fresh_name()
        with self._saying.told(Key("credential", ""), name, with_secret=True) as made:
            made.append(self.desk.credentials.create(CONTROL, _draft(name, name)).id)
        return made[0]

    def change_credential(self, one: Credential, *, with_secret: bool) -> None:
        """Its name, and its secret or not."""
        name, key = self._fresh_name(), Key("credential", one.id)
        with self._saying.told(key, name, was=one.name, with_secret=with_secret):
            draft = _draft(name, name if with_secret else "")
            self.desk.credentials.update(CONTROL, one.id, draft)

    def delete_credential(self, one: Credential) -> None:
        """One of this desk's."""
        with self._saying.told(Key("credential", one.id), DELETED, was=one.name):
            self.desk.credentials.delete(CONTROL, one.id)

    def draft(self, *, is_wanted: bool = True) -> None:
        """Keep what is in a form, or give it up."""
        name = self._fresh_name() if is_wanted else DELETED
        with self._saying.told(Key("draft", f"desk {self._plan.desk}"), name):
            if name is DELETED:
                self.desk.drafts.forget(CONTROL)
            else:
                self.desk.drafts.keep(CONTROL, ListenerDraft(name=name), None)

    def end(self) -> None:
        """Of a process that is not killed."""
        self._saying.close()
        self.desk.close()

    def _do_something_to_a_listener(self) -> None:
        rows = [row for row in self.desk.listeners.cached() if not row.delete_wanted]
        ours = [row for row in rows if self._is_ours(row.settings.name)]
        theirs = [row for row in rows if not self._is_ours(row.settings.name)]
        what = self._chance.random()
        if not ours or (what < 0.3 and len(ours) < _MANY):
            named = [one.id for one in self._credentials() if _is_for_listeners(one)]
            self.create(self._chance.choice(named) if named and what < 0.1 else None)
        elif what < 0.7 or (what < 0.9 and not theirs):
            self.rename(self._chance.choice(ours))
        elif what < 0.9:
            self.sign(self._chance.choice(theirs))
        else:
            self.delete(self._chance.choice(ours))

    def _do_something_to_a_credential(self) -> None:
        ours, what = self._credentials(), self._chance.random()
        free = [one for one in ours if not _is_for_listeners(one)]
        if not ours or (what < 0.3 and len(ours) < _SOME):
            self.create_credential()
        elif what < 0.85 or not free:
            self.change_credential(self._chance.choice(ours), with_secret=what < 0.6)
        else:
            self.delete_credential(self._chance.choice(free))

    def _credentials(self) -> list[Credential]:
        return [one for one in self.desk.credentials.cached() if self._is_ours(one.name)]

    def _sync(self) -> None:
        chance = random.Random(f"{self._plan.seed} sync")
        while True:
            with contextlib.suppress(AppError):
                self.desk.rounds.run(CONTROL)
            time.sleep(chance.random() ** 2 * 0.1)

    def _is_ours(self, name: str) -> bool:
        return name.startswith(f"desk {self._plan.desk} ")

    def _fresh_name(self) -> str:
        self._edits += 1
        return f"desk {self._plan.desk} {self._plan.seed} {self._edits}"

    def _edit(self, listener_id: str, **changes: Any) -> None:
        self.desk.listeners.edit_by(
            CONTROL, listener_id, lambda row: replace(row.settings, **changes)
        )


def seen_at(desk: Workspace, number: int) -> dict[Key, Value]:
    """What whoever sits there sees: what is deleted is not there."""
    seen: dict[Key, Value] = {}
    for row in desk.listeners.cached():
        seen[Key("name", row.id)] = DELETED if row.delete_wanted else row.settings.name
        seen[Key("signing", row.id)] = row.settings.signing
    seen |= {Key("credential", one.id): one.name for one in desk.credentials.cached()}
    kept = desk.drafts.kept()
    return seen | {Key("draft", f"desk {number}"): DELETED if kept is None else kept.draft.name}


def _draft(name: str, secret_name: str) -> CredentialDraft:
    secrets = {"token": Secret(secret_of(secret_name))} if secret_name else {}
    return CredentialDraft("bearer", name, {}, secrets)


def _is_for_listeners(one: Credential) -> bool:
    """Every other one may be named by listeners, and is never deleted then."""
    return int(one.id[-1], 36) % 2 == 0
