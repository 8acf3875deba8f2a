"""What can be listened to, and how records look (contract section 3)."""

from __future__ import annotations

from app.domain import strict_json
from app.server.api.answers import Answer, document_answer
from app.server.api.call import Call
from app.server.api.problems import not_found
from app.server.api.routes import Routes


def get_catalog(call: Call) -> Answer:
    """Entities, functions, authentication types and limits."""
    call.read_query()
    return _document(call, strict_json.dumps(call.platform.catalog.document))


def get_schema(call: Call) -> Answer:
    """The JSON Schema of an entity's records."""
    entity = known_entity(call)
    call.read_query()
    return _document(call, call.platform.catalog.schema_bytes(entity))


def get_sample(call: Call) -> Answer:
    """One valid record of an entity."""
    entity = known_entity(call)
    call.read_query()
    return _document(call, call.platform.catalog.sample(entity))


def known_entity(call: Call) -> str:
    """The entity of the path.

    Raises:
        ApiProblem: 404 when the catalog has no such entity.
    """
    entity = call.path("entity")
    if call.platform.catalog.rules.entity(entity) is None:
        raise not_found("entity")
    return entity


def _document(call: Call, body: bytes) -> Answer:
    return document_answer(body, if_none_match=call.incoming.header("if-none-match"))


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("catalog")
    found.add("GET", "/catalog", get_catalog)
    found.add("GET", "/catalog/entities/{entity}/schema", get_schema)
    found.add("GET", "/catalog/entities/{entity}/sample", get_sample)
    return found
