"""Secrets in the system's keyring, or in memory until the app ends; never in a file.

A keyring may be missing, locked, waiting for a person, full, or pretend: every call has
a limit, every secret that is set is read back, and after the first failure the rest of
the session does without, so that nobody is asked again and again.  One that only takes its
time, because a person is asked to unlock it, is waited for: what is in it is not gone.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from app import DISTRIBUTION
from app.adapters.keyring_backends import Backend, choose_backend
from app.domain.errors import SecretStoreError
from app.domain.secret import Secret
from app.domain.workspace import SecretStorage

T = TypeVar("T")

log = logging.getLogger(__name__)

LIMIT_S: Final = 3.0
# Windows keeps 2,560 bytes of UTF-16.  Refused everywhere, so that a profile can move.
LIMIT_BYTES: Final = 2560
_USER: Final = "secret"
_WAITING: Final = "timed_out"
_LOCKED: Final = ("KeyringLocked", "LockedException", "PromptDismissedException")


class KeyringSecrets:
    """Satisfies `app.domain.ports.SecretStore`; to be called on worker threads.

    Each secret has a service name of its own: with two users under one service, the
    Windows backend would copy the older one about.
    """

    def __init__(
        self,
        *,
        choose: Callable[[], Backend | None] = choose_backend,
        limit_s: float = LIMIT_S,
        learn: Callable[[Secret], None] = lambda _secret: None,
        lasting: bool = False,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        """Prepare; the keyring is first asked when it is first needed.

        Args:
            choose: Finds the backend.
            limit_s: How long a call may take.
            learn: Told of every secret, so that logs can leave it out.
            lasting: This process ends at once: refuse what only it would remember.
            answered: Told, on any thread, when a keyring has answered that was waited for.
        """
        self._choose = choose
        self._limit_s = limit_s
        self._learn = learn
        self._lasting = lasting
        self._answered = answered
        self._lock = threading.RLock()
        self._memory: dict[str, Secret] = {}
        self._backend: Backend | None = None
        self._is_chosen = False
        self._failure: SecretStoreError | None = None

    @property
    def storage(self) -> SecretStorage:
        """Where secrets go, as far as is known: `probe` makes sure."""
        is_without = self._failure is not None and not (self._is_waiting and not self._memory)
        return SecretStorage.SESSION_ONLY if is_without else SecretStorage.KEYRING

    @property
    def _is_waiting(self) -> bool:
        """Whether a call goes on that was given up: the keyring's own window may be open."""
        return self._failure is not None and self._failure.reason == _WAITING

    def probe(self) -> SecretStorage:
        """Find out whether there is a usable keyring, without asking anybody anything."""
        with self._lock:
            try:
                self._usable()
            except SecretStoreError as exc:
                log.info("secrets are kept for this session only: %s", exc)
            return self.storage

    def get(self, name: str) -> Secret | None:
        """The secret, or None when there is none.

        Raises:
            SecretStoreError: The keyring has failed; said once, for then it is left alone, but
                for as long as it is waited for.
        """
        with self._lock:
            if name in self._memory:
                return self._memory[name]
            if self._failure is not None and not self._is_waiting:
                return None
            text = self._ask(lambda one: one.get_password(_service(name), _USER))
            return None if text is None else self._known(text)

    def set(self, name: str, secret: Secret) -> SecretStorage:
        text = secret.reveal()
        self._learn(secret)
        size = len(text.encode("utf-16-le", "surrogatepass"))
        if size > LIMIT_BYTES:
            raise SecretStoreError(
                f"{size} bytes are more than the {LIMIT_BYTES} that keyrings keep",
                reason="too_large",
            )
        with self._lock:
            try:
                if self._failure is None:
                    self._replace(_service(name), text)
                    self._memory.pop(name, None)
                    return SecretStorage.KEYRING
            except SecretStoreError as exc:
                if exc.reason == "not_kept" or self._lasting:
                    raise
            if self._lasting and self._failure is not None:
                raise self._failure
            self._memory[name] = secret
            return SecretStorage.SESSION_ONLY

    def delete(self, name: str) -> None:
        with self._lock:
            self._memory.pop(name, None)
            if self._failure is not None and not self._is_waiting:
                return
            service = _service(name)
            if self._ask(lambda one: one.get_password(service, _USER)) is not None:
                self._ask(lambda one: one.delete_password(service, _USER))

    def _replace(self, service: str, text: str) -> None:
        """Set and read back; what was there before comes back if it did not work."""
        before = self._ask(lambda one: one.get_password(service, _USER))
        failure: SecretStoreError | None = None
        try:
            self._ask(lambda one: one.set_password(service, _USER, text))
            after = self._ask(lambda one: one.get_password(service, _USER))
        except SecretStoreError as exc:
            if exc.reason != "not_kept":
                raise
            failure, after = exc, None
        if after == text:
            return
        if after != before:
            self._restore(service, before)
        raise failure or SecretStoreError("the keyring kept something else", reason="not_kept")

    def _restore(self, service: str, before: str | None) -> None:
        try:
            if before is None:
                self._ask(lambda one: one.delete_password(service, _USER))
            else:
                self._ask(lambda one: one.set_password(service, _USER, before))
        except SecretStoreError as exc:
            log.warning("the secret kept before could not be put back: %s", exc)

    def _usable(self) -> Backend:
        if self._failure is not None:
            raise self._failure
        if not self._is_chosen:
            self._backend = self._limited(self._choose)
            self._is_chosen = True
        if self._backend is None:
            self._failure = SecretStoreError("no usable keyring", reason="unavailable")
            raise self._failure
        return self._backend

    def _ask(self, call: Callable[[Backend], T]) -> T:
        backend = self._usable()
        return self._limited(lambda: call(backend))

    def _limited(self, call: Callable[[], T]) -> T:
        """Run a call that may block for ever, and give up on it in time."""
        answer: list[T] = []
        error: list[Exception] = []
        done = threading.Event()
        given_up: list[SecretStoreError] = []

        def run() -> None:
            try:
                answer.append(call())
            except Exception as exc:  # noqa: BLE001 - any backend may raise anything
                error.append(exc)
            done.set()
            if self._failure in given_up:
                self._settle_late(error)

        threading.Thread(target=run, name="keyring", daemon=True).start()
        if not done.wait(self._limit_s):
            late = SecretStoreError(
                f"the keyring did not answer within {self._limit_s:g} s", reason=_WAITING
            )
            self._failure = late
            given_up.append(late)
            if not done.is_set():
                raise late
            self._failure = None  # it came at the last moment
        if error:
            raise self._failed(type(error[0]).__name__)
        return answer[0]

    def _settle_late(self, error: Sequence[Exception]) -> None:
        """A person has unlocked it, or would not."""
        self._failure = None
        if error:
            self._failed(type(error[0]).__name__)
        self._answered()

    def _failed(self, kind: str) -> SecretStoreError:
        """The error for a backend's exception; its text is left out, it may quote secrets."""
        if kind in ("PasswordSetError", "PasswordDeleteError", "UnicodeEncodeError"):
            return SecretStoreError(f"the keyring refused ({kind})", reason="not_kept")
        reason = "locked" if kind in _LOCKED else "unavailable"
        self._failure = SecretStoreError(f"the keyring failed ({kind})", reason=reason)
        return self._failure

    def _known(self, text: str) -> Secret:
        secret = Secret(text)
        self._learn(secret)
        return secret


def _service(name: str) -> str:
    return f"{DISTRIBUTION}/{name}"
