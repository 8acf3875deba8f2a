"""Test-sends: one try now by the real sending code (contract section 7).

A test spans two transactions: the first checks everything and claims the key, then
the try is made with no transaction open, then the answer is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from app.domain import strict_json
from app.domain.outbound import CredentialMaterial
from app.domain.record import id_in_test, record_label, record_version
from app.server.api.answers import Answer, json_answer
from app.server.api.call import Call, Replayed, identify
from app.server.api.credential_rules import check_credential, material_of, stored_material
from app.server.api.incoming import Incoming
from app.server.api.listener_rules import Columns, read_listener
from app.server.api.listeners import KIND, find_listener
from app.server.api.problems import ApiProblem, FieldError, refused
from app.server.api.routes import Routes, platform_of, respond
from app.server.api.wire.base import read_body
from app.server.api.wire.credentials import CredentialBody
from app.server.api.wire.listeners import (
    InlineCredential,
    SavedTestBody,
    TestBody,
    destination_of,
    settings_of,
)
from app.server.platform import Platform
from app.server.store import credentials, idempotency, listeners, rates, records
from app.server.store.rows import Row

PERMISSION: Final = "listeners:write"


@dataclass(frozen=True, slots=True)
class Payload:
    """What a test sends."""

    body: bytes
    record_id: str
    version: int
    label: str


@dataclass(frozen=True, slots=True)
class PreparedTest:
    """A test that every rule let through.

    Attributes:
        signing_secrets: None lets the sender make a one-time secret.
        claim: The scope of the claimed Idempotency-Key, when there is one.
    """

    columns: Columns
    listener_id: str | None
    payload: Payload
    credential: CredentialMaterial | None
    signing_secrets: Sequence[str] | None
    claim: str | None


async def test_unsaved(request: Request) -> Response:
    """Test a listener that is not saved."""
    return await _test(request, _prepare_unsaved)


async def test_saved(request: Request) -> Response:
    """Test a saved listener, whatever its status."""
    return await _test(request, _prepare_saved)


async def _test(request: Request, prepare: Any) -> Response:
    platform = platform_of(request)

    async def run(incoming: Incoming) -> Answer:
        now_ms = platform.now_ms()

        def work(tx: Connection) -> PreparedTest | Answer:
            call = identify(platform, tx, incoming, now_ms)
            call.require(PERMISSION)
            try:
                prepared: PreparedTest = prepare(call)
            except Replayed as replayed:
                return replayed.answer
            _take_turn(call)
            return prepared

        prepared = await platform.database.run(work)
        if isinstance(prepared, Answer):
            return prepared
        return await _send(platform, prepared)

    return await respond(request, run)


async def _send(platform: Platform, prepared: PreparedTest) -> Answer:
    from app.server.deliveries.testing import send_test

    answer: Answer | None = None
    try:
        attempt = await send_test(
            settings=platform.settings,
            guard=platform.engine.guard,
            destination=destination_of(prepared.columns),
            entity=prepared.columns["entity"],
            function=prepared.columns["function"],
            record_version=prepared.payload.version,
            body=prepared.payload.body,
            credential=prepared.credential,
            signing_secrets=prepared.signing_secrets,
            now=platform.settings.clock(),
            record_id=prepared.payload.record_id,
            record_label=prepared.payload.label,
            listener_id=prepared.listener_id,
        )
        answer = json_answer(attempt, holds_secret="signing_secret" in attempt)
    finally:
        if prepared.claim is not None:
            await _settle(platform, prepared.claim, answer)
    return answer


async def _settle(platform: Platform, claim: str, answer: Answer | None) -> None:
    """Keep the answer under its key; a failure, or one with a secret, frees the key."""

    def work(tx: Connection) -> None:
        if answer is None or answer.holds_secret:
            idempotency.free(tx, scope_hash=claim)
            return
        kept = idempotency.KeptAnswer(answer.status, answer.headers, answer.body)
        idempotency.keep(tx, scope_hash=claim, answer=kept)

    await platform.database.run(work)


def _take_turn(call: Call) -> None:
    wait_s = rates.take(
        call.tx,
        name=f"tests {call.caller.user_id}",
        limit=call.platform.settings.tests_per_minute,
        now_ms=call.now_ms,
    )
    if wait_s is not None:
        raise ApiProblem(
            429,
            "too_many_tests",
            f"At most {call.platform.settings.tests_per_minute} tests a minute.",
            headers={"retry-after": str(max(1, round(wait_s)))},
        )


def _prepare_unsaved(call: Call) -> PreparedTest:
    body = read_body(TestBody, call.read_body())
    credential = _inline_material(call, body.credential)
    inline_auth_type = None if body.credential is None else body.credential.auth_type
    try:
        columns = read_listener(call, body.listener, inline_auth_type=inline_auth_type)
    except ApiProblem as problem:
        moved = [replace(one, pointer=_moved(one.pointer)) for one in problem.errors]
        raise refused(*moved) from None
    listener_id = body.listener.get("id")
    saved = listeners.find(call.tx, listener_id) if isinstance(listener_id, str) else None
    return PreparedTest(
        columns=columns,
        listener_id=None if saved is None else saved["id"],
        payload=_payload(call, columns["entity"], body.payload, body.record_id),
        credential=credential or _stored_credential(call, columns),
        signing_secrets=_signing_secrets(call, columns, saved),
        claim=call.claim,
    )


def _prepare_saved(call: Call) -> PreparedTest:
    row = find_listener(call)
    body = read_body(SavedTestBody, call.read_body(required=False))
    call.note("tested", resource_type=KIND, resource_id=row["id"], after=settings_of(row))
    return PreparedTest(
        columns=dict(row),
        listener_id=row["id"],
        payload=_payload(call, row["entity"], body.payload, body.record_id),
        credential=_stored_credential(call, row),
        signing_secrets=_signing_secrets(call, row, row),
        claim=call.claim,
    )


def _moved(pointer: str) -> str:
    return pointer if pointer.startswith("/credential/") else f"/listener{pointer}"


def _inline_material(call: Call, inline: InlineCredential | None) -> CredentialMaterial | None:
    if inline is None:
        return None
    call.require("credentials:write")
    body = CredentialBody(
        auth_type=inline.auth_type, fields=inline.fields, secrets=dict(inline.secrets)
    )
    return material_of(check_credential(call, body, kept={}, at="/credential"))


def _stored_credential(call: Call, columns: Row) -> CredentialMaterial | None:
    if columns["credential_id"] is None:
        return None
    row = credentials.find(call.tx, columns["credential_id"])
    return None if row is None else stored_material(call.platform.sealer, row)


def _signing_secrets(call: Call, columns: Row, saved: Row | None) -> Sequence[str] | None:
    if not columns["signing"] or columns["kind"] == "email":
        return ()
    if saved is None:
        return None
    sealed = [saved["secret_sealed"]]
    until_ms = saved["previous_valid_until_ms"]
    if until_ms is not None and until_ms > call.now_ms:
        sealed.append(saved["previous_secret_sealed"])
    return [call.platform.sealer.open(one).decode() for one in sealed]


def _payload(
    call: Call, entity: str, payload: Mapping[str, Any] | None, record_id: str | None
) -> Payload:
    """What to send: the given object, a record as it is now, or the catalog's sample."""
    if payload is not None and record_id is not None:
        words = "give a payload or a record, not both"
        raise refused(FieldError("/record_id", "payload_and_record", words))
    if record_id is not None:
        row = records.find(call.tx, entity=entity, record_id=record_id)
        if row is None:
            words = "there is no such record of this entity"
            raise refused(FieldError("/record_id", "record_not_found", words))
        body = bytes(row["body"])
    elif payload is not None:
        body = strict_json.dumps(payload)
    else:
        body = call.platform.catalog.sample(entity)
    record: Mapping[str, Any] = strict_json.loads(body)
    return Payload(
        body=body,
        record_id=id_in_test(record),
        version=record_version(record),
        label=record_label(record),
    )


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("listeners")
    found.add_endpoint("POST", "/listeners/test", test_unsaved, name="test_unsaved")
    found.add_endpoint("POST", "/listeners/{listener_id}/test", test_saved, name="test_saved")
    return found
