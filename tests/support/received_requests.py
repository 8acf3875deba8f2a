"""Requests as the receiver hands them over, signed by the code that really sends."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from app.domain.outbound import build_request
from app.domain.received import AnswerPlan, ReceivedRequest, record_of
from tests.support.builders import NOW
from tests.support.webhook_calls import SECRET

__all__ = ["SECRET", "a_received"]


def a_received(
    number: int = 1,
    record: dict[str, Any] | None = None,
    *,
    event_id: str = "evt_1",
    entity: str = "clients",
    function: str = "update",
    secret: str | None = SECRET,
    at: datetime = NOW,
    answer: AnswerPlan | None = None,
    body: bytes | None = None,
    target: str = "/in/clients",
) -> ReceivedRequest:
    """One webhook, signed unless `secret` is None."""
    data = json.dumps(record or {"id": "cli_1"}).encode() if body is None else body
    request = build_request(
        url=f"http://127.0.0.1:8787{target}",
        entity=entity,
        function=function,
        record_version=1,
        event_id=event_id,
        attempt=1,
        body=data,
        now_s=int(at.timestamp()),
        signing_secrets=(secret,) if secret else (),
        credential=None,
        product_version="1.0",
    )
    headers = (("host", "127.0.0.1:8787"), *request.headers, ("content-length", str(len(data))))
    lines = [f"POST {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    return ReceivedRequest(
        number=number,
        at=at,
        method="POST",
        target=target,
        headers=headers,
        answer=answer or AnswerPlan(),
        head="\r\n".join(lines).encode(),
        body=data,
        body_size=len(data),
        record_id=record_of(data)[0],
        record_number=record_of(data)[1],
    )
