"""What checks stand on: a server, what it says of itself, and things made and taken away again."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from tests.contract.check import Broken, Skipped, expect
from tests.contract.client import Api
from tests.support.receivers import HttpReceiver

T = TypeVar("T")
PAUSE_S = 0.05
PATIENCE_S = 20.0
READ_ONLY = ("id", "version", "channel_id", "created_at", "updated_at")


@dataclass(frozen=True)
class Server:
    """The server under judgement, and what is only known of it from outside.

    Attributes:
        read_only_token: A token of the role read-only; None if there is none.
        member_token: A token of a member without access; None if there is none.
        oauth_client: Id and secret of an OAuth client; None if there is none.
        first_wait_s: The wait after a first failed try; sandboxes may shorten it.
        mailbox: The Maildir that e-mail lands in; None if it cannot be seen.
        is_embedded: Whether it claims to be the embedded platform.
    """

    base_url: str
    token: str
    read_only_token: str | None = None
    member_token: str | None = None
    oauth_client: tuple[str, str] | None = None
    first_wait_s: float = 5.0
    mailbox: Path | None = None
    is_embedded: bool = False

    @cached_property
    def api(self) -> Api:
        return Api(self.base_url, self.token)

    @cached_property
    def me(self) -> dict[str, Any]:
        found: dict[str, Any] = self.api.get("/me").good()
        return found

    @cached_property
    def catalog(self) -> dict[str, Any]:
        found: dict[str, Any] = self.api.get("/catalog").good()
        return found

    @cached_property
    def reaches_us(self) -> str | None:
        """Why the server cannot deliver to a receiver on loopback; None if it can."""
        if "test" not in self.me["capabilities"]:
            return None  # it will show
        with HttpReceiver() as receiver:
            listener = {"entity": self.entity, "function": "create"}
            listener["destination"] = {"kind": "endpoint", "url": receiver.url, "auth_type": "none"}
            answer = self.api.post("/listeners/test", {"listener": listener})
            if answer.status == 422:
                return "section 8: the operator does not allow loopback (422)"
            error = answer.good().get("error")
        return None if error is None else f"section 8: a try to loopback ends in {error['code']}"

    @cached_property
    def entity(self) -> str:
        """The first entity whose creation and change can be listened to."""
        for one in self.catalog["entities"]:
            if one["listenable"] and {"create", "update"} <= set(one["functions"]):
                return str(one["name"])
        raise Skipped("section 3: no entity can be listened to for create and update")

    @cached_property
    def sample(self) -> dict[str, Any]:
        """What a new record of that entity may hold."""
        sample = self.api.get(f"/catalog/entities/{self.entity}/sample").good()
        return {name: value for name, value in sample.items() if name not in READ_ONLY}

    @cached_property
    def text_field(self) -> str:
        """A member of that entity's records that takes any short text."""
        schema = self.api.get(f"/catalog/entities/{self.entity}/schema").good()
        bound = {"enum", "const", "format", "pattern"}
        for name, one in schema["properties"].items():
            is_text = one.get("type") in ("string", ["string", "null"]) and not bound & set(one)
            if is_text and name not in READ_ONLY:
                return str(name)
        raise Skipped("section 6: no member of the entity's schema takes free text")


