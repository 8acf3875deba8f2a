"""A client that openapi-python-client makes from our document does real work."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.resources import resources_dir
from tests.support.platform import RunningPlatform

DOCUMENT = resources_dir() / "openapi.json"
PACKAGE = "generated_platform_client"
Importer = Callable[[str], ModuleType]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a client that was just generated; it can be imported."""
    folder = tmp_path_factory.mktemp("generated")
    config = folder / "config.json"
    config.write_text(json.dumps({"post_hooks": []}))  # whoever generates formats as they like
    command = [
        sys.executable, "-m", "openapi_python_client", "generate", "--path", str(DOCUMENT),
        "--meta", "none", "--output-path", str(folder / PACKAGE), "--config", str(config),
        "--fail-on-warning",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield folder / PACKAGE
    sys.path.remove(str(folder))
    for name in [one for one in sys.modules if one.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture
def part(generated: Path) -> Importer:
    """Imports a module of the client by its name in the package."""
    return lambda name: importlib.import_module(f"{PACKAGE}.{name}")


@pytest.fixture
def client(part: Importer, platform: RunningPlatform) -> Iterator[Any]:
    """The client, signed in as the administrator."""
    made = part("client").AuthenticatedClient(
        base_url=platform.api_url, token=platform.token.reveal()
    )
    with made:
        yield made


def test_every_call_of_the_document_is_generated(generated: Path) -> None:
    document = json.loads(DOCUMENT.read_text("utf-8"))
    wanted = {one["operationId"] for path in document["paths"].values() for one in path.values()}
    assert {path.stem for path in (generated / "api").glob("*/*.py")} - {"__init__"} == wanted


def test_it_creates_lists_changes_and_is_refused(part: Importer, client: Any) -> None:
    models = part("models")
    listeners = "api.listeners"
    body = models.ListenerBody(
        name="made by a generated client",
        entity="clients",
        function="create",
        destination=models.EndpointDestination(
            kind="endpoint", url="https://HOOKS.example.com", auth_type="none"
        ),
    )
    made = part(f"{listeners}.create_listener").sync_detailed(client=client, body=body)
    assert made.status_code == 201
    listener = made.parsed
    assert listener.destination.url == "https://hooks.example.com/"
    assert listener.etag == made.headers["etag"]
    assert isinstance(listener.created_at, datetime)

    page = part(f"{listeners}.list_listeners").sync(client=client, q=[body.name], limit=5)
    assert [one.id for one in page.items] == [listener.id]
    assert page.next_cursor is None

    patch = part(f"{listeners}.patch_listener")
    change = models.ListenerPatch(name="changed", mode=None)
    changed = patch.sync(listener.id, client=client, body=change, if_match=listener.etag)
    assert (changed.name, changed.version) == ("changed", 2)

    late = models.ListenerPatch(name="too late")
    stale = patch.sync_detailed(listener.id, client=client, body=late, if_match=listener.etag)
    assert stale.status_code == 412
    assert isinstance(stale.parsed, models.Problem)
    assert stale.parsed.code == "stale"
    assert models.Listener.from_dict(stale.parsed["current"]) == changed

    delete = part(f"{listeners}.delete_listener")
    gone = delete.sync_detailed(listener.id, client=client, if_match=changed.etag)
    assert gone.status_code == 204
    again = delete.sync_detailed(listener.id, client=client, if_match=changed.etag)
    assert (again.status_code, again.parsed.code) == (404, "not_found")


def test_it_creates_exactly_once(part: Importer, client: Any) -> None:
    models = part("models")
    body = models.CredentialBody.from_dict(
        {
            "name": "CRM",
            "auth_type": "basic",
            "fields": {"username": "svc"},
            "secrets": {"password": "correct horse battery"},
        }
    )
    put = part("api.credentials.put_credential")
    chosen = "crd_0123456789abcdefghij"
    star = models.PutCredentialIfNoneMatch("*")
    first = put.sync_detailed(chosen, client=client, body=body, if_none_match=star)
    second = put.sync_detailed(chosen, client=client, body=body, if_none_match=star)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.headers["idempotent-replayed"] == "true"
    assert second.parsed.secret_hints.additional_properties == {"password": "…tery"}


def test_it_writes_records_and_reads_their_deliveries(
    part: Importer, client: Any, new_listener: Callable[..., dict[str, Any]]
) -> None:
    models = part("models")
    listener = new_listener(entity="tasks", mode="paused")
    record = models.Record.from_dict({"subject": "Call Thandi"})
    made = part("api.records.create_record").sync("tasks", client=client, body=record)
    assert made["subject"] == "Call Thandi"
    assert made.version == 1
    hour = timedelta(hours=1)
    now = datetime.now(UTC)
    page = part("api.deliveries.list_deliveries").sync(
        client=client, listener_id=[listener["id"]], since=now - hour, until=now + hour, counts=True
    )
    (delivery,) = page.items
    assert (delivery.record_id, delivery.status) == (made.id, "held")
    assert page.counts["held"] == 1
    whole = part("api.deliveries.get_delivery").sync(delivery.id, client=client)
    assert json.loads(whole.payload)["id"] == made.id
    assert whole.attempt_log == []
    event = part("api.events.get_event").sync(whole.event_id, client=client)
    ours = [one for one in event.outcomes if one.listener_id == listener["id"]]
    assert [one.delivery_id for one in ours] == [delivery.id]


def test_it_says_that_it_is_not_signed_in(part: Importer, platform: RunningPlatform) -> None:
    with part("client").AuthenticatedClient(base_url=platform.api_url, token="wrong") as client:
        answer = part("api.me.get_me").sync_detailed(client=client)
    assert (answer.status_code, answer.parsed.code) == (401, "not_authenticated")
