"""What Python packages hold of others, beside their own code or linked into it.

Their makers tell of it in bills of materials of their own (PEP 770), but for what psycopg builds
from source for its wheel: that is known here by the names of its files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any, Final

from packageurl import PackageURL

from tools.package.component import Component
from tools.package.source import ROOT

OWN_TEXTS: Final = ROOT / "resources" / "packaging" / "licences"
_BILL: Final = re.compile(r"[^/]+\.dist-info/sboms/[^/]+\.json")
_FOLDER: Final = re.compile(r"\.libs$|^\.dylibs$")  # where the tools that repair wheels put them
_HASH: Final = re.compile(r"-[0-9a-f]{8}(?=\.)")


@dataclass(frozen=True, slots=True)
class _Known:
    """A project whose libraries are put into wheels, and how one of its files tells its version."""

    name: str
    licence: str
    text: Path
    files: str
    version: str = r"(?!)"


_KNOWN: Final = (
    _Known(
        *("PostgreSQL", "PostgreSQL", OWN_TEXTS / "PostgreSQL.txt"),
        files=r"libpq\.",
        version=r"^libpq[^\0]*\.so\.5\.(\d+)",  # by its name: nothing in it tells
    ),
    _Known(
        *("openssl", "Apache-2.0", ROOT / "LICENSE"),
        files=r"lib(ssl|crypto)\.",
        version=r"OpenSSL (\d+\.\d+\.\d+)",
    ),
    _Known(
        *("krb5", "MIT", OWN_TEXTS / "Kerberos.txt"),
        files=r"lib(gssapi_krb5|k5crypto|krb5|krb5support|com_err\.so\.3)\b",
        version=r"krb5-(\d+\.\d+(?:\.\d+)?)-final",
    ),
    _Known(
        *("OpenLDAP", "OLDAP-2.8", OWN_TEXTS / "OpenLDAP.txt"),
        files=r"lib(ldap|lber)\.",
    ),
    _Known(
        *("cyrus-sasl-lib", "BSD-4-Clause", OWN_TEXTS / "Cyrus-SASL.txt"),
        files=r"libsasl2\.",
    ),
    _Known(
        *("libcom_err", "MIT", OWN_TEXTS / "com_err.txt"),
        files=r"libcom_err\.so\.2\b",
    ),
    _Known(
        *("keyutils-libs", "LGPL-2.1-or-later", OWN_TEXTS / "LGPL-2.1.txt"),
        files=r"libkeyutils\.",
    ),
    _Known(
        *("libxcrypt", "LGPL-2.1-or-later", OWN_TEXTS / "LGPL-2.1.txt"),
        files=r"libcrypt\.",
    ),
)


def inside_wheels(packages: Iterable[Distribution], files: Sequence[Path]) -> list[Component]:
    """What these packages, of which these files are collected, hold of others.

    What nobody tells of is named by its file, so that it is missed by nobody.
    """
    told = {one.purl: one for package in packages for one in _told_by(package)}
    names = {one.name for one in told.values() if one.purl.startswith("pkg:rpm/")}
    brought = [path for path in files if _FOLDER.search(path.parent.name)]
    for one in _seen_in(sorted(brought)):
        if one.name not in names:
            told[one.purl] = one
    return list(told.values())


def _told_by(package: Distribution) -> Iterator[Component]:
    """What the package's own bills name, less itself and what only built it."""
    for file in package.files or ():
        if not _BILL.fullmatch(file.as_posix()):
            continue
        bill = json.loads(Path(str(package.locate_file(file))).read_text("utf-8"))
        for entry in bill.get("components", ()):
            purl = PackageURL.from_string(entry["purl"])
            if entry.get("scope") == "excluded" or purl.type == "pypi":
                continue
            plain = PackageURL(purl.type, purl.namespace, purl.name, purl.version).to_string()
            found = Component(entry["name"], entry.get("version", ""), _licence(entry), plain)
            yield _completed(found)


def _licence(entry: dict[str, Any]) -> str:
    named = []
    for one in entry.get("licenses", ()):
        licence = one.get("license", {})
        named.append(one.get("expression") or licence.get("id") or licence.get("name", ""))
    return ", ".join(filter(None, named))


def _completed(one: Component) -> Component:
    """With the licence and text of what is known here."""
    for known in _KNOWN:
        if known.name == one.name:
            return replace(one, licence=one.licence or known.licence, texts=(known.text,))
    return one


def _seen_in(files: Iterable[Path]) -> Iterator[Component]:
    """The projects that files are from, each once."""
    versions: dict[_Known, str] = {}
    for path in files:
        name = _HASH.sub("", path.name)
        known = next((one for one in _KNOWN if re.match(one.files, name)), None)
        if known is None:
            yield Component(name, "", "", f"pkg:generic/{name}")
            continue
        versions[known] = versions.get(known) or _version_in(path, known.version)
    for known, version in versions.items():
        purl = PackageURL("generic", None, known.name.lower(), version or None).to_string()
        yield Component(known.name, version, known.licence, purl, (known.text,))


def _version_in(path: Path, pattern: str) -> str:
    found = re.search(pattern.encode(), path.name.encode() + b"\0" + path.read_bytes())
    return found[1].decode() if found else ""
