"""Every table of the platform, once, for SQLite and PostgreSQL alike.

Times are whole milliseconds since 1970 UTC (`_ms`): they compare and index the same
on both databases.  `seq` columns are creation order: ids are opaque.  Migrations
build exactly this schema; a test holds the two equal.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from app.server.store.delivery_tables import (
    attempts,
    deliveries,
    events,
    outcomes,
    stream_log,
    tallies,
)
from app.server.store.metadata import metadata

__all__ = [
    "attempts",
    "audit",
    "channels",
    "commit_marks",
    "counters",
    "credentials",
    "deliveries",
    "events",
    "facts",
    "idempotency",
    "listeners",
    "metadata",
    "oauth_clients",
    "outcomes",
    "rate_windows",
    "records",
    "stream_log",
    "tallies",
    "tokens",
    "used_ids",
    "users",
]

# One row per fact about this data folder: instance, epoch, schema version, counters.
facts = Table(
    "facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", JSON, nullable=False),
)

# Counters that must follow commit order: `feed` (changes), `seq` (creation).
counters = Table(
    "counters",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# One row for each connection to PostgreSQL that writes; see the module of that name.
commit_marks = Table(
    "commit_marks",
    metadata,
    Column("session", String, primary_key=True),
    Column("mark", BigInteger, nullable=False),
    Column("left_ms", BigInteger, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("role", String, nullable=False),  # administrator, read_only, member
)

tokens = Table(
    "tokens",
    metadata,
    Column("hash", String, primary_key=True),  # SHA-256 of a 256-bit random token
    Column("user_id", ForeignKey("users.id"), nullable=False),
    Column("label", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger),
    Column("revoked_ms", BigInteger),
)

# Client credentials of POST /oauth/token: act as a user.
oauth_clients = Table(
    "oauth_clients",
    metadata,
    Column("id", String, primary_key=True),
    Column("user_id", ForeignKey("users.id"), nullable=False),
    Column("secret_hash", String, nullable=False),  # SHA-256 of a 256-bit random secret
    Column("label", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger),
)

channels = Table(
    "channels",
    metadata,
    Column("id", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
)

credentials = Table(
    "credentials",
    metadata,
    Column("id", String, primary_key=True),
    Column("seq", BigInteger, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("auth_type", String, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("secrets_sealed", LargeBinary, nullable=False),  # encrypted JSON object
    Column("secret_hints", JSON, nullable=False),
    Column("last_success_ms", BigInteger),
    Column("version", Integer, nullable=False),
    Column("etag", String, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("created_by", String, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
    Column("updated_by", String, nullable=False),
)

listeners = Table(
    "listeners",
    metadata,
    Column("id", String, primary_key=True),
    Column("seq", BigInteger, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("entity", String, nullable=False),
    Column("function", String, nullable=False),
    Column("channel_id", String),  # kept when the channel goes: contract section 4
    Column("kind", String, nullable=False),  # endpoint, email
    Column("url", Text),
    Column("auth_type", String),
    Column("credential_id", ForeignKey("credentials.id")),
    Column("address", Text),
    Column("mode", String, nullable=False),
    Column("signing", Boolean, nullable=False),
    Column("secret_sealed", LargeBinary, nullable=False),
    Column("previous_secret_sealed", LargeBinary),
    Column("previous_valid_until_ms", BigInteger),
    # Derived, never part of `version`:
    Column("status", String, nullable=False),
    Column("status_reason", String),
    Column("suspended_reason", String),  # endpoint_failing, endpoint_gone; null: not suspended
    Column("health_state", String, nullable=False),
    Column("failing_since_ms", BigInteger),
    Column("suspend_at_ms", BigInteger),
    Column("suspend_shown_ms", BigInteger),  # when suspend_at was first shown
    Column("last_attempt_ms", BigInteger),
    Column("last_status", Integer),
    Column("last_try_failed", Boolean),
    Column("version", Integer, nullable=False),
    Column("etag", String, nullable=False),
    Column("feed_position", BigInteger, nullable=False, unique=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("created_by", String, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
    Column("updated_by", String, nullable=False),
    Index("listeners_by_entity", "entity", "function"),
    Index("listeners_by_credential", "credential_id"),
)

# Ids that were ever used by PUT or deleted: never reused (contract section 1).
used_ids = Table(
    "used_ids",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),  # listener, credential
    Column("body_hash", String),  # keyed hash of the creating PUT's body; null: made by POST
    Column("deleted_ms", BigInteger),
    Column("feed_position", BigInteger, unique=True),  # of the deletion, listeners only
)

records = Table(
    "records",
    metadata,
    Column("id", String, primary_key=True),
    Column("entity", String, nullable=False),
    Column("seq", BigInteger, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("channel_id", String),
    Column("body", LargeBinary, nullable=False),  # the exact bytes of this version
    Column("created_ms", BigInteger, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
    Index("records_by_entity", "entity", "seq"),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("scope_hash", String, primary_key=True),  # caller, method, path and key
    Column("body_hash", String, nullable=False),
    Column("started_ms", BigInteger, nullable=False),
    Column("status", Integer),  # null: still running
    Column("headers", JSON),
    Column("body", LargeBinary),
    Index("idempotency_by_age", "started_ms"),
)

# How often someone did something limited in the present minute.
rate_windows = Table(
    "rate_windows",
    metadata,
    Column("name", String, primary_key=True),
    Column("window_ms", BigInteger, nullable=False),
    Column("count", Integer, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("actor_id", String, nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("action", String, nullable=False),
    Column("resource_type", String, nullable=False),
    Column("resource_id", String, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Index("audit_by_resource", "resource_id", "seq"),
)
