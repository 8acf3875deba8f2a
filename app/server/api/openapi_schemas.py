"""The shapes of the OpenAPI document: wire models, merge patches, and records.

What a generator of clients makes of them decides details here: a title becomes the
name of a class, so record schemas, whose titles are an entity's, come without.
"""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.resources import resources_dir
from app.server.api.openapi_calls import JSON_SCHEMA, OPERATIONS, RECORD, Shape
from app.server.api.wire.base import Shown, model_of
from app.server.api.wire.documents import Problem

Json = dict[str, Any]

ANY_RECORD: Final = "RecordOfAnyEntity"
_REFERENCE: Final = "#/components/schemas/"


def component_schemas() -> Json:
    """Every schema that the document refers to, by name."""
    found = {**_models(), **_records()}
    for operation in OPERATIONS:
        if operation.method == "PATCH" and operation.body is not None:
            found[patch_name(operation.body)] = _patch_of(operation.body, found)
    found[JSON_SCHEMA] = {
        "description": "A JSON Schema (2020-12)",
        "type": "object",
        "additionalProperties": True,
    }
    return dict(sorted(found.items()))


def reference(name: str) -> Json:
    """A reference to a schema of the document."""
    return {"$ref": f"{_REFERENCE}{name}"}


def name_of(shape: Shape) -> str:
    """The name of a shape's schema."""
    return shape if isinstance(shape, str) else shape.__name__


def patch_name(shape: Shape) -> str:
    """The name of the merge patch of a shape."""
    return f"{name_of(shape).removesuffix('Body')}Patch"


def _models() -> Json:
    models: set[type[BaseModel]] = {model_of(Problem)}
    for operation in OPERATIONS:
        for shape in (operation.answer, operation.body):
            if shape is not None and not isinstance(shape, str):
                models.add(model_of(shape) if issubclass(shape, Shown) else shape)
    ordered = sorted(models, key=lambda model: model.__name__)
    _, definitions = models_json_schema(
        [(model, "validation") for model in ordered], ref_template=_REFERENCE + "{model}"
    )
    found: Json = definitions["$defs"]
    return found


def _records() -> Json:
    """A record of each entity, of any, and as the calls take and answer it: open."""
    found: Json = {}
    for path in sorted((resources_dir() / "catalog" / "schemas").glob("*.json")):
        schema = json.loads(path.read_bytes())
        found[f"record_{path.stem}"] = {
            key: value for key, value in schema.items() if key != "title" and key[0] != "$"
        }
    found[ANY_RECORD] = {
        "description": "A record of an entity, by the catalog's schema",
        "anyOf": [reference(name) for name in found],
    }
    found[RECORD] = {
        "description": (
            "A record. Its members are those of `GET /catalog/entities/{entity}/schema`; "
            "`id`, `version`, `created_at` and `updated_at` are the platform's"
        ),
        "type": "object",
        "properties": {
            "id": {"type": "string", "readOnly": True},
            "version": {"type": "integer", "minimum": 1, "readOnly": True},
            "channel_id": {"type": ["string", "null"]},
            "created_at": {"type": "string", "format": "date-time", "readOnly": True},
            "updated_at": {"type": "string", "format": "date-time", "readOnly": True},
        },
        "additionalProperties": True,
    }
    return found


def _patch_of(shape: Shape, schemas: Json) -> Json:
    """The merge patch of a shape: any of its members, null for the default."""
    whole = schemas[name_of(shape)]
    members: Json = {}
    for name, schema in whole.get("properties", {}).items():
        if schema.get("readOnly"):
            continue
        is_nested = "$ref" in str(schema) or schema.get("type") == "object"
        open_schema = {"type": "object"} if is_nested else schema
        plain = {key: one for key, one in open_schema.items() if key not in ("default", "title")}
        if isinstance(plain.get("type"), str) and "enum" not in plain:
            members[name] = {**plain, "type": [plain["type"], "null"]}
        elif "anyOf" in plain:
            members[name] = plain
        else:
            members[name] = {"anyOf": [plain, {"type": "null"}]}
    return {
        "description": f"A JSON merge patch (RFC 7396) of {name_of(shape)}",
        "type": "object",
        "properties": members,
        "additionalProperties": whole.get("additionalProperties", True),
    }
