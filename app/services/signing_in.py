"""How a connection that is kept signs in: with a secret bound to where it may be sent."""

from __future__ import annotations

from app.domain.connect import hold_to, parse_base_url
from app.domain.errors import SecretStoreError
from app.domain.ports import SecretStore, SignedIn
from app.domain.secret import Secret
from app.domain.validation import Refused
from app.domain.workspace import Connection, SignInKind
from app.services.connection_check import rejected


class SigningIn:
    """The secrets of connections, each under the connection's id and its origin.

    Whoever changes the address in the connections' file does not get the secret with it.
    """

    def __init__(self, secrets: SecretStore, *, only_base_url: str = "") -> None:
        """Begin.

        Args:
            secrets: Where they are kept.
            only_base_url: The one platform that this computer may connect to; "" allows any.
        """
        self._secrets = secrets
        self.only_base_url = only_base_url

    def keep(self, connection: Connection, secret: Secret) -> None:
        """Keep a connection's secret.

        Raises:
            SecretStoreError: It could not be kept.
            Rejected: The address is not one that a secret may be sent to.
        """
        self._secrets.set(_name(connection), secret)

    def forget(self, connection: Connection) -> None:
        """Let go of it; where there is no keyring, there is nothing to let go of."""
        try:
            self._secrets.delete(_name(connection))
        except SecretStoreError as exc:
            if exc.reason != "unavailable":
                raise

    def of(self, connection: Connection, secret: Secret | None = None) -> SignedIn:
        """What a platform is shown.

        Args:
            connection: Any but the sandbox, which knows its own token.
            secret: Used instead of the one that is kept.

        Raises:
            AddressLocked: This computer may not connect there.
            SecretStoreError: The secret cannot be read, or was kept for another address.
            Rejected: The address is not one that a secret may be sent to.
        """
        name = _name(connection)
        hold_to(self.only_base_url, connection.base_url)
        if secret is None:
            secret = self._secrets.get(name)
        if secret is None:
            raise SecretStoreError(f"no secret for {connection.id}", reason="missing")
        if connection.sign_in is SignInKind.OAUTH2:
            return SignedIn(
                connection.base_url, client_id=connection.client_id, client_secret=secret
            )
        return SignedIn(connection.base_url, token=secret)


def _name(connection: Connection) -> str:
    try:
        origin = parse_base_url(connection.base_url).origin
    except Refused as exc:
        raise rejected(exc) from exc
    return f"{connection.id}@{origin}"
