"""Many listeners at once on the real platform, with the keyboard alone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from app.adapters.rest_api import RestApi
from app.domain.control import JobControl
from app.domain.ports import SignedIn
from app.domain.secret import Secret
from app.runtime.events import AppEvents
from app.services.history import Undone
from app.ui.pages.listeners.page import build
from app.ui.tables import TableView
from tests.support.dialogs import ScriptedDialogs
from tests.support.fakes import a_workspace
from tests.support.page_world import find
from tests.support.platform import running_platform
from tests.support.receivers import HttpReceiver, Reply
from tests.support.scripted_shell import ScriptedShell

CONTROL = JobControl()


@pytest.fixture
def office(tmp_path):
    """Two listeners whose endpoint answers, and one whose endpoint does not accept."""
    with running_platform(tmp_path) as platform, HttpReceiver() as http:
        http.always(lambda got: Reply(503 if got.target.endswith("/no") else 200))
        for path in ("one", "two", "no"):
            to = {"kind": "endpoint", "url": f"{http.url}{path}", "auth_type": "none"}
            body = {"entity": "clients", "function": "create", "destination": to, "name": path}
            assert platform.post("/listeners", body).status_code == 201
        token = platform.token
        secret = token if isinstance(token, Secret) else Secret(token)
        api = RestApi(SignedIn(platform.base_url, secret))
        yield SimpleNamespace(platform=platform, api=api, http=http)
        api.close()


def modes(office):
    return [one["mode"] for one in office.platform.get("/listeners").json()["items"]]


def test_test_turn_off_and_take_back(qtbot, runner, theme, office):
    events, shell = AppEvents(), ScriptedShell()
    workspace = a_workspace(platform=office.api, announce=events.announce)
    page = build(
        workspace,
        runner,
        events,
        shell,
        dialogs=ScriptedDialogs(),
        request_sync=lambda: None,
    )
    qtbot.addWidget(page)
    page.resize(1068, 740)
    with qtbot.waitExposed(page):
        page.show()
    page.enter()
    page.take_focus()
    table = find(page, TableView, "listener_table")
    qtbot.waitUntil(lambda: table.isVisible() and table.hasFocus())

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(find(page, QWidget, "bulk_bar").isVisible)
    for _step in range(4):  # past "Clear selection", "More" and "Replay failed..."
        press(Qt.Key.Key_Backtab)
    qtbot.waitUntil(find(page, QWidget, "bulk_test").hasFocus)
    press(Qt.Key.Key_Space)
    result = find(page, QLabel, "bulk_result")
    qtbot.waitUntil(result.isVisible, timeout=20_000)
    assert result.text() == "2 accepted, 1 failed"
    qtbot.waitUntil(find(page, QWidget, "bulk_show").hasFocus)
    press(Qt.Key.Key_Space)
    dialog = find(page, QDialog, "bulk_report")
    lines = [row.text for row in find(dialog, TableView, "report_table").model()]
    assert lines[0].startswith("Failed, 503 Service Unavailable")
    assert len(office.http.received) == 3
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.findChildren(QDialog, "bulk_report"))

    page.activateWindow()  # as a window manager does when a dialog closes
    qtbot.waitUntil(page.isActiveWindow)
    table.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "3 turned off" in shell.announced)
    workspace.sync.sync(CONTROL)
    assert modes(office) == ["disabled"] * 3
    assert workspace.listeners.undo(CONTROL) == Undone(3, 0)
    workspace.sync.sync(CONTROL)
    assert modes(office) == ["enabled"] * 3
    press(Qt.Key.Key_Escape)
    assert not table.selected_keys
