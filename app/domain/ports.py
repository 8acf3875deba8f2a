"""What the services need from the outside world, as Protocols that adapters satisfy.

Every method may block and is called on a worker thread.  Every failure is one of
`app.domain.errors`.  Methods that talk to the network take the `JobControl` of the
job, so that a cancelled job closes its socket at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.embedded_port import EmbeddedPlatform as EmbeddedPlatform
from app.domain.embedded_port import RunningPlatform as RunningPlatform
from app.domain.platform_port import ChangesPage as ChangesPage
from app.domain.platform_port import ListenerChange as ListenerChange
from app.domain.platform_port import PlatformApi as PlatformApi
from app.domain.platform_port import PlatformApiFactory as PlatformApiFactory
from app.domain.platform_port import RotatedSecret as RotatedSecret
from app.domain.platform_port import SignedIn as SignedIn
from app.domain.secret import Secret
from app.domain.store_news import StoreNews as StoreNews

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.credential import Credential
    from app.domain.delivery import Attempt
    from app.domain.endpoint_check import SeenAnswer, SeenCertificate
    from app.domain.outbound import OutboundRequest
    from app.domain.store_repair import StoreRepair
    from app.domain.sync_state import LocalListener
    from app.domain.workspace import Connection, SecretStorage


class WholeFile(Protocol):
    """Writes a file that is there as a whole, or not at all."""

    def __call__(self, path: Path) -> AbstractContextManager[Callable[[bytes], object]]:
        """What the block is given appends; what it raises leaves everything as it was.

        Raises:
            StoreError: The file cannot be written.
        """


class LocalStore(Protocol):
    """The local copy of one connection: SQLite, one writer, every call one transaction.

    Several processes of this computer may have it open (a window and a command line):
    each writes in turn, none overwrites what it has not seen, and `news` tells each what
    the others wrote.
    """

    @property
    def repair(self) -> StoreRepair | None:
        """What was done about a damaged copy when this one was opened, if it was."""
        ...

    def sync_turn(self, control: JobControl) -> AbstractContextManager[None]:
        """Be the only one on this computer that syncs this connection, during the block.

        Everything that sends waiting changes or takes over the platform's is done within
        it, so that no change is ever sent by two processes at once.  Waits for its turn.

        Raises:
            StoreError: `locked`: another process has been syncing for minutes.
            Cancelled: Nobody waits for it any more.
        """
        ...

    def outbox_turn(self) -> AbstractContextManager[None]:
        """Be the only one on this computer that changes what waits beside the rows.

        What others left is known when the block begins.  It lasts for moments: the keyring
        may be asked in it, the platform never.

        Raises:
            StoreError: `locked`: another process has been at it all the time.
        """
        ...

    def news(self) -> StoreNews | None:
        """What other processes wrote since the last call; None and no work when nothing."""
        ...

    def listeners(self, control: JobControl | None = None) -> list[LocalListener]:
        """Every row, by id; a job that is not wanted any more is cancelled on the way."""
        ...

    def unsettled(self) -> list[LocalListener]:
        """The rows that are not clean, oldest change first."""
        ...

    def listener(self, listener_id: str) -> LocalListener | None: ...
    def put_listener(self, row: LocalListener) -> None: ...
    def drop_if(self, expected: LocalListener) -> bool:
        """Remove the row only if what is stored still equals `expected`; say whether it did."""
        ...

    def replace_if(self, row: LocalListener, *, expected: LocalListener | None) -> bool:
        """Write `row` only if what is stored still equals `expected`; say whether it did."""
        ...

    def apply_rows(
        self,
        rows: Sequence[LocalListener],
        dropped: Sequence[str],
        *,
        expected: Mapping[str, LocalListener | None],
        document: tuple[str, Mapping[str, Any]] | None = None,
    ) -> bool:
        """Many rows, and a document, at once; nothing and False when one is not as expected."""
        ...

    def apply_changes(
        self,
        rows: Sequence[LocalListener],
        dropped: Sequence[str],
        *,
        expected: Mapping[str, LocalListener | None],
        token: str,
        epoch: str,
        at: datetime | None,
        control: JobControl | None = None,
    ) -> bool:
        """A page of the feed and its token, in one transaction, or none of it when cancelled.

        Nothing is written, and False is the answer, when a row is no longer as
        `expected` says: someone edited it meanwhile.  `at` is the new `synced_at`;
        None keeps the old one, because more pages follow.
        """
        ...

    def feed_position(self) -> tuple[str | None, str | None]:
        """The feed token and its epoch; None before the first pull."""
        ...

    def clear_feed_position(self) -> None: ...
    def synced_at(self) -> datetime | None: ...

    def credentials(self) -> list[Credential]: ...
    def replace_credentials(self, credentials: Sequence[Credential]) -> None: ...
    def document(self, name: str) -> Mapping[str, Any] | None:
        """A kept answer (`me`, `catalog`, …) as JSON, so that it can be read offline."""
        ...

    def documents(self) -> Mapping[str, Mapping[str, Any]]:
        """All of them, by name."""
        ...

    def put_document(self, name: str, value: Mapping[str, Any]) -> None: ...
    def keep_backup(self) -> None:
        """Make today's backup unless there is one."""
        ...

    def close(self) -> None: ...


