"""The secrets of credentials that wait: in the keyring, while the changes are in the local copy.

A process may be killed between the two, and the disk may be full.  So each secret that is
typed gets a place of its own, which the change names: the one before is there for as long as
the change before is.  What is about to be put there or to become useless is noted first, so
that what nothing names in the end is found, and goes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from app.domain.errors import AppError, SecretStoreError, StoreError
from app.domain.workspace import SecretStorage

if TYPE_CHECKING:
    from app.domain.ports import LocalStore, SecretStore
    from app.domain.secret import Secret
    from app.domain.waiting_credential import WaitingCredential

log = logging.getLogger(__name__)

_DOCUMENT: Final = "secrets_to_check/"


class WaitingSecrets:
    """Those of one connection; to be changed by whoever has his turn."""

    def __init__(
        self,
        store: LocalStore,
        secrets: SecretStore,
        find: Callable[[str], WaitingCredential | None],
        *,
        connection_id: str,
    ) -> None:
        """Prepare.

        Args:
            store: The local copy, which has the notes.
            secrets: The keyring.
            find: What waits of one credential.
            connection_id: Of which connection.
        """
        self._store = store
        self._secrets = secrets
        self._find = find
        self._connection_id = connection_id

    def get(self, one: WaitingCredential, name: str) -> Secret | None:
        """One secret of what waits.

        Raises:
            SecretStoreError: The keyring cannot be asked.
        """
        return self._secrets.get(self._place(one, name))

    def places(self, one: WaitingCredential | None) -> set[str]:
        """Where in the keyring the secrets of one are; None has none."""
        return set() if one is None else {self._place(one, name) for name in one.secret_names}

    def noted_places(self) -> set[str]:
        """Where there may be some that nothing names: whoever was at it did not come to the end."""
        return {
            place for credential_id in self._noted_ids() for place in self._noted(credential_id)
        }

    @contextmanager
    def changing(
        self,
        old: WaitingCredential | None,
        new: WaitingCredential | None,
        typed: Mapping[str, Secret],
    ) -> Iterator[None]:
        """Keep what was typed; the block then puts the new in the place of the old.

        What the old named and the new does not goes, or what was typed if it came to nothing.

        Args:
            old: What waits; None: nothing does.
            new: What is to wait; None: nothing.
            typed: By name, secrets of the new one.

        Raises:
            SecretStoreError: One could not be kept.
        """
        either = new or old
        if either is None:
            yield
            return
        self._note(either.id, self._noted(either.id) | (self.places(old) ^ self.places(new)))
        try:
            for name, secret in typed.items():
                self._secrets.set(self._place(either, name), secret)
            yield
        except AppError:
            self._check_now_or_later(either.id)
            raise
        self._check_now_or_later(either.id)

    def _check_now_or_later(self, credential_id: str) -> None:
        """Tidy up, if that can be written: the change itself was made, or not made, already."""
        try:
            self.check(credential_id)
        except StoreError as exc:  # it is noted still
            log.warning("the secrets of a change were not looked at: %s", exc.reason)

    def check_all(self) -> None:
        """Let go of what nothing names, after a kill or where the keyring was locked."""
        for credential_id in self._noted_ids():
            self.check(credential_id)

    def check(self, credential_id: str) -> None:
        """Let go of what is noted and nothing names; what the keyring keeps stays noted."""
        noted = self._noted(credential_id)
        useless = noted - self.places(self._find(credential_id))
        self._note(credential_id, {place for place in useless if not self._is_gone(place)})

    def _is_gone(self, place: str) -> bool:
        try:
            self._secrets.delete(place)
        except SecretStoreError as exc:  # it is of no use to anybody any more
            log.warning("a waiting secret was left in the keyring: %s", exc.reason)
            return False
        return self._secrets.storage is SecretStorage.KEYRING  # else it was not asked

    def _noted_ids(self) -> list[str]:
        documents: Collection[tuple[str, Any]] = self._store.documents().items()
        return [
            name.removeprefix(_DOCUMENT)
            for name, kept in documents
            if name.startswith(_DOCUMENT) and kept
        ]

    def _noted(self, credential_id: str) -> set[str]:
        kept = self._store.document(_DOCUMENT + credential_id) or {}
        return {place for place in kept.get("places", ()) if isinstance(place, str)}

    def _note(self, credential_id: str, places: Collection[str]) -> None:
        if set(places) != self._noted(credential_id):
            value = {"places": sorted(places)} if places else {}
            self._store.put_document(_DOCUMENT + credential_id, value)

    def _place(self, one: WaitingCredential, name: str) -> str:
        place, key = f"{self._connection_id}/{one.id}/{name}", one.secret_keys.get(name, "")
        return f"{place}/{key}" if key else place
