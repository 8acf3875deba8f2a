"""Messages as the embedded platform writes them: built by its own code, kept by its own code."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.listener import Destination, Kind
from app.server.deliveries.attempt import Message
from app.server.deliveries.senders import mailbox
from app.server.deliveries.senders.message import build_message, message_bytes

SENDER = "webhooks@picksmart.invalid"
AT = datetime(2026, 11, 23, 10, 48, 31, tzinfo=UTC)


def a_message(number: int = 1, **changes: Any) -> Message:
    """An event for an e-mail listener."""
    given: dict[str, Any] = {
        "event_id": f"evt_{number}",
        "listener_id": "lst_inbox",
        "entity": "clients",
        "function": "create",
        "record_id": f"cli_{number}",
        "record_version": 1,
        "record_label": "Thandi Mokoena",
        "payload": b'{"id":"cli_%d","name":"Thandi Mokoena"}' % number,
        "destination": Destination(Kind.EMAIL, address="ops@example.com"),
        "test": False,
    }
    return Message(**{**given, **changes})


def mail_bytes(message: Message) -> bytes:
    """The bytes of it, as they are sent."""
    return message_bytes(build_message(message, sender=SENDER, now=AT))


def keep(folder: Path, message: Message, *, at: datetime = AT) -> str:
    """Put it into the mailbox as the platform does, dated; answers its name there."""
    return keep_raw(folder, f"{message.event_id}.{message.listener_id}", mail_bytes(message), at=at)


def keep_raw(folder: Path, name: str, data: bytes, *, at: datetime = AT) -> str:
    """Put any bytes into the mailbox."""
    path = mailbox.deliver(folder, name=name, data=data)
    os.utime(path, (at.timestamp(), at.timestamp()))
    return name


def keep_many(folder: Path, count: int, **changes: Any) -> list[str]:
    """Messages a minute apart, the last one at `AT`; their names, the newest first."""
    made = [
        keep(folder, a_message(number, **changes), at=AT - timedelta(minutes=count - number))
        for number in range(1, count + 1)
    ]
    return made[::-1]
