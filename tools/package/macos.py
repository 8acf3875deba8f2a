"""The disk image for macOS: the `.app` that PyInstaller made, signed, in a `.dmg`, notarised.

Two hooks, by environment: `PICKSMART_WEBHOOKS_IDENTITY` is the Developer ID to sign with, and
`PICKSMART_WEBHOOKS_NOTARY_PROFILE` the credentials that `notarytool` keeps in the keychain.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from app import DISPLAY_NAME, DISTRIBUTION, __version__
from tools.package.source import ROOT

ENTITLEMENTS: Final = ROOT / "resources" / "packaging" / "macos" / "entitlements.plist"
IDENTITY: Final = "PICKSMART_WEBHOOKS_IDENTITY"
NOTARY: Final = "PICKSMART_WEBHOOKS_NOTARY_PROFILE"


def build_dmg(dist: Path, work: Path) -> Path:
    """Make the disk image of `dist/….app`; its file."""
    app = dist / f"{DISPLAY_NAME}.app"
    target = dist / f"{DISTRIBUTION}-{__version__}.dmg"
    shown = work / "dmg"
    shutil.rmtree(shown, ignore_errors=True)
    shown.mkdir(parents=True)
    identity, profile = os.environ.get(IDENTITY, ""), os.environ.get(NOTARY, "")
    for command in signing_commands(app, identity):
        subprocess.run(command, check=True)
    shutil.copytree(app, shown / app.name, symlinks=True)
    (shown / "Applications").symlink_to("/Applications")
    for command in image_commands(shown, target, identity, profile):
        subprocess.run(command, check=True)
    return target


def signing_commands(app: Path, identity: str) -> list[list[str]]:
    """How the app is signed and the signature checked; nothing without an identity."""
    if not identity:
        return []
    sign = ["codesign", "--force", "--deep", "--timestamp", "--options", "runtime"]
    return [
        [*sign, "--entitlements", str(ENTITLEMENTS), "--sign", identity, str(app)],
        ["codesign", "--verify", "--deep", "--strict", str(app)],
    ]


def image_commands(shown: Path, target: Path, identity: str, profile: str) -> list[list[str]]:
    """How the image is made, signed, sent to Apple, and given Apple's word to carry along."""
    make = ["hdiutil", "create", "-volname", DISPLAY_NAME, "-srcfolder", str(shown)]
    commands = [[*make, "-fs", "HFS+", "-format", "UDZO", "-ov", str(target)]]
    if identity:
        commands.append(["codesign", "--timestamp", "--sign", identity, str(target)])
    if identity and profile:
        submit = ["xcrun", "notarytool", "submit", str(target), "--keychain-profile", profile]
        commands.append([*submit, "--wait"])
        commands.append(["xcrun", "stapler", "staple", str(target)])
    return commands
