"""A `qtbot` for machines that have much else to do.

pytest-qt gives up after 5 seconds, which a busy machine may take for a start of a process, and it
remembers widgets only weakly: what a test has shown and let go of could be collected while it was
still on the screen, whenever the collector's turn came before the end of the test. Then Qt hides a
page whose Python half is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

PATIENCE_MS: Final = 30_000


class PatientQtBot(QtBot):
    """Waits long for what has to come, and keeps what is shown until it was closed."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self._shown: dict[int, QWidget] = {}
        super().__init__(request)

    def addWidget(self, widget: QWidget, **how: Any) -> None:
        key, shown = id(widget), self._shown
        shown[key] = widget
        widget.destroyed.connect(lambda *_: shown.pop(key, None))  # a dialog that ends itself
        super().addWidget(widget, **how)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **how)

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitCallback(self, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitCallback(timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientQtBot:
    """In the place of pytest-qt's."""
    return PatientQtBot(request)
