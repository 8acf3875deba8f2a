"""Credentials: list, create, read, change, delete (contract section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.domain.ids import new_id
from app.domain.validation import Code
from app.server.api import created_by_clients
from app.server.api.answers import Answer, json_answer, resource_answer
from app.server.api.call import Call
from app.server.api.created_by_clients import Creating
from app.server.api.credential_rules import CheckedCredential, check_credential, open_secrets
from app.server.api.etags import new_etag
from app.server.api.incoming import check_object
from app.server.api.merge_patch import merge
from app.server.api.paging import PAGE_PARAMETERS, page_json, read_page
from app.server.api.problems import (
    ApiProblem,
    FieldError,
    not_found,
    precondition_failed,
    refused,
)
from app.server.api.routes import Routes
from app.server.api.wire.base import read_body
from app.server.api.wire.credentials import (
    READ_ONLY,
    SECRETS,
    CredentialBody,
    credential_json,
    settings_of,
)
from app.server.store import credentials, listeners, used_ids
from app.server.store.rows import Row

KIND: Final = "credential"


def list_credentials(call: Call) -> Answer:
    """Credentials, oldest first."""
    page = read_page(call, call.read_query(PAGE_PARAMETERS))
    rows = credentials.page(call.tx, after_seq=page.after, limit=page.limit + 1)
    used_by = listeners.using_credentials(call.tx, [row["id"] for row in rows])
    shown = [credential_json(row, used_by[row["id"]]) for row in rows]
    return json_answer(page_json(call, page, shown, [row["seq"] for row in rows]))


def create_credential(call: Call) -> Answer:
    """Create a credential; the platform chooses the id."""
    return _create(call, new_id("crd"), call.read_body())


def put_credential(call: Call) -> Answer:
    """Create a credential with the client's id, exactly once."""
    return created_by_clients.put(call, call.path("credential_id"), _CREATING)


def get_credential(call: Call) -> Answer:
    """One credential; never 304, because its use changes without the version."""
    row = _find(call)
    call.read_query()
    return _one_answer(call, row)


def patch_credential(call: Call) -> Answer:
    """Change a credential by a merge patch."""
    row = _find(call)
    patch = call.read_body()
    is_fresh = call.require_match(row["etag"])
    if not is_fresh:
        if SECRETS in patch or not _is_already_so(call, row, patch):
            raise precondition_failed(_one_json(call, row))
        return _one_answer(call, row)
    checked = _patched(call, row, patch)
    if _is_same(call, row, checked):
        return _one_answer(call, row)
    changed = credentials.change(
        call.tx,
        row["id"],
        {
            **checked.columns(call.platform.sealer),
            "version": row["version"] + 1,
            "etag": new_etag(),
            "updated_ms": call.now_ms,
            "updated_by": call.caller.user_id,
        },
    )
    call.note(
        "updated",
        resource_type=KIND,
        resource_id=row["id"],
        before=settings_of(row),
        after=settings_of(changed) | {"secrets_changed": _changed_secrets(call, row, checked)},
    )
    return _one_answer(call, changed)


def delete_credential(call: Call) -> Answer:
    """Delete a credential that no listener uses."""
    row = _find(call)
    call.read_body(required=False)
    if not call.require_match(row["etag"]):
        raise precondition_failed(_one_json(call, row))
    used_by = listeners.using_credentials(call.tx, [row["id"]])[row["id"]]
    if used_by:
        raise ApiProblem(
            409,
            "credential_in_use",
            f"The credential is used by {len(used_by)} listeners.",
            members={"used_by": used_by},
        )
    credentials.remove(call.tx, row["id"])
    used_ids.remember_deletion(call.tx, resource_id=row["id"], kind=KIND, now_ms=call.now_ms)
    call.note("deleted", resource_type=KIND, resource_id=row["id"], before=settings_of(row))
    return Answer(204)


def _find(call: Call) -> Row:
    row = credentials.find(call.tx, call.path("credential_id"))
    if row is None:
        raise not_found("credential")
    return row


def _create(call: Call, credential_id: str, body: Mapping[str, Any]) -> Answer:
    wanted = read_body(CredentialBody, body, read_only=READ_ONLY)
    checked = check_credential(call, wanted, kept={})
    row = credentials.add(
        call.tx,
        {
            "id": credential_id,
            **checked.columns(call.platform.sealer),
            "last_success_ms": None,
            "version": 1,
            "etag": new_etag(),
            "created_ms": call.now_ms,
            "created_by": call.caller.user_id,
            "updated_ms": call.now_ms,
            "updated_by": call.caller.user_id,
        },
    )
    call.note("created", resource_type=KIND, resource_id=credential_id, after=settings_of(row))
    return _one_answer(call, row, status=201)


def _patched(call: Call, row: Row, patch: Mapping[str, Any]) -> CheckedCredential:
    """The credential that a patch makes; null among its secrets clears, absent keeps."""
    check_object(patch)
    wanted = {name: value for name, value in patch.items() if name not in READ_ONLY | {SECRETS}}
    if wanted.get("auth_type", row["auth_type"]) != row["auth_type"]:
        words = "the authentication type of a credential cannot be changed"
        raise refused(FieldError("/auth_type", Code.READ_ONLY, words))
    merged = merge(settings_of(row), wanted)
    kept = open_secrets(call.platform.sealer, row)
    if SECRETS in patch:
        given = patch[SECRETS]
        merged[SECRETS] = dict.fromkeys(kept) if given is None else given
    return check_credential(call, read_body(CredentialBody, merged), kept=kept)


def _is_already_so(call: Call, row: Row, patch: Mapping[str, Any]) -> bool:
    try:
        return _is_same(call, row, _patched(call, row, patch))
    except ApiProblem:
        return False  # it could not be done anyway: being stale comes before 422


def _is_same(call: Call, row: Row, checked: CheckedCredential) -> bool:
    settings = {
        "name": checked.name,
        "auth_type": checked.auth_type,
        "fields": dict(checked.fields),
    }
    return settings == settings_of(row) and checked.secrets == open_secrets(
        call.platform.sealer, row
    )


def _changed_secrets(call: Call, row: Row, checked: CheckedCredential) -> list[str]:
    """Which secrets a change sets or clears, by name."""
    before = open_secrets(call.platform.sealer, row)
    names = sorted(before.keys() | checked.secrets.keys())
    return [name for name in names if before.get(name) != checked.secrets.get(name)]


def _one_json(call: Call, row: Row) -> dict[str, Any]:
    return credential_json(row, listeners.using_credentials(call.tx, [row["id"]])[row["id"]])


def _one_answer(call: Call, row: Row, *, status: int = 200, is_replay: bool = False) -> Answer:
    location = f"/api/v1/credentials/{row['id']}" if status == 201 else None
    return resource_answer(
        _one_json(call, row),
        etag=row["etag"],
        status=status,
        location=location,
        is_replay=is_replay,
    )


_CREATING: Final = Creating(
    kind=KIND,
    prefix="crd",
    find=credentials.find,
    shown=_one_json,
    once_more=lambda call, row: _one_answer(call, row, is_replay=True),
    create=_create,
)


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("credentials")
    found.add("GET", "/credentials", list_credentials, permission="listeners:read")
    found.add("POST", "/credentials", create_credential, permission="credentials:write")
    one = "/credentials/{credential_id}"
    found.add("PUT", one, put_credential, permission="credentials:write")
    found.add("GET", one, get_credential, permission="listeners:read")
    found.add("PATCH", one, patch_credential, permission="credentials:write")
    found.add("DELETE", one, delete_credential, permission="credentials:write")
    return found
