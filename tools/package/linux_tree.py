"""The app as it stands below a prefix on Linux: `/usr` in the package, any other by hand.

bin/  a link     lib/picksmart-webhooks/  the bundle     share/  what the desktop wants to know
"""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path
from typing import Final

from app import DISTRIBUTION, __version__
from tools.package.archive import plain_mode
from tools.package.elf import elf_files
from tools.package.icons import LINUX_PX, SVG, png
from tools.package.source import ROOT, Source

MATERIAL: Final = ROOT / "resources" / "packaging" / "linux"


def lay_out(bundle: Path, prefix: Path, source: Source) -> None:
    """Copy a bundle and what belongs around it below a new prefix."""
    home = prefix / "lib" / DISTRIBUTION
    shutil.copytree(bundle, home, symlinks=True)
    _settle_rights(home)
    launcher = prefix / "bin" / DISTRIBUTION
    launcher.parent.mkdir(parents=True)
    launcher.symlink_to(Path("..", "lib", DISTRIBUTION, DISTRIBUTION))
    share = prefix / "share"
    _write(
        share / "applications" / f"{DISTRIBUTION}.desktop",
        (MATERIAL / f"{DISTRIBUTION}.desktop").read_bytes(),
    )
    metainfo = (MATERIAL / f"{DISTRIBUTION}.metainfo.xml").read_text("utf-8")
    _write(
        share / "metainfo" / "io.github.picksmart_webhooks.metainfo.xml",
        filled(metainfo, source).encode(),
    )
    manual = filled((MATERIAL / f"{DISTRIBUTION}.1").read_text("utf-8"), source)
    _write(share / "man" / "man1" / f"{DISTRIBUTION}.1.gz", squeezed(manual))
    icons = share / "icons" / "hicolor"
    for size in LINUX_PX:
        _write(icons / f"{size}x{size}" / "apps" / f"{DISTRIBUTION}.png", png(size))
    _write(icons / "scalable" / "apps" / f"{DISTRIBUTION}.svg", SVG.read_bytes())


def filled(text: str, source: Source) -> str:
    """Put version and date where a template has @VERSION@ and @DATE@.

    Raises:
        RuntimeError: It has another place to fill.
    """
    text = text.replace("@VERSION@", __version__).replace("@DATE@", source.day)
    left = re.search(r"@[A-Z]+@", text)
    if left:
        raise RuntimeError(f"nothing is known for {left[0]}")
    return text


def squeezed(text: str) -> bytes:
    """A text as gzip, without the time and the name that it was made of."""
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _settle_rights(folder: Path) -> None:
    """Only programs can be run: what is loaded need not be, and nothing else should be."""
    programs = {path for path in elf_files(folder) if path.parent == folder}
    for path in folder.rglob("*"):
        if path.is_symlink():
            continue
        if path.is_dir():
            path.chmod(0o755)
        else:
            path.chmod(plain_mode(0o100 if path in programs else 0))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o644)
