"""What belongs into the stand-alone app, and what is really in one.

The lock of the app decides: `requirements/app.txt` is what the app is shown to work with, and a
developer's tool that happens to be installed beside it must not slip in, where some library would
find it and act otherwise than it does anywhere else.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

from PyInstaller.archive.readers import CArchiveReader

from app import DISTRIBUTION

ROOT: Final = Path(__file__).resolve().parents[1]

# Of our own tree, what is for developers; of the standard library, what is for tests.
NEVER: Final = ("tests", "tools", "benchmarks", "dev", "test", "unittest", "doctest")


def shipped() -> frozenset[str]:
    """The distributions that the app needs, by their normal names."""
    lock = (ROOT / "requirements" / "app.txt").read_text("utf-8")
    return frozenset(map(_normal, re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)))


def unshipped_modules() -> list[str]:
    """The modules of this environment that no distribution of the app's lock brings."""
    wanted = shipped()
    return sorted(
        module
        for module, owners in packages_distributions().items()
        if module.isidentifier() and wanted.isdisjoint(map(_normal, owners))
    )


def archived(bundle: Path) -> frozenset[str]:
    """The modules in a bundle's archive, by their whole names."""
    archive = CArchiveReader(str(bundle / _executable()))
    return frozenset(archive.open_embedded_archive("PYZ.pyz").toc)


def missing(bundle: Path) -> list[str]:
    """The modules of the app that are not in a bundle: those that are imported by name, if any."""
    parts = (path.relative_to(ROOT).with_suffix("").parts for path in (ROOT / "app").rglob("*.py"))
    ours = {".".join(part).removesuffix(".__init__") for part in parts}
    return sorted(ours - {"app.__main__"} - archived(bundle))


def modules_of(bundle: Path) -> frozenset[str]:
    """The top-level modules in a bundle: those in its archive, and those that are folders."""
    modules = archived(bundle)
    folders = (path.name for path in (bundle / "_internal").iterdir() if path.is_dir())
    extensions = (path.name for path in (bundle / "_internal").glob("*.so"))
    names = {name.partition(".")[0] for name in (*modules, *folders, *extensions)}
    return frozenset(name for name in names if name.isidentifier())


def strangers(bundle: Path) -> list[str]:
    """What is in a bundle and should not be."""
    found = modules_of(bundle) & {*NEVER, *unshipped_modules()}
    kept = (bundle / "_internal" / "resources").rglob("*.py")  # the scripts that made resources
    return sorted(found | {path.name for path in kept})


def _executable() -> str:
    return DISTRIBUTION + (".exe" if sys.platform == "win32" else "")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
