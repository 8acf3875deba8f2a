"""What people are told is so: the manual page, and what the README has them do."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app import DISTRIBUTION
from app.arguments import COMMANDS, parser
from app.domain.preferences import ThemeChoice
from app.domain.preset import preset_from
from tools.package.archive import steady_tar
from tools.package.linux_tree import MATERIAL, lay_out
from tools.package.source import ROOT, Source

MANUAL = (MATERIAL / f"{DISTRIBUTION}.1").read_text("utf-8").replace("\\-", "-")
README = (ROOT / "README.md").read_text("utf-8")
GROUPS = sorted(COMMANDS.keys() - {"sync", "receive"})  # the others are one command each
posix_only = pytest.mark.skipif(os.name != "posix", reason="commands of a POSIX shell")


def entry(name: str) -> str:
    """What the manual says below a name."""
    found = re.search(rf"^\.TP\n\.B {re.escape(name)}\n((?:[^.\n].*\n)+)", MANUAL, re.MULTILINE)
    assert found, name
    return found[1]


# --- the manual page -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_the_manual_has_every_command(name):
    assert entry(name)


@pytest.mark.parametrize("name", GROUPS)
def test_the_manual_names_what_each_command_can_do(name):
    done = subprocess.run(
        [sys.executable, "-m", "app", name, "--help"],
        env={**os.environ, "COLUMNS": "200"},
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    _usage, _heading, listed = done.stdout.partition("Commands")
    can = set(re.findall(r"^(?:│ |  )([a-z-]+)  ", listed, re.MULTILINE))
    assert len(can) >= 3
    assert can <= set(re.findall(r"[a-z-]+", entry(name))), name


def test_the_manual_has_every_option():
    options = {word for action in parser()._actions for word in action.option_strings}
    assert {"--profile", "--self-test", "--help"} <= options
    assert [one for one in options if one not in MANUAL] == []


# --- the README ----------------------------------------------------------------------------------


def test_the_preset_that_it_shows_is_in_force():
    shown = re.search(r"^```json\n(.*?\"locked\".*?)^```", README, re.MULTILINE | re.DOTALL)
    preset = preset_from(json.loads(shown[1]))
    assert preset.only_base_url == "https://platform.example.com"
    assert preset.preferences.theme is ThemeChoice.SYSTEM
    assert preset.is_locked("sync_every")


def commands_of_the_readme(begin: str) -> str:
    """The block of commands that has this."""
    blocks = re.findall(r"^```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return next(block for block in blocks if begin in block)


def run_at_home(home: Path, cwd: Path, commands: str) -> None:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    subprocess.run(["sh", "-ec", commands], cwd=cwd, env=environment, check=True)


@pytest.fixture
def downloaded(tmp_path):
    """The archive of a bundle with one program and one file of that version, in a folder."""

    def downloaded(version: str) -> Path:
        bundle, folder = tmp_path / "bundle" / version, tmp_path / f"downloads {version}"
        bundle.mkdir(parents=True)
        folder.mkdir()
        shutil.copyfile("/bin/true", bundle / DISTRIBUTION)
        (bundle / f"only-in-{version}.txt").write_text(version, "utf-8")
        source = Source("", 1_795_600_000)
        name = f"{DISTRIBUTION}-{version}-linux-x86_64"
        lay_out(bundle, tmp_path / "trees" / name, source)
        steady_tar(tmp_path / "trees" / name, folder / f"{name}.tar.xz", source.epoch_s, level=0)
        return folder

    return downloaded


needs_tar = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("xz"), reason="for Linux, and unpacked with xz"
)


@needs_tar
def test_the_archive_is_installed_and_updated_and_opens_no_folder_to_others(downloaded, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    install = commands_of_the_readme("tar -xJf")
    run_at_home(home, downloaded("1.0.0"), install)
    private = home / ".local" / "share"
    private.chmod(0o700)
    mine = private / DISTRIBUTION / "kept.db"
    mine.parent.mkdir(mode=0o700)
    mine.write_text("mine", "utf-8")
    run_at_home(home, downloaded("1.1.0"), install)
    assert os.access(home / ".local" / "bin" / DISTRIBUTION, os.X_OK)
    found = [path.name for path in (home / ".local" / "lib" / DISTRIBUTION).glob("*.txt")]
    assert found == ["only-in-1.1.0.txt"]
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert mine.read_text("utf-8") == "mine"


@posix_only
def test_what_came_from_the_archive_goes_and_the_profile_stays(tmp_path):
    bundle, home = tmp_path / "bundle", tmp_path / "home"
    bundle.mkdir()
    shutil.copyfile("/bin/true", bundle / DISTRIBUTION)
    lay_out(bundle, home / ".local", Source("", 1_795_600_000))
    kept = [
        home / ".local" / "share" / DISTRIBUTION / "connections" / "con_1.db",
        home / ".config" / DISTRIBUTION / "settings.json",
        home / ".local" / "share" / "applications" / "another.desktop",
        home / ".local" / "bin" / "another",
    ]
    for path in kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine", "utf-8")
    run_at_home(home, tmp_path, commands_of_the_readme("-delete"))
    left = {path for path in home.rglob("*") if not path.is_dir() or path.is_symlink()}
    assert left == set(kept)
