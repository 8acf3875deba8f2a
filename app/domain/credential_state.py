"""Whether a credential still opens the door, judged by what was last seen of it.

The platform says when an endpoint last accepted a credential, and what each listener was last
answered; a check from this computer says whether a token is granted.  The newest of it counts,
and nothing that is older than the credential as it is now.  A token that was typed here may
say by itself when it ends: then that is told ahead, unless an endpoint knows better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from app.domain.credential import Credential
from app.domain.endpoint_check import ENDS_SOON_DAYS, CheckCode, Finding
from app.domain.listener import Listener

_NOT_ACCEPTED: Final = 401


class CredentialState(StrEnum):
    """What is known."""

    ACCEPTED = "accepted"  # an endpoint let it in
    GRANTED = "granted"  # a check got a token for it
    REJECTED = "rejected"  # an endpoint answered 401
    REFUSED = "refused"  # a check got no token for it
    CHANGED = "changed"  # what was seen is older than it is
    NO_ANSWER = "no_answer"  # it was sent, and nothing came back
    UNSEEN = "unseen"  # it was never sent
    UNUSED = "unused"  # nothing would send it
    ENDS_SOON = "ends_soon"  # its token says so
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of this computer found, and when."""

    finding: Finding
    at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """What was seen of it last, and when.

    Attributes:
        until: How long a token is good that a check got; another one is got after that.
        ends_at: When the token itself ends, which somebody must replace by then.
    """

    state: CredentialState
    at: datetime | None = None
    until: datetime | None = None
    ends_at: datetime | None = None

    def as_of(self, now: datetime) -> CredentialState:
        """The state with the token's own end: told ahead of what was seen before it."""
        ends_at = self.ends_at
        if ends_at is None or self._is_accepted_after(ends_at):
            return self.state
        if ends_at <= now:
            return CredentialState.ENDED
        is_soon = ends_at - now < timedelta(days=ENDS_SOON_DAYS)
        is_worse = self.state is CredentialState.REJECTED
        return CredentialState.ENDS_SOON if is_soon and not is_worse else self.state

    def _is_accepted_after(self, ends_at: datetime) -> bool:
        is_accepted = self.state is CredentialState.ACCEPTED
        return is_accepted and self.at is not None and self.at >= ends_at


_Seen = tuple[datetime, Judged]  # when, and what it says


def judge(
    credential: Credential,
    users: Iterable[Listener],
    checked: Checked | None = None,
    *,
    ends_at: datetime | None = None,
) -> Judged:
    """The newest that is known of a credential.

    Args:
        credential: As the platform has it.
        users: The listeners that use it, as far as this computer knows them.
        checked: The last check from this computer.
        ends_at: When its token ends, where that is known.
    """
    return replace(_seen_of(credential, users, checked), ends_at=ends_at)


def _seen_of(credential: Credential, users: Iterable[Listener], checked: Checked | None) -> Judged:
    known = list(users)
    seen = [*_of_endpoints(credential, known), *_of_check(checked)]
    newest_at, newest = max(seen, key=lambda one: one[0], default=(None, None))
    if newest_at is not None and newest is not None:
        is_older = newest_at < credential.updated_at
        return Judged(CredentialState.CHANGED, newest_at) if is_older else newest
    tried = [one.health.last_attempt_at for one in known if one.health.last_attempt_at is not None]
    if tried:
        return Judged(CredentialState.NO_ANSWER, max(tried))
    is_used = bool(credential.used_by)
    return Judged(CredentialState.UNSEEN if is_used else CredentialState.UNUSED)


def _of_endpoints(credential: Credential, users: Iterable[Listener]) -> Iterator[_Seen]:
    for one in users:
        at = one.health.last_attempt_at
        if one.health.last_status == _NOT_ACCEPTED and at is not None:
            yield at, Judged(CredentialState.REJECTED, at)
    if (at := credential.last_success_at) is not None:
        yield at, Judged(CredentialState.ACCEPTED, at)


def _of_check(checked: Checked | None) -> Iterator[_Seen]:
    if checked is None:
        return
    finding, at = checked.finding, checked.at
    if finding.code is CheckCode.TOKEN_GRANTED:
        yield at, Judged(CredentialState.GRANTED, at, finding.until)
    elif finding.code is CheckCode.TOKEN_REFUSED:
        yield at, Judged(CredentialState.REFUSED, at)
