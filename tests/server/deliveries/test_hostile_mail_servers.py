"""Mail servers that do their worst: a try ends in time and says so (T29)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.server.settings import SmtpSettings
from tests.support.delivery_stage import Stage
from tests.support.hostile_servers import MAIL_SCRIPTS, HostileServer

TIMEOUT_S = 0.5
LATE_S = 1.0


@pytest.mark.parametrize("name", MAIL_SCRIPTS)
def test_T29_a_hostile_mail_server_ends_in_time(name: str, tmp_path: Path) -> None:
    with HostileServer(name, MAIL_SCRIPTS[name]) as server:
        smtp = SmtpSettings(
            host="127.0.0.1", port=server.port, security="none", sender="hooks@example.org"
        )
        with Stage(tmp_path / "data", smtp=smtp, timeout_s=TIMEOUT_S) as stage:
            stage.listener(address="ops@example.com")
            began = time.monotonic()
            stage.record()
            (delivery_id,) = stage.wait_settled(1)
            took_s = time.monotonic() - began
            row = stage.delivery(delivery_id)
            (attempt,) = stage.attempts_of(delivery_id)
        assert server.connections == 1
    assert row["status"] == "pending"  # it is tried again
    is_silent = name.startswith(("F40", "F41"))
    assert row["last_error"] in (
        {"read_timeout"} if is_silent else {"connection_reset", "smtp_error"}
    )
    assert attempt["duration_ms"] <= (TIMEOUT_S + LATE_S) * 1000
    assert took_s <= TIMEOUT_S + 2 * LATE_S
