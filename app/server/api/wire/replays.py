"""Replaying many deliveries on the wire (contract section 7)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.server.api.wire.base import Body, Shown, Time


class ReplayBody(Body):
    """Which of a listener's deliveries are sent again; `dry_run` only counts them."""

    since: Time | None = Field(default=None, description="RFC 3339; this moment is included")
    until: Time | None = Field(default=None, description="RFC 3339; this moment is not included")
    statuses: list[Literal["failed", "cancelled", "delivered", "skipped"]] = Field(
        default=["failed"],
        min_length=1,
        description=(
            "`skipped` are events skipped as disabled or suspended: "
            "the missing delivery is made, once"
        ),
    )
    skip_superseded: bool = Field(
        default=False,
        description=(
            "Leave out a version of a record when a newer one was delivered to this listener, "
            "is on its way, or is replayed too"
        ),
    )
    dry_run: bool


class ReplayCount(Shown):
    """How many deliveries are sent again, or would be; those without a payload are not."""

    count: int
