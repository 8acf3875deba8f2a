"""Every call of the API as data: what it takes, what it answers, what refuses it.

`openapi` turns this into the OpenAPI document; a test holds it equal to the routes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from app.server.api import audit, deliveries, events, listeners, stats
from app.server.api.wire import audit as audit_shapes
from app.server.api.wire import batch as batch_shapes
from app.server.api.wire import credentials as credential_shapes
from app.server.api.wire import deliveries as delivery_shapes
from app.server.api.wire import documents
from app.server.api.wire import listeners as listener_shapes
from app.server.api.wire import replays as replay_shapes
from app.server.api.wire import stats as stats_shapes
from app.server.api.wire.base import Shown

Shape = type[Shown] | type[BaseModel] | str  # a model, or the name of a schema that is no model

RECORD: Final = "Record"
JSON_SCHEMA: Final = "JsonSchema"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One call.

    Attributes:
        answer: The shape of its good answer; None has no body.
        query: Its query parameters, without paging.
        can_be_unchanged: Whether who names the ETag in If-None-Match is told 304.
        is_stream: It answers with server-sent events.
        more_errors: Statuses that do not follow from the rest.
    """

    method: str
    path: str
    name: str
    summary: str
    tag: str
    permission: str | None = None
    status: int = 200
    answer: Shape | None = None
    body: Shape | None = None
    is_body_required: bool = True
    query: frozenset[str] = frozenset()
    is_paged: bool = False
    needs_match: bool = False
    creates_by_put: bool = False
    has_etag: bool = False
    can_be_unchanged: bool = False
    is_stream: bool = False
    more_errors: tuple[int, ...] = ()

    @property
    def is_write(self) -> bool:
        """Whether it takes an Idempotency-Key."""
        return self.method in ("POST", "PATCH", "DELETE")


def _resource(
    path: str, name: str, tag: str, write: str, shape: Shape, page: Shape, body: Shape
) -> tuple[Operation, ...]:
    """The six calls of a resource that clients create, change and delete."""
    one = f"{path}/{{{name}_id}}"
    filters = listeners.FILTERS if tag == "listeners" else frozenset()
    return (
        Operation(
            method="GET", path=path, name=f"list_{tag}", summary=f"List {tag}, oldest first",
            tag=tag, permission="listeners:read", answer=page, query=filters, is_paged=True,
        ),
        Operation(
            method="POST", path=path, name=f"create_{name}", summary=f"Create a {name}", tag=tag,
            permission=write, status=201, answer=shape, body=body, has_etag=True,
        ),
        Operation(
            method="PUT", path=one, name=f"put_{name}",
            summary=f"Create a {name} with the client's id, exactly once", tag=tag,
            permission=write, status=201, answer=shape, body=body, creates_by_put=True,
            has_etag=True,
        ),
        Operation(
            method="GET", path=one, name=f"get_{name}", summary=f"Read one {name}", tag=tag,
            permission="listeners:read", answer=shape, has_etag=True,
        ),
        Operation(
            method="PATCH", path=one, name=f"patch_{name}", summary=f"Change a {name}", tag=tag,
            permission=write, answer=shape, body=body, needs_match=True, has_etag=True,
        ),
        Operation(
            method="DELETE", path=one, name=f"delete_{name}", summary=f"Delete a {name}", tag=tag,
            permission=write, status=204, needs_match=True,
        ),
    )  # fmt: skip


