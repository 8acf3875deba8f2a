"""The platforms an administrator works with: check, add, open, remove."""

from __future__ import annotations

from app.domain.announce import Announce, Changed, nobody_listens
from app.domain.connect import parse_base_url
from app.domain.control import JobControl
from app.domain.errors import (
    AppError,
    FieldRefusal,
    NetworkError,
    NotFound,
    Rejected,
    SecretStoreError,
)
from app.domain.ids import new_id
from app.domain.ports import (
    ConnectionStore,
    DirectSender,
    EmbeddedPlatform,
    LocalStoreFactory,
    PlatformApi,
    PlatformApiFactory,
    SecretStore,
    SignedIn,
    StoreNews,
)
from app.domain.times import Clock, utc_now
from app.domain.validation import Refused
from app.domain.workspace import (
    Connection,
    ConnectionReport,
    ConnectRequest,
    Environment,
    Me,
    SecretStorage,
    SignInKind,
)
from app.services.catalog import CatalogService
from app.services.connection_check import check_connection
from app.services.credentials import CredentialService
from app.services.deliveries import DeliveryService
from app.services.drafts import DraftService
from app.services.following import Following
from app.services.listeners import ListenerService
from app.services.local_copy import LocalCopy
from app.services.pending import PendingService
from app.services.records import RecordService
from app.services.rounds import RoundService
from app.services.stream import StreamService
from app.services.sync import SyncService
from app.services.test_sends import TestService
from app.services.workspace import Workspace

SANDBOX_ID = "sandbox"
SANDBOX_NAME = "Practice platform"


