"""JSON as the contract writes it, for tests of whoever reads it."""

from __future__ import annotations

from typing import Any

AT = "2026-11-23T22:40:14.123Z"
LISTENER: dict[str, Any] = {
    "id": "lst_01",
    "name": "New clients to the CRM",
    "entity": "clients",
    "function": "create",
    "channel_id": None,
    "destination": {
        "kind": "endpoint",
        "url": "https://hooks.example.com/clients",
        "auth_type": "basic",
        "credential_id": "crd_01",
    },
    "mode": "enabled",
    "status": "active",
    "status_reason": None,
    "signing": True,
    "health": {
        "state": "healthy",
        "delivered_24h": 120,
        "failed_24h": 1,
        "pending": 0,
        "last_attempt_at": AT,
        "last_status": 200,
        "failing_since": None,
        "suspend_at": None,
        "hours": [[5, 0]] * 24,
    },
    "version": 7,
    "etag": '"abc"',
    "created_at": AT,
    "created_by": "usr_1",
    "updated_at": AT,
    "updated_by": "usr_1",
}
ATTEMPT: dict[str, Any] = {
    "id": "att_1",
    "number": 2,
    "trigger": "automatic",
    "started_at": AT,
    "duration_ms": 12.5,
    "timings_ms": {"dns": 1, "connect": 2, "tls": None, "total": 12.5},
    "request": {
        "method": "POST",
        "url": "https://x.example/",
        "headers": [["a", "b"]],
        "body": "{}",
    },
    "response": {"status": 200, "headers": [["c", "d"]], "body": "ok", "truncated": False},
    "error": None,
}
DELIVERY: dict[str, Any] = {
    "id": "dlv_1",
    "event_id": "evt_1",
    "listener_id": "lst_1",
    "entity": "clients",
    "function": "create",
    "record_id": "cli_1",
    "record_version": 3,
    "channel_id": None,
    "destination": "https://x.example/",
    "status": "delivered",
    "status_reason": None,
    "attempts": 2,
    "last_attempt_at": AT,
    "last_status": 200,
    "last_error": None,
    "next_attempt_at": None,
    "created_at": AT,
    "finished_at": AT,
    "payload": "{}",
    "attempt_log": [ATTEMPT],
}
CREDENTIAL: dict[str, Any] = {
    "id": "crd_1",
    "name": "CRM",
    "auth_type": "basic",
    "fields": {"username": "svc"},
    "secret_hints": {"password": "…9f3a"},
    "used_by": ["lst_1"],
    "last_success_at": None,
    "version": 1,
    "etag": '"1"',
    "created_at": AT,
    "updated_at": AT,
}
ME: dict[str, Any] = {
    "user": {"id": "usr_1", "name": "Thandi M.", "email": "thandi@example.com"},
    "permissions": ["listeners:read"],
    "instance": {
        "id": "ins_1",
        "name": "Example Advisors",
        "plan": "plan_pro",
        "environment": "sandbox",
    },
    "channels": [{"id": "chn_1", "name": "Western Cape brokers"}],
    "capabilities": ["changes"],
}
CATALOG: dict[str, Any] = {
    "revision": "2026-11-01",
    "entities": [
        {"name": "clients", "label": "Clients", "listenable": True, "functions": ["create"]},
        {"name": "audit_entries", "label": "Audit", "listenable": False, "reason": "Internal."},
    ],
    "functions": [{"name": "create", "label": "Create", "supported": True}],
    "auth_types": [
        {"name": "none", "label": "No authentication", "fields": []},
        {
            "name": "bearer",
            "label": "Bearer",
            "fields": [{"name": "token", "label": "Token", "secret": True, "required": True}],
        },
    ],
    "limits": {"listeners": 5, "payload_bytes": 6, "timeout_seconds": 7},
}
EVENT: dict[str, Any] = {
    "id": "evt_1",
    "entity": "clients",
    "function": "create",
    "record_id": "cli_1",
    "record_version": 1,
    "occurred_at": AT,
    "outcomes": [
        {"listener_id": "lst_1", "outcome": "delivery", "delivery_id": "dlv_1"},
        {"listener_id": "lst_2", "outcome": "skipped", "reason": "disabled"},
    ],
}
CHANGES: dict[str, Any] = {
    "epoch": "e",
    "changed": [LISTENER],
    "deleted": ["lst_2"],
    "next": "t",
    "more": False,
}
RECORDS: dict[str, Any] = {
    "items": [{"id": "cli_1", "version": 1, "first_name": "A"}],
    "next_cursor": None,
}
_SETTINGS: dict[str, Any] = {
    name: LISTENER[name]
    for name in ("name", "entity", "function", "channel_id", "destination", "mode", "signing")
}
AUDIT_ENTRY: dict[str, Any] = {
    "id": "aud_1",
    "at": AT,
    "actor": {"id": "usr_1", "name": "Thandi M."},
    "action": "updated",
    "resource": {"type": "listener", "id": "lst_01"},
    "before": _SETTINGS,
    "after": {**_SETTINGS, "name": "Clients to the CRM", "mode": "paused"},
}
STATS_BUCKET: dict[str, Any] = {
    "start": AT,
    "delivered": 10,
    "failed": 2,
    "skipped": 1,
    "p50_ms": 80,
    "p95_ms": 402,
    "p99_ms": None,
}