@dataclass
class World:
    """A server for the length of one check; what was made is taken away at its end.

    Records stay: the contract has no call that removes them.
    """

    server: Server
    _listeners: list[str] = field(default_factory=list)
    _credentials: list[str] = field(default_factory=list)
    _receivers: ExitStack = field(default_factory=ExitStack)

    @property
    def api(self) -> Api:
        return self.server.api

    # What the server has.

    def require_capability(self, name: str) -> None:
        if name not in self.server.me["capabilities"]:
            raise Skipped(f"section 2: `{name}` is not among its capabilities")

    def require_receiver(self) -> None:
        if self.server.reaches_us is not None:
            raise Skipped(self.server.reaches_us)

    def require(self, what: T | None, name: str) -> T:
        """Something that only whoever runs the checks can give."""
        if what is None:
            raise Skipped(f"needs {name}")
        return what

    # What checks make.

    def body(self, **members: Any) -> dict[str, Any]:
        """A listener's body that is right as it is."""
        return {
            "name": f"contract check {secrets.token_hex(6)}",
            "entity": self.server.entity,
            "function": "create",
            "destination": self.to("https://hooks.example.com/contract"),
            **members,
        }

    def to(self, url: str, auth_type: str = "none", **more: Any) -> dict[str, Any]:
        """An endpoint."""
        return {"kind": "endpoint", "url": url, "auth_type": auth_type, **more}

    def listener(self, **members: Any) -> dict[str, Any]:
        """A new listener."""
        made: dict[str, Any] = self.api.post("/listeners", self.body(**members)).good(201)
        return self.keep(made)

    def credential_body(self, **members: Any) -> dict[str, Any]:
        return {
            "name": "contract check",
            "auth_type": "basic",
            "fields": {"username": "svc"},
            "secrets": {"password": "correct horse 9f3a"},
            **members,
        }

    def credential(self, **members: Any) -> dict[str, Any]:
        """A new credential."""
        made = self.api.post("/credentials", self.credential_body(**members)).good(201)
        return self.keep(made)

    def keep(self, made: dict[str, Any]) -> dict[str, Any]:
        """Take a listener or credential away at the end of the check."""
        kept = self._listeners if made["id"].startswith("lst_") else self._credentials
        kept.append(made["id"])
        return made

    def new_id(self, prefix: str) -> str:
        """An id as clients choose them; what it names is taken away too."""
        chosen = f"{prefix}_{secrets.token_hex(12)}"
        (self._listeners if prefix == "lst" else self._credentials).append(chosen)
        return chosen

    def record(self, **members: Any) -> dict[str, Any]:
        """A new record, and with it an event."""
        path = f"/records/{self.server.entity}"
        made: dict[str, Any] = self.api.post(path, {**self.server.sample, **members}).good(201)
        return made

    def change_record(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The next version of a record."""
        path = f"/records/{self.server.entity}/{record['id']}"
        patch = {self.server.text_field: f"contract {secrets.token_hex(4)}"}
        changed: dict[str, Any] = self.api.patch(path, patch, self.api.get(path).etag).good()
        return changed

    def receiver(self) -> HttpReceiver:
        """An endpoint on loopback that says 200 until told otherwise."""
        one = self._receivers.enter_context(HttpReceiver())
        self._receivers.callback(one.let_go)
        return one

    # What checks see.

    def items(self, path: str, **params: Any) -> list[dict[str, Any]]:
        """All pages of a list."""
        found: list[dict[str, Any]] = []
        cursor = None
        while True:
            page = self.api.get(path, params={**params, "cursor": cursor}).good()
            found += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return found

    def delivery_of(self, listener: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
        """The one delivery of a record's only version to a listener."""
        params = {"listener_id": listener["id"], "record_id": record["id"]}
        found = self.items("/deliveries", **params)
        expect(len(found) == 1, f"there are {len(found)} deliveries of the record, not one")
        return found[0]

    def settled(
        self, listener: Mapping[str, Any], record: Mapping[str, Any], attempts: int = 1
    ) -> dict[str, Any]:
        """The delivery in full, once so many tries are recorded."""

        path = f"/deliveries/{self.delivery_of(listener, record)['id']}"

        def tried() -> dict[str, Any] | None:
            one: dict[str, Any] = self.api.get(path).good()
            ended = [log for log in one["attempt_log"] if log["duration_ms"] is not None]
            return one if len(ended) >= attempts else None

        return self.eventually(tried, f"{attempts} tries of the delivery are recorded")

    def eventually(
        self, look: Callable[[], T | None], what: str, *, within_s: float = PATIENCE_S
    ) -> T:
        """What a server that we can only ask says at last.

        Raises:
            Broken: It never does.
        """
        deadline = time.monotonic() + within_s
        while (found := look()) is None:
            if time.monotonic() > deadline:
                raise Broken(f"within {within_s:g} s it never came to be that {what}")
            time.sleep(PAUSE_S)  # another's process: there is nothing to wait on
        return found

    # The end.

    def clean_up(self) -> None:
        """Take away what was made; what the check itself deleted is gone already."""
        with self._receivers:
            self._remove("/listeners", reversed(self._listeners))
            self._remove("/credentials", reversed(self._credentials))

    def _remove(self, path: str, ids: Iterable[str]) -> None:
        for one in ids:
            found = self.api.get(f"{path}/{one}")
            if found.status == 200:
                self.api.delete(f"{path}/{one}", found.headers.get("ETag", ""))
