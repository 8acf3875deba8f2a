"""What an instance is for, as its platform says by now: a connection is tagged with it."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.errors import StoreError

if TYPE_CHECKING:
    from app.domain.ports import ConnectionStore
    from app.domain.workspace import Connection, Me

log = logging.getLogger(__name__)


def as_told(store: ConnectionStore, connection: Connection, me: Me | None) -> Connection:
    """The connection with the environment that its platform told last, kept if it is another.

    An instance may become another kind after it was connected to: whoever works on one in
    production is to see that everywhere, and to be asked as there.
    """
    if me is None or me.environment is connection.environment:
        return connection
    told = me.environment
    try:
        store.change(connection.id, lambda one: replace(one, environment=told))
    except StoreError as exc:  # shown all the same, and kept another time
        log.warning("the environment of %s was not kept: %s", connection.id, exc.reason)
    return replace(connection, environment=told)
