"""The status bar in a narrow window: what gives way, and what never does."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.errors import NotSignedIn
from app.domain.workspace import SecretStorage, SyncOverview
from app.ui.status_line import StatusLine
from tests.support.builders import a_connection, a_me


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_warning_about_the_keychain_does_not_squeeze_the_state(qtbot, light, scale):
    light.apply("light", text_scale=scale)
    bar = StatusLine()
    qtbot.addWidget(bar)
    bar.show_connection(a_connection(), a_me(), SecretStorage.SESSION_ONLY)
    bar.show_sync(SyncOverview(online=True, fault=NotSignedIn("over")))
    bar.resize(900, bar.sizeHint().height())
    with qtbot.waitExposed(bar):
        bar.show()
    state = bar.findChild(QLabel, "connection_state")
    warning = bar.findChild(QLabel, "secret_storage")
    assert state.width() >= state.sizeHint().width()
    bar.resize(600, bar.height())
    qtbot.waitUntil(lambda: warning.width() < warning.sizeHint().width())
    assert state.width() >= state.sizeHint().width()
    assert warning.toolTip() == "Credential not saved: no system keychain"
