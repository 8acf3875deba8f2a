"""One run of a command on a profile: what was asked for, and what is opened for it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import typer

from app.cli.output import CommandFailed, NobodyReads, remark
from app.cli.profile.exits import EXIT_NOT_ALLOWED, failed
from app.cli.profile.working import work
from app.domain.control import Cancelled, JobControl
from app.domain.errors import AppError, NetworkError, StoreError
from app.domain.name_order import name_order

if TYPE_CHECKING:
    from app.domain.preset import Preset
    from app.domain.secret import Secret
    from app.domain.workspace import Connection, Me
    from app.services.connections import ConnectionService
    from app.services.workspace import Workspace
    from app.wiring import Services

T = TypeVar("T")

SECRET_VARIABLE: Final = "PICKSMART_SECRET"  # noqa: S105 - where it is, not what it is
SECRET_FILE_VARIABLE: Final = "PICKSMART_SECRET_FILE"  # noqa: S105

log = logging.getLogger(__name__)


class Session:
    """Opens what a command needs when it needs it, and closes all of it at the end."""

    def __init__(self, *, profile: Path | None, connection: str | None) -> None:
        self.as_json = False
        self._profile = profile
        self._wanted = connection
        self._closing: list[Callable[[], None]] = []

    def run(self, job: Callable[[JobControl], T], *, doing: str = "working") -> T:
        """Run a job; whatever ends it ends the command, in words.

        Raises:
            CommandFailed: It did not end well.
        """
        try:
            return self.attempt(job, doing=doing)
        except (AppError, Cancelled) as error:
            raise failed(error) from None

    def attempt(self, job: Callable[[JobControl], T], *, doing: str = "working") -> T:
        """Run a job whose failure the command itself wants to know.

        Raises:
            AppError: Why it did not end well.
            Cancelled: A person stopped it.
            CommandFailed: There is a bug in it.
        """
        try:
            return work(job, doing=doing)
        except (AppError, Cancelled, CommandFailed, typer.TyperException, NobodyReads):
            raise
        except Exception as error:
            log.exception("a command broke")
            raise failed(error) from None

    @property
    def connections(self) -> ConnectionService:
        """The connections of the profile."""
        return self._services.connections

    def connection(self, named: str | None = None) -> Connection:
        """The connection to work with: the one that is named, or the only one there is.

        Raises:
            CommandFailed: The connections cannot be read.
            typer.BadParameter: There is none, or it is not clear which.
        """
        from app.cli.profile.finding import find_connection

        return find_connection(
            self.run(lambda _: self.connections.connections()), named or self._wanted
        )

    def each_connection(self) -> list[Connection]:
        """The connection that is named; without one all that there are, by their names.

        Raises:
            CommandFailed: The connections cannot be read.
            typer.BadParameter: There is none, or a secret is given and it is not clear of which.
        """
        known = self.run(lambda _control: self.connections.connections())
        if self._wanted is not None or len(known) < 2:
            return [self.connection()]
        for variable in (SECRET_FILE_VARIABLE, SECRET_VARIABLE):
            if os.environ.get(variable):  # it is of one of them, and no other may see it
                raise typer.BadParameter(
                    f"{variable} holds the secret of one connection: say which",
                    param_hint="--connection",
                )
        return sorted(known, key=lambda one: (name_order(one.name), one.id))

    def workspace(self, *, offline: bool = False) -> Workspace:
        """The connection, opened.

        Args:
            offline: Nothing will be asked of the platform.
        """
        connection, secret = self.connection(), None if offline else given_secret()
        workspace = self.run(
            lambda control: self.connections.open(
                control, connection.id, secret=secret, offline=offline
            ),
            doing="opening",
        )
        self._closing.append(workspace.close)
        tell_repair(workspace)
        return workspace

    def writable(self, *, offline: bool = False, permission: str = "listeners:write") -> Workspace:
        """The connection, opened to change something.

        Raises:
            CommandFailed: It is read only, or the account may not, as far as is known.
        """
        if self.connection().read_only:
            raise CommandFailed("this connection is read only", code=EXIT_NOT_ALLOWED)
        workspace = self.workspace(offline=offline)
        if not offline and workspace.me is not None and not workspace.me.may(permission):
            with suppress(NetworkError):  # it may have been given since
                workspace.me = self._asked(workspace)
        if workspace.me is not None and not workspace.me.may(permission):
            raise CommandFailed(
                f"this needs the permission {permission}; ask an administrator of the platform",
                code=EXIT_NOT_ALLOWED,
            )
        return workspace

    def _asked(self, workspace: Workspace) -> Me:
        """Who one is there now.

        Raises:
            NetworkError: It cannot be reached.
            CommandFailed: It does not say.
        """
        try:
            return self.attempt(workspace.sync.ask_me, doing="asking")
        except NetworkError:
            raise
        except (AppError, Cancelled) as error:
            raise failed(error) from None

    def close(self) -> None:
        """Let go of everything."""
        while self._closing:
            self._closing.pop()()

    @cached_property
    def preset(self) -> Preset:
        """What is set for everyone on this computer; a bad one is told, and sets nothing."""
        from app.adapters.preset_file import read_preset
        from app.cli.profile.wording import preset_line

        preset, complaint = read_preset()
        if complaint is not None:
            remark(preset_line(complaint))
        return preset

    @cached_property
    def _services(self) -> Services:
        from app.adapters.logs import start_logging, stop_logging
        from app.adapters.paths import profile_paths
        from app.adapters.redaction import Redactor
        from app.adapters.settings import SettingsStore
        from app.wiring import build_services

        redactor = Redactor()
        try:
            paths = profile_paths(self._profile)
            handlers = start_logging(paths.cli_log_file, redactor)
        except StoreError as error:
            if self._profile is None:
                raise failed(error) from None
            raise typer.BadParameter(
                f"the folder cannot be used: {error}", param_hint="--profile"
            ) from None
        self._closing.append(lambda: stop_logging(handlers))
        preset = self.preset
        services = build_services(
            paths,
            SettingsStore(paths.settings_file),
            redactor,
            for_a_moment=True,
            only_base_url=preset.only_base_url,
        )
        self._closing.append(services.stop)
        return services


def tell_repair(workspace: Workspace) -> None:
    """Say what was done about a damaged local copy, if anything was."""
    if workspace.repair is not None:
        from app.cli.profile.wording import repair_lines

        for line in repair_lines(workspace.repair):
            remark(line)


def given_secret() -> Secret | None:
    """The connection's secret, if it is given with the command and not kept in a keyring.

    Raises:
        typer.BadParameter: It cannot be read, or cannot be one.
    """
    from app.cli.profile.secret_input import checked, from_file
    from app.domain.text import check_token
    from app.domain.validation import Refused

    if name := os.environ.get(SECRET_FILE_VARIABLE):
        where, secret = SECRET_FILE_VARIABLE, from_file(Path(name), where=SECRET_FILE_VARIABLE)
    elif text := os.environ.get(SECRET_VARIABLE):
        where, secret = SECRET_VARIABLE, checked(text, where=SECRET_VARIABLE)
    else:
        return None
    try:
        check_token(secret.reveal(), field=where)
    except Refused as error:
        raise typer.BadParameter(str(error), param_hint=where) from None
    return secret
