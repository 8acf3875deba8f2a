"""Many changes of listeners in one call (contract section 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.adapters.wire.listeners import read_listener, write_patch, write_settings
from app.adapters.wire.problems import refusal
from app.adapters.wire.reading import Members
from app.domain.errors import ApiError, Conflict, ProtocolError
from app.domain.listener import Listener
from app.domain.ports import ListenerChange


def write_batch(changes: Sequence[ListenerChange]) -> dict[str, Any]:
    """The body of the call."""
    return {"operations": [_operation(one) for one in changes]}


def read_batch(
    value: Any, changes: Sequence[ListenerChange], host: str, clean: Callable[[str], str]
) -> list[Listener | ApiError | None]:
    """What became of each change, in order.

    Raises:
        ProtocolError: Not one result for each, or one about another listener.
    """
    results = Members(value, "batch").items("results", required=True)
    if len(results) != len(changes):
        raise ProtocolError(f"batch: {len(results)} results for {len(changes)} operations")
    return [_result(one, change, host, clean) for one, change in zip(results, changes, strict=True)]


def _operation(change: ListenerChange) -> dict[str, Any]:
    written: dict[str, Any] = {"op": "delete", "id": change.id}
    if change.settings is not None:
        written |= {"op": "create", "body": write_settings(change.settings)}
    elif change.changes is not None:
        written |= {"op": "update", "body": write_patch(change.changes)}
    if change.etag is not None:
        written["if_match"] = change.etag
    return written


def _result(
    value: Any, change: ListenerChange, host: str, clean: Callable[[str], str]
) -> Listener | ApiError | None:
    members = Members(value, "batch.result")
    status, body = members.integer("status"), _body(value)
    if 400 <= status < 600:
        return _refused(refusal(status, {}, body, host, clean))
    if not 200 <= status < 300:
        raise ProtocolError(f"batch.result: HTTP {status}, which no call expects")
    if change.settings is None and change.changes is None:
        return None
    listener = read_listener(body)
    if listener.id != change.id:
        raise ProtocolError("batch.result: about another listener")
    return listener


def _refused(error: Exception) -> ApiError:
    if not isinstance(error, ApiError):
        raise error
    if isinstance(error, Conflict) and error.status == 412 and error.current is not None:
        error.resource = read_listener(error.current)
    return error


def _body(value: Mapping[str, Any]) -> Any:
    return value.get("body")
