"""How a connection that is kept signs in: with a secret bound to where it may be sent."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.domain.connect import hold_to, parse_base_url
from app.domain.errors import NetworkError, NotSignedIn, SecretStoreError, StoreError
from app.domain.ports import SignedIn
from app.domain.validation import Refused
from app.domain.workspace import SecretStorage, SignInKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.control import JobControl
    from app.domain.ports import EmbeddedPlatform, RunningPlatform, SecretStore
    from app.domain.secret import Secret
    from app.domain.workspace import Connection


class SigningIn:
    """The secrets of connections, each under the connection's id and its origin.

    Whoever changes the address in the connections' file does not get the secret with it.
    """

    def __init__(
        self, secrets: SecretStore, sandbox: EmbeddedPlatform, *, only_base_url: str = ""
    ) -> None:
        """Begin.

        Args:
            secrets: Where they are kept.
            sandbox: The built-in platform, which knows its own token.
            only_base_url: The one platform that this computer may connect to; "" allows any.
        """
        self._secrets = secrets
        self._sandbox = sandbox
        self.only_base_url = only_base_url

    def keep(self, connection: Connection, secret: Secret) -> None:
        """Keep a connection's secret.

        Raises:
            SecretStoreError: It could not be kept.
            Rejected: The address is not one that a secret may be sent to.
        """
        self._secrets.set(_name(connection), secret)

    @contextmanager
    def keeping(self, connection: Connection, secret: Secret | None) -> Iterator[None]:
        """Keep a new connection's secret, and let go of it if the block cannot keep the rest.

        Args:
            connection: Which the block keeps.
            secret: None: it is given whenever the connection is opened.

        Raises:
            SecretStoreError: It could not be kept.
            Rejected: The address is not one that a secret may be sent to.
        """
        if secret is not None:
            self.keep(connection, secret)
        try:
            yield
        except StoreError:
            if secret is not None:
                self.forget(connection)
            raise

    def forget(self, connection: Connection) -> None:
        """Let go of it; where there is no keyring, there is nothing to let go of."""
        try:
            self._secrets.delete(_name(connection))
        except SecretStoreError as exc:
            if exc.reason != "unavailable":
                raise

    def judge(self, connection: Connection) -> None:
        """Look whether a secret may be sent where a connection says; asks nobody.

        Raises:
            AddressLocked: This computer may not connect there.
            Rejected: The address is not one that a secret may be sent to.
        """
        if not connection.is_sandbox:
            _name(connection)
            hold_to(self.only_base_url, connection.base_url)

    def sign_in(
        self, control: JobControl, connection: Connection, secret: Secret | None = None
    ) -> SignedIn:
        """What a platform is shown; the sandbox is started for it.

        Args:
            control: Of the job.
            connection: Any.
            secret: Used instead of the one that is kept.

        Raises:
            AddressLocked: This computer may not connect there.
            NotSignedIn: The secret cannot be read, or was kept for another address.
            Rejected: The address is not one that a secret may be sent to.
            PlatformStartError: The sandbox did not start.
        """
        if connection.is_sandbox:
            return _own(self._sandbox.start(control))
        return self._shown(connection, secret)

    def aside(self, connection: Connection) -> SignedIn:
        """The same for a connection that nobody looks at, for which nothing is started.

        Raises:
            NetworkError: The sandbox does not run.
            AppError: As `sign_in`.
        """
        if not connection.is_sandbox:
            return self._shown(connection, None)
        running = self._sandbox.running()
        if running is None:
            raise NetworkError("the sandbox does not run")
        return _own(running)

    def _shown(self, connection: Connection, secret: Secret | None) -> SignedIn:
        self.judge(connection)
        if secret is None:
            secret = self._kept(connection)
        if connection.sign_in is SignInKind.OAUTH2:
            return SignedIn(
                connection.base_url, client_id=connection.client_id, client_secret=secret
            )
        return SignedIn(connection.base_url, token=secret)

    def _kept(self, connection: Connection) -> Secret:
        try:
            secret = self._secrets.get(_name(connection))
        except SecretStoreError as exc:
            raise NotSignedIn(str(exc), reason=exc.reason) from exc
        if secret is None:
            # A keyring that has failed is asked no more: what is in it is not gone.
            is_asked = self._secrets.storage is SecretStorage.KEYRING
            reason = "missing" if is_asked else "session_only"
            raise NotSignedIn(f"no secret for {connection.id}", reason=reason)
        return secret


def _own(running: RunningPlatform) -> SignedIn:
    return SignedIn(running.base_url, token=running.token)


def _name(connection: Connection) -> str:
    try:
        origin = parse_base_url(connection.base_url).origin
    except Refused as exc:
        from app.services.connection_check import rejected

        raise rejected(exc) from exc
    return f"{connection.id}@{origin}"
