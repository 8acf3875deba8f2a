"""What the sidebar says of the built-in platform."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFrame, QLabel

from app.domain.errors import NetworkError
from app.domain.workspace import Connection, Environment, SyncOverview
from app.ui.sidebar import Sidebar
from tests.support.builders import NOW

SANDBOX = Connection("sandbox", "Practice", "", Environment.SANDBOX, is_sandbox=True)


@pytest.fixture
def sidebar(qtbot, light):
    made = Sidebar()
    qtbot.addWidget(made)
    made.show_connection(SANDBOX, (SANDBOX,))
    made.show()
    return made


def said(sidebar):
    card = sidebar.findChild(QFrame, "sandbox_running")
    return " ".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_a_sandbox_of_which_nothing_was_heard_yet_is_starting(sidebar):
    assert "Sandbox is starting" in said(sidebar)


@pytest.mark.parametrize(
    ("overview", "words"),
    [
        (SyncOverview(), "Sandbox is starting"),
        (SyncOverview(online=True, synced_at=NOW), "Sandbox is running"),
        (SyncOverview(offline_since=NOW), "Sandbox is not running"),
        (SyncOverview(fault=NetworkError("away")), "Sandbox is not running"),
    ],
)
def test_what_is_heard_of_it_is_told(sidebar, overview, words):
    sidebar.show_sync(overview)
    assert words in said(sidebar)


def test_another_sandbox_starts_anew(sidebar):
    sidebar.show_sync(SyncOverview(online=True, synced_at=NOW))
    sidebar.show_connection(SANDBOX, (SANDBOX,))
    assert "Sandbox is starting" in said(sidebar)
