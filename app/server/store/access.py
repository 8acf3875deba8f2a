"""Lists and ends tokens and OAuth clients.

A token has no id of its own: it is named by the beginning of the hash that is kept of
it, which says nothing about 256 random bits.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection, select, update

from app.server.store.tables import oauth_clients, tokens, users

_ID_CHARACTERS: Final = 12
_PREFIX: Final = "tok_"

State = Literal["valid", "expired", "revoked"]
Kind = Literal["token", "client"]


class Ambiguous(Exception):
    """Several tokens have an id that begins so."""


@dataclass(frozen=True, slots=True)
class Access:
    """One token or client, without its secret."""

    id: str
    kind: Kind
    label: str
    role: str
    user: str
    state: State
    created_ms: int
    expires_ms: int | None


def token_id(token: str) -> str:
    """What a token is called in lists."""
    return _id_of(hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest())


def kind_of(access_id: str) -> Kind:
    """What an id of a list stands for."""
    return "token" if access_id.startswith(_PREFIX) else "client"


def list_all(tx: Connection, *, now_ms: int, with_ended: bool) -> list[Access]:
    """Tokens and clients, newest first; expired and revoked ones only when asked for."""
    found = [
        Access(
            id=_id_of(row.hash),
            kind="token",
            label=row.label,
            role=row.role,
            user=row.name,
            state=_state(row.revoked_ms, row.expires_ms, now_ms),
            created_ms=row.created_ms,
            expires_ms=row.expires_ms,
        )
        for row in tx.execute(
            select(tokens, users.c.role, users.c.name).join(users, users.c.id == tokens.c.user_id)
        )
    ]
    found += [
        Access(
            id=row.id,
            kind="client",
            label=row.label,
            role=row.role,
            user=row.name,
            state=_state(row.revoked_ms, None, now_ms),
            created_ms=row.created_ms,
            expires_ms=None,
        )
        for row in tx.execute(
            select(oauth_clients, users.c.role, users.c.name).join(
                users, users.c.id == oauth_clients.c.user_id
            )
        )
    ]
    wanted = [one for one in found if with_ended or one.state == "valid"]
    return sorted(wanted, key=lambda one: (one.created_ms, one.id), reverse=True)


def revoke(tx: Connection, wanted: str, *, now_ms: int) -> list[str]:
    """End what has this id, and the tokens that a client was given; the ids that ended.

    Raises:
        Ambiguous: The id is the beginning of several.
    """
    if not wanted.startswith(_PREFIX):
        return _revoke_client(tx, wanted, now_ms=now_ms)
    start = wanted.removeprefix(_PREFIX)
    if len(start) < _ID_CHARACTERS or not start.isascii() or not start.isalnum():
        return []
    matching = tokens.c.hash.startswith(start, autoescape=True), tokens.c.revoked_ms.is_(None)
    hashes = tx.execute(select(tokens.c.hash).where(*matching)).scalars().all()
    if len(hashes) > 1:
        raise Ambiguous
    tx.execute(update(tokens).where(tokens.c.hash.in_(hashes)).values(revoked_ms=now_ms))
    return [_id_of(one) for one in hashes]


def _revoke_client(tx: Connection, client_id: str, *, now_ms: int) -> list[str]:
    ended = tx.execute(
        update(oauth_clients)
        .where(oauth_clients.c.id == client_id, oauth_clients.c.revoked_ms.is_(None))
        .values(revoked_ms=now_ms)
        .returning(oauth_clients.c.id)
    ).scalars()
    found = [str(one) for one in ended]
    if not found:
        return []
    given = tx.execute(
        update(tokens)
        .where(tokens.c.label == client_id, tokens.c.revoked_ms.is_(None))
        .values(revoked_ms=now_ms)
        .returning(tokens.c.hash)
    ).scalars()
    return found + [_id_of(one) for one in given]


def _id_of(token_hash: str) -> str:
    return _PREFIX + token_hash[:_ID_CHARACTERS]


def _state(revoked_ms: int | None, expires_ms: int | None, now_ms: int) -> State:
    if revoked_ms is not None:
        return "revoked"
    return "expired" if expires_ms is not None and expires_ms <= now_ms else "valid"
