"""The published description is true, complete and checked in."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from starlette.routing import Route

from app.cli.platform import run
from app.resources import resources_dir
from app.server.api.openapi import openapi_text
from app.server.application import all_routes

CHECKED_IN = (resources_dir() / "openapi.json").read_text(encoding="utf-8")
DOCUMENT = json.loads(CHECKED_IN)


def test_the_checked_in_copy_is_what_is_made():
    assert openapi_text() == CHECKED_IN, "run: python -m app platform openapi"


def test_it_is_what_the_platform_serves(platform):
    assert platform.get("/openapi.json", token="").text == CHECKED_IN


def test_it_is_what_the_command_prints(capsys):
    assert run(["openapi"]) == 0
    assert capsys.readouterr().out == CHECKED_IN


def test_it_is_valid_openapi_3_1():
    validate(DOCUMENT)
    assert DOCUMENT["openapi"].startswith("3.1")
    assert DOCUMENT["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert "recordChanged" in DOCUMENT["webhooks"]


def test_it_describes_exactly_the_routes():
    served = {
        (method.lower(), route.path_format)
        for section in all_routes()
        for route in section.router.routes
        if isinstance(route, Route) and route.include_in_schema
        for method in route.methods or ()
        if method != "HEAD"
    }
    described = {(method, path) for path, one in DOCUMENT["paths"].items() for method in one}
    assert described == served


def test_every_refusal_is_a_problem():
    for path in DOCUMENT["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"]


def test_304_is_described_where_it_is_answered(platform, one_of_each):
    for path, operations in DOCUMENT["paths"].items():
        if "get" not in operations or path == "/stream":
            continue
        first = platform.get(path.format(**one_of_each))
        if "etag" not in first.headers:
            assert "304" not in operations["get"]["responses"]
            continue
        again = platform.get(
            path.format(**one_of_each), headers={"If-None-Match": first.headers["etag"]}
        )
        described = "304" in operations["get"]["responses"]
        assert again.status_code == (304 if described else 200), path


def schema_for(method, path, status):
    response = DOCUMENT["paths"][path][method]["responses"][str(status)]
    (media_type,) = response["content"].values()
    resource = Resource.from_contents(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", **DOCUMENT}
    )
    registry = Registry().with_resource("urn:doc", resource)
    reference = {"$ref": "urn:doc" + media_type["schema"]["$ref"]}
    return Draft202012Validator(reference, registry=registry)


@pytest.fixture
def one_of_each(platform, new_listener, new_credential):
    listener, credential = new_listener(entity="tasks", mode="paused"), new_credential()
    record = platform.post("/records/tasks", {"subject": "x"}).json()
    event = platform.get("/events", params={"record_id": record["id"]}).json()["items"][0]
    (delivery,) = [
        one["delivery_id"] for one in event["outcomes"] if one["listener_id"] == listener["id"]
    ]
    return {
        "listener_id": listener["id"],
        "credential_id": credential["id"],
        "record_id": record["id"],
        "event_id": event["id"],
        "delivery_id": delivery,
        "entity": "tasks",
    }


def test_real_answers_follow_their_schemas(platform, one_of_each):
    checked = set()
    for path, operations in DOCUMENT["paths"].items():
        if "get" not in operations or path == "/stream":
            continue
        answer = platform.get(path.format(**one_of_each))
        assert answer.status_code == 200, path
        schema_for("get", path, 200).validate(answer.json())
        checked.add(path)
    assert {"/me", "/listeners/{listener_id}", "/deliveries/{delivery_id}", "/stats"} <= checked


def test_real_problems_follow_their_schema(platform):
    answer = platform.post("/listeners", {"colour": "red"})
    schema_for("post", "/listeners", 422).validate(answer.json())
