"""Coming back to a list that was kept: the platform starts, or nobody can sign in to it yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any
from unittest.mock import patch

from app.adapters.keyring_secrets import KeyringSecrets
from app.adapters.platform_process import PlatformProcess
from app.domain.errors import SecretStoreError
from app.services.workspace import Workspace
from tests.e2e.screenshots.camera import Camera

_HELD_S = 300  # until it was seen in every look


def starting(camera: Camera) -> None:
    """The sandbox, which takes its time to start."""
    connection_id = _opened(camera).connection.id
    camera.app.stop_sandbox()
    with _slow_start():
        _open_anew(camera, connection_id)
        camera.shoot("10-starting")
    _wait_for_the_platform(camera)


def signed_out(camera: Camera) -> None:
    """The connection that is open, as a start finds it while the keychain is locked."""
    do, connection_id = camera.driver, _opened(camera).connection.id
    with patch.object(KeyringSecrets, "get", _locked):
        _open_anew(camera, connection_id)
        do.appear("sign_in_dialog", timeout_s=20)
        do.click("sign_in_later")
        do.appear("state_banner", timeout_s=20)
        camera.shoot("10-signed-out")
    _open_anew(camera, connection_id)
    _wait_for_the_platform(camera)


def _opened(camera: Camera) -> Workspace:
    workspace = camera.app.session.workspace
    assert workspace is not None
    return workspace


def _open_anew(camera: Camera, connection_id: str) -> None:
    """As at a start: nothing was asked of the platform yet."""
    do = camera.driver
    do.window.actions_.close_connection.trigger()
    do.appear("start_sandbox")
    camera.app.session.open(connection_id)
    do.wait("the list that is kept", lambda: camera.rows("listener_table") > 5, timeout_s=20)


def _wait_for_the_platform(camera: Camera) -> None:
    overview = _opened(camera).sync.overview
    camera.driver.wait("the platform", lambda: overview().online, timeout_s=30)


@contextmanager
def _slow_start() -> Iterator[None]:
    goes_on, start = Event(), PlatformProcess.start

    def held(process: PlatformProcess, control: Any) -> Any:
        goes_on.wait(_HELD_S)
        return start(process, control)

    with patch.object(PlatformProcess, "start", held):
        try:
            yield
        finally:
            goes_on.set()


def _locked(_secrets: KeyringSecrets, _name: str) -> None:
    raise SecretStoreError("locked", reason="locked")
