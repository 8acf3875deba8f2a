"""The stand-alone app on a computer whose clock is years off: it says so, and goes on.

Some minutes to build, so `dev.py soak`.
"""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from tests.e2e.conftest import LIMIT_S
from tests.support.desktop import lacking
from tests.support.http_servers import HttpServer, answer

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(sys.platform != "linux", reason="Linux"),
    pytest.mark.skipif(sys.platform != "win32" and os.geteuid() != 0, reason="only root mounts"),
    pytest.mark.skipif(not shutil.which("cc"), reason="no C compiler is installed"),
]
needs_desktop = pytest.mark.skipif(bool(lacking()), reason=f"not installed: {lacking()}")
YEARS_OFF = [pytest.param(-9, id="years behind"), pytest.param(15, id="years ahead")]


@contextmanager
def secure_platform(tmp_path):
    """Something that is trusted, and valid for two months."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    now, month = datetime.now(UTC), timedelta(days=30)
    authority.issue_cert("127.0.0.1", not_before=now - month, not_after=now + month).configure_cert(
        context
    )
    trusted = tmp_path / "trusted.pem"
    authority.cert_pem.write_to_path(str(trusted))
    with HttpServer(answer(401, json={"code": "unauthorized"}), tls=context) as server:
        yield server.url, str(trusted)


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    """What a program is started with, to see a clock that is off."""
    library = tmp_path_factory.mktemp("clock") / "shifted_clock.so"
    source = Path(__file__).parents[1] / "support" / "shifted_clock.c"
    options = ("-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror")
    subprocess.run(["cc", *options, "-o", library, source, "-ldl"], check=True)
    return lambda years: {
        "LD_PRELOAD": str(library),
        "SHIFTED_CLOCK_S": str(years * 365 * 24 * 3600),
    }


@pytest.mark.parametrize("years", YEARS_OFF)
def test_commands_with_a_clock_that_is_years_off(command, tmp_path, clock, years):
    token = tmp_path / "token"
    token.write_text("not-a-real-token-1234", "utf-8")
    token.chmod(0o600)
    with secure_platform(tmp_path) as (url, trusted):
        words = ("connections", "add", "X", "--url", url, "--token-file", token)
        right = command(*words, SSL_CERT_FILE=trusted)
        wrong = command(*words, SSL_CERT_FILE=trusted, **clock(years))
    assert right.returncode == 6, "with the right time it comes to the token"
    assert (wrong.returncode, wrong.stdout) == (3, "")
    assert "its certificate is valid from" in wrong.stderr
    assert wrong.stderr.endswith("if that is wrong, set the clock\n")


@needs_desktop
@pytest.mark.parametrize("years", YEARS_OFF)
def test_the_window_with_a_clock_that_is_years_off(window, tmp_path, clock, years):
    with (
        secure_platform(tmp_path) as (url, trusted),
        window(SSL_CERT_FILE=trusted, **clock(years)) as driver,
    ):
        driver.click("connect_to_platform")
        driver.appear("connect")
        driver.type_into("connection_name", "Here")
        driver.type_into("base_url", url)
        driver.type_into("secret", "not-a-real-token-1234")
        driver.click("connection_name")  # what is left is judged

        def said() -> str:
            return str(driver.words_in("connection_check"))

        driver.wait("the clock to be named", lambda: "set the clock" in said())
        assert "certificate" in said()
        driver.click("cancel")
        driver.click("start_sandbox")  # which needs no clock that is right
        driver.appear("first_listener", timeout_s=LIMIT_S)
