"""Domain values for tests: valid by default, changed by what a test names.

a_listener(status=Status.SUSPENDED)      settings(name="x", url="https://…")
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from app.domain.catalog import AuthField, AuthType, Catalog, Entity, Function
from app.domain.credential import Credential, CredentialDraft
from app.domain.delivery import (
    Attempt,
    AttemptError,
    AttemptRequest,
    AttemptResponse,
    Delivery,
    DeliveryStatus,
    Event,
    Timings,
    Trigger,
)
from app.domain.listener import Destination, Health, Kind, Listener, ListenerSettings, Status
from app.domain.record import Record
from app.domain.secret import Secret
from app.domain.strict_json import dumps
from app.domain.sync_state import LocalListener
from app.domain.workspace import (
    Channel,
    Connection,
    ConnectRequest,
    Environment,
    Me,
    SignInKind,
)

NOW = datetime(2026, 11, 23, 22, 40, 14, 123000, tzinfo=UTC)
URL = "https://hooks.example.com/clients"
ALL_PERMISSIONS = frozenset(
    {
        "listeners:read",
        "listeners:write",
        "credentials:write",
        "deliveries:read",
        "deliveries:replay",
        "records:write",
        "audit:read",
    }
)
CAPABILITIES = frozenset({"changes", "test", "trace", "records"})

_numbers = count(1)


def an_id(prefix: str) -> str:
    """An id nobody else in this test run has."""
    return f"{prefix}_{next(_numbers):026d}"


def settings(**changes: Any) -> ListenerSettings:
    """An unauthenticated endpoint for new clients; `url`, `address`, `auth_type` and
    `credential_id` may be given directly."""
    destination = {
        name: changes.pop(name) for name in ("url", "auth_type", "credential_id") if name in changes
    }
    if "address" in changes:
        to = Destination(Kind.EMAIL, address=changes.pop("address"))
    else:
        to = Destination(Kind.ENDPOINT, **({"url": URL} | destination))
    base = ListenerSettings("clients", "create", to, name="New clients to the CRM")
    return replace(base, **changes)


def a_listener(**changes: Any) -> Listener:
    """An active listener as the platform describes it."""
    base = Listener(
        id=an_id("lst"),
        settings=settings(),
        status=Status.ACTIVE,
        status_reason=None,
        health=Health(),
        version=1,
        etag='"1"',
        created_at=NOW,
        created_by="usr_1",
        updated_at=NOW,
        updated_by="usr_1",
    )
    return replace(base, **changes)


def local(listener: Listener | None = None, **changes: Any) -> LocalListener:
    """A row of the local copy, clean unless told otherwise."""
    listener = listener or a_listener()
    return replace(LocalListener(listener.id, listener), **changes)


def a_catalog(**changes: Any) -> Catalog:
    """A small catalog with one of everything."""
    base = Catalog(
        revision="2026-11-01",
        entities=(
            Entity("clients", "Clients", True, ("create", "update")),
            Entity("policies", "Policies", True, ("create", "update")),
            Entity(
                "audit_entries",
                "Audit entries",
                False,
                reason="Internal records are never sent out.",
            ),
        ),
        functions=(
            Function("create", "Create", True),
            Function("update", "Update", True),
            Function("delete", "Delete", False),
            Function("read", "Read", False),
        ),
        auth_types=(
            AuthType("none", "No authentication"),
            AuthType(
                "basic",
                "Basic",
                (
                    AuthField("username", "User name", False, True),
                    AuthField("password", "Password", True, True),
                ),
            ),
            AuthType("bearer", "Bearer token", (AuthField("token", "Token", True, True),)),
            AuthType(
                "api_key",
                "API key",
                (AuthField("header", "Header", False, True), AuthField("value", "Key", True, True)),
            ),
        ),
    )
    return replace(base, **changes)


def a_credential(**changes: Any) -> Credential:
    """A Basic credential that nobody uses yet."""
    base = Credential(
        id=an_id("crd"),
        name="CRM production",
        auth_type="basic",
        fields={"username": "svc"},
        secret_hints={"password": "…9f3a"},
        used_by=(),
        last_success_at=None,
        version=1,
        etag='"1"',
        created_at=NOW,
        updated_at=NOW,
    )
    return replace(base, **changes)


def a_credential_draft(**changes: Any) -> CredentialDraft:
    """What a person typed for `a_credential`."""
    base = CredentialDraft(
        "basic", "CRM production", {"username": "svc"}, {"password": Secret("correct horse 9f3a")}
    )
    return replace(base, **changes)


def a_me(**changes: Any) -> Me:
    """An administrator of a Plan Pro sandbox."""
    base = Me(
        user_id="usr_1",
        user_name="Thandi M.",
        user_email="thandi@example.com",
        permissions=ALL_PERMISSIONS,
        instance_id="ins_1",
        instance_name="Example Advisors",
        plan="plan_pro",
        environment=Environment.SANDBOX,
        channels=(Channel("chn_1", "Western Cape brokers"), Channel("chn_2", "Gauteng brokers")),
        capabilities=CAPABILITIES,
    )
    return replace(base, **changes)


def a_connection(**changes: Any) -> Connection:
    """A connection to a production platform."""
    base = Connection(
        an_id("con"), "Example Advisors", "https://platform.example.com", Environment.PRODUCTION
    )
    return replace(base, **changes)


def a_connect_request(**changes: Any) -> ConnectRequest:
    """What the Connect page hands over."""
    base = ConnectRequest(
        "Example Advisors",
        "https://platform.example.com",
        SignInKind.TOKEN,
        Secret("token-token-token-1234"),
    )
    return replace(base, **changes)


def a_record(**changes: Any) -> Record:
    """A client record; `body` follows `fields` unless given."""
    fields = {
        "id": changes.get("id") or an_id("rec"),
        "version": changes.get("version", 1),
        "first_name": "Nomvula",
        "last_name": "Dlamini",
    }
    fields |= changes.pop("fields", {})
    base = Record("clients", str(fields["id"]), int(fields["version"]), fields, dumps(fields))
    return replace(base, **changes)


def an_attempt(**changes: Any) -> Attempt:
    """A successful automatic try."""
    base = Attempt(
        id=an_id("att"),
        number=1,
        trigger=Trigger.AUTOMATIC,
        started_at=NOW,
        duration_ms=42.0,
        timings=Timings(1.0, 2.0, 10.0, 0.5, 25.0, 3.5, 42.0),
        request=AttemptRequest(
            "POST",
            URL,
            (("content-type", "application/json"), ("authorization", "•••")),
            '{"id":"1"}',
        ),
        response=AttemptResponse(200, (("content-type", "text/plain"),), "ok"),
        error=None,
    )
    return replace(base, **changes)


def a_failed_attempt(status: int = 500, **changes: Any) -> Attempt:
    """A try that the endpoint answered with an error."""
    return an_attempt(
        **{
            "response": AttemptResponse(status, (("content-type", "text/plain"),), "no"),
            "error": AttemptError("http_status", f"The endpoint answered {status}."),
        }
        | changes
    )


def a_delivery(**changes: Any) -> Delivery:
    """A delivered delivery."""
    base = Delivery(
        id=an_id("dlv"),
        event_id=an_id("evt"),
        listener_id="lst_1",
        entity="clients",
        function="create",
        record_id="rec_1",
        record_version=1,
        channel_id=None,
        destination=URL,
        status=DeliveryStatus.DELIVERED,
        status_reason=None,
        attempts=1,
        last_attempt_at=NOW,
        last_status=200,
        last_error=None,
        next_attempt_at=None,
        created_at=NOW,
        finished_at=NOW,
    )
    return replace(base, **changes)


def an_event(**changes: Any) -> Event:
    """A client was created, and no listener existed."""
    base = Event(an_id("evt"), "clients", "create", "rec_1", 1, NOW)
    return replace(base, **changes)
