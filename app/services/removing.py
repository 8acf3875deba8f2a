"""What goes with a connection that is removed."""

from __future__ import annotations

from contextlib import closing

from app.domain.control import JobControl
from app.domain.errors import StoreError
from app.domain.ports import LocalStoreFactory, SecretStore
from app.services.known_secrets import KnownSecrets
from app.services.local_copy import open_local_copy


def forget_kept(
    control: JobControl, open_local: LocalStoreFactory, secrets: SecretStore, connection_id: str
) -> None:
    """Let go of what was kept for tests; without a copy nobody knows of it."""
    try:
        local = open_local_copy(open_local, connection_id, control)
    except StoreError:
        return
    with closing(local):
        KnownSecrets(local, secrets, connection_id=connection_id).forget_others()
