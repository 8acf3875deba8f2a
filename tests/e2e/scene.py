"""A believable office on the embedded platform, made over its own API.

Listeners that work answer on loopback; those that do not have the faults that
administrators meet. Everything that is shown was really sent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from tests.e2e.witness import Witness
from tests.support.receivers import HttpReceiver, Received, Reply

_OK_BODY: Final = b'{"accepted":true,"id":"in_20261123_88213"}'
_EXPIRED_BODY: Final = b'{"error":"invalid_token","message":"The access token expired"}'
_TOKEN_BODY: Final = b'{"access_token":"9f3a77c1","token_type":"Bearer","expires_in":3600}'


def answer(received: Received) -> Reply:
    """What the loopback endpoints say, by path."""
    json_type = ("content-type", "application/json")
    if received.target.startswith("/crm/legacy"):
        challenge = 'Bearer error="invalid_token", error_description="The access token expired"'
        headers = (json_type, ("www-authenticate", challenge))
        return Reply(401, headers=headers, body=_EXPIRED_BODY)
    if received.target.startswith("/oauth/token"):
        return Reply(200, headers=(json_type,), body=_TOKEN_BODY)
    if received.target.startswith("/gone"):
        return Reply(410, headers=(json_type,), body=b'{"error":"gone"}')
    if received.target.startswith("/bridge"):
        return Reply(503, headers=(json_type,), body=b'{"error":"unavailable"}')
    return Reply(200, headers=(json_type, ("x-request-id", "4f0c2a91")), body=_OK_BODY)


@dataclass
class Scene:
    """Fills a fresh platform; every call is one of the contract."""

    witness: Witness
    http: HttpReceiver
    credentials: dict[str, str] = field(default_factory=dict)
    listeners: dict[str, str] = field(default_factory=dict)
    _copies: int = 0

    def build(self) -> None:
        """Credentials, listeners in every state, and an hour of work on records."""
        self.http.always(answer)
        self._credential("Warehouse token", "bearer", {}, {"token": "wh_7Qk2mZ0aXn51k2Qf"})
        self._credential(
            "Archive key 2026", "api_key", {"header": "x-api-key"}, {"value": "ark-20261-9f3a77c1"}
        )
        self._credential(
            "Dashboard login", "basic", {"username": "svc-dash"}, {"password": "correct-horse-9f3a"}
        )
        hooks = self.http.url
        self._credential(
            "Warehouse OAuth",
            "oauth2_client_credentials",
            {"token_url": f"{hooks}oauth/token", "client_id": "picksmart-hooks"},
            {"client_secret": "wh-client-8Kd03mQx"},
        )
        bearer = ("bearer", "Warehouse token")
        self._listener("Data warehouse feed", "clients", "create", f"{hooks}crm/clients", bearer)
        self._listener("Data warehouse feed", "clients", "update", f"{hooks}crm/clients", bearer)
        self._listener(
            "Compliance archive",
            "notes",
            "create",
            f"{hooks}v2/ingest/notes",
            ("api_key", "Archive key 2026"),
        )
        self._listener(
            "Old CRM", "clients", "update", f"{hooks}crm/legacy", ("basic", "Dashboard login")
        )
        self._listener("Insurer bridge", "policies", "update", f"{hooks}bridge/policies")
        self._listener("Quote desk", "quotes", "create", "https://quotes.northwind.example/in")
        self._listener("Commission sync", "commission_runs", "create", f"{hooks}commissions")
        self._listener("Lead router", "leads", "create", f"{hooks}leads", mode="disabled")
        self._listener("Campaign tool", "leads", "update", f"{hooks}gone")
        self._listener("Claims mirror", "claims", "update", f"{hooks}claims", mode="paused")
        self._mail_listener("Back-office inbox", "tasks", "create", "backoffice@northwind.example")
        self._work()

    def _credential(
        self, name: str, kind: str, fields: dict[str, str], secrets: dict[str, str]
    ) -> None:
        body = {"name": name, "auth_type": kind, "fields": fields, "secrets": secrets}
        self.credentials[name] = self.witness.post("/credentials", body)["id"]

    def _listener(
        self,
        name: str,
        entity: str,
        function: str,
        url: str,
        auth: tuple[str, str] | None = None,
        *,
        mode: str = "enabled",
    ) -> None:
        destination: dict[str, Any] = {"kind": "endpoint", "url": url, "auth_type": "none"}
        if auth is not None:
            destination |= {"auth_type": auth[0], "credential_id": self.credentials[auth[1]]}
        self._post(name, entity, function, destination, mode)

    def _mail_listener(self, name: str, entity: str, function: str, address: str) -> None:
        self._post(name, entity, function, {"kind": "email", "address": address}, "enabled")

    def _post(
        self, name: str, entity: str, function: str, destination: dict[str, Any], mode: str
    ) -> None:
        body = {
            "name": name,
            "entity": entity,
            "function": function,
            "destination": destination,
            "mode": mode,
        }
        self.listeners[f"{name}, {entity} {function}"] = self.witness.post("/listeners", body)["id"]

    def _work(self) -> None:
        """Repeat what the seed has: every entity gets new records, then updates."""
        for entity, count in (("clients", 6), ("notes", 5), ("policies", 4), ("tasks", 3)):
            seeded = self.witness.json(f"/records/{entity}?limit=8")["items"]
            for record in seeded[:count]:
                fields = self._copy(record)
                made = self.witness.post(f"/records/{entity}", fields)
                self._touch(entity, made)
        for entity in ("quotes", "leads", "claims"):
            record = self.witness.json(f"/records/{entity}?limit=1")["items"][0]
            self._touch(entity, self.witness.post(f"/records/{entity}", self._copy(record)))

    def _copy(self, record: dict[str, Any]) -> dict[str, Any]:
        """What can be sent of a record, under a number of its own: no office has one twice."""
        self._copies += 1
        fields = {key: value for key, value in record.items() if key not in _SET_BY_PLATFORM}
        for name in _NUMBERS & fields.keys():
            digits = len(fields[name]) - len(fields[name].rstrip("0123456789"))
            kept = fields[name][: len(fields[name]) - digits]
            fields[name] = f"{kept}{9 * 10 ** (digits - 1) + self._copies:0{digits}}"
        return fields

    def _touch(self, entity: str, record: dict[str, Any]) -> None:
        self.witness.patch(f"/records/{entity}/{record['id']}", _UPDATES[entity])


_SET_BY_PLATFORM: Final = frozenset({"id", "version", "created_at", "updated_at"})
_NUMBERS: Final = frozenset({"client_number", "policy_number", "reference"})
_UPDATES: Final[dict[str, dict[str, Any]]] = {
    "clients": {"phone": "+27 21 555 0188"},
    "notes": {"text": "Called back, papers are on their way."},
    "policies": {"monthly_premium_zar": 1240.5},
    "tasks": {"description": "Signed copy arrived."},
    "quotes": {"monthly_premium_zar": 980.0},
    "leads": {"phone": "+27 31 555 0142"},
    "claims": {"amount_zar": 18250.0},
}
