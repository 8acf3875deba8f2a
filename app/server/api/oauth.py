"""`POST /oauth/token`: a client id and secret become a token for an hour (RFC 6749, 4.4)."""

from __future__ import annotations

import base64
import binascii
from typing import Final
from urllib.parse import parse_qsl, unquote_plus

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from app.server.api.answers import Answer, json_answer
from app.server.api.incoming import Incoming
from app.server.api.problems import ApiProblem
from app.server.api.routes import platform_of, respond
from app.server.platform import Platform
from app.server.store import tokens

TOKEN_LIFETIME_S: Final = 3600
_LISTED_MS: Final = 24 * 3600 * 1000  # how long an expired token can still be seen in lists
_FORM: Final = "application/x-www-form-urlencoded"


async def token_endpoint(request: Request) -> Response:
    """Answer a token request; errors are those of RFC 6749, not problems."""
    platform = platform_of(request)

    async def run(incoming: Incoming) -> Answer:
        return await _grant(platform, incoming)

    return await respond(request, run)


async def _grant(platform: Platform, incoming: Incoming) -> Answer:
    form = _read_form(incoming)
    if form is None:
        return _error("invalid_request", "The body must be a form with each field once.")
    if "grant_type" not in form:
        return _error("invalid_request", "The form needs a grant_type.")
    if "client_secret" in form and incoming.header("authorization") is not None:
        return _error("invalid_request", "The client may sign in only once (RFC 6749, 2.3).")
    client_id, client_secret = _client(incoming, form)
    now_ms = platform.now_ms()

    def work(tx: Connection) -> Answer:
        user_id = tokens.client_user(tx, client_id, client_secret)
        if user_id is None:
            return _error("invalid_client", "The client is not known.", status=401)
        if not form.get("grant_type"):  # without a value is as if it were not there
            return _error("invalid_request", "grant_type is missing.")
        if form["grant_type"] != "client_credentials":
            return _error("unsupported_grant_type", "Only client_credentials is supported.")
        if form.get("scope"):
            return _error("invalid_scope", "A token has all permissions of its client.")
        tokens.forget_expired(tx, label=client_id, before_ms=now_ms - _LISTED_MS)
        token = tokens.issue_token(
            tx, user_id=user_id, label=client_id, now_ms=now_ms, lifetime_s=TOKEN_LIFETIME_S
        )
        return json_answer(
            {
                "access_token": token.reveal(),
                "token_type": "Bearer",
                "expires_in": TOKEN_LIFETIME_S,
            },
            holds_secret=True,
        )

    return await platform.database.run(work)


def _read_form(incoming: Incoming) -> dict[str, str] | None:
    if incoming.body is None:
        raise ApiProblem(
            413, "body_too_large", "The body is too large.", headers={"connection": "close"}
        )
    kind = (incoming.header("content-type") or "").partition(";")[0].strip().lower()
    if kind != _FORM or incoming.query:
        return None
    try:
        pairs = parse_qsl(
            incoming.body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=20,
        )
    except ValueError:
        return None
    return dict(pairs) if len(dict(pairs)) == len(pairs) else None


def _client(incoming: Incoming, form: dict[str, str]) -> tuple[str, str]:
    """The client's id and secret, from the form or from Basic authentication."""
    scheme, _, encoded = (incoming.header("authorization") or "").partition(" ")
    if scheme.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return unquote_plus(client_id), unquote_plus(secret)


def _error(code: str, description: str, *, status: int = 400) -> Answer:
    headers = {"cache-control": "no-store"}
    if status == 401:
        headers["www-authenticate"] = "Basic"
    body = {"error": code, "error_description": description}
    return json_answer(body, status=status, headers=headers)
