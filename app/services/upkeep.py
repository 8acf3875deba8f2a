"""What is done to connections besides opening them: named, coloured, given up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.connect import check_connection_name
from app.domain.errors import NotFound, OnlyReads, Rejected, StoreError
from app.domain.sync_state import SyncState
from app.domain.validation import Refused
from app.domain.workspace import Leaving
from app.services.connection_check import rejected
from app.services.drafts import DraftService
from app.services.in_step import build_in_step
from app.services.no_platform import no_platform

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.ports import (
        ConnectionStore,
        EmbeddedPlatform,
        LocalCopyErasing,
        LocalStore,
        LocalStoreFactory,
        SecretStore,
    )
    from app.domain.times import Clock
    from app.domain.workspace import Connection, Environment, Hue
    from app.services.in_step import InStep
    from app.services.side_rounds import SideRounds
    from app.services.signing_in import SigningIn


class ConnectionUpkeep:
    """The changes of a profile's connections; none of them asks a platform."""

    def __init__(
        self,
        store: ConnectionStore,
        secrets: SecretStore,
        signing_in: SigningIn,
        sandbox: EmbeddedPlatform,
        open_local: LocalStoreFactory,
        erasing: LocalCopyErasing,
        sides: SideRounds,
        *,
        clock: Clock,
    ) -> None:
        self._store = store
        self._secrets = secrets
        self._signing_in = signing_in
        self._sandbox = sandbox
        self._open_local = open_local
        self._erasing = erasing
        self._sides = sides
        self._clock = clock

    def rename(self, control: JobControl, connection_id: str, name: str) -> Connection:
        """Call it something else.

        Raises:
            Rejected: It is no name, or another connection has it.
            NotFound: The connection is gone.
            StoreError: It cannot be kept.
        """
        others = (one for one in self._store.connections() if one.id != connection_id)
        try:
            wanted = check_connection_name(name, others)
        except Refused as exc:
            raise rejected(exc) from exc
        return self._change(control, connection_id, lambda one: replace(one, name=wanted))

    def paint(self, control: JobControl, connection_id: str, hue: Hue) -> Connection:
        """Show it in another colour.

        Raises:
            NotFound: The connection is gone.
            StoreError: It cannot be kept.
        """
        return self._change(control, connection_id, lambda one: replace(one, hue=hue))

    def as_told(
        self, control: JobControl, connection_id: str, environment: Environment
    ) -> Connection:
        """Keep what its platform says that it is for.

        Raises:
            NotFound: The connection is gone.
            StoreError: It cannot be kept.
        """
        return self._change(
            control, connection_id, lambda one: replace(one, environment=environment)
        )

    def open_at_start(self, control: JobControl, connection_id: str, *, on: bool) -> Connection:
        """Whether it is one of those that are opened when the app starts.

        Raises:
            NotFound: The connection is gone.
            StoreError: It cannot be kept.
        """
        return self._change(control, connection_id, lambda one: replace(one, open_at_start=on))

    def only_read(self, control: JobControl, connection_id: str, *, on: bool) -> Connection:
        """Whether nothing may be changed through it; one that is open has to be opened anew.

        Raises:
            NotFound: The connection is gone.
            StoreError: It cannot be kept.
        """
        self._sides.let_go(connection_id)  # its round goes by what was set before
        return self._change(control, connection_id, lambda one: replace(one, read_only=on))

    def leaving(self, control: JobControl, connection_id: str) -> Leaving:
        """What would go with it; the connection must not be open.

        Raises:
            NotFound: It is gone already.
            StoreError: `locked`: another process has the copy.
        """
        control.check()
        self._find(connection_id)
        try:
            with closing(self._open_local(connection_id)) as local:
                return _leaving(local, self._in_step(connection_id, local))
        except StoreError as exc:
            if exc.reason == "locked":
                raise
            return Leaving(is_known=False)  # newer, foreign, damaged: nobody can tell

    def reset_sandbox(
        self, control: JobControl, connection_id: str, *, with_listeners: bool
    ) -> Connection:
        """Have the practice platform be as it was at first; what waits here to be sent stays.

        Raises:
            NotFound: The connection is gone.
            OnlyReads: It is to change nothing.
            PlatformResetError: Nothing was changed.
            PlatformStartError: It was reset, and did not start again.
        """
        control.check()
        connection = self._find(connection_id)
        if connection.read_only:
            raise OnlyReads
        if connection.is_sandbox:
            self._sandbox.reset(with_listeners=with_listeners)
        return connection

    def look_free(self, control: JobControl, connection_id: str) -> None:
        """Make sure that it could be removed now, before a person is asked.

        Raises:
            StoreError: `locked`: somebody has the copy open.
        """
        control.check()
        with self._erasing(connection_id):
            pass

    def remove(self, control: JobControl, connection_id: str) -> None:
        """Forget it with its secrets and its local copy; nothing is done to the platform.

        The connection goes last: whatever ends this early, it is there to be removed again.
        A copy that is not ours, or from a newer version, stays where it is.

        Raises:
            NotFound: It is gone already.
            StoreError: `locked`: somebody has the copy open; nothing was done.
            SecretStoreError: The keyring would not let its secret go; nothing was done.
        """
        control.check()
        connection = self._find(connection_id)
        self._sides.let_go(connection_id)
        names, is_ours = self._secret_names(connection_id)
        with self._erasing(connection_id) as erase:
            if connection.is_sandbox:
                self._sandbox.stop()
            else:
                self._forget(connection)
            for name in names:
                self._secrets.delete(name)
            if is_ours:
                erase()
            self._store.drop(connection_id)

    def _forget(self, connection: Connection) -> None:
        try:
            self._signing_in.forget(connection)
        except Rejected:  # no secret was ever kept for an address like that
            return

    def _secret_names(self, connection_id: str) -> tuple[list[str], bool]:
        """What of its changes and tests is in the keyring, and whether its copy is ours."""
        try:
            with closing(self._open_local(connection_id)) as local:
                kept = self._in_step(connection_id, local)
                return [*kept.outbox.secret_names(), *kept.known_secrets.secret_names()], True
        except StoreError as exc:
            if exc.reason == "locked":
                raise
            return [], exc.reason not in ("newer", "foreign")

    def _in_step(self, connection_id: str, local: LocalStore) -> InStep:
        return build_in_step(connection_id, no_platform(), local, self._secrets, clock=self._clock)

    def _change(
        self, control: JobControl, connection_id: str, change: Callable[[Connection], Connection]
    ) -> Connection:
        control.check()
        changed = self._store.change(connection_id, change)
        if changed is None:
            raise _gone(connection_id)
        return changed

    def _find(self, connection_id: str) -> Connection:
        for one in self._store.connections():
            if one.id == connection_id:
                return one
        raise _gone(connection_id)


def _gone(connection_id: str) -> NotFound:
    return NotFound(f"no connection {connection_id}", status=404, code="not_found")


def _leaving(local: LocalStore, kept: InStep) -> Leaving:
    states = [row.state for row in local.unsettled()]
    states += [one.state for one in kept.outbox.waiting()]
    lost = len([one for one in states if one is not SyncState.CLEAN])
    return Leaving(changes=lost, has_draft=DraftService(local).kept() is not None)
