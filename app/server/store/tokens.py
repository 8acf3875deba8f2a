"""Who a bearer token belongs to.  Tokens are kept as hashes: the database opens no door.

A token is 256 random bits, so a plain SHA-256 is enough: there is nothing to guess.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from app.domain.ids import new_id
from app.domain.secret import Secret
from app.server.store.tables import oauth_clients, tokens, users

_READ: Final = frozenset({"listeners:read", "deliveries:read", "audit:read"})
ROLE_PERMISSIONS: Final = {
    "administrator": _READ
    | {
        "listeners:write",
        "credentials:write",
        "deliveries:replay",
        "records:write",
    },
    "read_only": _READ,
    "member": frozenset[str](),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """The user that a request acts as."""

    user_id: str
    name: str
    email: str
    role: str

    @property
    def permissions(self) -> frozenset[str]:
        """What the user's role allows."""
        return ROLE_PERMISSIONS.get(self.role, frozenset())


_CALLER: Final = (  # built once: every request asks
    select(users, tokens.c.expires_ms)
    .join(tokens, tokens.c.user_id == users.c.id)
    .where(tokens.c.hash == bindparam("of"), tokens.c.revoked_ms.is_(None))
)


def find_caller(tx: Connection, token: str, *, now_ms: int) -> Caller | None:
    """The user of a token that is known, not revoked and not expired."""
    row = tx.execute(_CALLER, {"of": token_hash(token)}).one_or_none()
    if row is None or (row.expires_ms is not None and row.expires_ms <= now_ms):
        return None
    return Caller(row.id, row.name, row.email, row.role)


def callers_of(tx: Connection, hashes: Collection[str], *, now_ms: int) -> dict[str, Caller]:
    """The users of those of these tokens that are good now, by the hash of the token."""
    c = tokens.c
    rows = tx.execute(
        select(users, c.hash)
        .join(tokens, c.user_id == users.c.id)
        .where(
            c.hash.in_(hashes),
            c.revoked_ms.is_(None),
            c.expires_ms.is_(None) | (c.expires_ms > now_ms),
        )
    )
    return {row.hash: Caller(row.id, row.name, row.email, row.role) for row in rows}


def issue_token(
    tx: Connection, *, user_id: str, label: str, now_ms: int, lifetime_s: int | None = None
) -> Secret:
    """Make a token for a user; it can be read here and never again."""
    token = "pst_" + secrets.token_urlsafe(32)
    tx.execute(
        insert(tokens).values(
            hash=token_hash(token),
            user_id=user_id,
            label=label,
            created_ms=now_ms,
            expires_ms=None if lifetime_s is None else now_ms + lifetime_s * 1000,
        )
    )
    return Secret(token)


def add_client(tx: Connection, *, user_id: str, label: str, now_ms: int) -> tuple[str, Secret]:
    """Make an OAuth client that acts as a user: its id, and its secret for the only time."""
    client_id = new_id("cli")
    secret = secrets.token_urlsafe(32)
    tx.execute(
        insert(oauth_clients).values(
            id=client_id,
            user_id=user_id,
            secret_hash=token_hash(secret),
            label=label,
            created_ms=now_ms,
        )
    )
    return client_id, Secret(secret)


def forget_expired(tx: Connection, *, label: str, before_ms: int) -> None:
    """Remove the tokens with a label that expired before a moment: nobody asks for them."""
    tx.execute(delete(tokens).where(tokens.c.label == label, tokens.c.expires_ms < before_ms))


def client_user(tx: Connection, client_id: str, client_secret: str) -> str | None:
    """The user that a client with this secret acts as, or None."""
    row = tx.execute(
        select(oauth_clients).where(
            oauth_clients.c.id == client_id, oauth_clients.c.revoked_ms.is_(None)
        )
    ).one_or_none()
    expected = "" if row is None else row.secret_hash
    if not hmac.compare_digest(expected, token_hash(client_secret)) or row is None:
        return None
    return str(row.user_id)


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
