"""What every test needs, whichever room it stands in."""

from __future__ import annotations

import sys

import pytest
from hypothesis import HealthCheck, settings

# How fast the machine is proves nothing of what a property says; `pytest-timeout` ends what hangs.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _released_keys():
    """Leave no modifier pressed: Qt remembers the last one across tests and windows."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    if app is None:
        return
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    if app.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(widgets.QWidget(), Qt.Key.Key_Shift)
        assert app.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
