"""A credential that was made, changed or deleted here and that the platform does not have yet.

It names its secrets and never holds one: they wait in the keyring.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from app.domain.conflict import Difference, Side
from app.domain.credential import Credential, CredentialDraft
from app.domain.errors import ApiError, Conflict, FieldRefusal
from app.domain.pending import ChangeKind, PendingChange, Subject
from app.domain.sync_state import SyncState

CREATED_VERSION: Final = 1
"""Of one that nobody has changed since it was created."""


@dataclass(frozen=True, slots=True)
class SentCredential:
    """What left without a known answer, less its secrets."""

    name: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SentNote:
    """A credential that left for the platform directly, and whose answer is not known.

    Attributes:
        base_version: Of what the platform last said; 0: not created there yet.
        sent: What the platform may hold because of us.
    """

    id: str
    auth_type: str
    base_version: int
    sent: tuple[SentCredential, ...]

    def __or__(self, other: SentNote) -> SentNote:
        """Both, of one credential and version."""
        return replace(self, sent=(*self.without(other).sent, *other.sent))

    def without(self, other: SentNote) -> SentNote:
        """What is left of it."""
        return replace(self, sent=tuple(one for one in self.sent if one not in other.sent))


@dataclass(frozen=True, slots=True)
class WaitingCredential:
    """One credential's change.

    Attributes:
        base: What the platform last said; None while not created there yet.
        key: The Idempotency-Key of this change, so that the platform knows a repetition.
        secret_names: The secrets that wait in the keyring.
        secret_keys: Under what each is there, so that another one does not take its place.
        sent: What the platform may hold because of us.
        theirs: In a conflict: the platform's newer version; None: deleted there.
    """

    id: str
    kind: ChangeKind
    name: str
    auth_type: str
    since: datetime
    key: str
    fields: Mapping[str, str] = field(default_factory=dict)
    secret_names: tuple[str, ...] = ()
    base: Credential | None = None
    sent: tuple[SentCredential, ...] = ()
    state: SyncState = SyncState.WAITING
    theirs: Credential | None = None
    refusals: tuple[FieldRefusal, ...] = ()
    refusal_detail: str = ""
    secret_keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be sent."""
        return self.state in (SyncState.WAITING, SyncState.SENDING)

    @property
    def shown(self) -> Credential:
        """As the list shows it: what is wanted, on what the platform said."""
        if self.base is not None:
            return replace(self.base, name=self.name, fields=self.fields)
        hints = dict.fromkeys(self.secret_names, "")
        return Credential(
            self.id, self.name, self.auth_type, self.fields, hints, (), None, 0, "",
            self.since, self.since,
        )  # fmt: skip

    @property
    def pending(self) -> PendingChange:
        """As the list of what waits shows it."""
        return PendingChange(
            Subject.CREDENTIAL,
            self.id,
            self.kind,
            self.state,
            self.name,
            self.since,
            () if self.kind is ChangeKind.DELETE else self._differences(),
            self.refusals,
            self.refusal_detail,
        )

    def _differences(self) -> tuple[Difference, ...]:
        """The readable settings that differ, and the secrets by name, masked."""
        base, theirs = self.base, self.theirs
        triples = [("name", base and base.name, self.name, theirs and theirs.name)]
        for name, value in self.fields.items():
            before = base.fields.get(name, "") if base is not None else None
            there = theirs.fields.get(name, "") if theirs is not None else None
            triples.append((name, before, value, there))
        found = [
            Difference(name, before, mine, before if there is None else there, Side.MINE)
            for name, before, mine, there in triples
            if before != mine
        ]
        hidden = [Difference(name, None, "•••", None, Side.MINE) for name in self.secret_names]
        return (*found, *hidden)


def refused(
    one: WaitingCredential, fields: tuple[FieldRefusal, ...], detail: str
) -> WaitingCredential:
    """The platform will not take it as it is."""
    return replace(one, state=SyncState.REFUSED, refusals=fields, refusal_detail=detail)


def in_conflict(one: WaitingCredential, theirs: Credential | None) -> WaitingCredential:
    """Someone changed it there: a person decides."""
    return replace(one, state=SyncState.CONFLICT, theirs=theirs)


def leaving(one: WaitingCredential) -> WaitingCredential:
    """It is about to be sent: from here on the platform may hold it."""
    out = SentCredential(one.name, dict(one.fields))
    sent = one.sent if out in one.sent or one.kind is ChangeKind.DELETE else (*one.sent, out)
    return replace(one, state=SyncState.SENDING, sent=sent)


def is_ours(one: WaitingCredential, there: Credential) -> bool:
    """Whether the platform's newer version is nothing but what was sent from here before."""
    return is_one_of(one.sent, one.base.version if one.base is not None else 0, there)


def is_created_only(one: WaitingCredential, there: Credential) -> bool:
    """Whether ours has arrived (nobody else takes its id) and nobody has changed it since."""
    return one.base is None and there.version == CREATED_VERSION


def is_one_of(sent: Iterable[SentCredential], version: int, there: Credential) -> bool:
    """Whether what is there came of the known version by one of these, and by nothing else."""
    return there.version == version + 1 and any(
        there.name == one.name.strip()
        and dict(there.fields) == {name: value for name, value in one.fields.items() if value}
        for one in sent
    )


def is_nothing(one: WaitingCredential) -> bool:
    """Whether it wants no more than what the platform said: a change that was taken back."""
    base = one.base
    wants = one.kind is ChangeKind.EDIT and base is not None and not one.secret_names
    return wants and base is not None and (one.name, one.fields) == (base.name, base.fields)


def resource_of(exc: ApiError) -> Credential | None:
    """What the platform has, as a refused precondition tells."""
    told = exc.resource if isinstance(exc, Conflict) and exc.status == 412 else None
    return told if isinstance(told, Credential) else None


def sent_of(draft: CredentialDraft) -> SentCredential:
    """What of a draft may be written down."""
    return SentCredential(draft.name, dict(draft.fields))


def undoing(one: WaitingCredential, base: Credential, key: str, at: datetime) -> WaitingCredential:
    """Have the platform hold again what it said, should it have heard of the change.

    A secret that arrived cannot be brought back: nobody knows the one before.
    """
    return replace(
        one, name=base.name, fields=base.fields, secret_names=(), secret_keys={}, key=key, since=at,
        state=SyncState.WAITING,
    )  # fmt: skip


def draft_of(one: WaitingCredential) -> CredentialDraft:
    """What to send, without the secrets."""
    return CredentialDraft(one.auth_type, one.name, one.fields)