class ConnectionService:
    """The connections of this profile."""

    def __init__(
        self,
        *,
        store: ConnectionStore,
        secrets: SecretStore,
        open_api: PlatformApiFactory,
        open_local: LocalStoreFactory,
        sandbox: EmbeddedPlatform,
        sender: DirectSender,
        announce: Announce = nobody_listens,
        clock: Clock = utc_now,
    ) -> None:
        self._store = store
        self._secrets = secrets
        self._open_api = open_api
        self._open_local = open_local
        self._sandbox = sandbox
        self._sender = sender
        self._announce = announce
        self._clock = clock

    @property
    def storage(self) -> SecretStorage:
        """Where the secrets of this session are, as far as is known; answers at once."""
        return self._secrets.storage

    def find_storage(self, control: JobControl) -> SecretStorage:
        """Find out where secrets can be kept, so that it can be said before one is typed."""
        control.check()
        return self._secrets.probe()

    def connections(self) -> list[Connection]:
        """Every connection of this profile."""
        return self._store.connections()

    def check(self, control: JobControl, request: ConnectRequest) -> ConnectionReport:
        """Look whether the connection works; changes nothing, there or here."""
        return check_connection(control, request, self._open_api)

    def add(self, control: JobControl, request: ConnectRequest) -> Connection:
        """Check once more, keep the secret, then keep the connection.

        Raises:
            AppError: Why the check did not pass, or why the secret could not be kept.
        """
        report = self.check(control, request)
        if report.me is None or not report.passed:
            raise _first_failure(report)
        url = parse_base_url(request.base_url)
        connection = Connection(
            id=new_id("con"),
            name=request.name.strip() or report.me.instance_name,
            base_url=url.text.rstrip("/"),
            environment=report.me.environment,
            sign_in=request.sign_in,
            client_id=request.client_id,
            open_at_start=request.open_at_start,
            read_only=request.read_only,
        )
        self._secrets.set(_secret_name(connection), request.secret)
        self._store.put(connection)
        return connection

    def start_sandbox(self, control: JobControl) -> Connection:
        """Start the built-in platform, or find the one that runs; one click is all."""
        self._sandbox.start(control)
        for known in self._store.connections():
            if known.is_sandbox:
                return known
        connection = Connection(
            SANDBOX_ID, SANDBOX_NAME, base_url="", environment=Environment.SANDBOX, is_sandbox=True
        )
        self._store.put(connection)
        return connection

    def open(self, control: JobControl, connection_id: str) -> Workspace:
        """Build everything of a connection; works offline once it has been online.

        Raises:
            NotFound: No such connection.
            SecretStoreError: Its secret cannot be read, or was kept for another address.
            Rejected: Its address is not one that a secret may be sent to.
            PlatformStartError: The sandbox did not start.
            StoreError: The local copy cannot be used.
        """
        connection = self._connection(connection_id)
        api = self._open_api(self._sign_in(control, connection))
        try:
            local = self._read_local(control, connection)
        except BaseException:
            api.close()
            raise
        workspace = self._workspace(connection, api, local)
        try:
            workspace.me = workspace.sync.me() or self._first_me(control, api)
        except BaseException:  # cancelled, too: nobody else knows of it yet
            workspace.close()
            raise
        return workspace

    def remove(self, control: JobControl, connection_id: str) -> None:
        """Forget a connection and its secret; the local copy's file stays where it is."""
        control.check()
        connection = self._connection(connection_id)
        if connection.is_sandbox:
            self._sandbox.stop()
        else:
            self._secrets.delete(_secret_name(connection))
        self._store.drop(connection_id)

    def _read_local(self, control: JobControl, connection: Connection) -> LocalCopy:
        store = self._open_local(connection.id)
        try:
            return LocalCopy(store, control)
        except BaseException:
            store.close()
            raise

    def _workspace(self, connection: Connection, api: PlatformApi, local: LocalCopy) -> Workspace:
        announce, clock = self._announce, self._clock
        sync = SyncService(api, local, announce=announce, clock=clock)

        def tell(news: StoreNews) -> None:
            announce(Changed.LISTENERS)
            announce(Changed.SYNC, sync.overview())
            if news.credentials:
                announce(Changed.CREDENTIALS)
            if news.listeners is None or news.documents:
                announce(Changed.CATALOG)

        following = Following(local, tell)

        def close() -> None:
            following.stop()
            api.close()
            local.close()

        listeners = ListenerService(local, announce=announce, clock=clock)
        catalog = CatalogService(api, local, announce=announce)
        credentials = CredentialService(api, local, announce=announce)
        return Workspace(
            connection=connection,
            me=None,
            catalog=catalog,
            listeners=listeners,
            pending=PendingService(local, listeners),
            sync=sync,
            stream=StreamService(api, announce=announce),
            rounds=RoundService(sync, catalog, credentials, clock=clock),
            credentials=credentials,
            tests=TestService(api, self._sender, clock=clock),
            records=RecordService(api, announce=announce),
            deliveries=DeliveryService(api),
            drafts=DraftService(local, clock=clock),
            following=following,
            on_close=close,
        )

    def _connection(self, connection_id: str) -> Connection:
        for connection in self._store.connections():
            if connection.id == connection_id:
                return connection
        raise NotFound(f"no connection {connection_id}", status=404, code="not_found")

    def _sign_in(self, control: JobControl, connection: Connection) -> SignedIn:
        if connection.is_sandbox:
            running = self._sandbox.start(control)
            return SignedIn(running.base_url, token=running.token)
        secret = self._secrets.get(_secret_name(connection))
        if secret is None:
            raise SecretStoreError(f"no secret for {connection.id}", reason="missing")
        if connection.sign_in is SignInKind.OAUTH2:
            return SignedIn(
                connection.base_url, client_id=connection.client_id, client_secret=secret
            )
        return SignedIn(connection.base_url, token=secret)

    def _first_me(self, control: JobControl, api: PlatformApi) -> Me | None:
        try:
            return api.me(control)
        except NetworkError:
            return None


def _secret_name(connection: Connection) -> str:
    """Where a connection's secret is kept: bound to its origin.

    Whoever changes the address in the settings file does not get the secret with it.
    """
    try:
        origin = parse_base_url(connection.base_url).origin
    except Refused as exc:
        raise _rejected(exc) from exc
    return f"{connection.id}@{origin}"


def _first_failure(report: ConnectionReport) -> AppError:
    error = next((line.error for line in report.lines if line.error is not None), None)
    if isinstance(error, AppError):
        return error
    if isinstance(error, Refused):
        return _rejected(error)
    return Rejected("the connection check did not pass", status=422)


def _rejected(exc: Refused) -> Rejected:
    code = exc.problem.code.value
    refusal = FieldRefusal(f"/{exc.problem.field}", code, str(exc))
    return Rejected(str(exc), status=422, code=code, fields=(refusal,))
