"""Webhooks as the platform sends them, to throw at a receiver: real bytes on a real socket."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

from app.domain.outbound import build_request
from app.domain.signature import new_secret
from app.domain.times import utc_now

WAIT_S = 30.0
SECRET = new_secret()


def webhook(
    port: int,
    record: dict[str, Any] | bytes | None = None,
    *,
    event_id: str = "evt_1",
    entity: str = "clients",
    function: str = "update",
    version: int = 1,
    secret: str | None = SECRET,
    at_s: int | None = None,
    test: bool = False,
) -> bytes:
    """The bytes of one try, built by the code that really sends."""
    body = record if isinstance(record, bytes) else json.dumps(record or {"id": "cli_1"}).encode()
    request = build_request(
        url=f"http://127.0.0.1:{port}/in/{entity}",
        entity=entity,
        function=function,
        record_version=version,
        event_id=event_id,
        attempt=1,
        body=body,
        now_s=int(utc_now().timestamp()) if at_s is None else at_s,
        signing_secrets=(secret,) if secret else (),
        credential=None,
        test=test,
        product_version="1.0",
    )
    lines = [f"POST /in/{entity} HTTP/1.1", f"host: 127.0.0.1:{port}"]
    lines += [f"{name}: {value}" for name, value in request.headers]
    lines.append(f"content-length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def call(port: int, data: bytes, *, in_pieces: int = 0) -> bytes:
    """Send bytes and read the answer to its end.

    Raises:
        ConnectionResetError: The receiver broke the connection.
    """
    with socket.create_connection(("127.0.0.1", port), timeout=WAIT_S) as sock:
        if in_pieces:
            for at in range(0, len(data), in_pieces):
                sock.sendall(data[at : at + in_pieces])
        else:
            sock.sendall(data)
        return read_all(sock)


def read_all(sock: socket.socket) -> bytes:
    """Everything until the other side ends."""
    ends = time.monotonic() + WAIT_S
    found = b""
    while time.monotonic() < ends:
        part = sock.recv(65_536)
        if not part:
            return found
        found += part
    raise AssertionError("the answer did not end")


def status_of(answer: bytes) -> int:
    """The status of an answer."""
    return int(answer.split(b" ", 2)[1])
