"""Replaces the key that seals the platform's secrets.

`app.server.store.keys` says why this can be cut off anywhere.  What was sealed with
the old key between the transaction and the switch is sealed again afterwards; only
then does the old key go.
"""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import Connection, text

from app.server.operations.base import Arguments, OperationRefused, note
from app.server.platform import Platform
from app.server.store.keys import KeyMissing, drop_other_keys, rename_key, reseal
from app.server.store.sealing import KEY_BYTES


def rotate_key(platform: Platform, _arguments: Arguments) -> dict[str, Any]:
    """Seal every secret with a new key and forget the old one."""
    sealer, file = platform.sealer, platform.key_file
    try:
        old_keys = file.read()
    except KeyMissing as error:
        raise OperationRefused(str(error)) from None
    if len(old_keys) > 1:  # nobody knows whether it was committed: the next start finds out
        raise OperationRefused("a replacement was cut off; start the platform again first")
    if platform.settings.database is not None:
        platform.database.run_sync(_refuse_company)
    keys = [*old_keys, os.urandom(KEY_BYTES)]
    key_id = sealer.learn(keys[-1])
    file.write(*keys)

    def everything(tx: Connection) -> int:
        count = rename_key(tx, sealer, key_id)
        note(
            tx,
            "rotated",
            resource_type="key",
            resource_id=key_id,
            after={"secrets": count},
            now_ms=platform.now_ms(),
        )
        return count

    def stragglers(tx: Connection) -> int:
        return reseal(tx, sealer)

    count = platform.database.run_sync(everything)
    sealer.use(key_id)
    count += platform.database.run_sync(stragglers)
    drop_other_keys(sealer, file, keys)
    return {"key_id": key_id, "secrets": count}


def _refuse_company(tx: Connection) -> None:
    """Other processes on the same PostgreSQL would go on sealing with the old key.

    Raises:
        OperationRefused: There are some.
    """
    others = tx.execute(
        text(
            "SELECT count(DISTINCT application_name) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE 'picksmart-webhooks %'"
            " AND application_name <> current_setting('application_name')"
        )
    ).scalar_one()
    if others:
        raise OperationRefused(
            f"{others} other processes use the database; end every serve and worker first"
        )
