"""Who may call the platform: API tokens, and clients of `/oauth/token`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from app.server.operations.base import Arguments, OperationRefused, note
from app.server.platform import Platform
from app.server.store import access, tokens
from app.server.store.tables import users
from app.server.store.times import written


def issue(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    """Make a token, or an OAuth client, that acts as the first user with a role."""
    label, role = str(arguments["label"]), str(arguments["role"])
    lifetime_s: int | None = arguments["lifetime_s"]
    now_ms = platform.now_ms()

    def work(tx: Connection) -> dict[str, Any]:
        user_id = _user_with(tx, role)
        if arguments["is_client"]:
            client_id, secret = tokens.add_client(tx, user_id=user_id, label=label, now_ms=now_ms)
            _note_issued(tx, "client", client_id, arguments, expires_at=None, now_ms=now_ms)
            return {"id": client_id, "client_id": client_id, "client_secret": secret.reveal()}
        token = tokens.issue_token(
            tx, user_id=user_id, label=label, now_ms=now_ms, lifetime_s=lifetime_s
        )
        token_id = access.token_id(token.reveal())
        expires_at = written(None if lifetime_s is None else now_ms + lifetime_s * 1000)
        _note_issued(tx, "token", token_id, arguments, expires_at=expires_at, now_ms=now_ms)
        return {"id": token_id, "token": token.reveal(), "expires_at": expires_at}

    return platform.database.run_sync(work)


def list_access(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    """Every token and client, newest first; no secret is in it, because none is kept."""
    now_ms = platform.now_ms()

    def work(tx: Connection) -> list[access.Access]:
        return access.list_all(tx, now_ms=now_ms, with_ended=bool(arguments["with_ended"]))

    found = platform.database.run_sync(work)
    return {"items": [_shown(one) for one in found]}


def revoke(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    """End a token, or a client with all its tokens, at once."""
    wanted = str(arguments["id"])
    now_ms = platform.now_ms()

    def work(tx: Connection) -> list[str]:
        ended = access.revoke(tx, wanted, now_ms=now_ms)
        for one in ended:
            kind = access.kind_of(one)
            note(tx, "revoked", resource_type=kind, resource_id=one, now_ms=now_ms)
        return ended

    try:
        ended = platform.database.run_sync(work)
    except access.Ambiguous:
        raise OperationRefused("more than one token has an id that begins so") from None
    if not ended:
        raise OperationRefused("there is no token or client with this id that is still valid")
    own = access.token_id(platform.admin_token.reveal())
    return {"revoked": ended, "is_token_file": own in ended}


def _note_issued(
    tx: Connection,
    kind: str,
    new_id: str,
    arguments: Arguments,
    *,
    expires_at: str | None,
    now_ms: int,
) -> None:
    about = {"name": arguments["label"], "role": arguments["role"], "expires_at": expires_at}
    note(tx, "issued", resource_type=kind, resource_id=new_id, after=about, now_ms=now_ms)


def _user_with(tx: Connection, role: str) -> str:
    wanted = select(users.c.id).where(users.c.role == role).order_by(users.c.id).limit(1)
    user_id = tx.execute(wanted).scalar_one_or_none()
    if user_id is None:
        raise OperationRefused(f"there is no user with the role {role}")
    return str(user_id)


def _shown(one: access.Access) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "label": one.label,
        "role": one.role,
        "user": one.user,
        "state": one.state,
        "created_at": written(one.created_ms),
        "expires_at": written(one.expires_ms),
    }
