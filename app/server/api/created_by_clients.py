"""PUT with an id that the client made: the resource comes to be exactly once (contract section 1).

A creation whose answer was lost is sent again.  The same body is answered as the first time;
another body, or an id that was deleted, is a precondition that failed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.domain.ids import is_client_id
from app.server.api.answers import Answer
from app.server.api.call import Call
from app.server.api.problems import FieldError, precondition_failed, refused
from app.server.store import used_ids
from app.server.store.rows import Row


@dataclass(frozen=True, slots=True)
class Creating:
    """What one type of resource has of its own.

    Attributes:
        kind: Its name in the journal of ids.
        prefix: What its ids begin with, without the underscore.
        find: The row of an id, or None.
        shown: The resource as it is now, which goes with a refusal.
        once_more: The answer to a creation that is repeated.
        create: Creates it, from a body that is not checked yet.
    """

    kind: str
    prefix: str
    find: Callable[[Connection, str], Row | None]
    shown: Callable[[Call, Row], Mapping[str, Any]]
    once_more: Callable[[Call, Row], Answer]
    create: Callable[[Call, str, Mapping[str, Any]], Answer]


def put(call: Call, resource_id: str, creating: Creating) -> Answer:
    """Create a resource under the client's id, or say that it has been done already.

    Raises:
        ApiProblem: 412 when the id is taken or was deleted, 422 when a client cannot make it.
    """
    body = call.read_body()
    call.require_creation()
    used = used_ids.find(call.tx, resource_id)
    row = creating.find(call.tx, resource_id)
    if used is not None and used["deleted_ms"] is not None:
        raise precondition_failed(None, code="id_deleted")
    if row is not None:
        if used is None or used["body_hash"] != call.body_hash(body):
            raise precondition_failed(creating.shown(call, row), code="id_taken")
        return creating.once_more(call, row)
    if not is_client_id(creating.prefix, resource_id):
        words = f"a client's id is {creating.prefix}_ and 20 to 40 of 0-9a-z"
        raise refused(FieldError("/id", "invalid_id", words))
    answer = creating.create(call, resource_id, body)
    used_ids.remember_creation(
        call.tx, resource_id=resource_id, kind=creating.kind, body_hash=call.body_hash(body)
    )
    return answer
