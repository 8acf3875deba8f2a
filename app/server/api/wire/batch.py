"""Many changes of listeners in one call, on the wire (contract section 4)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from app.server.api.wire.base import Body, Shown

MOST: int = 200


class BatchOperation(Body):
    """One change; with `if_match` and `body` as the single call takes them."""

    op: Literal["create", "update", "delete"]
    id: str | None = Field(
        default=None, description="Of the listener; a create without it gets one"
    )
    if_match: str | None = None
    body: dict[str, Any] | None = None


class BatchBody(Body):
    """Changes that are made in order, each by itself; an id may stand only once."""

    operations: list[BatchOperation] = Field(max_length=MOST)


class BatchResult(Shown):
    """What the single call would have answered; `body` is a problem where it was refused."""

    status: int
    etag: str | None
    body: dict[str, Any] | None


class BatchResults(Shown):
    """One result for each operation, in their order."""

    results: list[BatchResult]
