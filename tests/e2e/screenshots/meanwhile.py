"""What the platform does meanwhile: keep one waiting, fail, be away, or show a person less.

Each is a `with` block around the pictures of it. Paths are those of the contract, below its
base: "/deliveries" is the list, "/deliveries/" is whatever is below it, "" is everything.
What is answered goes the way of every answer, so that the app judges it by itself; the stream
of events is not touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from threading import Event
from typing import Any, Final, NoReturn
from unittest.mock import patch

from app.adapters.answers import Answer
from app.adapters.platform_process import PlatformProcess
from app.adapters.transport import Transport
from app.adapters.wire.problems import refusal
from app.domain.control import JobControl
from app.domain.errors import NetworkError
from app.server.platform import DATABASE_FILE
from app.server.records.seed import administrator_id
from app.services.workspace import Workspace
from tests.e2e.screenshots.camera import Camera

_API: Final = "/api/v1"
_TURN_S: Final = 0.02
_PROBLEM: Final = {
    "type": "about:blank",
    "title": "Internal error",
    "code": "internal_error",
    "detail": "The platform failed. Its log has the reason under 7f3a9c.",
}
Act = Callable[[Transport, JobControl], None]


@contextmanager
def held(*paths: str, after: int = 0) -> Iterator[None]:
    """Nothing is answered there until the block ends, or the app does not want it any more.

    So many calls are answered before.
    """
    goes_on = Event()

    def wait(_transport: Transport, control: JobControl) -> None:
        while not goes_on.wait(_TURN_S):
            control.check()

    with _acting(paths, wait, after):
        try:
            yield
        finally:
            goes_on.set()


@contextmanager
def failing(*paths: str, after: int = 0, status: int = 500, **problem: object) -> Iterator[None]:
    """The platform says that it failed, or whatever else `problem` says.

    So many calls are answered before.
    """
    document = {**_PROBLEM, "status": status, **problem}

    def refuse(transport: Transport, _control: JobControl) -> None:
        raise refusal(status, {}, document, transport.host, str)

    with _acting(paths, refuse, after):
        yield


@contextmanager
def away(camera: Camera) -> Iterator[None]:
    """The practice platform is gone; whoever asks it would start it again."""
    with patch.object(PlatformProcess, "start", _nobody):
        camera.app.stop_sandbox()
        camera.driver.window.actions_.sync_now.trigger()
        overview = opened(camera).sync.overview
        camera.driver.wait("the app to notice", lambda: not overview().online, timeout_s=60)
        yield


@contextmanager
def acting_as(camera: Camera, role: str) -> Iterator[None]:
    """Another administrator takes rights away from who is signed in ("read_only", "member")."""
    _become(camera, role)
    yield
    _become(camera, "administrator")


def opened(camera: Camera) -> Workspace:
    """What is open."""
    workspace = camera.app.session.workspace
    assert workspace is not None
    return workspace


def open_anew(camera: Camera, connection_id: str) -> None:
    """As at a start: nothing was asked of the platform yet."""
    do = camera.driver
    do.window.actions_.close_connection.trigger()
    do.appear("start_sandbox")
    camera.app.session.open(connection_id)
    do.wait("what is kept to be open", lambda: camera.app.session.has_open(connection_id))
    # The first page comes a turn after the rest, and over one that was gone to before.
    do.wait("a page", lambda: do.window.bench is not None and do.window.bench.page is not None)


def wait_for_platform(camera: Camera) -> None:
    """Until the app has heard of it."""
    overview = opened(camera).sync.overview
    camera.driver.wait("the platform", lambda: overview().online, timeout_s=30)


@contextmanager
def _acting(paths: tuple[str, ...], act: Act, after: int) -> Iterator[None]:
    request, calls = Transport.request, count()

    def acting(
        transport: Transport, control: JobControl, method: str, path: str, **more: Any
    ) -> Answer:
        if _is_one_of(path.removeprefix(_API), paths) and next(calls) >= after:
            act(transport, control)
        return request(transport, control, method, path, **more)

    with patch.object(Transport, "request", acting):
        yield


def _is_one_of(path: str, paths: tuple[str, ...]) -> bool:
    return any(path == one or (one[-1:] in ("", "/") and path.startswith(one)) for one in paths)


def _become(camera: Camera, role: str) -> None:
    """Pages are made for what one may do as the connection opens."""
    workspace = opened(camera)
    _give_role(camera, role)
    workspace.sync.ask_me(JobControl())
    open_anew(camera, workspace.connection.id)
    wait_for_platform(camera)


def _give_role(camera: Camera, role: str) -> None:
    """No call of the contract does it."""
    file = camera.witness.profile / "data" / "sandbox" / DATABASE_FILE
    with closing(sqlite3.connect(file)) as database:
        database.execute("UPDATE users SET role = ? WHERE id = ?", (role, administrator_id()))
        database.commit()


def _nobody(*_given: object) -> NoReturn:
    raise NetworkError("nobody is there", code="connection_refused")
