"""One action on many listeners, with an outcome for each of them.

Edits are local and done in moments; tests go to the platform one after the other.  Who
cancels half-way still learns what was done: outcomes are gathered as they come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from app.domain.control import Cancelled, JobControl
from app.domain.errors import (
    AppError,
    Busy,
    NetworkError,
    NotAuthorised,
    NotFound,
    PermissionMissing,
)
from app.domain.ids import new_id
from app.domain.listener import Mode, Status
from app.domain.sync_state import SyncState

if TYPE_CHECKING:
    from app.domain.control import Progress
    from app.domain.delivery import Attempt
    from app.domain.listener import ListenerSettings
    from app.domain.sync_state import LocalListener

_PATIENCE: Final = 20  # times that a platform may say "later" about one test
_USUAL_WAIT_S: Final = 5.0
_ENDS_IT: Final = (NetworkError, NotAuthorised, PermissionMissing)  # the next would fare alike


class BulkAction(StrEnum):
    """What can be done with many listeners at once."""

    TURN_ON = "turn_on"
    TURN_OFF = "turn_off"
    PAUSE = "pause"
    TEST = "test"
    DUPLICATE = "duplicate"
    DELETE = "delete"


MODES: Final[Mapping[BulkAction, Mode]] = {
    BulkAction.TURN_ON: Mode.ENABLED,
    BulkAction.TURN_OFF: Mode.DISABLED,
    BulkAction.PAUSE: Mode.PAUSED,
}


class Obstacle(StrEnum):
    """Why nothing was done with one of them, where no error says it."""

    GONE = "gone"
    CONFLICT = "conflict"
    NEVER_ACTIVE = "never_active"
    NOT_REACHED = "not_reached"  # cancelled before its turn


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one listener; done where neither obstacle nor error is named.

    Attributes:
        attempt: Of a test, whatever the endpoint answered.
    """

    listener_id: str
    obstacle: Obstacle | None = None
    error: AppError | None = None
    attempt: Attempt | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is as it was wanted."""
        refused = self.attempt is not None and self.attempt.error is not None
        return self.obstacle is None and self.error is None and not refused


class Listeners(Protocol):
    """What is needed of the listener service."""

    def get(self, listener_id: str) -> LocalListener | None: ...
    def set_mode(
        self, control: JobControl, listener_ids: Sequence[str], mode: Mode
    ) -> list[LocalListener]: ...
    def delete(self, control: JobControl, listener_ids: Sequence[str]) -> None: ...
    def duplicate(
        self,
        control: JobControl,
        copies: Mapping[str, str],
        name_of: Callable[[LocalListener], str],
    ) -> None: ...


class Tests(Protocol):
    """What is needed of the test service."""

    def by_platform(
        self,
        control: JobControl,
        settings: ListenerSettings,
        *,
        listener_id: str | None = None,
    ) -> Attempt: ...


class BulkRun:
    """One such action: a job that can be run once."""

    def __init__(
        self,
        listeners: Listeners,
        tests: Tests,
        action: BulkAction,
        listener_ids: Sequence[str],
        *,
        copy_name: Callable[[LocalListener], str] = lambda row: row.settings.name,
    ) -> None:
        self._listeners = listeners
        self._tests = tests
        self.action = action
        self._ids = tuple(listener_ids)
        self._copy_name = copy_name
        self._found: dict[str, Outcome] = {}
        self._inner = JobControl(self._progressed)
        self._control = JobControl()  # of the job, as soon as there is one

    def stop(self) -> None:
        """Do the rest no more, from any thread; what was done is still told."""
        self._inner.cancel()

    def __call__(self, control: JobControl) -> tuple[Outcome, ...]:
        """Do it; one outcome for each, in order.

        Raises:
            Cancelled: The job was cancelled, so nobody listens any more.
        """
        self._control = control
        with control.on_cancel(self.stop):
            try:
                self._inner.check()
                self._do(self._inner, [one for one in self._ids if self._judge(one)])
            except Cancelled:
                control.check()
        missing = Obstacle.NOT_REACHED
        return tuple(self._found.get(one) or Outcome(one, missing) for one in self._ids)

    def _progressed(self, news: Progress) -> None:
        self._control.progress(news.done, news.total)

    def _do(self, control: JobControl, possible: Sequence[str]) -> None:
        match self.action:
            case BulkAction.TEST:
                self._test(control, possible)
            case BulkAction.DUPLICATE:
                copies = {one: new_id("lst") for one in possible}
                self._edit(
                    possible,
                    lambda one: self._listeners.get(copies[one]) is not None,
                    lambda: self._listeners.duplicate(control, copies, self._copy_name),
                )
            case BulkAction.DELETE:
                self._edit(
                    possible, self._is_deleted, lambda: self._listeners.delete(control, possible)
                )
            case action:
                mode = MODES[action]
                self._edit(
                    possible,
                    lambda one: self._has_mode(one, mode),
                    lambda: self._listeners.set_mode(control, possible, mode),
                )

    def _judge(self, listener_id: str) -> bool:
        """Whether there is nothing against it; else that is its outcome."""
        row = self._listeners.get(listener_id)
        against = None
        if row is None or (row.delete_wanted and row.is_waiting):
            against = None if self.action is BulkAction.DELETE else Obstacle.GONE
        elif self.action in MODES and row.state is SyncState.CONFLICT:
            against = Obstacle.CONFLICT
        elif (
            self.action is BulkAction.TURN_ON
            and row.base is not None
            and row.base.status is Status.UNSUPPORTED
        ):
            against = Obstacle.NEVER_ACTIVE
        if against is not None:
            self._found[listener_id] = Outcome(listener_id, against)
        return against is None

    # Edits: all in the local copy, so they are looked at once they are over -----------

    def _edit(
        self, ids: Sequence[str], is_done: Callable[[str], bool], edit: Callable[[], object]
    ) -> None:
        error: AppError | None = None
        against: Obstacle | None = None
        try:
            edit()
        except AppError as exc:
            error = exc
        except Cancelled:
            against = Obstacle.NOT_REACHED
            raise
        finally:
            for one in ids:
                if is_done(one):
                    self._found[one] = Outcome(one)
                elif self._listeners.get(one) is None:
                    self._found[one] = Outcome(one, Obstacle.GONE)
                else:
                    self._found[one] = Outcome(one, against, error)

    def _has_mode(self, listener_id: str, mode: Mode) -> bool:
        row = self._listeners.get(listener_id)
        if row is None or row.settings.mode is not mode:
            return False
        is_stopped = row.base is not None and row.base.status is Status.SUSPENDED
        return mode is not Mode.ENABLED or not is_stopped or row.resume_wanted

    def _is_deleted(self, listener_id: str) -> bool:
        row = self._listeners.get(listener_id)
        return row is None or row.delete_wanted

    # Tests: the platform is asked for one after the other ------------------------------

    def _test(self, control: JobControl, ids: Sequence[str]) -> None:
        for number, one in enumerate(ids):
            control.progress(number, len(ids))
            outcome = self._test_one(control, one)
            self._found[one] = outcome
            if isinstance(outcome.error, _ENDS_IT):
                rest = ids[number + 1 :]
                self._found |= {other: Outcome(other, error=outcome.error) for other in rest}
                return

    def _test_one(self, control: JobControl, listener_id: str) -> Outcome:
        row = self._listeners.get(listener_id)
        if row is None:
            return Outcome(listener_id, Obstacle.GONE)
        saved_id = listener_id if row.is_created else None
        error: AppError | None = None
        for _again in range(_PATIENCE):
            try:
                attempt = self._tests.by_platform(control, row.settings, listener_id=saved_id)
                return Outcome(listener_id, attempt=attempt)
            except Busy as exc:  # so many tests a minute, and no more
                error = exc
                control.sleep(exc.retry_after_s or _USUAL_WAIT_S)
            except NotFound as exc:
                gone = exc.code == "not_found"
                return Outcome(listener_id, Obstacle.GONE if gone else None, None if gone else exc)
            except AppError as exc:
                return Outcome(listener_id, error=exc)
        return Outcome(listener_id, error=error)
