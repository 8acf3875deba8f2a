"""From a listener's body to columns: every rule of contract section 4 that can refuse it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.email_address import parse_email
from app.domain.text import check_name
from app.domain.url import check_literal_address, parse_url
from app.domain.validation import Code, Refused
from app.server.api.call import Call
from app.server.api.problems import FieldError, refused
from app.server.api.wire.base import read_body, refusal_of
from app.server.api.wire.listeners import (
    READ_ONLY,
    EmailDestination,
    EndpointDestination,
    ListenerBody,
)
from app.server.deliveries.outbox import derive_status
from app.server.store import channels, credentials
from app.server.store.rows import Row

Columns = dict[str, Any]


def read_listener(
    call: Call, body: Mapping[str, Any], *, inline_auth_type: str | None = None
) -> Columns:
    """The columns that a listener's body stands for, in canonical form.

    Args:
        call: The call.
        body: A whole listener; read-only members in it are ignored.
        inline_auth_type: A test brings its own credential of this type, so none is named.

    Raises:
        ApiProblem: 422 with every refused member.
    """
    listener = read_body(ListenerBody, body, read_only=READ_ONLY)
    errors = _source_errors(call, listener)
    columns: Columns = {
        "entity": listener.entity,
        "function": listener.function,
        "channel_id": listener.channel_id,
        "mode": listener.mode,
        "signing": listener.signing,
    }
    try:
        columns["name"] = check_name(listener.name)
    except Refused as error:
        errors.append(refusal_of("/name", error))
    destination = listener.destination
    try:
        if isinstance(destination, EmailDestination):
            columns |= _email_columns(destination)
            if inline_auth_type is not None:
                errors.append(_mismatch("/credential/auth_type", "none"))
        else:
            columns |= _endpoint_columns(call, destination)
            errors += _credential_errors(call, destination, inline_auth_type)
    except Refused as error:
        errors.append(refusal_of(f"/destination/{error.problem.field}", error))
    if errors:
        raise refused(*errors)
    return columns


def status_columns(call: Call, columns: Row) -> Columns:
    """The derived status of a listener with these columns."""
    status, reason = derive_status(
        entity=columns["entity"],
        function=columns["function"],
        mode=columns["mode"],
        suspended_reason=columns.get("suspended_reason"),
        catalog=call.platform.catalog.rules,
    )
    return {"status": status, "status_reason": reason}


def _source_errors(call: Call, listener: ListenerBody) -> list[FieldError]:
    catalog = call.platform.catalog.rules
    errors: list[FieldError] = []
    if catalog.entity(listener.entity) is None:
        errors.append(FieldError("/entity", Code.UNKNOWN_ENTITY, "no such entity in the catalog"))
    if catalog.function(listener.function) is None:
        words = "no such function in the catalog"
        errors.append(FieldError("/function", Code.UNKNOWN_FUNCTION, words))
    if listener.channel_id is not None:
        errors += channel_errors(call, listener.channel_id)
    return errors


def channel_errors(call: Call, channel_id: str) -> list[FieldError]:
    """Why a channel cannot be named."""
    if call.instance()["plan"] != "plan_pro":
        words = "distribution channels need Plan Pro"
        return [FieldError("/channel_id", Code.CHANNELS_NOT_IN_PLAN, words)]
    if not channels.exists(call.tx, channel_id):
        words = "there is no such distribution channel"
        return [FieldError("/channel_id", Code.UNKNOWN_CHANNEL, words)]
    return []


def _email_columns(destination: EmailDestination) -> Columns:
    return {
        "kind": "email",
        "address": parse_email(destination.address),
        "url": None,
        "auth_type": None,
        "credential_id": None,
    }


def _endpoint_columns(call: Call, destination: EndpointDestination) -> Columns:
    url = parse_url(destination.url)
    check_literal_address(url, allow=call.platform.settings.allow)
    return {
        "kind": "endpoint",
        "url": url.text,
        "auth_type": destination.auth_type,
        "credential_id": destination.credential_id,
        "address": None,
    }


def _credential_errors(
    call: Call, destination: EndpointDestination, inline_auth_type: str | None
) -> list[FieldError]:
    pointer = "/destination/credential_id"
    if call.platform.catalog.rules.auth_type(destination.auth_type) is None:
        words = "no such authentication type in the catalog"
        return [FieldError("/destination/auth_type", Code.UNKNOWN_AUTH_TYPE, words)]
    if destination.auth_type == "none" and destination.credential_id is not None:
        words = "without authentication there is no credential"
        return [FieldError(pointer, Code.CREDENTIAL_TYPE_MISMATCH, words)]
    if destination.auth_type == "none" and inline_auth_type is None:
        return []
    if inline_auth_type is not None:
        if inline_auth_type == destination.auth_type:
            return []
        return [_mismatch("/credential/auth_type", destination.auth_type)]
    if destination.credential_id is None:
        words = f"{destination.auth_type} needs a credential"
        return [FieldError(pointer, Code.CREDENTIAL_REQUIRED, words)]
    row = credentials.find(call.tx, destination.credential_id)
    if row is None:
        return [FieldError(pointer, Code.CREDENTIAL_NOT_FOUND, "there is no such credential")]
    if row["auth_type"] != destination.auth_type:
        return [_mismatch(pointer, destination.auth_type)]
    return []


def _mismatch(pointer: str, auth_type: str) -> FieldError:
    words = f"the credential is not of the type {auth_type}"
    return FieldError(pointer, Code.CREDENTIAL_TYPE_MISMATCH, words)
