"""Fixtures every Qt test may use; none of them sleeps."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from app.runtime.collecting import CycleCollector
from app.runtime.tasks import TaskRunner
from app.ui.theme import Theme
from app.ui.translations import install_translations
from tests.support.a_window import AWindow
from tests.support.copied_secrets import forget_secrets
from tests.support.hearing import listen
from tests.support.judged_models import judge_all
from tests.support.patient_qtbot import qtbot
from tests.support.window_manager import WindowManager

__all__ = ["qtbot"]  # in the place of pytest-qt's
_PATIENCE_S = 30  # only who waits in vain takes so long


@pytest.fixture(scope="session", autouse=True)
def english(qapp):
    """The texts as a person reads them: "1 listener", not "1 listener(s)"."""
    install_translations(qapp)


@pytest.fixture(scope="session", autouse=True)
def window_manager(qapp):
    """A window has the focus again when its popups are gone, as on any desktop."""
    return WindowManager(qapp)


@pytest.fixture(scope="session", autouse=True)
def collector(qapp):
    """Garbage is collected on the GUI thread only, as in the app."""
    collector = CycleCollector()
    collector.install()
    yield collector
    collector.uninstall()


@pytest.fixture(autouse=True)
def no_copied_secret(qapp):
    """No secret outlives its test on the clipboard, where the next one would find it.

    Nor the run: Qt destroys what is there after Python's end, and data of ours crashes then.
    """
    yield
    forget_secrets()


@pytest.fixture(autouse=True)
def judged_models(monkeypatch):
    """Every model that a test makes keeps Qt's promises, through all that the test does."""
    judge_all(monkeypatch)


@pytest.fixture
def runner(qtbot):
    """A real runner that must be idle again when the test ends."""
    runner = TaskRunner()
    unhandled = []
    runner.failure_unhandled.connect(unhandled.append)
    yield runner
    assert runner.shutdown(timeout_s=_PATIENCE_S), "a job ignored cancellation"
    assert not unhandled, f"nobody handled {unhandled!r}"


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is told unasked."""
    return listen(monkeypatch)


@dataclass
class Gate:
    """Holds a worker at a known point, so a test decides when it goes on."""

    entered: threading.Event = field(default_factory=threading.Event)
    opened: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> None:
        self.entered.set()
        assert self.opened.wait(_PATIENCE_S), "the test never opened the gate"

    def wait_entered(self) -> None:
        assert self.entered.wait(_PATIENCE_S), "the worker never reached the gate"


@pytest.fixture
def gate():
    """A gate that cannot leave a worker hanging."""
    gate = Gate()
    yield gate
    gate.opened.set()


@pytest.fixture
def light(qapp):
    """The look in light colours, put back when a test has chosen another."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light")
    theme.deleteLater()


@pytest.fixture
def a_window(qtbot, runner, light):
    """The main window over fakes; see `tests.support.a_window`."""
    made = AWindow(qtbot, runner, light)
    qtbot.addWidget(made.window)
    return made
