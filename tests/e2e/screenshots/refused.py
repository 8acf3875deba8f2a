"""A platform that does not take the token any more (401), or that shows nobody a listener (403)."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from app.server.platform import DATABASE_FILE
from tests.e2e.screenshots.camera import Camera
from tests.e2e.screenshots.returning import signed_out

ROOT = Path(__file__).parents[3]


def refusals(camera: Camera) -> None:
    """Connect with tokens of our own making, lose one, and come back to the first connection."""
    do = camera.driver
    mine = _token_command(camera, "issue", "--name", "A second computer", "--role", "administrator")
    do.window.actions_.add_connection.trigger()
    do.type_into("connection_name", "Northwind Wealth")
    do.type_into("base_url", camera.witness.base_url)
    do.type_into("secret", mine["token"])
    do.click("add_connection")
    do.appear("listener_table", timeout_s=20)
    do.wait("its listeners", lambda: camera.rows("listener_table") > 5, timeout_s=20)
    _token_command(camera, "revoke", mine["id"])
    do.window.actions_.sync_now.trigger()
    do.appear("sign_in_dialog", timeout_s=20)
    do.click("sign_in_later")
    do.appear("state_banner", timeout_s=20)
    camera.shoot("10-not-signed-in")
    camera.shoot_dialog("10-sign-in", "sign_in_again", "sign_in_dialog", "sign_in_later")
    anew = _token_command(camera, "issue", "--name", "Once more", "--role", "administrator")
    do.click("sign_in_again")
    do.type_into("new_secret", anew["token"])
    do.click("sign_in")
    do.wait("to be let in", lambda: not do.look_for("sign_in_dialog"), timeout_s=20)
    signed_out(camera)
    _make_a_member(camera)
    do.window.actions_.sync_now.trigger()
    do.wait("the list to go", lambda: not do.look_for("listener_table"), timeout_s=20)
    camera.pause()
    camera.shoot("10-no-permission")
    do.window.actions_.connections[0].trigger()
    do.wait("the listeners", lambda: camera.rows("listener_table") > 5, timeout_s=20)
    workspace = camera.app.session.workspace
    assert workspace is not None
    do.wait("the platform", lambda: workspace.sync.overview().online, timeout_s=20)


def _token_command(camera: Camera, *words: str) -> Any:
    data = camera.witness.profile / "data" / "sandbox"
    command = [sys.executable, "-m", "app", "platform", "token", words[0], "--data", str(data)]
    done = subprocess.run(
        [*command, *words[1:], "--json"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def _make_a_member(camera: Camera) -> None:
    """What another administrator of the platform would do; no call of the contract does it."""
    file = camera.witness.profile / "data" / "sandbox" / DATABASE_FILE
    with closing(sqlite3.connect(file)) as database:
        member = "(SELECT id FROM users WHERE role = 'member' LIMIT 1)"
        database.execute(f"UPDATE tokens SET user_id = {member} WHERE label = 'Once more'")
        database.commit()
