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

from app.domain.errors import Conflict, NotFound
from tests.soak.ledger import DELETED, Edit, Key, Report, Value


class Saying:
    """The file of one process."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._tried = 0

    def saw(self, seen: Mapping[Key, Value], repair: str) -> None:
        """What there was as it opened, and what was done about damage."""
        self._say("saw", seen=[[*key, value] for key, value in seen.items()], repair=repair)

    @contextlib.contextmanager
    def told(
        self, key: Key, value: Value, was: Value = DELETED, *, with_secret: bool = False
    ) -> Iterator[list[str]]:
        """Say what is tried, and that it is done; gives room for the id of what is new."""
        self._tried += 1
        settings = [key.setting, "secret"] if with_secret else [key.setting]
        what = {"settings": settings, "id": key.id, "value": value, "was": was}
        made: list[str] = []
        self._say("try", number=self._tried, **what)
        try:
            yield made
        except (NotFound, Conflict):  # another process was before it: nothing was done
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
    saw: dict[Key, Value] | None = None
    repair = ""
    tried: dict[int, list[Edit]] = {}
    for text in file.read_text("utf-8").splitlines(keepends=True) if file.exists() else ():
        if not text.endswith("\n"):
            break
        line = json.loads(text)
        match line["what"]:
            case "saw":
                saw, repair = {Key(*key): value for *key, value in line["seen"]}, line["repair"]
            case "try":
                tried[line["number"]] = [
                    Edit(setting, line["id"], line["value"], line["was"], line["at_s"])
                    for setting in line["settings"]
                ]
            case "void":
                del tried[line["number"]]
            case "did":
                tried[line["number"]] = [
                    replace(one, id=(line["made"] or [one.id])[0], ended_s=line["at_s"])
                    for one in tried[line["number"]]
                ]
    return Report(saw, [one for edits in tried.values() for one in edits], repair)
