"""What freezing changes in the environment is taken back before a child is started (T42)."""

from __future__ import annotations

import sys

import pytest

from app.frozen import restore_environment

BUNDLE = "/usr/lib/picksmart-webhooks/_internal"


@pytest.fixture
def frozen(monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", BUNDLE, raising=False)


def test_T42_a_child_gets_the_variables_that_we_were_given(frozen):
    environment = {
        "PATH": "/usr/bin",
        "LD_LIBRARY_PATH": f"{BUNDLE}:/opt/lib",
        "LD_LIBRARY_PATH_ORIG": "/opt/lib",
        "QT_PLUGIN_PATH": f"{BUNDLE}/PySide6/Qt/plugins",
        "QT_PLUGIN_PATH_ORIG": "/usr/lib/qt6/plugins",
        "QML2_IMPORT_PATH": f"{BUNDLE}/PySide6/Qt/qml",
        "_PYI_ARCHIVE_FILE": "/usr/lib/picksmart-webhooks/picksmart-webhooks",
        "_MEIPASS2": BUNDLE,
    }
    restore_environment(environment)
    assert environment == {
        "PATH": "/usr/bin",
        "LD_LIBRARY_PATH": "/opt/lib",
        "QT_PLUGIN_PATH": "/usr/lib/qt6/plugins",
    }


def test_T42_what_nobody_changed_stays(frozen):
    environment = {"PATH": "/usr/bin", "LD_LIBRARY_PATH": "/opt/lib", "HOME": "/home/x"}
    restore_environment(environment)
    assert environment == {"PATH": "/usr/bin", "LD_LIBRARY_PATH": "/opt/lib", "HOME": "/home/x"}


def test_T42_an_empty_one_was_given_too(frozen):
    environment = {"LD_LIBRARY_PATH": BUNDLE, "LD_LIBRARY_PATH_ORIG": ""}
    restore_environment(environment)
    assert environment == {"LD_LIBRARY_PATH": ""}


def test_from_source_nothing_is_touched(monkeypatch):
    monkeypatch.delattr(sys, "_MEIPASS", raising=False)
    environment = {"LD_LIBRARY_PATH": "/x", "LD_LIBRARY_PATH_ORIG": "/y", "_PYI_X": "1"}
    restore_environment(environment)
    assert environment == {"LD_LIBRARY_PATH": "/x", "LD_LIBRARY_PATH_ORIG": "/y", "_PYI_X": "1"}
