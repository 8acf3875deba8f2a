"""Libraries that came inside of others' wheels are told of like all others."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

from app.adapters.build_info import LICENCES
from tools.package.component import Component
from tools.package.inside_wheels import OWN_TEXTS, inside_wheels
from tools.package.sbom import bill_of_materials
from tools.package.source import ROOT, Source
from tools.package.stamp import write_stamp

SOURCE = Source("a" * 40, 1_795_600_000)
ENTRIES = [
    {"name": "wheel", "version": "1", "purl": "pkg:pypi/wheel@1?file_name=wheel-1.whl"},
    {"name": "cc", "version": "1.4", "purl": "pkg:cargo/cc@1.4", "scope": "excluded"},
    {
        "name": "own",
        "version": "0.5",
        "purl": "pkg:cargo/own@0.5?download_url=file://somewhere",
        "licenses": [{"license": {"id": "MIT"}}, {"license": {"name": "or yours"}}],
    },
    {"name": "asn1", "purl": "pkg:cargo/asn1", "licenses": [{"expression": "BSD-3-Clause"}]},
    {"name": "openssl", "version": "4.0.3", "purl": "pkg:generic/openssl@4.0.3"},
    {"name": "libcom_err", "version": "1.42", "purl": "pkg:rpm/centos/libcom_err@1.42"},
]


@pytest.fixture
def package(tmp_path):
    """An installed package with a bill of its own, and one without anything in it."""
    bills = tmp_path / "wheel-1.dist-info" / "sboms"
    bills.mkdir(parents=True)
    (bills / "a.json").write_text(json.dumps({"components": ENTRIES}), "utf-8")
    (bills / "b.json").write_text("{}", "utf-8")
    (bills.parent / "METADATA").write_text("Name: wheel\nVersion: 1\n", "utf-8")
    record = "".join(f"wheel-1.dist-info/{one},,\n" for one in ("sboms/a.json", "sboms/b.json"))
    (bills.parent / "RECORD").write_text(record, "utf-8")
    return Distribution.at(bills.parent)


@pytest.fixture
def library(tmp_path):
    """A file in the folder where repaired wheels have what they brought."""

    def library(name: str, content: bytes = b"") -> Path:
        folder = tmp_path / "wheel.libs"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\x7fELF\0" + content + b"\0")
        return folder / name

    return library


def test_what_a_package_tells_of_itself_is_taken_over(package):
    found = {one.name: one for one in inside_wheels([package], [])}
    assert set(found) == {"own", "asn1", "openssl", "libcom_err"}  # nor what only built it
    assert found["own"] == Component("own", "0.5", "MIT, or yours", "pkg:cargo/own@0.5")
    assert found["asn1"].licence == "BSD-3-Clause"
    assert (found["openssl"].licence, found["openssl"].texts) == ("Apache-2.0", (ROOT / "LICENSE",))


def test_files_are_known_by_their_names_and_tell_their_versions(library):
    files = [
        library("libssl-6a9b88ec.so.3"),
        library("libcrypto-3a0647ea.so.3", b"OpenSSL 3.5.9 29 Sep 2026"),
        library("libpq-e9b5c9ac.so.5.18"),
        library("libkrb5-f18b4d11.so.3.3", b"KRB5_BRAND: krb5-1.22.2-final 1.22.2"),
        library("libcom_err-55c5739a.so.3.0"),
        library("libldap-fb847fea.so.2.0.200"),
    ]
    found = {one.name: one.version for one in inside_wheels([], files)}
    assert found == {"openssl": "3.5.9", "PostgreSQL": "18", "krb5": "1.22.2", "OpenLDAP": ""}


def test_what_a_package_tells_of_is_not_told_twice(package, library):
    files = [library("libcom_err-2abe824b.so.2.1")]
    told = [one.purl for one in inside_wheels([package], files) if "com_err" in one.name]
    assert told == ["pkg:rpm/centos/libcom_err@1.42"]


def test_what_nobody_knows_is_named_by_its_file(library, tmp_path):
    files = [library("libnew-12345678.so.1"), tmp_path / "elsewhere.so"]
    assert inside_wheels([], files) == [Component("libnew.so.1", "", "", "pkg:generic/libnew.so.1")]


def test_every_known_text_is_there(library):
    names = ("libsasl2.so", "libkeyutils.so", "libcrypt.so", "libcom_err.so.2", "libkrb5.so")
    found = inside_wheels([], [library(name) for name in names])
    assert len(found) == len(names)
    assert all(one.licence and one.texts[0].read_text("utf-8").strip() for one in found)
    assert all(one.texts[0].parent == OWN_TEXTS for one in found)


def test_the_real_packages_tell_of_openssl_and_of_crates():
    found = inside_wheels([distribution("cryptography"), distribution("pydantic-core")], [])
    openssl = next(one for one in found if one.name == "openssl" and "generic" in one.purl)
    assert openssl.version
    assert {"pyo3", "regex-syntax"} <= {one.name for one in found}
    assert all(one.licence for one in found)


def test_crates_are_in_the_bill_and_not_among_what_people_read(package, tmp_path):
    components = inside_wheels([package], [])
    build = write_stamp(tmp_path / "out", SOURCE, components)
    assert {one.name for one in build.libraries} == {"openssl", "libcom_err"}
    assert (tmp_path / "out" / LICENCES / "openssl" / "LICENSE").is_file()
    bill = json.loads(bill_of_materials("1", SOURCE, components))
    assert {one["name"] for one in bill["components"]} == {"own", "asn1", "openssl", "libcom_err"}
