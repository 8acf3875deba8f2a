"""What a platform keeps of what it sent, seen from outside and in its files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.platform import RunningPlatform


def new_listener(platform: RunningPlatform, destination: dict[str, Any], **members: Any) -> str:
    """A listener to new leads; its id."""
    body = {"entity": "leads", "function": "create", "destination": destination, **members}
    answer = platform.post("/listeners", body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def delivery_of(platform: RunningPlatform, listener_id: str) -> dict[str, Any]:
    """The one delivery of a listener, with payload and tries."""
    (one,) = platform.get("/deliveries", params={"listener_id": listener_id}).json()["items"]
    found: dict[str, Any] = platform.get(f"/deliveries/{one['id']}").json()
    return found


def delivered_to(platform: RunningPlatform, listener_id: str) -> dict[str, Any]:
    """The one delivery of a listener, once it is delivered."""
    while (one := delivery_of(platform, listener_id))["status"] != "delivered":
        assert one["status"] == "pending"
    return one


def files_with(folder: Path, text: str) -> list[str]:
    """The files of a folder whose raw bytes hold a text."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    )
