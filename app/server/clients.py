"""Adds an OAuth client to a data folder while no platform serves it."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, select

from app.domain.secret import Secret
from app.domain.times import utc_now
from app.server.platform import DATABASE_FILE, LOCK_FILE
from app.server.store.database import SqliteDatabase
from app.server.store.migrations import migrate
from app.server.store.tables import users
from app.server.store.times import ms_of
from app.server.store.tokens import add_client


class NoPlatform(Exception):
    """The folder holds no platform, or one without a user of that role."""


class PlatformRuns(Exception):
    """A platform serves the folder now."""


def add_oauth_client(data_dir: Path, *, role: str, label: str) -> tuple[str, Secret]:
    """Make a client that acts as the first user with a role: its id and its secret.

    Raises:
        NoPlatform: There is no such folder or no such user.
        PlatformRuns: A platform serves the folder.
    """
    path = data_dir / DATABASE_FILE
    if not path.is_file():
        raise NoPlatform("the folder holds no platform; serve it once first")

    def work(tx: Connection) -> tuple[str, Secret]:
        migrate(tx)
        wanted = select(users.c.id).where(users.c.role == role).order_by(users.c.id).limit(1)
        user_id = tx.execute(wanted).scalar_one_or_none()
        if user_id is None:
            raise NoPlatform(f"there is no user with the role {role}")
        return add_client(tx, user_id=user_id, label=label, now_ms=ms_of(utc_now()))

    try:
        with FileLock(data_dir / LOCK_FILE, timeout=0, mode=0o600):
            database = SqliteDatabase(path)
            try:
                return database.run_sync(work)
            finally:
                database.close_sync()
    except Timeout:
        raise PlatformRuns(str(data_dir)) from None
