"""A private PostgreSQL for the whole session, made only if a test asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from app.server.store.migrations import migrate

if TYPE_CHECKING:
    from app.server.store.database_address import DatabaseAddress
    from tests.support.postgres import Cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A running PostgreSQL that forgets nothing but a power cut."""
    from tests.support.postgres import running_cluster

    with running_cluster() as one:
        yield one


@pytest.fixture(scope="session")
def migrated(cluster: Cluster) -> str:
    """The name of a database with the present schema, to be copied."""
    from app.server.store.postgres import PostgresDatabase
    from tests.support.postgres import name_of

    address = cluster.new_database()
    database = PostgresDatabase(address)
    database.run_sync(migrate)
    database.close_sync()
    return name_of(address)


@pytest.fixture
def empty_postgres(cluster: Cluster) -> Iterator[DatabaseAddress]:
    """A database with nothing in it, gone after the test."""
    address = cluster.new_database()
    yield address
    cluster.drop_database(address)


@pytest.fixture
def new_postgres(cluster: Cluster, migrated: str) -> Iterator[Callable[[], DatabaseAddress]]:
    """Makes databases with the present schema and nothing in them, gone after the test."""
    made: list[DatabaseAddress] = []

    def make() -> DatabaseAddress:
        made.append(cluster.new_database(migrated))
        return made[-1]

    yield make
    for one in made:
        cluster.drop_database(one)
