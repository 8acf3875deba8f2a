"""What is worked out while the app is built is what Python would make at the start, and is used."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.package.prepare_start import PREPARED, prepared

ROOT = Path(__file__).resolve().parents[2]
HOOK = ROOT / "tools" / "package" / "prepared_start.py"
MODULE = """
import re
from dataclasses import dataclass, field

@dataclass(frozen=True, slots=True, order=True)
class Known:
    name: str
    parts: tuple = field(default=(), repr=False)

NUMBER = re.compile(r"(?P<whole>[0-9]+)(?:\\\\.(?P<rest>[0-9]+))?")
WORDS = re.compile("ÄB+", re.IGNORECASE)
BYTES = re.compile(rb"[\\\\x00-\\\\x1f]")
"""
# What the frozen app does before anything else; then everything that makes something of a text
# tells that it was asked.
STORY = """
import json, sys
sys._MEIPASS, hook, is_used = sys.argv[1:]
import builtins, re._compiler, dataclasses
made = []
parse, run = re._compiler._parser.parse, builtins.exec
def counted_parse(*args):
    made.append(args[0])
    return parse(*args)
re._compiler._parser.parse = counted_parse
def counted_run(code, *names):
    if isinstance(code, str):
        made.append(code)
    run(code, *names)
if is_used:
    run(open(hook, "rb").read(), {"exec": counted_run})
else:
    dataclasses.exec = counted_run
made.clear()
import known
import_made = len(made)
one = known.Known("a", (1,))
try:
    one.name = "b"
except dataclasses.FrozenInstanceError:
    frozen = True
again = re.compile("never seen(?=x)")
@dataclasses.dataclass
class Unknown:
    value: int = 3
print(json.dumps({
    "made": [import_made, len(made) - import_made],
    "said": [
        repr(one), one == known.Known("a", (1,)), one < known.Known("b"), hash(one) != 0, frozen,
        one.__init__.__qualname__, known.NUMBER.fullmatch("12.5").groupdict(), known.NUMBER.pattern,
        known.NUMBER.groups, known.NUMBER.flags, bool(known.WORDS.match("äbb")), known.WORDS.flags,
        bool(known.BYTES.search(b"a\\x01")), bool(again.search("never seenx")), repr(Unknown()),
    ],
}))
"""


@pytest.fixture
def modules(tmp_path, monkeypatch):
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "known.py").write_text(MODULE.replace("\\\\", "\\"), "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


def told(place: Path, *, is_used: bool) -> dict[str, list[object]]:
    done = subprocess.run(
        [sys.executable, "-c", STORY, str(place), str(HOOK), "yes" if is_used else ""],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, list[object]] = json.loads(done.stdout)
    return answer


def test_what_was_prepared_is_not_made_again_and_acts_the_same(modules, tmp_path):
    ((name, file, kind),) = prepared(["known"], tmp_path / "work")
    assert (name, Path(file).name, kind) == (PREPARED, PREPARED, "DATA")
    usual = told(tmp_path / "work", is_used=False)
    quick = told(tmp_path / "work", is_used=True)
    assert usual["made"] == [4, 2], "one class and three patterns; then one of each, unprepared"
    assert quick["made"] == [0, 2]
    assert quick["said"] == usual["said"]


def test_the_same_modules_give_the_same_bytes(modules, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    both = [Path(prepared(["known"], tmp_path / place)[0][1]).read_bytes() for place in "ab"]
    assert both[0] == both[1]
    assert b"never seen" not in both[0]


def test_a_module_that_cannot_be_imported_ends_the_build(modules, tmp_path, capfd):
    shutil.rmtree(modules)
    with pytest.raises(subprocess.CalledProcessError):
        prepared(["known"], tmp_path)
    assert "No module named 'known'" in capfd.readouterr().err
