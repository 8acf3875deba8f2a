"""The key file of a data folder: made once, held equal to the database, replaced safely.

The database says which key seals it.  Replacing a key first writes the new one beside
the old, then seals everything again in one transaction that also names the new one,
and only then drops the old: wherever that is cut off, the key that the database names
is in the file, and the next start tidies up.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from app.server.store import facts
from app.server.store.private_files import read_private, write_private
from app.server.store.sealing import KEY_BYTES, SealBroken, Sealer
from app.server.store.tables import credentials, listeners

_SEALED: Final = (
    (credentials, credentials.c.secrets_sealed),
    (listeners, listeners.c.secret_sealed),
    (listeners, listeners.c.previous_secret_sealed),
)


class KeyMissing(Exception):
    """The folder's key file is not the one that the database was sealed with."""


class KeyFile:
    """The file that holds the key, and for moments a second one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether there is a file at all."""
        return self.path.exists()

    def read(self) -> list[bytes]:
        """The keys in it.

        Raises:
            KeyMissing: It holds something else.
        """
        content = read_private(self.path)
        if len(content) not in (KEY_BYTES, 2 * KEY_BYTES):
            raise KeyMissing(f"{self.path.name} does not hold a key")
        return [content[start : start + KEY_BYTES] for start in range(0, len(content), KEY_BYTES)]

    def write(self, *keys: bytes) -> None:
        """Replace its content, at once and for good."""
        write_private(self.path, b"".join(keys))


def load_sealer(file: KeyFile) -> tuple[Sealer, list[bytes]]:
    """A sealer with the keys of a file; with a new one, not yet written, when there is none.

    Raises:
        KeyMissing: The file holds something else.
        OSError: It cannot be read.
    """
    keys = file.read() if file.exists() else [os.urandom(KEY_BYTES)]
    sealer = Sealer(keys[0])
    for other in keys[1:]:
        sealer.learn(other)
    return sealer, keys


def settle_key(tx: Connection, sealer: Sealer, file: KeyFile, keys: list[bytes]) -> None:
    """Seal with the key that the database names, and end a replacement that was cut off.

    Raises:
        KeyMissing: The file has no such key; nothing was changed.
    """
    known = facts.read(tx, facts.KEY)
    if known is None:
        if not file.exists():
            file.write(*keys)  # before anything that it seals can be committed
        _name_key(tx, sealer, sealer.key_id)
        return
    try:
        sealer.use(known["id"])
        sealer.hash_with(base64.b64decode(known["hash_key"]))
    except SealBroken:
        raise KeyMissing(
            f"the database was sealed with another key than that of {file.path.name}; "
            "put the file back that belongs to it"
        ) from None
    if len(keys) > 1:
        reseal(tx, sealer)


def drop_other_keys(sealer: Sealer, file: KeyFile, keys: list[bytes]) -> None:
    """Leave only the present key; nothing sealed with another may be left."""
    sealer.forget_others()
    if len(keys) > 1:
        file.write(*(key for key in keys if Sealer(key).key_id == sealer.key_id))


def rename_key(tx: Connection, sealer: Sealer, key_id: str) -> int:
    """Seal everything with another known key, which the database then names; how many."""
    _name_key(tx, sealer, key_id)
    return reseal(tx, sealer, key_id)


def reseal(tx: Connection, sealer: Sealer, key_id: str | None = None) -> int:
    """Seal again what another key than this one has sealed; how many."""
    target = key_id or sealer.key_id
    count = 0
    for table, column in _SEALED:
        changes: list[dict[str, Any]] = []
        for row_id, sealed in tx.execute(select(table.c.id, column).where(column.is_not(None))):
            again = sealer.resealed(bytes(sealed), target)
            if again is not None:
                changes.append({"row_id": row_id, "again": again})
        if changes:
            change = update(table).where(table.c.id == bindparam("row_id"))
            tx.execute(change.values({column.name: bindparam("again")}), changes)
        count += len(changes)
    return count


def _name_key(tx: Connection, sealer: Sealer, key_id: str) -> None:
    hash_key = sealer.seal(sealer.hash_key, key_id=key_id)
    facts.write(
        tx, facts.KEY, {"id": key_id, "hash_key": base64.b64encode(hash_key).decode("ascii")}
    )
