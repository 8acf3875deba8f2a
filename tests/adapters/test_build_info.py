"""Which build runs: from the bundle's own file, and from a source tree."""

from __future__ import annotations

import json

import pytest

from app import DISTRIBUTION, __version__
from app.adapters import build_info
from app.domain.build import Build, Library
from app.domain.plain import to_plain

BUILT = Build(
    "1.2.3",
    "0123456789abcdef0123456789abcdef01234567",
    "2026-11-26",
    libraries=(
        Library("Qt", "6.12.0", "LGPL-3.0-only", ("Qt/LGPL.txt", "Qt/GPL.txt")),
        Library("zlib", "1.2.13", "Zlib", ("zlib/copyright",)),
    ),
)


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    monkeypatch.setattr(build_info, "resources_dir", lambda: tmp_path)
    (tmp_path / "build.json").write_text(json.dumps(to_plain(BUILT)), "utf-8")
    for name in ("Qt/LGPL.txt", "Qt/GPL.txt", "zlib/copyright"):
        file = tmp_path / "licences" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"The text of {name}\n", "utf-8")
    return tmp_path


def test_a_bundle_knows_what_it_was_made_of(bundle):
    assert build_info.this_build() == BUILT
    lines = build_info.description(BUILT).splitlines()
    assert lines[:2] == [f"{DISTRIBUTION} 1.2.3", "commit 0123456789ab of 2026-11-26"]
    assert "  Qt 6.12.0" in lines
    assert lines[-1] == "  zlib 1.2.13"


def test_a_build_of_changed_source_says_so():
    assert Build("1", "f" * 40, "2026-11-26", is_changed=True).source.endswith("with changes")
    assert Build("1").source == ""


def test_all_texts_of_a_licence_are_read(bundle):
    texts = build_info.licence_texts(BUILT.libraries[0])
    assert texts.index("The text of Qt/LGPL.txt") < texts.index("The text of Qt/GPL.txt")
    (bundle / "licences" / "Qt" / "GPL.txt").unlink()
    assert build_info.licence_texts(BUILT.libraries[0]) == "The text of Qt/LGPL.txt\n"


@pytest.mark.parametrize("kept", [None, "", "[]", '{"version": 3}', "{"])
def test_without_that_file_it_is_a_source_tree(bundle, kept):
    file = bundle / "build.json"
    file.unlink() if kept is None else file.write_text(kept, "utf-8")
    found = build_info.this_build()
    assert (found.version, found.commit) == (__version__, "")
    assert {"requests", "SQLAlchemy", "cryptography"} <= {one.name for one in found.libraries}
    assert all(one.version for one in found.libraries)
    described = build_info.description(found).splitlines()
    assert described[:2] == [f"{DISTRIBUTION} {__version__}", "from a source tree"]
    assert any(line.startswith("  SQLite 3.") for line in described)
    assert any(line.startswith("  OpenSSL ") for line in described)
