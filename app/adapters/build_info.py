"""Which build runs: what was written into the bundle, or what is installed beside a source tree."""

from __future__ import annotations

import json
import re
import sqlite3
import ssl
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any, Final

from app import DISTRIBUTION, __version__
from app.domain.build import Build, Library
from app.domain.plain import PlainRefused, from_plain
from app.resources import resources_dir

BUILD_FILE: Final = "build.json"
LICENCES: Final = "licences"
_ROOTS: Final = (
    *("PySide6-Essentials", "requests", "truststore", "keyring", "platformdirs", "filelock"),
    *("email-validator", "typer", "rich", "fastapi", "uvicorn", "SQLAlchemy", "aiohttp"),
    *("jsonschema", "cryptography", "python-multipart", "psycopg", "pgqueuer"),
)


def this_build() -> Build:
    """Ask the bundle, and where there is none, the interpreter."""
    try:
        kept: Any = json.loads((resources_dir() / BUILD_FILE).read_text("utf-8"))
        return from_plain(Build, kept)
    except (OSError, ValueError, PlainRefused):  # a source tree, or a bundle that was tampered with
        return Build(__version__, libraries=_installed())


def licence_texts(library: Library) -> str:
    """What its makers want said, word for word; "" where no copy is in this build."""
    folder = resources_dir() / LICENCES
    found = []
    for name in library.texts:
        try:
            found.append((folder / name).read_text("utf-8", "replace"))
        except OSError:
            continue
    return ("\n" + "-" * 72 + "\n\n").join(found)


def description(build: Build) -> str:
    """All of it as text, for `--version` and for whoever reports a fault."""
    lines = [f"{DISTRIBUTION} {build.version}"]
    lines.append(f"commit {build.source}" if build.source else "from a source tree")
    lines.append(f"Python {sys.version.split()[0]} on {sys.platform}")
    names = {library.name for library in build.libraries}
    runtime = (
        Library("SQLite", sqlite3.sqlite_version),
        Library("OpenSSL", _openssl()),
    )
    shown = [*build.libraries, *(one for one in runtime if one.name not in names)]
    shown.sort(key=lambda library: library.name.lower())
    return "\n".join([*lines, *(f"  {one.name} {one.version}" for one in shown)])


def licence_of(found: Distribution) -> str:
    """The licence that a package's makers declare, in one line; "" if they do not."""
    known = found.metadata.get_all
    said = " ".join(known("License-Expression") or known("License") or []).strip()
    if said and "\n" not in said and len(said) < 80:
        return said
    return next(
        (
            one.rpartition(" :: ")[2]
            for one in known("Classifier") or []
            if one.startswith("License :: ")
        ),
        "",
    )


def _installed() -> tuple[Library, ...]:
    found = []
    for name in _ROOTS:
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue
        found.append(Library(one.metadata["Name"], one.version, licence_of(one)))
    return tuple(sorted(found, key=lambda library: library.name.lower()))


def _openssl() -> str:
    named = re.search(r"\d[\w.]*", ssl.OPENSSL_VERSION)
    return named[0] if named else ssl.OPENSSL_VERSION
