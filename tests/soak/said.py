"""What a process of a storm says into a file, line by line, which outlives it.

`try` before an edit and `did` once it was acknowledged, so that whoever kills it knows
what must be there.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.errors import NotFound
from tests.soak.ledger import DELETED, Edit, Report, Value


class Saying:
    """The file of one process."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._tried = 0

    def saw(self, seen: Mapping[str, tuple[str | None, bool]], repair: str) -> None:
        """What there was as it opened, and what was done about damage."""
        self._say("saw", seen=seen, repair=repair)

    @contextlib.contextmanager
    def told(
        self, setting: str, listener_id: str, value: Value, was: Value = DELETED
    ) -> Iterator[list[str]]:
        """Say what is tried, and that it is done; gives room for the id of what is new."""
        self._tried += 1
        what = {"setting": setting, "id": listener_id, "value": value, "was": was}
        made: list[str] = []
        self._say("try", number=self._tried, **what)
        try:
            yield made
        except NotFound:  # another process deleted it: nothing was done
            self._say("void", number=self._tried)
        else:
            self._say("did", number=self._tried, made=made)

    def _say(self, what: str, **more: object) -> None:
        line = json.dumps({"what": what, "at_s": time.monotonic(), **more}) + "\n"
        os.write(self._file, line.encode())

    def close(self) -> None:
        """Say no more."""
        os.close(self._file)


def read_log(file: Path) -> Report:
    """What a process left; its last line may be cut off, and was not said then."""
    saw: dict[str, Any] | None = None
    repair = ""
    edits: dict[int, Edit] = {}
    for text in file.read_text("utf-8").splitlines(keepends=True) if file.exists() else ():
        if not text.endswith("\n"):
            break
        line = json.loads(text)
        match line["what"]:
            case "saw":
                saw, repair = {k: tuple(v) for k, v in line["seen"].items()}, line["repair"]
            case "try":
                edits[line["number"]] = Edit(
                    line["setting"], line["id"], line["value"], line["was"], line["at_s"]
                )
            case "void":
                del edits[line["number"]]
            case "did":
                edit = edits[line["number"]]
                made = line["made"][0] if line["made"] else edit.listener_id
                edits[line["number"]] = replace(edit, listener_id=made, ended_s=line["at_s"])
    return Report(saw, list(edits.values()), repair)
