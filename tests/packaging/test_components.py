"""What is said of other people's work in the bundle, and in which form."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tomllib
from pathlib import Path

import pytest

from app import DISTRIBUTION, __version__
from app.adapters.build_info import BUILD_FILE, LICENCES
from app.domain.build import Build
from app.domain.plain import from_plain
from tools.package import sbom
from tools.package.component import Component
from tools.package.components import all_components, debian_licence, system_libraries
from tools.package.sbom import bill_of_materials
from tools.package.sizes import breakdown, size_mb
from tools.package.source import Source, read_source, steady_environment
from tools.package.stamp import SBOM_FILE, write_stamp

SOURCE = Source("a" * 40, 1_795_600_000)


def test_name_and_version_are_the_project_s():
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
    assert project["project"]["name"] == DISTRIBUTION
    assert project["tool"]["hatch"]["version"]["path"] == "app/__init__.py"


def test_every_package_in_the_bundle_is_named_with_its_licence():
    found = {one.name: one for one in all_components({"requests", "PySide6", "psycopg"}, [])}
    assert set(found) == {
        *("requests", "PySide6_Essentials", "psycopg"),
        *("Python", "Qt", "PyInstaller"),
    }
    assert all(one.version and one.licence and one.texts for one in found.values())
    assert found["requests"].purl == f"pkg:pypi/requests@{found['requests'].version}"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in found["Qt"].texts[1].read_text("utf-8")


def test_a_developer_s_tool_is_no_part_of_it():
    assert "pytest" not in {one.name for one in all_components({"pytest", "requests"}, [])}


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="Debian only")
def test_the_system_s_libraries_are_named_by_their_packages(tmp_path):
    library = Path("/lib/x86_64-linux-gnu/libz.so.1")
    if not library.exists():
        pytest.skip("another architecture")
    stray = tmp_path / "libstray.so"
    stray.touch()
    known, unknown = sorted(system_libraries([library, stray]), key=lambda one: -len(one.version))
    assert (known.name, known.purl) == ("zlib1g", f"pkg:deb/debian/zlib1g@{known.version}")
    assert known.texts[0].read_text("utf-8")
    assert (unknown.name, unknown.version) == ("libstray.so", "")


def test_the_licences_of_a_debian_copyright_file():
    text = (
        "Format: x\n\nFiles: *\nLicense: Zlib\n\nFiles: a\nLicense: Expat \n\nLicense: Zlib\n long"
    )
    assert debian_licence(text) == "Expat, Zlib"
    assert debian_licence("This is free software.\nLicense: whatever") == ""


def test_the_bill_of_materials_is_valid_and_the_same_twice():
    components = [
        Component("Qt", "6.12.0", "LGPL-3.0-only", "pkg:generic/qt@6.12.0"),
        Component("odd", "1", "GPL-2+, any you like", "pkg:generic/odd@1"),
        Component("libx.so", "", "", "pkg:generic/libx.so"),
    ]
    text = bill_of_materials("1.2.3", SOURCE, components)
    assert text == bill_of_materials("1.2.3", SOURCE, components[::-1])
    bill = json.loads(text)
    assert bill["specVersion"] == "1.6"
    assert bill["metadata"]["component"]["version"] == "1.2.3"
    licences = {one["name"]: one.get("licenses") for one in bill["components"]}
    assert licences == {
        "Qt": [{"license": {"id": "LGPL-3.0-only"}}],
        "odd": [{"license": {"name": "GPL-2+, any you like"}}],
        "libx.so": None,
    }


def test_a_bill_that_is_not_valid_is_refused(monkeypatch):
    class Broken(sbom.JsonV1Dot6):
        def output_as_string(self, **options):
            return super().output_as_string(**options).replace('"application"', '"toy"')

    monkeypatch.setattr(sbom, "JsonV1Dot6", Broken)
    with pytest.raises(RuntimeError, match="not CycloneDX"):
        bill_of_materials("1", SOURCE, [])


def test_a_stamp_holds_what_the_app_shows(tmp_path):
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "LICENSE").write_text(f"Text {folder}", "utf-8")
    texts = (tmp_path / "a" / "LICENSE", tmp_path / "b" / "LICENSE")
    build = write_stamp(
        tmp_path / "out", SOURCE, [Component("x", "1", "MIT", "pkg:pypi/x@1", texts)]
    )
    kept = json.loads((tmp_path / "out" / BUILD_FILE).read_text("utf-8"))
    assert from_plain(Build, kept) == build
    assert (build.version, build.commit, build.committed_on) == (
        __version__,
        "a" * 40,
        "2026-11-25",
    )
    read = [
        (tmp_path / "out" / LICENCES / name).read_text("utf-8") for name in build.libraries[0].texts
    ]
    assert read == ["Text a", "Text b"]
    assert (tmp_path / "out" / SBOM_FILE).is_file()


# --- the source ----------------------------------------------------------------------------------


def test_without_a_repository_it_can_be_built_too(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert read_source(tmp_path) == Source("", 315_532_800)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert read_source(tmp_path).day == "2023-11-14"


def test_what_builds_gets_the_same_environment_each_time(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("PYTHONHASHSEED", "77")
    environment = steady_environment(SOURCE)
    assert "PYTHONPATH" not in environment
    assert environment["PYTHONHASHSEED"] == "0"
    assert environment["SOURCE_DATE_EPOCH"] == "1795600000"


# --- sizes ---------------------------------------------------------------------------------------


def test_every_byte_is_counted_once(tmp_path):
    files = {
        "picksmart-webhooks": 5,
        "_internal/PySide6/Qt/lib/libQt6Core.so.6": 40,
        "_internal/libQt6Gui.so.6": 20,
        "_internal/libssl.so.3": 3,
        "_internal/yarl/_quoting.so": 2,
        "_internal/yarl/data.txt": 1,
    }
    for name, size in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(size * 1000))
    (tmp_path / "again").symlink_to(tmp_path / "picksmart-webhooks")
    parts = breakdown(tmp_path)
    assert parts["Qt and PySide6"] == pytest.approx(0.06)
    assert parts["the system's libraries"] == pytest.approx(0.003)
    assert sum(parts.values()) == pytest.approx(size_mb(tmp_path)) == pytest.approx(0.071)


def test_sqlite_is_said_too():
    from app.adapters.build_info import description, this_build

    assert f"SQLite {sqlite3.sqlite_version}" in description(this_build())
