"""What two computers do to credentials, and how it is judged: a part of `TwoComputers`.

A credential is changed on the platform directly where that can be reached, and waits where
it cannot.  Each change gives it a new name, and a new secret or none, so that the platform's
own record tells of each whether it was made, and how often.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, consumes, invariant, multiple, rule

from app.domain.credential import CredentialDraft
from app.domain.errors import ApiError, AppError
from app.domain.pending import ChangeKind
from app.domain.secret import Secret
from app.domain.sync_state import SyncState
from tests.support.chaos_proxy import ChaosProxy
from tests.support.mortal_computer import CONTROL, MortalComputer

SECRET_OF: Final = "hush-of-the-machine-{:04}"  # the platform shows the last four of it
desks = st.sampled_from((0, 1))
lost = st.sampled_from(("pass", "lose", "half", "twice", "garbage", "refuse", "fault"))
when = st.sampled_from(("before", "after"))


class CredentialRules:
    """Its state is made by `begin_credentials`; the machine has the computers and the proxy."""

    credential_ids = Bundle("credential_ids")
    computers: list[MortalComputer]
    kills: int
    _proxy: ChaosProxy

    def begin_credentials(self) -> None:
        """Nobody has made one yet."""
        self.credential_edits = 0
        # The number of the last change that was acknowledged and not given up, by id.
        self._owed_credentials: list[dict[str, int]] = [{}, {}]
        self._owed_secrets: list[dict[str, int]] = [{}, {}]
        self._touched: dict[str, set[int]] = {}  # who tried to change it
        self._deleted: set[str] = set()  # somebody tried to
        self._taken_back: set[str] = set()
        self._number_of: dict[str, int] = {}  # by name

    # What people do ---------------------------------------------------------------------

    @rule(target=credential_ids, desk=desks, fault=lost)
    def create_credential(self, desk: int, fault: str) -> Any:
        return self._created(desk, self._fresh(), fault)

    @rule(target=credential_ids, desk=desks, fault=lost)
    def create_credential_twice(self, desk: int, fault: str) -> Any:
        """Who hears nothing tries the same once more; so does who starts the app again."""
        number = self._fresh()
        self._dying(desk, lambda one: one.create(CONTROL, _draft(number)), "after")
        return self._created(desk, number, fault)

    def _created(self, desk: int, number: int, fault: str) -> Any:
        with self._answered_with(fault):
            made = self._try(desk, None, lambda one: one.create(CONTROL, _draft(number)).id)
        if made is None:
            return multiple()
        self._acknowledge(desk, made, number, with_secret=True)
        return made

    @rule(desk=desks, credential_id=credential_ids, fault=lost, with_secret=st.booleans())
    def change_credential(
        self, desk: int, credential_id: str, fault: str, with_secret: bool
    ) -> None:
        if not self._is_shown(desk, credential_id):
            return
        number = self._fresh()
        draft = _draft(number, with_secret=with_secret)
        with self._answered_with(fault):
            done = self._try(
                desk, credential_id, lambda one: one.update(CONTROL, credential_id, draft)
            )
        if done is not None:
            self._acknowledge(desk, credential_id, number, with_secret=with_secret)

    @rule(target=credential_ids, desk=desks, credential_id=consumes(credential_ids), fault=lost)
    def delete_credential(self, desk: int, credential_id: str, fault: str) -> Any:
        if not self._is_shown(desk, credential_id):
            return credential_id
        self._deleted.add(credential_id)
        with self._answered_with(fault):
            self._try(
                desk, credential_id, lambda one: one.delete(CONTROL, credential_id), is_use=True
            )
        return multiple()

    @rule(desk=desks, credential_id=credential_ids)
    def take_back_credential(self, desk: int, credential_id: str) -> None:
        waiting = self.computers[desk].credentials.waiting().get(credential_id)
        if waiting is None:
            return
        if waiting.base is None and waiting.kind is not ChangeKind.DELETE:
            self._deleted.add(credential_id)
        self._give_up_credential(desk, credential_id)

    @rule(desk=desks, credential_id=credential_ids)
    def use_credential(self, desk: int, credential_id: str) -> None:
        """A listener that names it, maybe made while nobody there knows of either."""
        if self._is_shown(desk, credential_id):
            self.make_listener(desk, auth_type="basic", credential_id=credential_id)

    def make_listener(self, desk: int, **changes: Any) -> str:
        """Of the machine: a new listener at this desk."""
        raise NotImplementedError

    # What the world does ----------------------------------------------------------------

    @rule(desk=desks)
    def read_credentials(self, desk: int) -> None:
        self.computers[desk].credentials.refresh(CONTROL)

    @rule(desk=desks, credential_id=credential_ids, moment=when, with_secret=st.booleans())
    def kill_while_changing(
        self, desk: int, credential_id: str, moment: str, with_secret: bool
    ) -> None:
        if not self._is_shown(desk, credential_id):
            return
        self._touched.setdefault(credential_id, set()).add(desk)
        draft = _draft(self._fresh(), with_secret=with_secret)
        self._dying(desk, lambda one: one.update(CONTROL, credential_id, draft), moment)
        # Nobody was told that it was done: it may be, and what is owed may be overwritten.
        self._owed_credentials[desk].pop(credential_id, None)
        self._owed_secrets[desk].pop(credential_id, None)

    @rule(desk=desks, credential_id=credential_ids, moment=when)
    def kill_while_deleting(self, desk: int, credential_id: str, moment: str) -> None:
        if not self._is_shown(desk, credential_id):
            return
        self._deleted.add(credential_id)
        self._touched.setdefault(credential_id, set()).add(desk)
        self._dying(desk, lambda one: one.delete(CONTROL, credential_id), moment)

    @invariant()
    def no_credential_is_in_conflict_with_its_only_owner(self) -> None:
        for desk, computer in enumerate(self.computers):
            for one in computer.credentials.waiting().values():
                if one.state is SyncState.CONFLICT:
                    self._judge_conflict(desk, one.id, f"{one}")

    # The end ----------------------------------------------------------------------------

    def settle_credentials(self, desk: int) -> None:
        """Once more, with nothing in the way; conflicts and what is refused are given up."""
        computer = self.computers[desk]
        computer.credentials.refresh(CONTROL)
        for one in list(computer.credentials.waiting().values()):
            if not one.is_waiting:
                self._give_up_credential(desk, one.id)

    def judge_credentials(self, there: list[Any], log: list[Any]) -> None:
        """Args: the platform's credentials, and its record, the oldest first."""
        found = {one["id"]: one for one in there}
        for computer in self.computers:
            assert computer.credentials.waiting() == {}
            assert computer.secrets.kept == {}, "a secret was left in the keyring"
            known = {one.id: one.etag for one in computer.credentials.cached()}
            assert known == {name: one["etag"] for name, one in found.items()}
        self._judge_record(log)
        for desk, owed in enumerate(self._owed_credentials):
            for name, number in owed.items():
                if name in self._deleted or self._touched[name] != {desk}:
                    continue
                assert name in found, f"{name} never arrived"
                assert found[name]["name"] == _name(number), f"{number} never arrived: {found}"
        for desk, owed in enumerate(self._owed_secrets):
            for name, number in owed.items():
                if name in self._deleted or self._touched[name] != {desk}:
                    continue
                hint = found[name]["secret_hints"]["password"]
                assert hint.endswith(f"{number:04}"), f"secret {number} never arrived: {hint}"

    def _judge_record(self, log: list[Any]) -> None:
        given: Counter[str] = Counter()
        for entry in log:
            if entry["resource"]["type"] != "credential" or entry["after"] is None:
                continue
            before, name = entry["before"] or {}, entry["after"]["name"]
            if entry["resource"]["id"] in self._taken_back:
                continue
            assert before.get("name") != name, f"a change was made twice: {entry}"
            given[name] += 1
        twice = [name for name, times in given.items() if times > 1]
        assert not twice, f"a change was made twice: {twice}"

    # Inside -----------------------------------------------------------------------------

    def _try(
        self,
        desk: int,
        credential_id: str | None,
        job: Callable[[Any], Any],
        *,
        is_use: bool = False,
    ) -> Any:
        """What came of it; None when it was not done, and the person was told so."""
        if credential_id is not None:
            self._touched.setdefault(credential_id, set()).add(desk)
        try:
            return job(self.computers[desk].credentials)
        except ApiError as exc:
            told = exc
        except AppError:
            return None
        is_conflict = told.status in (404, 412) or (told.status == 409 and not is_use)
        if credential_id is not None and is_conflict:
            self._judge_conflict(desk, credential_id, repr(told))
        assert credential_id is not None or told.status in (500, 503), repr(told)
        return None

    def _judge_conflict(self, desk: int, credential_id: str, told: str) -> None:
        if credential_id in self._deleted or credential_id in self._taken_back:
            return
        assert self._touched.get(credential_id, set()) != {desk}, f"in conflict with itself: {told}"

    def _dying(self, desk: int, job: Callable[[Any], Any], moment: str) -> None:
        computer = self.computers[desk]
        self.kills += 1
        computer.do_and_die(lambda: job(computer.credentials), 1, moment)

    @contextlib.contextmanager
    def _answered_with(self, fault: str) -> Any:
        self._proxy.plan_of_writes[:] = [fault] * 3
        try:
            yield
        finally:
            self._proxy.plan_of_writes.clear()

    def _acknowledge(self, desk: int, name: str, number: int, *, with_secret: bool) -> None:
        self._touched.setdefault(name, set()).add(desk)
        self._owed_credentials[desk][name] = number
        if with_secret:
            self._owed_secrets[desk][name] = number

    def _give_up_credential(self, desk: int, credential_id: str) -> None:
        self._taken_back.add(credential_id)
        self.computers[desk].credentials.take_back(CONTROL, credential_id)
        self._owed_credentials[desk].pop(credential_id, None)
        self._owed_secrets[desk].pop(credential_id, None)

    def _is_shown(self, desk: int, credential_id: str) -> bool:
        shown = self.computers[desk].credentials.cached()
        return any(one.id == credential_id for one in shown)

    def _fresh(self) -> int:
        self.credential_edits += 1
        return self.credential_edits


def _name(number: int) -> str:
    return f"credential edit {number}"


def _draft(number: int, *, with_secret: bool = True) -> CredentialDraft:
    secrets = {"password": Secret(SECRET_OF.format(number))} if with_secret else {}
    return CredentialDraft("basic", _name(number), {"username": "svc"}, secrets)
