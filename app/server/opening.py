"""Opens a data folder: private files, the present schema, a first seed, an admin token."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app import __version__
from app.domain.catalog import Catalog
from app.domain.secret import Secret
from app.server.deliveries.engine import DeliveryEngine
from app.server.deliveries.settling import Rules
from app.server.deliveries.transports.base import Transport
from app.server.platform import DATABASE_FILE, KEY_FILE, TOKEN_FILE, Platform
from app.server.records.catalog import load_catalog
from app.server.records.seed import administrator_id, seed
from app.server.settings import PlatformSettings
from app.server.store import facts
from app.server.store.database import Database, DatabaseUnusable
from app.server.store.database_file import mark_made, open_database_file
from app.server.store.keys import KeyFile, drop_other_keys, load_sealer, settle_key
from app.server.store.migrations import migrate
from app.server.store.postgres_errors import words_of
from app.server.store.private_files import make_private_folder, read_private, write_private
from app.server.store.tokens import find_caller, issue_token

_TOKEN_LABEL: Final = "token file"  # noqa: S105 - a label


def open_platform(settings: PlatformSettings) -> Platform:
    """Open, or make, the platform of a data folder; nothing is sent yet.

    Raises:
        SchemaTooNew: A newer version wrote the database.
        SchemaForeign: Something else did.
        DatabaseUnusable: The database is not ours, or cannot be reached.
        KeyMissing: The key file is not the one of the database.
        OSError: The folder cannot be used.
    """
    make_private_folder(settings.data_dir)
    catalog = load_catalog(settings)
    database = open_database(settings)
    key_file = KeyFile(settings.data_dir / KEY_FILE)
    try:
        sealer, keys = load_sealer(key_file)
        try:
            admin_token = _prepare(
                database, settings, settle=lambda tx: settle_key(tx, sealer, key_file, keys)
            )
        except DBAPIError as error:
            if settings.database is None:
                raise
            words = words_of(error)
            raise DatabaseUnusable(f"the database does not let us in: {words}") from error
        if settings.database is None:
            mark_made(settings.data_dir / DATABASE_FILE)
        drop_other_keys(sealer, key_file, keys)
        return Platform(
            settings=settings,
            database=database,
            sealer=sealer,
            key_file=key_file,
            catalog=catalog,
            engine=DeliveryEngine(
                database=database,
                settings=settings,
                sealer=sealer,
                catalog=catalog.rules,
                transport=_transport(database, settings, catalog.rules),
            ),
            token_file=settings.data_dir / TOKEN_FILE,
            admin_token=admin_token,
        )
    except BaseException:
        database.close_sync()
        raise


def open_database(settings: PlatformSettings) -> Database:
    """The database that the settings name.

    Raises:
        DatabaseUnusable: It is not ours, is damaged, or cannot be reached.
        SchemaTooNew: A newer version made it.
    """
    if settings.database is None:
        return open_database_file(settings.data_dir / DATABASE_FILE)
    from app.server.store.postgres import PostgresDatabase  # late: only where it is used

    return PostgresDatabase(settings.database)


def _transport(
    database: Database, settings: PlatformSettings, catalog: Catalog
) -> Transport | None:
    """How deliveries are brought to their senders; None is within this process."""
    if settings.database is None:
        return None
    from app.server.deliveries.transports.distributed import DistributedTransport

    rules = Rules(settings.retry, settings.random, catalog)
    return DistributedTransport(database, settings.database, settings, rules)


def _prepare(
    database: Database, settings: PlatformSettings, *, settle: Callable[[Connection], None]
) -> Secret:
    """Bring the database up to date, seed a new one, and answer the admin token."""
    token_file = settings.data_dir / TOKEN_FILE
    now_ms = int(settings.clock().timestamp() * 1000)

    def work(tx: Connection) -> tuple[Secret, bool]:
        if migrate(tx):
            seed(tx, settings)
        settle(tx)
        if facts.read(tx, facts.WRITTEN_BY) != __version__:
            facts.write(tx, facts.WRITTEN_BY, __version__)
        known = _read_token(token_file)
        if known is not None and find_caller(tx, known.reveal(), now_ms=now_ms) is not None:
            return known, False
        token = issue_token(tx, user_id=administrator_id(), label=_TOKEN_LABEL, now_ms=now_ms)
        return token, True

    token, is_new = database.run_sync(work)
    if is_new:
        write_private(token_file, token.reveal().encode())
    return token


def _read_token(path: Path) -> Secret | None:
    if not path.exists():
        return None
    return Secret(read_private(path).decode("ascii", "replace").strip())
