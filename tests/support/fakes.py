"""Stand-ins for the outside world that keep the promises of `app.domain.ports`.

`FakePlatform` (in `fake_platform`) answers like the contract; the rest is here.
`a_workspace()` puts real services on top of them, for page tests.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.adapters.maildir import MaildirMailbox
from app.adapters.private_files import whole_file
from app.domain.announce import Announce, Changed, nobody_listens
from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.delivery import Attempt, AttemptRequest
from app.domain.endpoint_check import SeenAnswer, SeenCertificate
from app.domain.mail import Mailbox
from app.domain.outbound import OutboundRequest
from app.domain.plain import from_plain, to_plain
from app.domain.ports import (
    LocalCopyErasing,
    LocalStoreFactory,
    PlatformApiFactory,
    RunningPlatform,
)
from app.domain.samples import OpenSamples, SampleStore
from app.domain.secret import Secret
from app.domain.sync_state import LocalListener, SyncState
from app.domain.times import Clock, utc_now
from app.domain.workspace import Connection, SecretStorage
from app.services.connections import ConnectionService
from app.services.workspace import Workspace
from tests.support import builders
from tests.support.fake_platform import FakePlatform, FakePlatforms
from tests.support.fake_samples import FakeSamples

__all__ = [
    "Announcements",
    "FakeConnectionStore",
    "FakeLocalStore",
    "FakePlatform",
    "FakePlatforms",
    "FakeProbe",
    "FakeSandbox",
    "FakeSecretStore",
    "FakeSender",
    "a_connection_service",
    "a_workspace",
]


class FakeLocalStore:
    """Satisfies `LocalStore`; rows go through the plain form, as in the real one."""

    def __init__(self, *rows: LocalListener) -> None:
        self._lock = threading.RLock()
        self._rows: dict[str, Any] = {}
        self._position: tuple[str | None, str | None] = (None, None)
        self._synced_at: datetime | None = None
        self._credentials: list[Credential] = []
        self._documents: dict[str, Mapping[str, Any]] = {}
        self.closed = False
        self.closed_on: threading.Thread | None = None
        for row in rows:
            self.put_listener(row)

    repair = None

    def keep_backup(self) -> None:
        """There is nothing to keep."""

    @contextmanager
    def sync_turn(self, control: JobControl) -> Iterator[None]:
        control.check()
        yield

    @contextmanager
    def outbox_turn(self) -> Iterator[None]:
        yield

    def news(self) -> None:
        """Nobody else has it."""

    def listeners(self, control: JobControl | None = None) -> list[LocalListener]:
        if control is not None:
            control.check()
        with self._lock:
            return [from_plain(LocalListener, row) for row in self._rows.values()]

    def unsettled(self) -> list[LocalListener]:
        rows = [row for row in self.listeners() if row.state is not SyncState.CLEAN]
        return sorted(rows, key=lambda row: (row.changed_at or builders.NOW, row.id))

    def listener(self, listener_id: str) -> LocalListener | None:
        with self._lock:
            row = self._rows.get(listener_id)
            return None if row is None else from_plain(LocalListener, row)

    def put_listener(self, row: LocalListener) -> None:
        with self._lock:
            self._rows[row.id] = to_plain(row)

    def drop_if(self, expected: LocalListener) -> bool:
        with self._lock:
            if self.listener(expected.id) != expected:
                return False
            del self._rows[expected.id]
            return True

    def replace_if(self, row: LocalListener, *, expected: LocalListener | None) -> bool:
        with self._lock:
            if self.listener(row.id) != expected:
                return False
            self.put_listener(row)
            return True

    def apply_rows(
        self,
        rows: Sequence[LocalListener],
        dropped: Sequence[str],
        *,
        expected: Mapping[str, LocalListener | None],
        document: tuple[str, Mapping[str, Any]] | None = None,
    ) -> bool:
        with self._lock:
            if any(self.listener(one) != row for one, row in expected.items()):
                return False
            for row in rows:
                self.put_listener(row)
            for listener_id in dropped:
                self._rows.pop(listener_id, None)
            if document is not None:
                self._documents[document[0]] = document[1]
            return True

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
        if control is not None:
            rows = list(control.through(rows))
        with self._lock:
            if not self.apply_rows(rows, dropped, expected=expected):
                return False
            self._position = (token, epoch)
            self._synced_at = at or self._synced_at
            return True

    def feed_position(self) -> tuple[str | None, str | None]:
        return self._position

    def clear_feed_position(self) -> None:
        self._position = (None, None)

    def synced_at(self) -> datetime | None:
        return self._synced_at

    def credentials(self) -> list[Credential]:
        return list(self._credentials)

    def replace_credentials(self, credentials: Sequence[Credential]) -> None:
        self._credentials = list(credentials)

    def document(self, name: str) -> Mapping[str, Any] | None:
        return self._documents.get(name)

    def documents(self) -> Mapping[str, Mapping[str, Any]]:
        return dict(self._documents)

    def put_document(self, name: str, value: Mapping[str, Any]) -> None:
        self._documents[name] = value

    def close(self) -> None:
        self.closed, self.closed_on = True, threading.current_thread()


@dataclass
class FakeSecretStore:
    """Satisfies `SecretStore`; `error` is raised by every call while it is set."""

    storage: SecretStorage = SecretStorage.KEYRING
    kept: dict[str, Secret] = field(default_factory=dict)
    error: Exception | None = None

    def probe(self) -> SecretStorage:
        return self.storage

    def get(self, name: str) -> Secret | None:
        self._fail()
        return self.kept.get(name)

    def set(self, name: str, secret: Secret) -> SecretStorage:
        self._fail()
        self.kept[name] = secret
        return self.storage

    def delete(self, name: str) -> None:
        self._fail()
        self.kept.pop(name, None)

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


@dataclass
class FakeConnectionStore:
    """Satisfies `ConnectionStore`; `error` is what a change fails with."""

    kept: dict[str, Connection] = field(default_factory=dict)
    error: Exception | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def connections(self) -> list[Connection]:
        return list(self.kept.values())

    def put(self, connection: Connection) -> None:
        self.kept[connection.id] = connection

    def drop(self, connection_id: str) -> None:
        self.kept.pop(connection_id, None)

    def change(
        self, connection_id: str, change: Callable[[Connection], Connection]
    ) -> Connection | None:
        if self.error is not None:
            raise self.error
        with self._turn:
            if connection_id in self.kept:
                self.kept[connection_id] = change(self.kept[connection_id])
            return self.kept.get(connection_id)


@dataclass
class FakeSandbox:
    """Satisfies `EmbeddedPlatform`; `error` is what starting fails with."""

    error: Exception | None = None
    starts: int = 0
    is_running: bool = False
    resets: list[bool] = field(default_factory=list)
    mailbox: Mailbox = field(default_factory=lambda: MaildirMailbox(Path("no such mailbox")))

    def start(self, control: JobControl) -> RunningPlatform:
        control.check()
        if self.error is not None:
            raise self.error
        self.starts += not self.is_running
        self.is_running = True
        return RunningPlatform("http://127.0.0.1:8111", Secret("sandbox-token-1234"))

    def running(self) -> RunningPlatform | None:
        return self.start(JobControl()) if self.is_running else None

    def reset(self, *, with_listeners: bool) -> None:
        if self.error is not None:
            raise self.error
        self.resets.append(with_listeners)

    def stop(self) -> None:
        self.is_running = False


@dataclass
class FakeSender:
    """Satisfies `DirectSender`: keeps what it was given and answers `attempt`."""

    attempt: Attempt = field(default_factory=builders.an_attempt)
    error: Exception | None = None
    sent: list[OutboundRequest] = field(default_factory=list)

    def send(self, control: JobControl, request: OutboundRequest, *, timeout_s: float) -> Attempt:
        control.check()
        self.sent.append(request)
        if self.error is not None:
            raise self.error
        shown = AttemptRequest("POST", request.url, request.masked_headers(), request.body.decode())
        return replace(self.attempt, request=shown)


@dataclass
class FakeProbe:
    """Satisfies `EndpointProbe`: an endpoint with nothing wrong, until a test says otherwise."""

    ips: tuple[str, ...] = ("93.184.215.14",)
    shown: SeenCertificate = field(
        default_factory=lambda: SeenCertificate(
            ("hooks.example.com",),
            "Example Issuing CA",
            builders.NOW - timedelta(days=30),
            builders.NOW + timedelta(days=60),
            protocol="TLSv1.3",
        )
    )
    said: SeenAnswer = field(default_factory=lambda: SeenAnswer(405))
    errors: dict[str, Exception] = field(default_factory=dict)  # by method
    asked: list[str] = field(default_factory=list)

    def addresses(
        self, control: JobControl, host: str, port: int, *, timeout_s: float
    ) -> tuple[str, ...]:
        self._ask(control, "addresses")
        return self.ips

    def certificate(
        self, control: JobControl, host: str, port: int, *, timeout_s: float
    ) -> SeenCertificate:
        self._ask(control, "certificate")
        return self.shown

    def answer(self, control: JobControl, url: str, *, timeout_s: float) -> SeenAnswer:
        self._ask(control, "answer")
        return self.said

    def _ask(self, control: JobControl, what: str) -> None:
        control.check()
        self.asked.append(what)
        if what in self.errors:
            raise self.errors[what]


@dataclass
class Announcements:
    """Satisfies `Announce` and remembers."""

    heard: list[tuple[Changed, object]] = field(default_factory=list)

    def __call__(self, what: Changed, value: object = None) -> None:
        self.heard.append((what, value))

    @property
    def kinds(self) -> list[Changed]:
        return [what for what, _value in self.heard]


def a_connection_service(
    *,
    platform: FakePlatform | None = None,
    local: FakeLocalStore | None = None,
    secrets: FakeSecretStore | None = None,
    store: FakeConnectionStore | None = None,
    sandbox: FakeSandbox | None = None,
    sender: FakeSender | None = None,
    probe: FakeProbe | None = None,
    announce: Announce = nobody_listens,
    clock: Clock = utc_now,
    open_local: LocalStoreFactory | None = None,
    erasing: LocalCopyErasing | None = None,
    only_base_url: str = "",
    open_api: PlatformApiFactory | None = None,
    samples: SampleStore | None = None,
    open_samples: OpenSamples | None = None,
) -> ConnectionService:
    """Real connection services over fakes; pass those a test wants to look into."""
    kept = local or FakeLocalStore()
    kept_samples = samples or FakeSamples()
    return ConnectionService(
        store=store or FakeConnectionStore(),
        secrets=secrets or FakeSecretStore(),
        open_api=open_api or FakePlatforms(platform or FakePlatform()),
        open_local=open_local or (lambda _connection_id, **_how: kept),
        erasing=erasing or (lambda _connection_id: nullcontext(lambda: None)),
        samples=open_samples or (lambda _connection_id: kept_samples),
        sandbox=sandbox or FakeSandbox(),
        sender=sender or FakeSender(),
        probe=probe or FakeProbe(),
        whole_file=whole_file,
        announce=announce,
        clock=clock,
        only_base_url=only_base_url,
    )


def a_workspace(
    *,
    platform: FakePlatform | None = None,
    local: FakeLocalStore | None = None,
    sender: FakeSender | None = None,
    probe: FakeProbe | None = None,
    secrets: FakeSecretStore | None = None,
    mailbox: Mailbox | None = None,
    announce: Announce = nobody_listens,
    clock: Clock = utc_now,
    sync: bool = True,
    samples: SampleStore | None = None,
) -> Workspace:
    """An open sandbox workspace: real services over fakes, already synced.

    Pass `announce=events.announce` to let pages hear of changes.
    """
    service = a_connection_service(
        platform=platform,
        local=local,
        secrets=secrets,
        sender=sender,
        probe=probe,
        sandbox=FakeSandbox(**({} if mailbox is None else {"mailbox": mailbox})),
        announce=announce,
        clock=clock,
        samples=samples,
    )
    control = JobControl()
    workspace = service.open(control, service.start_sandbox(control).id)
    if sync:
        workspace.sync.sync(control)
        workspace.catalog.refresh(control)
        workspace.credentials.refresh(control)
    return workspace
