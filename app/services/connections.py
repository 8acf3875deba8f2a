"""The platforms an administrator works with: check, add, open, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.announce import nobody_listens
from app.domain.connect import parse_base_url
from app.domain.errors import NetworkError, NotFound
from app.domain.ids import new_id
from app.domain.times import utc_now
from app.domain.workspace import Connection, ConnectRequest, Environment
from app.services.history import Pasts
from app.services.late import Late
from app.services.late_platform import late_platform
from app.services.local_copy import open_local_copy
from app.services.no_platform import no_platform
from app.services.opening import Around, build_workspace
from app.services.signing_in import SigningIn
from app.services.told_environment import as_told

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.ports import (
        ConnectionStore,
        DirectSender,
        EmbeddedPlatform,
        EndpointProbe,
        LocalCopyErasing,
        LocalStoreFactory,
        PlatformApi,
        PlatformApiFactory,
        SecretStore,
        WholeFile,
    )
    from app.domain.samples import OpenSamples
    from app.domain.secret import Secret
    from app.domain.times import Clock
    from app.domain.workspace import ConnectionReport, Me, SecretStorage
    from app.services.side_rounds import SideRounds
    from app.services.upkeep import ConnectionUpkeep
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
        erasing: LocalCopyErasing,
        samples: OpenSamples,
        sandbox: EmbeddedPlatform,
        sender: DirectSender,
        probe: EndpointProbe,
        whole_file: WholeFile,
        announce: Announce = nobody_listens,
        clock: Clock = utc_now,
        only_base_url: str = "",
    ) -> None:
        """Begin; nothing is read, asked or started yet.

        Args:
            store: The connections.
            secrets: Their secrets, and those of tests.
            open_api: Speaks to a platform.
            open_local: Opens the local copy of one.
            erasing: Deletes it, and its samples.
            samples: Keeps those of one, by its id.
            sandbox: The built-in platform.
            sender: Sends tests from this computer.
            probe: Looks at endpoints from it.
            whole_file: Writes a file as a whole.
            announce: Told of what changes.
            clock: Tells the time.
            only_base_url: The one platform that may be connected to; "" allows any. The
                built-in one always may.
        """
        self._store = store
        self._secrets = secrets
        self._signing_in = SigningIn(secrets, sandbox, only_base_url=only_base_url)
        self._open_api = open_api
        self._open_local, self._erasing = open_local, erasing
        self._sandbox = sandbox
        self._sender, self._probe = sender, probe
        self._whole_file, self._samples = whole_file, samples
        self._announce = announce
        self._clock = clock
        self._pasts = Pasts()

    @Late
    def sides(self) -> SideRounds:
        """The rounds of those that are not open."""
        from app.services.side_rounds import SideRounds

        return SideRounds(
            self._connection, self._open_aside, self._open_local, self._secrets,
            announce=self._announce, clock=self._clock,
        )  # fmt: skip

    @Late
    def upkeep(self) -> ConnectionUpkeep:
        """What changes them, and removes them."""
        from app.services.upkeep import ConnectionUpkeep

        return ConnectionUpkeep(
            self._store, self._secrets, self._signing_in, self._sandbox, self._open_local,
            self._erasing, self.sides, clock=self._clock,
        )  # fmt: skip

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
        from app.services.connection_check import check_connection

        only = self._signing_in.only_base_url
        return check_connection(control, request, self._open_api, only_base_url=only)

    def add(
        self, control: JobControl, request: ConnectRequest, *, keep_secret: bool = True
    ) -> Connection:
        """Check once more, keep the secret, then keep the connection.

        Args:
            control: Of the job.
            request: What was typed.
            keep_secret: Else it has to be given to each `open`.

        Raises:
            AppError: Why the check did not pass, or why the secret could not be kept.
        """
        from app.services.connection_check import first_failure

        report = self.check(control, request)
        if report.me is None or not report.passed:
            raise first_failure(report)
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
        with self._signing_in.keeping(connection, request.secret if keep_secret else None):
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

    def recheck(
        self, control: JobControl, connection_id: str, *, secret: Secret | None = None
    ) -> ConnectionReport:
        """Look whether a connection that is kept here still works.

        Args:
            control: Of the job.
            connection_id: Which.
            secret: To sign in with, instead of the one that is kept.

        Raises:
            AppError: As `open`: it did not come to a check.
        """
        from app.services.connection_check import check_signed_in

        connection = self._connection(connection_id)
        signed_in = self._signing_in.sign_in(control, connection, secret)
        return check_signed_in(control, signed_in, self._open_api)

    def open(
        self,
        control: JobControl,
        connection_id: str,
        *,
        secret: Secret | None = None,
        offline: bool = False,
        late: bool = False,
        announce: Announce | None = None,
    ) -> Workspace:
        """Build everything of a connection; works offline once it has been online.

        Args:
            control: Of the job.
            connection_id: Which.
            secret: To sign in with, instead of the one that is kept.
            offline: Nothing will be asked of the platform, so that nobody signs in.
            late: Sign in when the platform is first asked, where one has been there before:
                whoever asks is told then why it does not work.
            announce: Told of what changes in this one, instead of who is told of all.

        Raises:
            NotFound: No such connection.
            AddressLocked: This computer may not connect there.
            NotSignedIn: Its secret cannot be read, or was kept for another address.
            Rejected: Its address is not one that a secret may be sent to.
            PlatformStartError: The sandbox did not start.
            StoreError: The local copy cannot be used.
        """
        connection = self._connection(connection_id)
        if "sides" in vars(self):
            self.sides.let_go(connection_id)

        def signed_in(control: JobControl) -> PlatformApi:
            return self._open_api(self._signing_in.sign_in(control, connection, secret))

        if offline:
            api: PlatformApi = no_platform()
        elif late:
            self._signing_in.judge(connection)
            api = late_platform(signed_in, again_when_gone=connection.is_sandbox)
        else:
            api = signed_in(control)
        try:
            local = open_local_copy(self._open_local, connection.id, control)
        except BaseException:
            api.close()
            raise
        around = Around(
            api, local, self._sender, self._probe, self._secrets, self._whole_file,
            self._samples(connection.id), self._sandbox, announce or self._announce, self._clock,
            self._pasts.of(connection.id),
        )  # fmt: skip
        workspace = build_workspace(connection, around)
        try:
            if "sides" in vars(self):
                workspace.repair = workspace.repair or self.sides.take_repair(connection_id)
            workspace.me = workspace.sync.me() or self._first_me(control, api)
            workspace.connection = as_told(self._store, connection, workspace.me)
        except BaseException:  # cancelled, too: nobody else knows of it yet
            workspace.close()
            raise
        return workspace

    def renew(self, control: JobControl, connection_id: str, secret: Secret) -> None:
        """Keep another token or client secret, once the same platform has accepted it.

        Raises:
            AppError: It does not work, or could not be kept; the old one is still there.
        """
        connection = self._connection(connection_id)
        request = ConnectRequest(
            connection.name, connection.base_url, connection.sign_in, secret, connection.client_id
        )
        from app.services.connection_check import first_failure

        report = self.check(control, request)
        if report.me is None or not report.passed:
            raise first_failure(report)
        self._signing_in.keep(connection, secret)

    def _connection(self, connection_id: str) -> Connection:
        for connection in self._store.connections():
            if connection.id == connection_id:
                return connection
        raise NotFound(f"no connection {connection_id}", status=404, code="not_found")

    def _open_aside(self, _control: JobControl, connection: Connection) -> PlatformApi:
        return self._open_api(self._signing_in.aside(connection))

    def _first_me(self, control: JobControl, api: PlatformApi) -> Me | None:
        try:
            return api.me(control)
        except NetworkError:
            return None
