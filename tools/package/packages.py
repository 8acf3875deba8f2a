"""Everything that is given to people, made of one frozen app, on the system that froze it."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from app import DISTRIBUTION, __version__
from tools.package import debian, macos, windows
from tools.package.archive import steady_tar
from tools.package.linux_tree import lay_out
from tools.package.source import Source
from tools.package.stamp import SBOM_FILE
from tools.package.sums import SUMS, sign, write_sums

_OURS: Final = (".deb", ".tar.xz", ".exe", ".dmg", ".cdx.json")


def make_packages(folder: Path, dist: Path, work: Path, source: Source) -> list[Path]:
    """Make what this system can, and `SHA256SUMS` over it; the files.

    Args:
        folder: The frozen app.
        dist: Where they go; what an earlier build left there goes.
        work: For what stands in between.
        source: What the app was made of.
    """
    for old in dist.iterdir():
        if old.is_file() and (old.name.endswith(_OURS) or old.name.startswith(SUMS)):
            old.unlink()
    made = [_bill(folder, dist), *_of_this_system(folder, dist, work, source)]
    sums = write_sums(dist, made)
    return [*made, sums, *sign(sums)]


def _of_this_system(folder: Path, dist: Path, work: Path, source: Source) -> Iterator[Path]:
    if sys.platform == "win32":
        yield windows.build_installer(folder, dist, work)
    elif sys.platform == "darwin":
        yield macos.build_dmg(dist, work)
    else:
        name = f"{DISTRIBUTION}-{__version__}-linux-{platform.machine()}"
        tree = work / "tar" / name
        shutil.rmtree(tree.parent, ignore_errors=True)
        lay_out(folder, tree, source)
        with ThreadPoolExecutor(2) as both:  # each compresses for half a minute
            tar = both.submit(steady_tar, tree, dist / f"{name}.tar.xz", source.epoch_s)
            complaint = debian.can_build()
            if complaint:
                print(f"no .deb: {complaint}")
            else:
                yield both.submit(debian.build_deb, folder, dist, work, source).result()
            yield tar.result()


def _bill(folder: Path, dist: Path) -> Path:
    kept = next(folder.rglob(SBOM_FILE))
    return Path(
        shutil.copyfile(kept, dist / f"{DISTRIBUTION}-{__version__}-{sys.platform}.cdx.json")
    )
