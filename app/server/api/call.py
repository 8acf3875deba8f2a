"""One API call inside its transaction, and the checks that every call goes through.

A handler calls the checks in the order of the contract: `Call.may` (401 and 403 are
done), find the resource (404), then `read_body` or `read_query` (413, 415, 400 and a
kept answer), `require_match` (428, 412), then its own 422 and 409.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from app.domain import strict_json
from app.domain.validation import Code
from app.server.api import problems
from app.server.api.answers import Answer
from app.server.api.incoming import Incoming, check_object
from app.server.api.problems import ApiProblem
from app.server.platform import Platform
from app.server.store import audit, facts, idempotency
from app.server.store.tokens import Caller, find_caller

_KEY_SHAPE: Final = re.compile(r"[\x21-\x7e]{1,255}")
_STRONG_TAG: Final = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
_RETRY_AFTER_S: Final = "2"
_VALUES_LIMIT: Final = 100  # of one parameter: SQLite refuses expressions 1,000 deep


class Replayed(Exception):
    """The call was answered before: the kept answer goes out again."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("replayed")
        self.answer = answer


@dataclass(slots=True)
class Call:
    """A request being answered.

    Attributes:
        claim: The scope of the claimed Idempotency-Key, when there is one.
        is_repeat: The key was used before for an answer that held a secret.
        wakes_engine: Set by a handler that made deliveries due.
    """

    platform: Platform
    tx: Connection
    incoming: Incoming
    caller: Caller
    now_ms: int
    claim: str | None = None
    is_repeat: bool = False
    wakes_engine: bool = False

    def path(self, name: str) -> str:
        """A part of the path.

        Raises:
            ApiProblem: 404 for a NUL: nothing has such a name, and PostgreSQL takes none.
        """
        part = self.incoming.path_params[name]
        if "\0" in part:
            raise problems.not_found()
        return part

    def require(self, permission: str | None) -> None:
        """403 unless the caller's role carries the permission."""
        if permission is not None and permission not in self.caller.permissions:
            raise problems.permission_missing(permission)

    def instance(self) -> Mapping[str, Any]:
        """The instance: id, name, plan, environment."""
        found: Mapping[str, Any] = facts.read(self.tx, facts.INSTANCE)
        return found

    def read_query(self, allowed: Collection[str] = ()) -> Mapping[str, tuple[str, ...]]:
        """The query parameters, each with all its values.

        Raises:
            ApiProblem: 400 `unknown_parameter`; 406 for who does not take JSON.
        """
        self.incoming.check_accept()
        found: dict[str, tuple[str, ...]] = {}
        for name, value in self.incoming.query:
            if name not in allowed:
                raise problems.invalid_parameter(
                    name, "The call has no such query parameter.", code="unknown_parameter"
                )
            if "\0" in value:  # PostgreSQL takes none, and nothing holds one
                raise problems.invalid_parameter(name, "The value holds the character U+0000.")
            found[name] = (*found.get(name, ()), value)
            if len(found[name]) > _VALUES_LIMIT:
                words = f"The parameter may be given at most {_VALUES_LIMIT} times."
                raise problems.invalid_parameter(name, words)
        return found

    def read_body(self, *, required: bool = True) -> dict[str, Any]:
        """The body as a JSON object, once the key of the call is claimed.

        Raises:
            ApiProblem: 413, 415, 400, or what an Idempotency-Key stands in the way with.
            Replayed: The call was answered before.
        """
        self.read_query()
        body = self.incoming.json_object(required=required)
        if self.incoming.method != "PUT":  # a PUT is exactly-once by its own rules
            self._claim_key(body)
        return body

    def read_nothing(self) -> None:
        """The body of a call that takes none: absent, or an object without members.

        Raises:
            ApiProblem: As `read_body`; 422 for any member.
            Replayed: The call was answered before.
        """
        body = self.read_body(required=False)
        check_object(body)
        if body:
            words = "the call takes no members"
            raise problems.refused(
                *(
                    problems.FieldError(problems.pointer_of([name]), Code.UNKNOWN_FIELD, words)
                    for name in body
                )
            )

    def require_match(self, etag: str) -> bool:
        """Whether If-Match names this very version; 428 when it names none."""
        wanted = self.incoming.header("if-match")
        if wanted is None or wanted.strip() == "*":
            raise problems.precondition_required("If-Match")
        return etag in _STRONG_TAG.findall(wanted)

    def require_creation(self) -> None:
        """428 unless the call says that it wants to create."""
        if (self.incoming.header("if-none-match") or "").strip() != "*":
            raise problems.precondition_required("If-None-Match: *")

    def body_hash(self, body: Mapping[str, Any]) -> str:
        """The keyed hash of a body as canonical JSON."""
        return self.platform.sealer.keyed_hash(strict_json.canonical(body))

    def note(
        self,
        action: str,
        *,
        resource_type: str,
        resource_id: str,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Write the audit entry of what this call does."""
        audit.record(
            self.tx,
            actor_id=self.caller.user_id,
            actor_name=self.caller.name,
            action=action,
            resource_type=resource_type,
            resource_id=resource_id,
            before=before,
            after=after,
            now_ms=self.now_ms,
        )

    def _claim_key(self, body: Mapping[str, Any]) -> None:
        key = self.incoming.header("idempotency-key")
        if key is None:
            return
        if not _KEY_SHAPE.fullmatch(key):
            raise ApiProblem(
                400,
                "invalid_idempotency_key",
                "Idempotency-Key must be 1 to 255 visible ASCII characters.",
            )
        parts = (self.caller.user_id, self.incoming.method, self.incoming.path, key)
        scope_hash = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        found = idempotency.claim(
            self.tx,
            scope_hash=scope_hash,
            body_hash=self.body_hash(body),
            now_ms=self.now_ms,
            ttl_s=self.platform.settings.idempotency_ttl_s,
        )
        if isinstance(found, idempotency.KeptAnswer):
            raise Replayed(
                Answer(found.status, found.body, {**found.headers, "idempotent-replayed": "true"})
            )
        self.is_repeat = found is idempotency.Claim.DONE
        if self.is_repeat:
            return
        if found is idempotency.Claim.REUSED:
            raise ApiProblem(
                422, "idempotency_key_reused", "The Idempotency-Key was used with another body."
            )
        if found is idempotency.Claim.RUNNING:
            raise ApiProblem(
                409,
                "idempotency_in_progress",
                "The first call with this Idempotency-Key is still running.",
                headers={"retry-after": _RETRY_AFTER_S},
            )
        self.claim = scope_hash


def identify(platform: Platform, tx: Connection, incoming: Incoming, now_ms: int) -> Call:
    """Start a call: 401 unless its token is good."""
    scheme, _, token = (incoming.header("authorization") or "").partition(" ")
    caller = find_caller(tx, token.strip(), now_ms=now_ms) if scheme.lower() == "bearer" else None
    if caller is None:
        raise problems.not_signed_in()
    return Call(platform, tx, incoming, caller, now_ms)
