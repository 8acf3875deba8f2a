"""Secrets of credentials that this computer knows: those that wait, and those kept for tests.

The platform never gives a secret out. A test from here therefore uses what waits in the
keyring to be sent, or what a person typed for a test and wanted kept; for anything else it asks.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

from app.domain.errors import SecretStoreError

if TYPE_CHECKING:
    from app.domain.credential import Credential
    from app.domain.outbound import CredentialMaterial
    from app.domain.ports import LocalStore, SecretStore
    from app.domain.secret import Secret
    from app.domain.workspace import SecretStorage
    from app.services.credential_outbox import CredentialOutbox

log = logging.getLogger(__name__)

_DOCUMENT: Final = "kept_for_tests/"


class KnownSecrets:
    """Of one connection; the local copy names what is kept, the keyring holds it."""

    def __init__(
        self,
        store: LocalStore,
        secrets: SecretStore,
        outbox: CredentialOutbox | None = None,
        *,
        connection_id: str,
    ) -> None:
        self._store = store
        self._secrets = secrets
        self._outbox = outbox
        self._connection_id = connection_id

    @property
    def storage(self) -> SecretStorage:
        """Where a secret would be kept, as far as is known."""
        return self._secrets.storage

    def find(self, credential: Credential) -> CredentialMaterial | None:
        """The credential with all its secrets; None where this computer lacks one.

        What was kept for another version is of no use and goes: the secret may be another.

        Raises:
            SecretStoreError: The keyring cannot be asked.
        """
        from app.domain.outbound import CredentialMaterial  # with all that is sent from here

        waiting = self._outbox.secrets_of(credential.id) if self._outbox is not None else {}
        if waiting:
            return CredentialMaterial(credential.auth_type, credential.fields, waiting)
        kept = self._store.document(_DOCUMENT + credential.id)
        if not kept:
            return None
        if kept.get("version") != credential.version:
            self.forget(credential.id)
            return None
        found: dict[str, Secret] = {}
        for name in _names(kept):
            secret = self._secrets.get(self._secret_name(credential.id, name))
            if secret is None:
                return None
            found[name] = secret
        return CredentialMaterial(credential.auth_type, credential.fields, found)

    def keep(self, credential: Credential, secrets: Mapping[str, Secret]) -> SecretStorage:
        """Keep what a person typed for a test, and say where it went.

        Raises:
            SecretStoreError: It could not be kept.
        """
        self.forget(credential.id)
        # Named first: whoever is killed before the last is there is asked for it again, and
        # none is ever in the keyring that nothing names.
        self._store.put_document(
            _DOCUMENT + credential.id, {"version": credential.version, "names": sorted(secrets)}
        )
        storage = self._secrets.storage
        for name, secret in secrets.items():
            storage = self._secrets.set(self._secret_name(credential.id, name), secret)
        return storage

    def secret_names(self) -> list[str]:
        """Under which names the secrets for tests are kept."""
        return [
            self._secret_name(document.removeprefix(_DOCUMENT), name)
            for document, kept in self._store.documents().items()
            if document.startswith(_DOCUMENT)
            for name in _names(kept)
        ]

    def forget(self, credential_id: str) -> bool:
        """Take them out of the keyring; whether there were any.

        Raises:
            SecretStoreError: The keyring would not let them go.
        """
        kept = self._store.document(_DOCUMENT + credential_id)
        if not kept:
            return False
        for name in _names(kept):
            self._secrets.delete(self._secret_name(credential_id, name))
        self._store.put_document(_DOCUMENT + credential_id, {})
        return True

    def forget_others(self, known_ids: Collection[str] = ()) -> None:
        """Take out of the keyring what is not of these credentials: they are gone.

        One that the keyring will not let go of is left for the next time.
        """
        for name, kept in self._store.documents().items():
            credential_id = name.removeprefix(_DOCUMENT)
            if kept and credential_id != name and credential_id not in known_ids:
                try:
                    self.forget(credential_id)
                except SecretStoreError as exc:
                    log.warning("a secret kept for tests was left in the keyring: %s", exc.reason)

    def _secret_name(self, credential_id: str, name: str) -> str:
        return f"{self._connection_id}/{credential_id}/for_tests/{name}"


def _names(kept: Mapping[str, Any]) -> tuple[str, ...]:
    names = kept.get("names", ())
    return tuple(one for one in names if isinstance(one, str))