OPERATIONS: Final[tuple[Operation, ...]] = (
    Operation(
        method="GET", path="/me", name="get_me", summary="Who the token is, and what can be done",
        tag="me", answer=documents.Me, can_be_unchanged=True, has_etag=True,
    ),
    Operation(
        method="GET", path="/catalog", name="get_catalog", tag="catalog", has_etag=True,
        can_be_unchanged=True, summary="Entities, functions, authentication types and limits",
        answer=documents.Catalog,
    ),
    Operation(
        method="GET", path="/catalog/entities/{entity}/schema", name="get_schema", tag="catalog",
        summary="The JSON Schema of an entity's records", answer=JSON_SCHEMA, has_etag=True,
        can_be_unchanged=True,
    ),
    Operation(
        method="GET", path="/catalog/entities/{entity}/sample", name="get_sample", tag="catalog",
        summary="One valid record of an entity", answer=RECORD, has_etag=True,
        can_be_unchanged=True,
    ),
    *_resource(
        "/listeners", "listener", "listeners", "listeners:write", listener_shapes.Listener,
        listener_shapes.ListenerPage, listener_shapes.ListenerBody,
    ),
    Operation(
        method="POST", path="/listeners/batch", name="change_listeners", tag="listeners",
        summary="Create, change and delete up to 200 listeners, each by itself",
        permission="listeners:write", answer=batch_shapes.BatchResults,
        body=batch_shapes.BatchBody,
    ),
    Operation(
        method="GET", path="/listeners/changes", name="list_changes", tag="listeners",
        summary="What changed since a token, in commit order", permission="listeners:read",
        answer=listener_shapes.ChangesPage, query=frozenset({"since", "limit"}),
        more_errors=(410,),
    ),
    Operation(
        method="POST", path="/listeners/test", name="test_unsaved", tag="listeners",
        summary="Send one test with an unsaved listener", permission="listeners:write",
        answer=delivery_shapes.TestResult, body=listener_shapes.TestBody, more_errors=(429,),
    ),
    Operation(
        method="POST", path="/listeners/{listener_id}/test", name="test_saved", tag="listeners",
        summary="Send one test with a saved listener", permission="listeners:write",
        answer=delivery_shapes.Attempt, body=listener_shapes.SavedTestBody,
        is_body_required=False, more_errors=(429,),
    ),
    Operation(
        method="POST", path="/listeners/{listener_id}/secret/reveal", name="reveal_secret",
        tag="listeners", summary="Read the signing secret", permission="listeners:write",
        answer=listener_shapes.SigningSecret,
    ),
    Operation(
        method="POST", path="/listeners/{listener_id}/secret/rotate", name="rotate_secret",
        tag="listeners", summary="Make a new signing secret", permission="listeners:write",
        answer=listener_shapes.SigningSecret,
    ),
    Operation(
        method="POST", path="/listeners/{listener_id}/replay", name="replay_of_listener",
        tag="listeners", summary="Send many of a listener's deliveries again, or count them",
        permission="deliveries:replay", answer=replay_shapes.ReplayCount,
        body=replay_shapes.ReplayBody,
    ),
    *_resource(
        "/credentials", "credential", "credentials", "credentials:write",
        credential_shapes.Credential, credential_shapes.CredentialPage,
        credential_shapes.CredentialBody,
    ),
    Operation(
        method="GET", path="/records/{entity}", name="list_records", tag="records",
        summary="List records, newest first", permission="deliveries:read",
        answer=documents.RecordPage, is_paged=True,
    ),
    Operation(
        method="POST", path="/records/{entity}", name="create_record", tag="records",
        summary="Create a record, and its event", permission="records:write", status=201,
        answer=RECORD, body=RECORD, has_etag=True,
    ),
    Operation(
        method="GET", path="/records/{entity}/{record_id}", name="get_record", tag="records",
        summary="Read the exact bytes of one record", permission="deliveries:read", answer=RECORD,
        can_be_unchanged=True, has_etag=True,
    ),
    Operation(
        method="PATCH", path="/records/{entity}/{record_id}", name="patch_record", tag="records",
        summary="Change a record; if that changes something, there is an event",
        permission="records:write", answer=RECORD, body=RECORD, needs_match=True, has_etag=True,
    ),
    Operation(
        method="GET", path="/events", name="list_events", tag="events",
        summary="List events, newest first", permission="deliveries:read",
        answer=delivery_shapes.EventPage, query=events.FILTERS, is_paged=True,
    ),
    Operation(
        method="GET", path="/events/{event_id}", name="get_event", tag="events",
        summary="One event and what it meant for every listener", permission="deliveries:read",
        answer=delivery_shapes.Event, can_be_unchanged=True, has_etag=True,
    ),
    Operation(
        method="GET", path="/deliveries", name="list_deliveries", tag="deliveries",
        summary="List deliveries, newest first", permission="deliveries:read",
        answer=delivery_shapes.DeliveryPage, query=deliveries.FILTERS, is_paged=True,
    ),
    Operation(
        method="GET", path="/deliveries/{delivery_id}", name="get_delivery", tag="deliveries",
        summary="One delivery with its payload and every try", permission="deliveries:read",
        answer=delivery_shapes.Delivery, has_etag=True,
    ),
    Operation(
        method="POST", path="/deliveries/{delivery_id}/replay", name="replay_one",
        tag="deliveries", summary="Send a delivery again, the same bytes under the same id",
        permission="deliveries:replay", status=202, answer=delivery_shapes.DeliveryItem,
    ),
    Operation(
        method="POST", path="/deliveries/{delivery_id}/cancel", name="cancel",
        tag="deliveries", summary="Give an unfinished delivery up",
        permission="deliveries:replay", answer=delivery_shapes.DeliveryItem,
    ),
    Operation(
        method="GET", path="/stats", name="get_stats", tag="stats",
        summary="Tries by result and answer times, by hour, by day or by listener",
        permission="deliveries:read", answer=stats_shapes.Stats, query=stats.PARAMETERS,
        more_errors=(422,),
    ),
    Operation(
        method="GET", path="/audit", name="list_audit", tag="audit",
        summary="Who changed what, and who read a secret, newest first",
        permission="audit:read", answer=audit_shapes.AuditPage, query=audit.FILTERS,
        is_paged=True,
    ),
    Operation(
        method="GET", path="/stream", name="get_stream", tag="stream",
        summary="What changes, as server-sent events: listener, delivery, heartbeat",
        is_stream=True, more_errors=(403, 410),
    ),
)  # fmt: skip
