"""What a platform has when all is quiet, asked as any client asks."""

from __future__ import annotations

from typing import Any, Final

import requests

from tests.soak.desk import name_of
from tests.soak.ledger import Key, There, Value
from tests.support.http_servers import HttpServer, answer

_CALL_S: Final = 30.0


class Asking:
    """One platform, and a token for it."""

    def __init__(self, base_url: str, token: str) -> None:
        self._api = f"{base_url}/api/v1"
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"

    def __enter__(self) -> Asking:
        return self

    def __exit__(self, *exc: object) -> None:
        self._session.close()

    def etags(self) -> dict[str, str]:
        """All listeners and credentials there are."""
        found = (*self._all("/listeners"), *self._all("/credentials"))
        return {one["id"]: one["etag"] for one in found}

    def there(self) -> There:
        """All as it is, and every name that each was given, in order."""
        values: dict[Key, Value] = {}
        for one in self._all("/listeners"):
            values[Key("name", one["id"])] = one["name"]
            values[Key("signing", one["id"])] = one["signing"]
        for one in self._all("/credentials"):
            values[Key("credential", one["id"])] = one["name"]
            values[Key("secret", one["id"])] = name_of(self._secret(one["id"]))
        given: dict[str, list[str]] = {}
        for entry in reversed(self._all("/audit")):
            after, before = entry["after"] or {}, entry["before"] or {}
            is_named = "name" in after and after["name"] != before.get("name")
            if entry["resource"]["type"] in ("listener", "credential") and is_named:
                given.setdefault(entry["resource"]["id"], []).append(after["name"])
        return There(values, given)

    def _secret(self, credential_id: str) -> str:
        """The platform tells nobody: so have it sent to an endpoint."""
        with HttpServer(answer(200)) as endpoint:
            to = {
                "kind": "endpoint",
                "url": f"{endpoint.url}/",
                "auth_type": "bearer",
                "credential_id": credential_id,
            }
            body = {"listener": {"entity": "clients", "function": "create", "destination": to}}
            sent = self._session.post(f"{self._api}/listeners/test", json=body, timeout=_CALL_S)
            sent.raise_for_status()
            (request,) = endpoint.requests
        return (request.header("authorization") or "").removeprefix("Bearer ")

    def _all(self, path: str) -> list[Any]:
        items: list[Any] = []
        asked = {"limit": "500"}
        while True:
            got = self._session.get(f"{self._api}{path}", params=asked, timeout=_CALL_S)
            got.raise_for_status()
            page = got.json()
            items += page["items"]
            if page["next_cursor"] is None:
                return items
            asked = {**asked, "cursor": page["next_cursor"]}
