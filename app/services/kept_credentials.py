"""The credentials in the local copy, and when those tokens end that were typed here.

The platform never says what a token holds, so its end is known only where it was typed, and
only until another one takes its place.  It belongs to one version of the credential.  What
changes the version and leaves the token alone is told by the platform's hint of the secret:
then the end goes along, else it is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from app.domain.credential_rules import secret_that_is_sent
from app.domain.plain import PlainRefused, from_plain, to_plain

if TYPE_CHECKING:
    from app.domain.credential import Credential, CredentialDraft
    from app.domain.ports import LocalStore
    from app.domain.secret import Secret

_DOCUMENT: Final = "token_ends"
_HINT_LENGTH: Final = 4  # contract section 5; a mark that it is cut off may stand before it


@dataclass(frozen=True, slots=True)
class _End:
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class _Ends:
    by_id: Mapping[str, _End] = field(default_factory=dict)


class KeptCredentials:
    """Those of one connection; whoever changes them has his turn."""

    def __init__(self, store: LocalStore) -> None:
        self._store = store

    def all(self) -> list[Credential]:
        """As the platform last said."""
        return self._store.credentials()

    def ends(self) -> dict[str, datetime]:
        """When tokens end, by credential."""
        known = self._read().by_id
        found = ((one, known.get(one.id)) for one in self.all())
        return {one.id: end.at for one, end in found if end and end.version == one.version}

    def put(self, new: Credential, typed: CredentialDraft | None = None) -> None:
        """It is as the platform said just now; a new one comes last.

        Args:
            new: The credential.
            typed: What the platform took, where it was that: its token tells its end.
        """
        kept = self.all()
        if all(one.id != new.id for one in kept):
            kept = [*kept, new]
        self.replace([new if one.id == new.id else one for one in kept], new.id, typed)

    def drop(self, credential_id: str) -> None:
        """It is not there any more."""
        self.replace([one for one in self.all() if one.id != credential_id])

    def replace(
        self,
        fresh: Sequence[Credential],
        typed_id: str = "",
        typed: CredentialDraft | None = None,
    ) -> None:
        """There are these, and no others.

        The ends go first: one that belongs to no version is not shown, and does no harm.
        """
        before = {one.id: one for one in self.all()}
        known = self._read()
        found = {
            one.id: _end_typed(one, typed)
            if typed is not None and one.id == typed_id and _token_of(typed) is not None
            else _end_kept(one, before.get(one.id), known.by_id.get(one.id))
            for one in fresh
        }
        now = _Ends({name: end for name, end in found.items() if end is not None})
        if now != known:
            self._store.put_document(_DOCUMENT, to_plain(now))
        self._store.replace_credentials(fresh)

    def _read(self) -> _Ends:
        try:
            return from_plain(_Ends, self._store.document(_DOCUMENT) or {"by_id": {}})
        except PlainRefused:  # another version of the app wrote it
            return _Ends()


def _token_of(typed: CredentialDraft) -> Secret | None:
    return typed.secrets.get(secret_that_is_sent(typed.auth_type) or "")


def _end_typed(new: Credential, typed: CredentialDraft) -> _End | None:
    """Of the token that was typed, unless the platform has another one by now."""
    from app.domain.token_end import end_of  # nobody types one at the window's start

    token = _token_of(typed)
    at = end_of(token) if token is not None and token.reveal().endswith(_hint(new)) else None
    return _End(at, new.version) if at is not None else None


def _end_kept(new: Credential, old: Credential | None, known: _End | None) -> _End | None:
    """Of the token that is there still."""
    if known is None or known.version == new.version:
        return known
    if old is None or old.version != known.version:
        return None
    return replace(known, version=new.version) if _hint(old) == _hint(new) != "" else None


def _hint(credential: Credential) -> str:
    """The token's last characters, as far as the platform tells them."""
    name = secret_that_is_sent(credential.auth_type) or ""
    return credential.secret_hints.get(name, "")[-_HINT_LENGTH:]
