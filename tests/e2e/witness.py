"""Someone who is not the app: asks the platform itself what is true.

Speaks plain HTTP with the token that the platform wrote into its own folder, and
verifies signatures with the field's library, not with our code.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import requests
from standardwebhooks import Webhook

from tests.support.receivers import Received

_TIMEOUT_S = 30


@dataclass
class Witness:
    """The embedded platform of one profile, seen from outside the app."""

    profile: Path

    @property
    def base_url(self) -> str:
        """Where the platform listens, as the app's log says it."""
        log = (self.profile / "logs" / "app.log").read_text("utf-8")
        return re.findall(r"platform runs at (http://127\.0\.0\.1:\d+)", log)[-1]

    @property
    def token(self) -> str:
        """The administrator's token, from the file that the platform wrote."""
        return (self.profile / "data" / "sandbox" / "admin-token").read_text("ascii").strip()

    def get(self, path: str) -> requests.Response:
        """A GET of the contract."""
        return self._call("GET", path)

    def json(self, path: str) -> Any:
        """The body of a GET that must succeed."""
        answer = self.get(path)
        answer.raise_for_status()
        return answer.json()

    def listeners(self) -> list[dict[str, Any]]:
        """Every listener that the platform knows."""
        items: list[dict[str, Any]] = self.json("/listeners")["items"]
        return items

    def record_bytes(self, entity: str, record_id: str) -> bytes:
        """The exact bytes of a record."""
        return self.get(f"/records/{entity}/{record_id}").content

    def newest_record_id(self, entity: str) -> str:
        """The record that was created last."""
        return str(self.json(f"/records/{entity}?limit=1")["items"][0]["id"])

    def signing_secret(self, listener_id: str) -> str:
        """A listener's secret, as its owner may read it."""
        answer = self._call("POST", f"/listeners/{listener_id}/secret/reveal")
        answer.raise_for_status()
        return str(answer.json()["secret"])

    def verify(self, listener_id: str, received: Received) -> None:
        """Verify a webhook as a receiver would.

        Raises:
            WebhookVerificationError: It is not what the platform signed.
        """
        names = ("webhook-id", "webhook-timestamp", "webhook-signature")
        headers = {name: received.header(name) for name in names}
        Webhook(self.signing_secret(listener_id)).verify(received.body, headers)

    def outcomes(self, record_id: str) -> list[dict[str, Any]]:
        """What became of the newest event of a record."""
        newest = self.json(f"/events?record_id={record_id}&limit=1")["items"][0]
        outcomes: list[dict[str, Any]] = newest["outcomes"]
        return outcomes

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Create something; it must succeed."""
        answer = self._call("POST", path, body)
        answer.raise_for_status()
        made: dict[str, Any] = answer.json()
        return made

    def patch(self, path: str, body: dict[str, Any]) -> None:
        """Change something, whatever its version is now; it must succeed."""
        etag = self.get(path).headers["etag"]
        self._call("PATCH", path, body, {"if-match": etag}).raise_for_status()

    def delete(self, path: str) -> None:
        """Delete something, whatever its version is now; it must succeed."""
        etag = self.get(path).headers["etag"]
        self._call("DELETE", path, None, {"if-match": etag}).raise_for_status()

    def _call(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                f"{self.base_url}/api/v1{path}",
                headers={"authorization": f"Bearer {self.token}", **(headers or {})},
                json=body,
                timeout=_TIMEOUT_S,
            )


def attachment_of(data: bytes) -> tuple[str, bytes]:
    """Name and bytes of the one attachment of a message."""
    message = message_from_bytes(data, policy=policy.default)
    (part,) = message.iter_attachments()
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return str(part.get_filename()), content


def same_json(left: bytes, right: bytes) -> bool:
    """Whether two texts are the same JSON value."""
    return bool(json.loads(left) == json.loads(right))
