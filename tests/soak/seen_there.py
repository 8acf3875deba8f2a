"""What a platform has when all is quiet, asked as any client asks."""

from __future__ import annotations

from typing import Any, Final

import requests

from tests.soak.ledger import There

_CALL_S: Final = 30.0


class Asking:
    """One platform, and a token for it."""

    def __init__(self, base_url: str, token: str) -> None:
        self._base_url = base_url
        self._token = token

    def etags(self) -> dict[str, str]:
        """All listeners there are."""
        return {one["id"]: one["etag"] for one in self._all("/listeners")}

    def there(self) -> There:
        """Listeners as they are, and every name that each was given, in order."""
        found = self._all("/listeners")
        given: dict[str, list[str]] = {}
        for entry in reversed(self._all("/audit")):
            after, before = entry["after"] or {}, entry["before"] or {}
            is_named = "name" in after and after["name"] != before.get("name")
            if entry["resource"]["type"] == "listener" and is_named:
                given.setdefault(entry["resource"]["id"], []).append(after["name"])
        return There(
            {one["id"]: one["name"] for one in found},
            {one["id"]: one["signing"] for one in found},
            given,
        )

    def _all(self, path: str) -> list[Any]:
        items: list[Any] = []
        asked = {"limit": "500"}
        with requests.Session() as session:
            session.trust_env = False
            session.headers["Authorization"] = f"Bearer {self._token}"
            while True:
                answer = session.get(
                    f"{self._base_url}/api/v1{path}", params=asked, timeout=_CALL_S
                )
                answer.raise_for_status()
                page = answer.json()
                items += page["items"]
                if page["next_cursor"] is None:
                    return items
                asked = {**asked, "cursor": page["next_cursor"]}