class LocalStoreFactory(Protocol):
    """Opens the local copy of a connection, making it when it is new.

    A damaged one is moved aside and replaced; one that looks sound, but whose content could
    not be read, is when it is opened again with `distrusted`.
    """

    def __call__(self, connection_id: str, *, distrusted: bool = False) -> LocalStore: ...


class LocalCopyErasing(Protocol):
    """Deletes the local copy of a connection, with its backups."""

    def __call__(self, connection_id: str) -> AbstractContextManager[Callable[[], None]]:
        """Nobody has it open during the block, to which it gives what deletes it.

        Raises:
            StoreError: `locked`: somebody has it open.
        """


class SecretStore(Protocol):
    """Where secrets live: the system's keyring, or this session's memory."""

    @property
    def storage(self) -> SecretStorage:
        """Where secrets go, as far as is known; answers at once."""
        ...

    def probe(self) -> SecretStorage:
        """Find out where secrets go; may take a few seconds."""
        ...

    def get(self, name: str) -> Secret | None: ...
    def set(self, name: str, secret: Secret) -> SecretStorage:
        """Keep a secret, read it back, and say where it went.

        Raises:
            SecretStoreError: It could not be kept as given; what was there before still is.
        """
        ...

    def delete(self, name: str) -> None: ...


class ConnectionStore(Protocol):
    """The connections of this profile, without their secrets."""

    def connections(self) -> list[Connection]: ...
    def put(self, connection: Connection) -> None: ...
    def drop(self, connection_id: str) -> None: ...

    def change(
        self, connection_id: str, change: Callable[[Connection], Connection]
    ) -> Connection | None:
        """Keep what `change` makes of one as it is at that moment; None if it is gone."""


class DirectSender(Protocol):
    """Sends one request from this computer, with the same bytes and headers."""

    def send(
        self, control: JobControl, request: OutboundRequest, *, timeout_s: float
    ) -> Attempt: ...


class EndpointProbe(Protocol):
    """Looks at an endpoint from this computer; sends it no data and no credential.

    Every failure is a `NetworkError` or a `TlsFailed`, with the contract's error code.
    """

    def addresses(
        self, control: JobControl, host: str, port: int, *, timeout_s: float
    ) -> tuple[str, ...]:
        """What the name stands for, best first."""
        ...

    def certificate(
        self, control: JobControl, host: str, port: int, *, timeout_s: float
    ) -> SeenCertificate:
        """What the endpoint shows, trusted or not."""
        ...

    def answer(self, control: JobControl, url: str, *, timeout_s: float) -> SeenAnswer:
        """What it answers to HEAD; no redirect is followed."""
        ...
