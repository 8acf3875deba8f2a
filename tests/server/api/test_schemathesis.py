"""Schemathesis holds the running platform to the OpenAPI document, every check on.

What it expects otherwise than the contract stands, with reasons, in
`tests/support/schemathesis.toml`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.platform import RunningPlatform, running_platform

CONFIG = Path(__file__).parents[2] / "support" / "schemathesis.toml"
SEED = "20261125"


def judge(platform: RunningPlatform, folder: Path, document: str, *arguments: str) -> str:
    """Run schemathesis with a document; what it said, and first its exit code."""
    (folder / "schemathesis.toml").write_text(
        CONFIG.read_text("utf-8")
        + f'\n[headers]\nAuthorization = "Bearer {platform.token.reveal()}"\n',
        "utf-8",
    )
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", document, "--url", platform.api_url,
        "--checks", "all", "--seed", SEED, "--continue-on-failure", "--no-color",
        "--generation-database", "none", *arguments,
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(folder), "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    said = f"exit code {done.returncode}\n{done.stdout[-20_000:]}{done.stderr}"
    assert "Authentication failed" not in said
    return said


@pytest.fixture
def own_platform(tmp_path: Path) -> Iterator[RunningPlatform]:
    """A platform that may be filled with nonsense."""
    with running_platform(tmp_path / "data", tests_per_minute=100_000) as running:
        yield running


def test_made_up_calls_are_answered_as_described(
    own_platform: RunningPlatform, tmp_path: Path
) -> None:
    short = ("--phases", "fuzzing,stateful", "--max-examples", "2")
    said = judge(own_platform, tmp_path, f"{own_platform.api_url}/openapi.json", *short)
    assert said.startswith("exit code 0"), said


def test_an_answer_that_is_not_described_is_found(
    own_platform: RunningPlatform, tmp_path: Path
) -> None:
    document = own_platform.get("/openapi.json", token="").json()
    document["components"]["schemas"]["Me"]["required"].append("colour")
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(document))
    only = ("--include-path", "/me", "--phases", "fuzzing", "--max-examples", "1")
    said = judge(own_platform, tmp_path, str(wrong), *only)
    assert said.startswith("exit code 1"), said
    assert "'colour' is a required property" in said.replace('"', "'")


@pytest.mark.soak
def test_every_boundary_and_many_made_up_calls(
    own_platform: RunningPlatform, tmp_path: Path
) -> None:
    document = f"{own_platform.api_url}/openapi.json"
    said = judge(own_platform, tmp_path, document, "--max-examples", "40")
    assert said.startswith("exit code 0"), said
