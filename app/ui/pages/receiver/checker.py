"""Which secret signatures are checked with: a listener's, one that is entered, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.listener import Kind
from app.domain.secret import Secret
from app.domain.signature import BadSigningSecret, check_secret
from app.domain.sync_state import LocalListener

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner


class Listeners(Protocol):
    """Whose secret a signature may be checked with."""

    def cached(self) -> list[LocalListener]: ...


class Signing(Protocol):
    """Where a listener's secret is asked for."""

    def reveal(self, control: JobControl, listener_id: str) -> Secret: ...


class CheckWith(Enum):
    """What else than a listener's secret a signature is checked with."""

    NOTHING = auto()
    ENTERED = auto()


@dataclass(frozen=True, slots=True)
class CheckState:
    """What the page shows of it.

    Attributes:
        check_with: A listener's id, or a member of `CheckWith`.
        listeners: Those that send to this receiver.
        is_asking: A listener's secret is on its way.
        is_malformed: What was entered is no signing secret.
    """

    check_with: str | CheckWith = CheckWith.NOTHING
    listeners: tuple[LocalListener, ...] = ()
    is_asking: bool = False
    is_malformed: bool = False
    error: AppError | None = None


class SignatureChecker(QObject):
    """Asks for a secret when a person chose whose; keeps it in memory only."""

    state_changed = Signal(object)  # CheckState
    secrets_changed = Signal()

    def __init__(
        self,
        listeners: Listeners,
        signing: Signing,
        runner: TaskRunner,
        events: AppEvents,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._listeners, self._signing, self._runner = listeners, signing, runner
        self.state = CheckState()
        self._secret: Secret | None = None
        self._base_url = ""
        events.listeners_changed.connect(self._read_listeners)

    def revealed(self) -> list[str]:
        """The secrets to check with, for as long as that takes."""
        return [] if self._secret is None else [self._secret.reveal()]

    def look_for(self, base_url: str) -> None:
        """Find the listeners that send to this address."""
        self._base_url = base_url
        self._read_listeners()

    def choose(self, what: str | CheckWith) -> None:
        """Check with a listener's secret, with one that is entered, or not at all."""
        self._keep(None)
        if isinstance(what, CheckWith):
            self._set(CheckState(what, self.state.listeners))
            return
        self._set(CheckState(what, self.state.listeners, is_asking=True))
        signing = self._signing
        task = self._runner.submit(
            lambda control: _Revealed(what, signing.reveal(control, what)),
            name="receiver.reveal",
            key="receiver.reveal",
            owner=self,
        )
        task.succeeded.connect(self._take_secret)
        task.failed.connect(lambda error: self._explain_secret(what, error))

    def enter(self, secret: Secret | None) -> None:
        """Check with this secret; None with none."""
        try:
            if secret is not None:
                check_secret(secret.reveal())
        except BadSigningSecret:
            self._set(replace(self.state, is_malformed=True))
            self._keep(None)
            return
        self._set(replace(self.state, is_malformed=False))
        self._keep(secret)

    @Slot()
    def _read_listeners(self) -> None:
        listeners, base_url = self._listeners, self._base_url
        task = self._runner.submit(
            lambda _control: tuple(one for one in listeners.cached() if _sends_to(one, base_url)),
            name="receiver.listeners",
            key="receiver.listeners",
            owner=self,
        )
        task.succeeded.connect(self._take_listeners)
        task.failed.connect(self._explain)

    @Slot(object)
    def _take_listeners(self, found: tuple[LocalListener, ...]) -> None:
        self._set(replace(self.state, listeners=found))

    @Slot(object)
    def _take_secret(self, revealed: _Revealed) -> None:
        if self.state.check_with == revealed.listener_id:
            self._set(replace(self.state, is_asking=False))
            self._keep(revealed.secret)

    def _explain_secret(self, listener_id: str, error: AppError) -> None:
        if self.state.check_with == listener_id:
            self._set(replace(self.state, is_asking=False, error=error))

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._set(replace(self.state, error=error))

    def _keep(self, secret: Secret | None) -> None:
        if secret != self._secret:
            self._secret = secret
            self.secrets_changed.emit()

    def _set(self, state: CheckState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


@dataclass(frozen=True, slots=True)
class _Revealed:
    listener_id: str
    secret: Secret


def _sends_to(row: LocalListener, base_url: str) -> bool:
    to = row.settings.destination
    if to.kind is not Kind.ENDPOINT or not base_url:
        return False
    return urlsplit(to.url).netloc == urlsplit(base_url).netloc
