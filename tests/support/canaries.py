"""Looks for secrets where they must not be, in every form in which they could hide (T01, T10).

sweep = Sweep({"token": "cn-4f2a-…"})
assert sweep.of(answer.content) == []
assert sweep.of_files(profile) == []
"""

from __future__ import annotations

import base64
import json
import urllib.parse
from collections.abc import Collection, Mapping
from pathlib import Path

PERSON = "Nomvulakazi-Qhayiya"
"""Whom a record is about: she may be in records and payloads, and in no log (T47)."""


def forms_of(canary: str) -> set[bytes]:
    """How a secret may stand in a file, an answer or the memory of a process."""
    plain = canary.encode()
    forms = {
        plain,
        plain[::-1],
        plain.hex().encode(),
        plain.hex().upper().encode(),
        urllib.parse.quote(canary, safe="").encode(),
        urllib.parse.quote_plus(canary).encode(),
        json.dumps(canary)[1:-1].encode(),
        repr(canary)[1:-1].encode(),
    }
    for wide in (plain, canary.encode("utf-16-le"), canary.encode("utf-16-be")):
        forms.add(wide)
        forms |= _base64_forms(wide)
    return forms


class Sweep:
    """Some secrets, and the search for them."""

    def __init__(self, canaries: Mapping[str, str]) -> None:
        self._forms = {name: forms_of(value) for name, value in canaries.items()}
        assert all(len(value) >= 12 for value in canaries.values()), "too short to be unique"

    def of(self, data: bytes | str) -> list[str]:
        """The names of those that are in some bytes or text."""
        raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        return [name for name, forms in self._forms.items() if any(form in raw for form in forms)]

    def of_files(self, folder: Path, *, but: Collection[tuple[str, str]] = ()) -> list[str]:
        """`name in file` for every hit in a folder, but for the pairs (name, file name) allowed."""
        return [
            f"{name} in {path.relative_to(folder)}"
            for path in sorted(folder.rglob("*"))
            if path.is_file()
            for name in self.of(path.read_bytes())
            if (name, path.name) not in but
        ]


def _base64_forms(data: bytes) -> set[bytes]:
    """What base64 makes of it, whatever stands before: the part that no neighbour changes."""
    return {
        encode(b"\0" * before + data)[4:-4]
        for before in range(3)
        for encode in (base64.b64encode, base64.urlsafe_b64encode)
    }
