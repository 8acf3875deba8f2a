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
from tests.e2e.screenshots.camera import Camera
from tests.e2e.screenshots.meanwhile import open_anew, opened, wait_for_platform

_HELD_S = 300  # until it was seen in every look


def starting(camera: Camera) -> None:
    """The sandbox, which takes its time to start."""
    connection_id = opened(camera).connection.id
    camera.app.stop_sandbox()
    with _slow_start():
        _open_anew(camera, connection_id)
        camera.shoot("10-starting")
    wait_for_platform(camera)


def signed_out(camera: Camera) -> None:
    """The connection that is open, as a start finds it while the keychain is locked."""
    do, connection_id = camera.driver, opened(camera).connection.id
    with patch.object(KeyringSecrets, "get", _locked):
        _open_anew(camera, connection_id)
        do.appear("sign_in_dialog", timeout_s=20)
        do.click("sign_in_later")
        do.appear("state_banner", timeout_s=20)
        camera.shoot("10-signed-out")
    _open_anew(camera, connection_id)
    wait_for_platform(camera)


def _open_anew(camera: Camera, connection_id: str) -> None:
    open_anew(camera, connection_id)
    camera.driver.wait("the list that is kept", lambda: camera.rows("listener_table") > 5)


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
