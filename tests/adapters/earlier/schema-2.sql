PRAGMA application_id = 1347898417;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE credentials (place INTEGER PRIMARY KEY, row TEXT NOT NULL);
CREATE TABLE documents (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "documents" VALUES('me','{"kept": true}');
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
INSERT INTO "facts" VALUES('feed_epoch','e-1');
INSERT INTO "facts" VALUES('feed_token','t-1');
CREATE TABLE identity (value TEXT NOT NULL, commits INTEGER NOT NULL);
INSERT INTO "identity" VALUES('4e700aa6f01cfa53b6965e76a5d7e01f',1);
CREATE TABLE "listeners" (id TEXT PRIMARY KEY, state TEXT NOT NULL, changed_at TEXT NOT NULL, here TEXT, etag TEXT, version INTEGER, entity TEXT, function TEXT, kind TEXT, url TEXT, auth_type TEXT, credential_id TEXT, address TEXT, name TEXT, channel_id TEXT, mode TEXT, signing INTEGER, status TEXT, status_reason TEXT, health TEXT, delivered_24h INTEGER, failed_24h INTEGER, pending INTEGER, last_attempt_at TEXT, last_status INTEGER, failing_since TEXT, suspend_at TEXT, hours TEXT, created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT) WITHOUT ROWID;
INSERT INTO "listeners" VALUES('lst_00000000000000000000000002','clean','',NULL,'"1"',1,'clients','create','endpoint','https://hooks.example.com/clients','none',NULL,'','New clients to the CRM',NULL,'enabled',1,'active',NULL,'unknown',0,0,0,NULL,NULL,NULL,NULL,'[]','2026-11-23T22:40:14.123000+00:00','usr_1','2026-11-23T22:40:14.123000+00:00','usr_1');
CREATE INDEX listeners_unsettled ON listeners (changed_at, id)
        WHERE state <> 'clean';
COMMIT;
