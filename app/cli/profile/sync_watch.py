"""`sync --watch`: one connection or all of them, on and on, each for itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.cli.output import CommandFailed, minute, remark, say, show_json
from app.cli.profile import shapes
from app.cli.profile.exits import failed, gravest
from app.cli.profile.session import given_secret, tell_repair
from app.cli.profile.side_by_side import side_by_side
from app.cli.profile.sync import words
from app.domain.control import Cancelled
from app.domain.errors import AppError
from app.domain.sync_state import SyncReport
from app.services.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.cli.profile.session import Session
    from app.domain.control import JobControl
    from app.domain.secret import Secret
    from app.domain.workspace import Connection
    from app.services.workspace import Workspace


def watch(session: Session, connections: Sequence[Connection]) -> None:
    """Sync on and on; a line for each round that did something or failed.

    It ends when it is cancelled, or when none is left that goes on without a person.

    Raises:
        CommandFailed: A person is needed, for at least one of them.
    """
    is_one = len(connections) == 1
    secret = given_secret() if is_one else None
    watched = [_Watched(session, one, secret, is_named=not is_one) for one in connections]
    jobs = [one.run for one in watched]
    try:
        ends = session.attempt(lambda control: side_by_side(control, jobs), doing="")
    except Cancelled:
        return  # before it began
    broken = [failed(one) for one in ends if one is not None and not isinstance(one, Cancelled)]
    failures = [*(one.failure for one in watched if one.failure is not None), *broken]
    if is_one and failures:
        raise failures[0]
    if failures:
        raise CommandFailed(
            f"{len(failures)} of {len(connections)} connections need a person",
            code=gravest(one.code for one in failures),
        )


class _Watched:
    """One connection, and what was said of it last."""

    def __init__(
        self, session: Session, connection: Connection, secret: Secret | None, *, is_named: bool
    ) -> None:
        self.failure: CommandFailed | None = None
        self._session = session
        self._connection = connection
        self._secret = secret
        self._is_named = is_named
        self._workspace: Workspace | None = None
        self._said: SyncReport | str = ""  # what is left to do, or why a round failed

    def run(self, control: JobControl) -> None:
        """Until it is cancelled, or a person is needed."""
        watch = Watch(tell=self._tell)
        try:
            workspace = self._session.connections.open(
                control, self._connection.id, secret=self._secret, announce=watch.hear
            )
            self._workspace = workspace
            try:
                tell_repair(workspace)
                watch.run(control, workspace)
            finally:
                workspace.close()
        except AppError as error:
            self.failure = failed(error)
            if self._is_named:
                remark(f"{self._connection.name}: {self.failure}; it is not watched any more")

    def _tell(self, happened: SyncReport | AppError) -> None:
        if isinstance(happened, AppError):
            failure = str(failed(happened))
            if self._said != failure:
                remark(f"{self._prefix}{failure}; trying again")
            self._said = failure
            return
        left = replace(happened, sent=0, pulled=0, deleted=0)
        if self._said != left or happened != left:
            self._show(happened)
        self._said = left

    def _show(self, report: SyncReport) -> None:
        synced_at = None
        if self._workspace is not None:
            synced_at = self._workspace.sync.overview().synced_at
        if self._session.as_json:
            show_json(shapes.sync(self._connection, report, synced_at))
        else:
            at = minute(shapes.time_text(synced_at))
            say(f"{at} UTC  {self._prefix}{words(report)}")

    @property
    def _prefix(self) -> str:
        return f"{self._connection.name}: " if self._is_named else ""
