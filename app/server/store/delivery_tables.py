"""What happened and what is sent: events, their outcomes, deliveries, attempts, sums.

These grow with the traffic; everything in `tables` grows with the settings.
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
    UniqueConstraint,
    text,
)

from app.server.store.metadata import metadata

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    Column("seq", BigInteger, nullable=False, unique=True),
    Column("entity", String, nullable=False),
    Column("function", String, nullable=False),
    Column("record_id", String, nullable=False),
    Column("record_version", Integer, nullable=False),
    Column("record_label", Text, nullable=False),
    Column("channel_id", String),
    Column("occurred_ms", BigInteger, nullable=False),
    Column("payload", LargeBinary),  # null after retention
    Column("record_number", Text),  # null after retention too, and where a record has none
    UniqueConstraint("record_id", "record_version", name="one_event_per_version"),
    Index("events_by_time", "occurred_ms"),
    # Here and below: the conditions hold on PostgreSQL too, by the steps that make them. To
    # name them here as well would import that dialect with every start.
    Index(
        "events_with_payload",
        "occurred_ms",
        sqlite_where=text("payload IS NOT NULL"),
    ),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("event_id", ForeignKey("events.id"), primary_key=True),
    Column("listener_id", String, primary_key=True),
    Column("delivery_id", String),
    Column("reason", String),  # exactly one of delivery_id and reason
    Index("outcomes_by_listener", "listener_id", "event_id"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String, primary_key=True),
    Column("seq", BigInteger, nullable=False, unique=True),
    Column("event_id", ForeignKey("events.id"), nullable=False),
    Column("listener_id", String, nullable=False),
    Column("entity", String, nullable=False),
    Column("function", String, nullable=False),
    Column("record_id", String, nullable=False),
    Column("record_version", Integer, nullable=False),
    Column("channel_id", String),
    Column("destination", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("status_reason", String),
    Column("attempts", Integer, nullable=False),  # tries ever, the number of the last one
    Column("schedule_step", Integer, nullable=False),  # tries of the present schedule
    Column("trigger", String, nullable=False),  # of the next try
    Column("first_try_done", Boolean, nullable=False),  # ended or cancelled: order, section 8
    Column("due_ms", BigInteger),  # null unless pending
    Column("claimed_by", String),  # the worker that is trying it now
    Column("claimed_ms", BigInteger),
    Column("last_attempt_ms", BigInteger),
    Column("last_status", Integer),
    Column("last_error", String),
    Column("created_ms", BigInteger, nullable=False),
    Column("finished_ms", BigInteger),
    Column("record_number", Text),  # the event's, here for the search
    UniqueConstraint("event_id", "listener_id", name="one_delivery_per_listener"),
    Index(
        "deliveries_due",
        "due_ms",
        sqlite_where=text("status = 'pending'"),
    ),
    Index(
        "deliveries_first_try",
        "listener_id",
        "record_id",
        "record_version",
        sqlite_where=text("NOT first_try_done"),
    ),
    # Whose turn it is: the next listener, and what of it is due.
    Index(
        "deliveries_by_turn",
        "listener_id",
        "due_ms",
        "seq",
        sqlite_where=text("status = 'pending'"),
    ),
    Index(
        "deliveries_unfinished",
        "listener_id",
        "status",
        sqlite_where=text("finished_ms IS NULL"),
    ),
    # What was paused, cancelled or replayed while it was tried; a common life never is in it.
    Index(
        "deliveries_touched",
        "listener_id",
        sqlite_where=text("claimed_by IS NOT NULL AND (status <> 'pending' OR due_ms IS NOT NULL)"),
    ),
    Index("deliveries_by_listener", "listener_id", "seq"),
    Index("deliveries_by_status", "status", "seq"),
    Index("deliveries_by_record", "record_id", "seq"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", String, primary_key=True),
    Column("delivery_id", ForeignKey("deliveries.id"), nullable=False),
    Column("listener_id", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("trigger", String, nullable=False),
    Column("started_ms", BigInteger, nullable=False),
    Column("duration_ms", Integer),  # null: cut short by a crash, the result is not known
    Column("succeeded", Boolean),
    Column("detail", JSON),  # timings_ms, request, response, error as in the contract
    UniqueConstraint("delivery_id", "number", name="attempt_numbers"),
    Index("attempts_by_listener", "listener_id", "started_ms"),
)

# Tries by result per listener and hour: health and statistics read only this.
# `*0` and so on stand for all listeners together.
tallies = Table(
    "tallies",
    metadata,
    Column("listener_id", String, primary_key=True),
    Column("hour_ms", BigInteger, primary_key=True),
    Column("delivered", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("durations", JSON, nullable=False),  # counts per step of a fixed log scale
    Column("opening", JSON, nullable=False),  # delivered, failed, skipped, durations before
)

# Which deliveries changed, for `/stream`: short-lived, and never what is true.
stream_log = Table(
    "stream_log",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String, primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("delivery_ids", JSON, nullable=False),
)
