"""What every test needs, whichever room it stands in."""

from __future__ import annotations

import gc
import sys
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

# How fast the machine is proves nothing of what a property says; `pytest-timeout` ends what hangs.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


_FULL_EVERY = 100  # tests


def pytest_collection_modifyitems(items):
    """Begin with whatever has been given the most time; all others keep their random order.

    A walk of minutes that one worker begins as the last leaves the other with nothing to do.
    """
    items.sort(key=_given_s, reverse=True)


def _given_s(item):
    mark = item.get_closest_marker("timeout")
    return mark.args[0] if mark is not None and not item.get_closest_marker("soak") else 0


@pytest.fixture(scope="session")
def qapp_args():
    """The application of the Qt tests wears the style of ours."""
    from app.ui.theme import STYLE_ARGUMENTS

    return ["pytest", *STYLE_ARGUMENTS]


@pytest.fixture(scope="session", autouse=True)
def _tests_ended():
    """Python's cycle collector works between tests, on this thread, and at no other time.

    Left alone it runs on whichever thread allocates, and destroys the widgets of an earlier
    test on the thread of a later one's server: the interpreter crashes.
    """
    gc.disable()
    yield count(1)
    gc.enable()


@pytest.fixture(autouse=True)
def _collected(_tests_ended):
    """What a test leaves behind is gone before much of it has gathered."""
    yield
    was_on = gc.isenabled()
    gc.disable()
    if next(_tests_ended) % _FULL_EVERY == 0:
        gc.collect()
    elif gc.get_count()[0] > gc.get_threshold()[0]:
        gc.collect(1)
    assert not was_on, "the cycle collector was switched on: it would destroy widgets on any thread"


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
