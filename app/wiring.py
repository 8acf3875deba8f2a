"""Builds the services on the real adapters, without Qt: for the window and for commands."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import __version__
from app.domain.announce import Announce, Changed, nobody_listens
from app.services.connection_news import following_connections
from app.services.connections import ConnectionService
from app.services.late import Late

if TYPE_CHECKING:
    from app.adapters.paths import ProfilePaths
    from app.adapters.platform_process import PlatformProcess
    from app.adapters.redaction import Redactor
    from app.adapters.settings import SettingsStore
    from app.domain.control import JobControl
    from app.domain.delivery import Attempt
    from app.domain.endpoint_check import SeenAnswer, SeenCertificate
    from app.domain.mail import Mailbox
    from app.domain.outbound import OutboundRequest
    from app.domain.ports import EndpointProbe, LocalStore, PlatformApi, RunningPlatform, SignedIn
    from app.domain.samples import SampleStore
    from app.services.following import Following


@dataclass(frozen=True, slots=True)
class Services:
    """What a profile offers.

    Attributes:
        connections: Its connections.
        following: Not started: whoever shows them for long starts it.
        stop: Ends the sandbox if this process started it.
    """

    connections: ConnectionService
    following: Following
    stop: Callable[[], None]


def build_services(
    paths: ProfilePaths,
    settings: SettingsStore,
    redactor: Redactor,
    *,
    announce: Announce = nobody_listens,
    for_a_moment: bool = False,
    only_base_url: str = "",
    opened: Callable[[str], LocalStore | None] = lambda _connection_id: None,
) -> Services:
    """Wire them; nothing is read, asked or started yet.

    Args:
        paths: Of the profile.
        settings: Of the profile.
        redactor: Told of every secret.
        announce: Told of what changes.
        for_a_moment: This process ends at once, and with it what is only in its memory.
        only_base_url: The one platform that may be connected to; "" allows any.
        opened: Hands over the local copy of a connection, where it is open already.

    What speaks HTTP or SQLite is imported when a connection is opened: a command that
    only lists connections does not wait for it.
    """
    from app.adapters.connections_file import JsonConnectionStore
    from app.adapters.keyring_secrets import KeyringSecrets
    from app.adapters.private_files import whole_file

    sandbox = _LateSandbox(paths, settings, redactor)

    def open_api(signed_in: SignedIn) -> PlatformApi:
        from app.adapters.rest_api import RestApi

        return RestApi(signed_in, redactor=redactor)

    def open_local(connection_id: str, *, distrusted: bool = False) -> LocalStore:
        from app.adapters.local_store import SqliteLocalStore

        known = None if distrusted else opened(connection_id)
        return known or SqliteLocalStore(paths.local_db(connection_id), distrusted=distrusted)

    def erasing(connection_id: str) -> AbstractContextManager[Callable[[], None]]:
        from app.adapters import local_erasure

        return local_erasure.erasing(paths.local_db(connection_id))

    def samples(connection_id: str) -> SampleStore:
        from app.adapters.sample_files import SampleFiles, samples_of

        return SampleFiles(samples_of(paths.local_db(connection_id)))

    kept = JsonConnectionStore(paths.connections_file)
    connections = ConnectionService(
        store=kept,
        secrets=KeyringSecrets(
            learn=redactor.learn,
            lasting=for_a_moment,
            answered=lambda: announce(Changed.PLATFORM),  # who could not sign in can now
        ),
        open_api=open_api,
        open_local=open_local,
        erasing=erasing,
        samples=samples,
        sandbox=sandbox,
        sender=_LateSender(redactor),
        probe=_LateProbe(),
        whole_file=whole_file,
        announce=announce,
        only_base_url=only_base_url,
    )
    return Services(connections, following_connections(kept, announce), sandbox.stop)


def import_network() -> None:
    """Import now what speaks to a platform, before it is wanted; for who has the time.

    Not what tests and checks of the form need: the worker that does one imports it, and ten
    megabytes of certificates' cryptography with it.
    """
    importlib.import_module("app.adapters.rest_api")


class _LateSandbox:
    """Satisfies `EmbeddedPlatform`, which the connection of most starts is not to."""

    def __init__(self, paths: ProfilePaths, settings: SettingsStore, redactor: Redactor) -> None:
        self._paths = paths
        self._settings = settings
        self._redactor = redactor

    @property
    def mailbox(self) -> Mailbox:
        return self._process.mailbox

    def start(self, control: JobControl) -> RunningPlatform:
        return self._process.start(control)

    def running(self) -> RunningPlatform | None:
        return self._process.running()

    def reset(self, *, with_listeners: bool) -> None:
        self._process.reset(with_listeners=with_listeners)

    def stop(self) -> None:
        if "_process" in vars(self):  # else nobody has started it
            self._process.stop()

    @Late
    def _process(self) -> PlatformProcess:
        from app.adapters.platform_process import PlatformProcess, platform_command

        settings = self._settings
        return PlatformProcess(
            self._paths.sandbox_dir,
            command=lambda data_dir, port: platform_command(
                data_dir, port, settings.load().sandbox_mail
            ),
            learn=self._redactor.learn,
            mail_server=lambda: settings.load().sandbox_mail.host,
        )


class _LateSender:
    """Satisfies `DirectSender`, which few commands need."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor

    def send(self, control: JobControl, request: OutboundRequest, *, timeout_s: float) -> Attempt:
        from app.adapters.direct_sender import RequestsSender

        sender = RequestsSender(learn=self._redactor.learn)
        return sender.send(control, request, timeout_s=timeout_s)


class _LateProbe:
    """Satisfies `EndpointProbe`, which only the form's checks need."""

    def addresses(
        self, control: JobControl, host: str, port: int, *, timeout_s: float
    ) -> tuple[str, ...]:
        return self._made().addresses(control, host, port, timeout_s=timeout_s)

    def certificate(
        self, control: JobControl, host: str, port: int, *, timeout_s: float
    ) -> SeenCertificate:
        return self._made().certificate(control, host, port, timeout_s=timeout_s)

    def answer(self, control: JobControl, url: str, *, timeout_s: float) -> SeenAnswer:
        return self._made().answer(control, url, timeout_s=timeout_s)

    def _made(self) -> EndpointProbe:
        from app.adapters.endpoint_probe import NetworkProbe

        return NetworkProbe(user_agent=f"Picksmart-Webhooks-App/{__version__}")
