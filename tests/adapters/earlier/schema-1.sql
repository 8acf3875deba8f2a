PRAGMA application_id = 1347898417;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE credentials (place INTEGER PRIMARY KEY, row TEXT NOT NULL);
CREATE TABLE documents (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "documents" VALUES('me','{"kept": true}');
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
INSERT INTO "facts" VALUES('feed_epoch','e-1');
INSERT INTO "facts" VALUES('feed_token','t-1');
CREATE TABLE listeners (
            id TEXT PRIMARY KEY,
            state TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            row TEXT NOT NULL
        ) WITHOUT ROWID;
INSERT INTO "listeners" VALUES('lst_00000000000000000000000001','clean','','{"base": {"created_at": "2026-11-23T22:40:14.123000+00:00", "created_by": "usr_1", "etag": "\"1\"", "health": {"delivered_24h": 0, "failed_24h": 0, "failing_since": null, "hours": [], "last_attempt_at": null, "last_status": null, "pending": 0, "state": "unknown", "suspend_at": null}, "id": "lst_00000000000000000000000001", "settings": {"channel_id": null, "destination": {"address": "", "auth_type": "none", "credential_id": null, "kind": "endpoint", "url": "https://hooks.example.com/clients"}, "entity": "clients", "function": "create", "mode": "enabled", "name": "New clients to the CRM", "signing": true}, "status": "active", "status_reason": null, "updated_at": "2026-11-23T22:40:14.123000+00:00", "updated_by": "usr_1", "version": 1}, "changed_at": null, "delete_wanted": false, "id": "lst_00000000000000000000000001", "mine": null, "refusal_detail": "", "refusals": [], "resume_wanted": false, "sent": [], "state": "clean", "theirs": null}');
CREATE INDEX listeners_unsettled ON listeners (changed_at, id)
            WHERE state <> 'clean';
COMMIT;
