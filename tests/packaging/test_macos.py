"""The disk image for macOS: the commands that would run, in their order.

None of them ran: docs/RELEASING.md says so.
"""

from __future__ import annotations

import plistlib
import struct
import subprocess
from pathlib import Path

import pytest

from app import DISPLAY_NAME, __version__
from tools.package import macos
from tools.package.icons import icns, png


@pytest.fixture
def commands(monkeypatch):
    ran: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda words, **_options: ran.append(words))
    return ran


@pytest.fixture
def folders(tmp_path):
    dist, work = tmp_path / "dist", tmp_path / "work"
    (dist / f"{DISPLAY_NAME}.app" / "Contents").mkdir(parents=True)
    work.mkdir()
    return dist, work


def test_without_an_identity_it_is_an_image_and_nothing_more(commands, folders, monkeypatch):
    monkeypatch.delenv(macos.IDENTITY, raising=False)
    monkeypatch.setenv(macos.NOTARY, "profile")  # of no use for what is not signed
    target = macos.build_dmg(*folders)
    assert target.name == f"picksmart-webhooks-{__version__}.dmg"
    assert [words[:2] for words in commands] == [["hdiutil", "create"]]
    shown = Path(commands[0][commands[0].index("-srcfolder") + 1])
    assert {path.name for path in shown.iterdir()} == {f"{DISPLAY_NAME}.app", "Applications"}


def test_with_one_app_and_image_are_signed_and_notarised(commands, folders, monkeypatch):
    monkeypatch.setenv(macos.IDENTITY, "Developer ID Application: Example (ABC)")
    monkeypatch.setenv(macos.NOTARY, "profile")
    macos.build_dmg(*folders)
    assert [" ".join(words[:3]) for words in commands] == [
        "codesign --force --deep",
        "codesign --verify --deep",
        "hdiutil create -volname",
        "codesign --timestamp --sign",
        "xcrun notarytool submit",
        "xcrun stapler staple",
    ]
    assert "runtime" in commands[0]  # Apple notarises nothing without it
    assert macos.ENTITLEMENTS.is_file()
    assert all("ABC" not in " ".join(words) for words in commands[4:])


def test_entitlements_ask_for_no_more_than_what_is_explained():
    asked = plistlib.loads(macos.ENTITLEMENTS.read_bytes())
    assert asked == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_the_icon_holds_every_size_under_apple_s_names():
    data = icns()
    assert struct.unpack_from(">4sI", data) == (b"icns", len(data))
    at, found = 8, {}
    while at < len(data):
        name, length = struct.unpack_from(">4sI", data, at)
        found[name] = data[at + 8 : at + length]
        at += length
    assert found[b"ic10"] == png(1024)
    assert found[b"ic07"] == png(128)
