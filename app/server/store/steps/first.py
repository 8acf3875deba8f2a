"""Step 1: every table of version 0.1.0.

The statements are frozen: `tables` may change, and then a new step follows.
`BLOB` is written as PostgreSQL's name for it where that is the database.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = (
    """
CREATE TABLE audit (
    seq BIGINT NOT NULL,
    id VARCHAR NOT NULL,
    at_ms BIGINT NOT NULL,
    actor_id VARCHAR NOT NULL,
    actor_name TEXT NOT NULL,
    action VARCHAR NOT NULL,
    resource_type VARCHAR NOT NULL,
    resource_id VARCHAR NOT NULL,
    "before" JSON,
    "after" JSON,
    PRIMARY KEY (seq),
    UNIQUE (id)
)
""",
    "CREATE INDEX audit_by_resource ON audit (resource_id, seq)",
    """
CREATE TABLE channels (
    id VARCHAR NOT NULL,
    seq BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE counters (
    name VARCHAR NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (name)
)
""",
    """
CREATE TABLE credentials (
    id VARCHAR NOT NULL,
    seq BIGINT NOT NULL,
    name TEXT NOT NULL,
    auth_type VARCHAR NOT NULL,
    fields JSON NOT NULL,
    secrets_sealed BLOB NOT NULL,
    secret_hints JSON NOT NULL,
    last_success_ms BIGINT,
    version INTEGER NOT NULL,
    etag VARCHAR NOT NULL,
    created_ms BIGINT NOT NULL,
    created_by VARCHAR NOT NULL,
    updated_ms BIGINT NOT NULL,
    updated_by VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (seq)
)
""",
    """
CREATE TABLE events (
    id VARCHAR NOT NULL,
    seq BIGINT NOT NULL,
    entity VARCHAR NOT NULL,
    function VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    record_version INTEGER NOT NULL,
    record_label TEXT NOT NULL,
    channel_id VARCHAR,
    occurred_ms BIGINT NOT NULL,
    payload BLOB,
    PRIMARY KEY (id),
    CONSTRAINT one_event_per_version UNIQUE (record_id, record_version),
    UNIQUE (seq)
)
""",
    "CREATE INDEX events_by_time ON events (occurred_ms)",
    """
CREATE TABLE facts (
    name VARCHAR NOT NULL,
    value JSON NOT NULL,
    PRIMARY KEY (name)
)
""",
    """
CREATE TABLE hourly (
    listener_id VARCHAR NOT NULL,
    hour_ms BIGINT NOT NULL,
    delivered INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    durations JSON NOT NULL,
    PRIMARY KEY (listener_id, hour_ms)
)
""",
    """
CREATE TABLE idempotency (
    scope_hash VARCHAR NOT NULL,
    body_hash VARCHAR NOT NULL,
    started_ms BIGINT NOT NULL,
    status INTEGER,
    headers JSON,
    body BLOB,
    PRIMARY KEY (scope_hash)
)
""",
    "CREATE INDEX idempotency_by_age ON idempotency (started_ms)",
    """
CREATE TABLE rate_windows (
    name VARCHAR NOT NULL,
    window_ms BIGINT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (name)
)
""",
    """
CREATE TABLE records (
    id VARCHAR NOT NULL,
    entity VARCHAR NOT NULL,
    seq BIGINT NOT NULL,
    version INTEGER NOT NULL,
    channel_id VARCHAR,
    body BLOB NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (seq)
)
""",
    "CREATE INDEX records_by_entity ON records (entity, seq)",
    """
CREATE TABLE used_ids (
    id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    body_hash VARCHAR,
    deleted_ms BIGINT,
    feed_position BIGINT,
    PRIMARY KEY (id),
    UNIQUE (feed_position)
)
""",
    """
CREATE TABLE users (
    id VARCHAR NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role VARCHAR NOT NULL,
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE deliveries (
    id VARCHAR NOT NULL,
    seq BIGINT NOT NULL,
    event_id VARCHAR NOT NULL,
    listener_id VARCHAR NOT NULL,
    entity VARCHAR NOT NULL,
    function VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    record_version INTEGER NOT NULL,
    channel_id VARCHAR,
    destination TEXT NOT NULL,
    status VARCHAR NOT NULL,
    status_reason VARCHAR,
    attempts INTEGER NOT NULL,
    schedule_step INTEGER NOT NULL,
    "trigger" VARCHAR NOT NULL,
    first_try_done BOOLEAN NOT NULL,
    due_ms BIGINT,
    claimed_by VARCHAR,
    claimed_ms BIGINT,
    last_attempt_ms BIGINT,
    last_status INTEGER,
    last_error VARCHAR,
    created_ms BIGINT NOT NULL,
    finished_ms BIGINT,
    PRIMARY KEY (id),
    CONSTRAINT one_delivery_per_listener UNIQUE (event_id, listener_id),
    UNIQUE (seq),
    FOREIGN KEY(event_id) REFERENCES events (id)
)
""",
    "CREATE INDEX deliveries_by_listener ON deliveries (listener_id, seq)",
    "CREATE INDEX deliveries_by_record ON deliveries (record_id, seq)",
    "CREATE INDEX deliveries_by_status ON deliveries (status, seq)",
    """
CREATE INDEX deliveries_by_turn ON deliveries (listener_id, due_ms, seq)
WHERE status = 'pending'
""",
    "CREATE INDEX deliveries_due ON deliveries (due_ms) WHERE status = 'pending'",
    """
CREATE INDEX deliveries_first_try ON deliveries (listener_id, record_id, record_version)
WHERE NOT first_try_done
""",
    """
CREATE INDEX deliveries_unfinished ON deliveries (listener_id, status)
WHERE finished_ms IS NULL
""",
    """
CREATE TABLE listeners (
    id VARCHAR NOT NULL,
    seq BIGINT NOT NULL,
    name TEXT NOT NULL,
    entity VARCHAR NOT NULL,
    function VARCHAR NOT NULL,
    channel_id VARCHAR,
    kind VARCHAR NOT NULL,
    url TEXT,
    auth_type VARCHAR,
    credential_id VARCHAR,
    address TEXT,
    mode VARCHAR NOT NULL,
    signing BOOLEAN NOT NULL,
    secret_sealed BLOB NOT NULL,
    previous_secret_sealed BLOB,
    previous_valid_until_ms BIGINT,
    status VARCHAR NOT NULL,
    status_reason VARCHAR,
    suspended_reason VARCHAR,
    health_state VARCHAR NOT NULL,
    failing_since_ms BIGINT,
    suspend_at_ms BIGINT,
    suspend_shown_ms BIGINT,
    last_attempt_ms BIGINT,
    last_status INTEGER,
    last_try_failed BOOLEAN,
    version INTEGER NOT NULL,
    etag VARCHAR NOT NULL,
    feed_position BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    created_by VARCHAR NOT NULL,
    updated_ms BIGINT NOT NULL,
    updated_by VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (seq),
    FOREIGN KEY(credential_id) REFERENCES credentials (id),
    UNIQUE (feed_position)
)
""",
    "CREATE INDEX listeners_by_credential ON listeners (credential_id)",
    "CREATE INDEX listeners_by_entity ON listeners (entity, function)",
    """
CREATE TABLE oauth_clients (
    id VARCHAR NOT NULL,
    user_id VARCHAR NOT NULL,
    secret_hash VARCHAR NOT NULL,
    label TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    revoked_ms BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES users (id)
)
""",
    """
CREATE TABLE outcomes (
    event_id VARCHAR NOT NULL,
    listener_id VARCHAR NOT NULL,
    delivery_id VARCHAR,
    reason VARCHAR,
    PRIMARY KEY (event_id, listener_id),
    FOREIGN KEY(event_id) REFERENCES events (id)
)
""",
    "CREATE INDEX outcomes_by_listener ON outcomes (listener_id, event_id)",
    """
CREATE TABLE tokens (
    hash VARCHAR NOT NULL,
    user_id VARCHAR NOT NULL,
    label TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT,
    revoked_ms BIGINT,
    PRIMARY KEY (hash),
    FOREIGN KEY(user_id) REFERENCES users (id)
)
""",
    """
CREATE TABLE attempts (
    id VARCHAR NOT NULL,
    delivery_id VARCHAR NOT NULL,
    listener_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    "trigger" VARCHAR NOT NULL,
    started_ms BIGINT NOT NULL,
    duration_ms INTEGER,
    succeeded BOOLEAN,
    detail JSON,
    PRIMARY KEY (id),
    CONSTRAINT attempt_numbers UNIQUE (delivery_id, number),
    FOREIGN KEY(delivery_id) REFERENCES deliveries (id)
)
""",
    "CREATE INDEX attempts_by_listener ON attempts (listener_id, started_ms)",
)
