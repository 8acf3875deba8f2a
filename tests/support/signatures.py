"""Webhooks to be judged by verifiers, ours and other people's."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "signature_judge"
_INSTALL_LIMIT_S = 90


@dataclass(frozen=True, slots=True)
class Webhook:
    """What a receiver has in its hand; without a signature, what is to be signed."""

    secret: str
    id: str
    timestamp: str
    body: bytes
    signature: str | None = None

    def but(self, **changes: Any) -> Webhook:
        """The same with something changed."""
        return replace(self, **changes)


def node_judge(folder: Path) -> Path:
    """Install npm's standardwebhooks as locked, or skip the test and say why."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("node and npm are not installed")
    for file in FOLDER.iterdir():
        shutil.copy(file, folder)
    done = subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
        cwd=folder, capture_output=True, text=True, timeout=_INSTALL_LIMIT_S, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        pytest.skip(f"npm cannot install standardwebhooks here: {done.stderr.strip()[-200:]}")
    return folder / "judge.mjs"


def judged_by_node(judge: Path, webhooks: Sequence[Webhook]) -> list[Any]:
    """True or false for each; a signature for what had none."""
    cases = []
    for one in webhooks:
        case = {**asdict(one), "body": base64.b64encode(one.body).decode()}
        cases.append({name: value for name, value in case.items() if value is not None})
    done = subprocess.run(
        ["node", str(judge)], input=json.dumps(cases), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    assert len(found) == len(webhooks)
    return found


def malformed(good: str) -> list[str]:
    """65 signature headers that are none, made from one that is."""
    encoded = good.removeprefix("v1,")
    raw = base64.b64decode(encoded)
    other = base64.b64encode(bytes(one ^ 255 for one in raw)).decode()
    made = [
        "", " ", ",", ",,", "v", "v1", "v1,", "v1, ", "v1,,", "v1,a,b", "v1,a", "v1,!!!!", "v1,é",
        "v1,====", "v1,AAAA", f"v1,{other}", f"v1,{encoded[:-1]}", f"v1,{encoded[1:]}",
        f"v1,{encoded[:20]}", f"v1,{encoded[4:]}", f"v1,AAAA{encoded}", f"v1,{encoded}{encoded}",
        f"v1,{encoded.swapcase()}", f"v1,{encoded.lower()}", f"v1,{encoded.upper()}",
        f"v1,{raw.hex()}", f"v1,0x{raw.hex()}", f"v1,{encoded[::-1]}",
        encoded, f",{encoded}", f"v1{encoded}", f"v1 {encoded}", f"v1:{encoded}", f"v1={encoded}",
        f"v1;{encoded}", f"v1\t{encoded}", f"v1.{encoded}", f"v1\uff0c{encoded}",
        f"V1,{encoded}", f"v0,{encoded}", f"v2,{encoded}", f"v11,{encoded}", f"1,{encoded}",
        f"v1a,{encoded}", f"v1k,{encoded}", f"sha256,{encoded}", f"sha256={raw.hex()}",
        f"t=1,v1={encoded}", f"Bearer {encoded}", f"null,{encoded}", f"\uff561,{encoded}",
        f"v1,v1,{encoded}", f"v1,v1 {encoded}", f"v1,{encoded},v1", f"v1,{encoded},",
        f'"v1,{encoded}"', f"'v1,{encoded}'", f"<v1,{encoded}>", f"[\"v1,{encoded}\"]",
        f"v1,\u200b{encoded}", f"v1,{encoded[:10]}\u00ad{encoded[10:]}",
        f"v1,{encoded[:10]} {encoded[10:]}", f"v1,{encoded[:10]}%{encoded[11:]}",
        " ".join(["v1,AAAA"] * 300), "v1," + "A" * 4000,
    ]  # fmt: skip
    assert len(set(made)) == len(made) == 65
    return made
