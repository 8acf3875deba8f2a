"""docs/command-line.md says what the commands take, answer and end with: no more and no less."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from app.cli.output import EXIT_DONE, EXIT_FAILED, EXIT_NOBODY_READS, EXIT_USAGE
from app.cli.profile import commands, exits
from tests.support.http_servers import HttpServer, answer

TEXT = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")
GIVEN = {"--help", "--json"}


def leaves(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from leaves(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(leaves(typer.main.get_command(commands(""))))
ROWS = {
    name.removesuffix(" NAME"): cells
    for name, cells in re.findall(r"^\| `((?:\w+ )?\w+(?: NAME)?)` \|(.*)\|$", TEXT, re.MULTILINE)
}


def options_of(command: Any) -> set[str]:
    found: set[str] = set()
    for one in command.params:
        found.update(word for word in (*one.opts, *one.secondary_opts) if word.startswith("--"))
    return found - GIVEN


def test_every_command_is_described_and_no_other():
    assert set(COMMANDS) == {name for name in ROWS if not name.isupper()}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_named_and_no_other(name):
    told = set(re.findall(r"`(--[a-z-]+)", ROWS[name]))
    if "as `create`, without" in ROWS[name]:
        told = set(re.findall(r"`(--[a-z-]+)", ROWS["listeners create"])) - {"--mode"}
    elif "as `edit`" in ROWS[name]:
        create = set(re.findall(r"`(--[a-z-]+)", ROWS["listeners create"]))
        told |= create - {"--mode", "--offline"}
    assert options_of(COMMANDS[name]) == told


def test_every_exit_code_is_described_and_no_other():
    codes = {EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_NOBODY_READS}
    codes |= {value for name, value in vars(exits).items() if name.startswith("EXIT_")}
    assert codes == {int(code) for code in re.findall(r"^\| (\d+) \|", TEXT, re.MULTILINE)}


def shape_of(value: Any) -> Any:
    """The members of a document, whatever is in them."""
    if isinstance(value, dict):
        return {name: shape_of(one) for name, one in sorted(value.items())}
    if isinstance(value, list):
        return [shape_of(value[0])] if value and isinstance(value[0], dict) else []
    return None


def described(kind: str) -> Any:
    (text,) = re.findall(rf"^```json {kind}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return shape_of(json.loads(text))


def test_every_document_has_the_members_that_are_described(connected, tmp_path, platform):
    secret = tmp_path / "secret"
    secret.write_text("hunter2-hunter2")
    seen = {"sync": connected.result("sync"), "check": connected.result("connections", "check")}
    (seen["connection"],) = connected.result("connections", "list")["items"]
    seen["credential"] = connected.result(
        *("credentials", "create", "--name", "Shape", "--auth-type", "basic"),
        *("--field", "username=svc", "--secret-file", str(secret)),
    )
    with HttpServer(answer(500)) as endpoint:
        seen["listener"] = connected.create("--url", endpoint.url, "--name", "Shape")
        listener_id = seen["listener"]["id"]
        seen["test"] = connected.result("listeners", "test", listener_id, code=4)
    there = platform.get(f"/listeners/{listener_id}").json()
    connected.result("listeners", "edit", listener_id, "--name", "Mine", "--offline")
    (seen["pending"],) = connected.result("pending", "list")["items"]
    platform.patch(f"/listeners/{listener_id}", {"name": "Theirs"}, there["etag"])
    connected.result("sync", code=5)
    (seen["conflict"],) = connected.result("conflicts", "list")["items"]
    assert {kind: shape_of(value) for kind, value in seen.items()} == {
        kind: described(kind) for kind in seen
    }
    assert set(re.findall(r"```json (\w+)", TEXT)) == set(seen)
