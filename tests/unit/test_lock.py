"""The lock tells by itself whether it is in date, and names nothing but packages and hashes."""

from __future__ import annotations

import re

import pytest

from tools import lock

PROJECT = """
[project]
requires-python = ">=3.11"
dependencies = ["pear>=1"]
[project.optional-dependencies]
dev = ["plum>=1"]
[tool.other]
line-length = 100
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    for name in (lock.APP, lock.DEV):
        (tmp_path / name).write_text(lock.header(tmp_path) + "pear==1\n")
    return tmp_path


def test_a_lock_made_from_these_dependencies_is_in_date(root):
    assert lock.in_date(root)


@pytest.mark.parametrize(
    ("old", "new", "in_date"),
    [
        ("pear>=1", "pear>=2", False),
        ("plum>=1", "plum>=1,<2", False),
        (">=3.11", ">=3.12", False),
        ("line-length = 100", "line-length = 90", True),
    ],
)
def test_only_a_change_of_what_is_asked_for_puts_it_out_of_date(root, old, new, in_date):
    (root / "pyproject.toml").write_text(PROJECT.replace(old, new))
    assert lock.in_date(root) is in_date


@pytest.mark.parametrize("name", [lock.APP, lock.DEV])
def test_both_locks_must_be_in_date(root, name):
    (root / name).write_text("pear==1\n")
    assert not lock.in_date(root)


@pytest.mark.parametrize("name", [lock.APP, lock.DEV])
def test_the_projects_lock_holds_no_address_and_no_path(name):
    text = (lock.ROOT / name).read_text("utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|file:|^/", text, re.MULTILINE)
    pinned = re.findall(r"^[a-z].*$", text, re.MULTILINE)
    assert len(pinned) > 20
    assert all("==" in line and line.endswith("\\") for line in pinned)


def test_app_and_developers_have_the_same_versions():
    versions = {}
    for name in (lock.APP, lock.DEV):
        text = (lock.ROOT / name).read_text("utf-8")
        versions[name] = set(re.findall(r"^[a-z].*==.*$", text, re.MULTILINE))
    assert versions[lock.APP] < versions[lock.DEV]
