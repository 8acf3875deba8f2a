"""The package for Debian, on this very Debian: install, start, upgrade, remove, purge.

As root only, and only where the app is not installed: it leaves the system as it was.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import DISPLAY_NAME, DISTRIBUTION, __version__
from tests.support.platform import running_platform
from tests.support.screen import MISSING, hidden_screen
from tools.package import debian
from tools.package.source import Source

PROGRAM = f"/usr/bin/{DISTRIBUTION}"
SOURCE = Source("", 1_795_600_000)
LIMIT_S = 120


def _unsuitable() -> str:
    if debian.can_build() or not shutil.which("apt-get"):
        return "no Debian"
    if os.geteuid() != 0:
        return "only root installs"
    return "the app is installed here" if Path(PROGRAM).exists() else ""


pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(2400),
    pytest.mark.skipif(bool(_unsuitable()), reason=_unsuitable()),
]


def run(*command, **environment):
    """Run as a stranger would; what it said."""
    kept = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    done = subprocess.run(
        [str(word) for word in command],
        env={**kept, "DEBIAN_FRONTEND": "noninteractive", **environment},
        capture_output=True,
        text=True,
        timeout=LIMIT_S * 5,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"
    return done.stdout


def left_behind() -> list[str]:
    """Every file of ours outside people's own folders."""
    places = ("/usr", "/etc", "/opt", "/var/lib/dpkg/info", "/var/cache/app-info")
    found = run(
        "find", *[one for one in places if Path(one).exists()], "-xdev", "-name", "*picksmart*"
    )
    return [line for line in found.splitlines() if not line.startswith("/usr/src")]


@pytest.fixture(scope="module")
def debs(frozen_app, tmp_path_factory):
    """An older package, with a file that the newer one has not; and the newer one."""
    place = tmp_path_factory.mktemp("debs")
    old_app = place / "old"
    shutil.copytree(frozen_app, old_app, symlinks=True)
    (old_app / "_internal" / "only-in-the-old-one.txt").write_text("old", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(debian, "__version__", "0.0.9rc1")
        old = debian.build_deb(old_app, place, place / "work-old", SOURCE, level=0)
    new = debian.build_deb(frozen_app, place, place / "work-new", SOURCE, level=0)
    return old, new


@pytest.fixture(scope="module", autouse=True)
def _as_it_was():
    before = left_behind()
    yield
    subprocess.run(["dpkg", "--purge", DISTRIBUTION], capture_output=True)
    assert left_behind() == before


def install(deb: Path) -> None:
    run("apt-get", "install", "--yes", "--no-install-recommends", deb)


@contextmanager
def opened(home: Path, picture: Path) -> Iterator[None]:
    """The window on a screen, started from /usr/bin, with a picture of it."""
    with hidden_screen() as screen:
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
        environment["DISPLAY"] = screen.name
        with subprocess.Popen([PROGRAM], env=environment) as process:
            try:
                screen.wait_for(DISPLAY_NAME, process)
                # A bare frame has fewer colours than the page on it.
                screen.wait_until(lambda: screen.picture(picture) > 400, process)
                yield
            finally:
                process.terminate()
                assert process.wait(LIMIT_S) == 0


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
def test_it_installs_starts_upgrades_and_leaves_nothing(debs, tmp_path):
    old, new = debs
    home = tmp_path / "home"
    home.mkdir()
    with running_platform(tmp_path / "platform") as platform:
        token = tmp_path / "token"
        token.write_text(platform.token.reveal(), "utf-8")
        token.chmod(0o600)
        secret = {"HOME": str(home), "PICKSMART_SECRET_FILE": str(token)}

        def app(*words):
            return run(PROGRAM, *words, **secret)

        install(old)
        assert "0.0.9~rc1" in run("dpkg", "-s", DISTRIBUTION)
        url = platform.base_url
        app("connections", "add", "Kept", "--url", url, "--token-file", token)
        app("listeners", "create", "--entity", "clients", "--function", "create",
            "--url", "http://127.0.0.1:9/kept", "--name", "Made before the upgrade")  # fmt: skip
        with opened(home, tmp_path / "old.png"):
            pass

        install(new)
        assert f"Version: {debian.debian_version(__version__)}\n" in run("dpkg", "-s", DISTRIBUTION)
        assert app("--version").startswith(f"{DISTRIBUTION} {__version__}\n")
        assert not list(Path("/usr/lib", DISTRIBUTION).rglob("only-in-the-old-one.txt"))
        kept = json.loads(app("listeners", "list", "--offline", "--json"))
        assert "Made before the upgrade" in json.dumps(kept)
        assert run("dpkg", "--verify", DISTRIBUTION) == ""
        with opened(home, tmp_path / "new.png"):
            pass

        run("dpkg", "--remove", DISTRIBUTION)
        assert not Path(PROGRAM).exists()
        assert not Path("/usr/lib", DISTRIBUTION).exists()
        run("dpkg", "--purge", DISTRIBUTION)
        assert left_behind() == []
        assert "Kept" in (home / ".config" / DISTRIBUTION / "connections.json").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("lintian"), reason="lintian is not installed")
def test_lintian_finds_no_error(debs):
    done = subprocess.run(
        ["lintian", "--allow-root", "--no-cfg", "--tag-display-limit", "0", debs[1]],
        capture_output=True,
        text=True,
        timeout=1200,
    )
    found = re.findall(r"^[EW]: .*", done.stdout, re.MULTILINE)
    assert found == []


def test_it_depends_on_exactly_what_it_cannot_start_without(debs):
    fields = run("dpkg-deb", "--field", debs[1], "Depends")
    packages = [one.split()[0] for one in fields.split(", ")]
    assert packages[0] == "libc6"
    assert not {"python3", "libqt6core6", "libssl3", "libx11-6"} & set(packages)
    assert {"libegl1", "libxcb1", *debian.DATA_PACKAGES} <= set(packages)
