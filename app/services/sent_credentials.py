"""Notes of credentials that left for the platform directly, kept until its answer is known.

Nothing of such a change waits here.  But whoever is killed before the answer must neither
make a credential twice nor find his own change to be someone else's: so what leaves is
written down first, less its secrets, and the note goes when the platform has answered or
its list has told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Final

from app.domain import waiting_credential
from app.domain.errors import ApiError, NetworkError, ServerFault
from app.domain.ids import new_id
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.waiting_credential import SentCredential, SentNote

if TYPE_CHECKING:
    from app.domain.credential import Credential, CredentialDraft
    from app.domain.ports import LocalStore

_DOCUMENT: Final = "sent_credential/"


class SentCredentials:
    """Those of one connection."""

    def __init__(self, store: LocalStore, turn: Callable[[], AbstractContextManager[None]]) -> None:
        """Prepare.

        Args:
            store: The local copy.
            turn: Lets one process at a time change what is noted.
        """
        self._store = store
        self._turn = turn
        self._lock = threading.Lock()
        self._under_way: set[str] = set()  # by threads of this process

    def id_for(self, draft: CredentialDraft) -> tuple[str, bool]:
        """An id to create this under, and whether it has left under it before."""
        wanted = waiting_credential.sent_of(draft)
        with self._lock:
            for note in self._notes():
                is_like_it = note.auth_type == draft.auth_type and wanted in note.sent
                if note.base_version == 0 and is_like_it and note.id not in self._under_way:
                    return note.id, True
        return new_id("crd"), False

    def find(self, credential_id: str) -> SentNote | None:
        """What left of one credential without a known answer."""
        return _read(self._store.document(_DOCUMENT + credential_id))

    @contextmanager
    def leaving(
        self, credential_id: str, draft: CredentialDraft, base: Credential | None
    ) -> Iterator[None]:
        """It is sent, and the answer kept, in this block: else its note stays."""
        note = SentNote(
            credential_id,
            draft.auth_type,
            base.version if base is not None else 0,
            (waiting_credential.sent_of(draft),),
        )
        with self._lock:
            self._under_way.add(credential_id)
        try:
            self._change(note, lambda known: known | note if known is not None else note)
            try:
                yield
            except (ApiError, NetworkError) as exc:
                if _is_answered(exc):
                    self._change(note, lambda known: known and known.without(note))
                raise
            self._change(note, lambda known: known and known.without(note))
        finally:
            with self._lock:
                self._under_way.discard(credential_id)

    def recognise(
        self, exc: ApiError, base: Credential, *others: SentCredential, note: SentNote | None
    ) -> Credential | None:
        """The platform's version, if it is nothing but what left from here before.

        Args:
            exc: How the platform refused.
            base: The version that was known here.
            others: What may have left besides.
            note: What had left before this was sent.
        """
        there = waiting_credential.resource_of(exc)
        sent = note.sent if note is not None and note.base_version == base.version else ()
        if there is None or not waiting_credential.is_one_of((*sent, *others), base.version, there):
            return None
        return there

    def forget(self, credential_id: str) -> None:
        """What became of it is known, or of no use any more."""
        if self.find(credential_id) is not None:
            self._store.put_document(_DOCUMENT + credential_id, {})

    def settle(self, listed: Iterable[Credential]) -> None:
        """The platform's list tells what became of them; of a new one only if it is there."""
        versions = {one.id: one.version for one in listed}
        for note in self._notes():
            if versions.get(note.id, 0) != note.base_version:
                self.forget(note.id)

    def _change(self, note: SentNote, change: Callable[[SentNote | None], SentNote | None]) -> None:
        with self._turn():
            known = self.find(note.id)
            if known is not None and known.base_version != note.base_version:
                known = None  # what became of that is known
            new = change(known)
            if new != self.find(note.id):
                value = to_plain(new) if new is not None and new.sent else {}
                self._store.put_document(_DOCUMENT + note.id, value)

    def _notes(self) -> list[SentNote]:
        found = (
            _read(value)
            for name, value in self._store.documents().items()
            if name.startswith(_DOCUMENT)
        )
        return [one for one in found if one is not None]


def _is_answered(exc: ApiError | NetworkError) -> bool:
    """Whether it is certain that nothing was done; a fault may come from anybody in between."""
    return exc.never_left if isinstance(exc, NetworkError) else not isinstance(exc, ServerFault)


def _read(value: Mapping[str, Any] | None) -> SentNote | None:
    try:
        return from_plain(SentNote, value) if value else None
    except PlainRefused:  # another version of the app wrote it
        return None
