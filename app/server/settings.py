"""What an operator, or a test, can set about one platform; nothing here is global."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from app.domain.retry import RetrySchedule
from app.domain.secret import Secret
from app.domain.times import Clock, utc_now

if TYPE_CHECKING:
    from app.server.store.database_address import DatabaseAddress

Networks = tuple[IPv4Network | IPv6Network, ...]

LOOPBACK: Final[Networks] = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """The mail server that e-mail listeners are sent through."""

    host: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str | None = None
    password: Secret | None = None
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformSettings:
    """Everything that differs between two platforms.

    Attributes:
        data_dir: Where database, key, token file and mailbox are; made 0700.
        database: A PostgreSQL that many processes share; None is SQLite in `data_dir`.
        delivers: Whether this process sends; on PostgreSQL others may.
        stop_grace_s: How long tries under way may take to end when the platform ends.
        port: 0 lets the system choose.
        smtp: None delivers e-mail into the Maildir in `data_dir`.
        allow: Networks that deliveries may reach although they are not public.
        slots: Tries at once, all listeners together.
        mailbox_messages: The most that the embedded mailbox keeps; the oldest go first.
        random: Source of jitter; tests pass a seeded one.
    """

    data_dir: Path
    database: DatabaseAddress | None = None
    delivers: bool = True
    stop_grace_s: float = 0.5
    host: str = "127.0.0.1"
    port: int = 0
    smtp: SmtpSettings | None = None
    retry: RetrySchedule = field(default_factory=RetrySchedule)
    timeout_s: float = 15.0
    allow: Networks = LOOPBACK
    per_listener_limit: int = 8
    slots: int = 64
    listener_limit: int = 100_000
    tests_per_minute: int = 60
    payload_bytes: int = 262_144
    payload_retention_days: int = 30
    mailbox_messages: int = 5_000
    mailbox_bytes: int = 256 * 1024 * 1024
    attempt_retention_days: int = 90
    idempotency_ttl_s: int = 86_400
    clock: Clock = utc_now
    random: random.Random = field(default_factory=random.SystemRandom)
    environment: Literal["production", "staging", "sandbox"] = "sandbox"
