"""The `.deb`: the tree below /usr, and what Debian wants to know about it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from app import DISTRIBUTION, __version__
from tools.package.elf import Needs, needs_of
from tools.package.linux_tree import MATERIAL, filled, lay_out, squeezed
from tools.package.source import Source, steady_environment

# What no ELF header names: data that the bundled libraries read.
DATA_PACKAGES: Final = ("ca-certificates", "fontconfig-config", "xkb-data")
RECOMMENDED: Final = (
    "fonts-dejavu-core | fonts-inter",
    "gnome-keyring | kwalletmanager",
    "xdg-utils",
)
MAINTAINER: Final = os.environ.get(
    "PICKSMART_WEBHOOKS_MAINTAINER",
    "The Webhook Listeners for Picksmart authors <picksmart-webhooks@users.noreply.github.com>",
)
_SUMMARY: Final = "set up, test and watch webhook listeners"
_DESCRIPTION: Final = """\
 Shows every webhook listener of a Picksmart instance in one list, lets you
 test a new one before it is saved, and tells what was delivered, what was
 not, and why. It works offline and sends changes later. A platform to try
 things out on is built in.
 .
 It brings its own Python and Qt, and the libraries that they need."""


def can_build() -> str:
    """Why no package can be made here; "" if one can."""
    missing = [one for one in ("dpkg-deb", "dpkg-query", "objdump") if not shutil.which(one)]
    return f"{', '.join(missing)} is not here" if missing else ""


def build_deb(
    bundle: Path, target_dir: Path, work: Path, source: Source, *, level: int = 6
) -> Path:
    """Make the package; its file.

    Args:
        bundle: The frozen app.
        target_dir: Where the package goes.
        work: For its tree.
        source: What the app was made of.
        level: How hard to compress, 0 to 9; what is released has the default.

    Raises:
        RuntimeError: It cannot be told what the bundle needs.
    """
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(bundle, root / "usr", source)
    _document(root / "usr" / "share", source)
    architecture = _said("dpkg", "--print-architecture")
    needs = needs_of(bundle)
    size_kb = sum(-(-path.lstat().st_size // 1024) for path in root.rglob("*"))
    text = control(architecture, depends(needs, packages_of(needs.libraries)), size_kb)
    _write(root / "DEBIAN" / "control", text)
    _write(root / "DEBIAN" / "md5sums", md5sums(root))
    for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
        folder.chmod(0o755)
    target = target_dir / f"{DISTRIBUTION}_{debian_version(__version__)}_{architecture}.deb"
    # One thread: how many there are would be seen in what is compressed.
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--threads-max=1"]
    subprocess.run(
        [*command, "--build", str(root), str(target)],
        env=steady_environment(source),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return target


def debian_version(version: str) -> str:
    """A version as Debian orders it: 1.0.0rc1 comes before 1.0.0."""
    return re.sub(r"(?<=\d)\.?((?:a|b|rc|dev)\d*)", r"~\1", version)


def depends(needs: Needs, packages: Iterable[str]) -> str:
    """The Depends field, in order."""
    named = {*packages, *DATA_PACKAGES} - {"libc6"}
    return ", ".join([f"libc6 (>= {needs.glibc})", *sorted(named)])


def control(architecture: str, depends_on: str, size_kb: int) -> str:
    """The control file."""
    return "\n".join(
        [
            f"Package: {DISTRIBUTION}",
            f"Version: {debian_version(__version__)}",
            f"Architecture: {architecture}",
            f"Maintainer: {MAINTAINER}",
            f"Installed-Size: {size_kb}",
            f"Depends: {depends_on}",
            f"Recommends: {', '.join(RECOMMENDED)}",
            "Section: net",
            "Priority: optional",
            f"Description: {_SUMMARY}",
            _DESCRIPTION,
            "",
        ]
    )


def packages_of(libraries: Iterable[str]) -> set[str]:
    """The packages that bring these shared libraries.

    Raises:
        RuntimeError: One is not on this system, so that its package cannot be told.
    """
    places: dict[str, list[str]] = {}
    for line in _said("ldconfig", "-p").splitlines():
        name, arrow, where = line.strip().partition(" => ")
        if arrow:
            places.setdefault(name.split()[0], []).append(where)
    found, missing = set(), []
    for library in sorted(libraries):
        owners = map(_owner, places.get(library, ()))
        owner = next(filter(None, owners), "")
        found.add(owner)
        if not owner:
            missing.append(library)
    if missing:
        raise RuntimeError(f"no package here has {', '.join(missing)}")
    return found


def _owner(file: str) -> str:
    for name in (file, str(Path(file).resolve()), f"/usr{file}", file.removeprefix("/usr")):
        done = subprocess.run(
            ["dpkg-query", "--search", "--", name], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return done.stdout.split(":", 1)[0]
    return ""


def md5sums(root: Path) -> str:
    """What `dpkg --verify` compares with."""
    files = (path for path in sorted((root / "usr").rglob("*")) if path.is_file())
    lines = []
    for path in files:
        if not path.is_symlink():
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {path.relative_to(root).as_posix()}\n")
    return "".join(lines)


def changelog(source: Source) -> str:
    """Debian's own form of a changelog: this version, and where to read of the others."""
    day = format_datetime(datetime.fromtimestamp(source.epoch_s, UTC))
    return (
        f"{DISTRIBUTION} ({debian_version(__version__)}) stable; urgency=medium\n\n"
        "  * What changed is told in CHANGES.md.gz, beside this file.\n\n"
        f" -- {MAINTAINER}  {day}\n"
    )


def _document(share: Path, source: Source) -> None:
    documents = share / "doc" / DISTRIBUTION
    _write(documents / "copyright", filled((MATERIAL / "copyright").read_text("utf-8"), source))
    _write(documents / "changelog.gz", squeezed(changelog(source)))
    changes = (MATERIAL.parents[2] / "CHANGELOG.md").read_text("utf-8")
    _write(documents / "CHANGES.md.gz", squeezed(changes))
    overrides = (MATERIAL / "lintian-overrides").read_text("utf-8")
    _write(share / "lintian" / "overrides" / DISTRIBUTION, overrides)


def _write(path: Path, data: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    path.chmod(0o644)


def _said(*command: str) -> str:
    path = os.environ.get("PATH", "") + os.pathsep + "/sbin" + os.pathsep + "/usr/sbin"
    return subprocess.run(
        command, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=True
    ).stdout.strip()
