"""Other people's work in the bundle: what, in which version, under which licence.

Asked of four: the Python packages of their own metadata, and of what is inside them; the system's
libraries of the system's package database where there is one (Debian's); and the few that belong to
none of these by name.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Collection, Iterable, Sequence
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path
from typing import Final

from app.adapters.build_info import licence_of
from tools.bundle import shipped
from tools.package.component import Component
from tools.package.inside_wheels import OWN_TEXTS, inside_wheels

_LGPL: Final = tuple(
    OWN_TEXTS / name for name in ("Qt.txt", "LGPL-3.0-only.txt", "GPL-3.0-only.txt")
)
_LICENCE_FILE: Final = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_COMMON: Final = re.compile(r"/usr/share/common-licenses/[A-Za-z0-9.-]*[A-Za-z0-9]")


def all_components(modules: Collection[str], libraries: Iterable[Path]) -> list[Component]:
    """What a bundle of these top-level modules and these collected libraries is made of."""
    collected = list(libraries)
    outside = [path for path in collected if not _is_pythons(path)]
    packages = [distribution(name) for name in _package_names(modules)]
    found = [
        *_interpreter(),
        *map(_package, packages),
        *inside_wheels(packages, collected),
        *system_libraries(outside),
    ]
    return sorted(found, key=lambda one: (one.name.lower(), one.purl))


def _interpreter() -> list[Component]:
    """Python, what starts it, and Qt, whose version is that of its Python package."""
    python = platform.python_version()
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    starter = distribution("pyinstaller")
    qt = distribution("PySide6-Essentials").version
    return [
        Component("Python", python, "PSF-2.0", f"pkg:generic/python@{python}", _existing([text])),
        Component(
            "PyInstaller",
            starter.version,
            "GPL-2.0-or-later WITH Bootloader-exception",
            f"pkg:pypi/pyinstaller@{starter.version}",
            _texts_of(starter),
        ),
        Component("Qt", qt, "LGPL-3.0-only", f"pkg:generic/qt@{qt}", _LGPL),
    ]


def _package_names(modules: Collection[str]) -> list[str]:
    """The packages of the app's lock that bring any of these modules."""
    wanted = shipped()
    return sorted(
        {
            owner
            for module, owners in packages_distributions().items()
            if module in modules
            for owner in owners
            if _normal(owner) in wanted
        }
    )


def _package(one: Distribution) -> Component:
    name, licence = one.metadata["Name"], licence_of(one)
    texts = _texts_of(one) or (_LGPL if "LGPL" in licence else ())
    return Component(name, one.version, licence, f"pkg:pypi/{_normal(name)}@{one.version}", texts)


def system_libraries(libraries: Sequence[Path]) -> list[Component]:
    """The system's packages that these files are from; a file that is from none, by its name."""
    owners = _debian_owners(libraries) if shutil.which("dpkg-query") else {}
    strays = sorted({path.name for path in libraries if path not in owners})
    found = [Component(name, "", "", f"pkg:generic/{name}") for name in strays]
    for package, version in sorted(set(owners.values())):
        text = Path("/usr/share/doc") / package.partition(":")[0] / "copyright"
        said = text.read_text("utf-8", "replace") if text.is_file() else ""
        common = sorted({Path(name) for name in _COMMON.findall(said)})
        found.append(
            Component(
                package.partition(":")[0],
                version,
                debian_licence(said),
                f"pkg:deb/debian/{package.partition(':')[0]}@{version}",
                _existing([text, *common]),
            )
        )
    return found


def debian_licence(copyright_text: str) -> str:
    """The licences that a machine-readable copyright file of Debian names; "" for another."""
    if not copyright_text.startswith("Format:"):
        return ""
    named = re.findall(r"^License:[ \t]*(\S.*?)[ \t]*$", copyright_text, re.MULTILINE)
    return ", ".join(sorted(set(named), key=str.lower))


def _debian_owners(libraries: Sequence[Path]) -> dict[Path, tuple[str, str]]:
    """The package and version that each file is from, where it is from one.

    One folder has two names (`/lib` is `/usr/lib`), and the database knows a file by one of them.
    """
    by_name: dict[str, Path] = {}
    for path in libraries:
        real = Path(*path.resolve().parts)
        for one in (path, real):
            by_name[str(one)] = path
            by_name[str(one).removeprefix("/usr")] = path
            by_name["/usr" + str(one)] = path
    listed = subprocess.run(
        ["dpkg-query", "--search", "--", *sorted(by_name)],
        capture_output=True,
        text=True,
        check=False,  # it complains of every name that it does not know
    ).stdout
    owners: dict[Path, str] = {}
    for line in listed.splitlines():
        package, _, name = line.partition(": ")
        if name in by_name and not line.startswith("diversion "):
            owners[by_name[name]] = package.split(", ")[0]
    versions = _debian_versions(sorted(set(owners.values())))
    return {path: (package, versions[package]) for path, package in owners.items()}


def _debian_versions(packages: Sequence[str]) -> dict[str, str]:
    if not packages:
        return {}
    form = "${binary:Package}\t${Version}\n"
    listed = subprocess.run(
        ["dpkg-query", "--show", f"--showformat={form}", *packages],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    versions = dict(line.split("\t") for line in listed.splitlines())
    return {name: versions.get(name) or versions[name.partition(":")[0]] for name in packages}


def _texts_of(found: Distribution) -> tuple[Path, ...]:
    """The licence files that a package has in its metadata."""
    files = (
        Path(str(found.locate_file(file)))
        for file in found.files or ()
        if ".dist-info" in file.parts[0]
        and _LICENCE_FILE.search(str(file.relative_to(file.parts[0])))
    )
    return _existing(sorted(files))


def _existing(files: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(file for file in files if file.is_file())


def _is_pythons(path: Path) -> bool:
    """Whether a file came with Python or a Python package, and not from the system."""
    ours = {Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()}
    if Path("/usr") in ours:  # the system's own Python: only its packages' folders are Python's
        ours = {Path(sys.prefix).resolve(), Path(sysconfig.get_path("stdlib")).resolve()} - {
            Path("/usr")
        }
    return not ours.isdisjoint(path.resolve().parents)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
