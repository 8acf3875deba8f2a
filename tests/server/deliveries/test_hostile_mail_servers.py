"""Mail servers that do their worst: a try ends in time and says so (T29)."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pytest

from app.server.deliveries.senders.smtp import SmtpCall
from app.server.settings import SmtpSettings
from tests.support.delivery_stage import Stage
from tests.support.hostile_servers import MAIL_SCRIPTS, SCRIPTS, HostileServer

TIMEOUT_S = 0.5
LATE_S = 5.0  # on a busy machine; else they went on for ever


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


@pytest.mark.parametrize(
    ("name", "security"),
    [
        ("F40-no-greeting", "none"),
        ("F40-silent-at-recipient", "none"),
        ("F41-drip-greeting", "none"),
        ("F41-drip-lines", "none"),
        ("F43-tls-drip", "tls"),
    ],
)
def test_T29_a_conversation_that_is_cut_holds_no_thread(
    name: str, security: Literal["none", "tls"]
) -> None:
    with HostileServer(name, {**SCRIPTS, **MAIL_SCRIPTS}[name]) as server:
        smtp = SmtpSettings(
            host="127.0.0.1", port=server.port, security=security, sender="hooks@example.org"
        )
        call = SmtpCall(smtp, timeout_s=60)
        with ThreadPoolExecutor(1) as pool:
            talking = pool.submit(call.send, recipient="ops@example.com", data=b"")
            assert server.greeted.wait(10)
            call.cut()
            assert isinstance(talking.exception(5), OSError)
