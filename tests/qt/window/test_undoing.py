"""Ctrl+Z undoes the last change of a listener and says so."""

import pytest

from app.domain.control import JobControl
from app.domain.errors import StoreError
from app.ui.undoing import Undoing
from tests.support.builders import settings
from tests.support.fakes import a_workspace
from tests.support.one_session import OneSession

CONTROL = JobControl()


@pytest.fixture
def session():
    session = OneSession()
    session.workspace = a_workspace()
    yield session
    if session.workspace is not None:
        session.workspace.close()


@pytest.fixture
def undo(qtbot, runner, session):
    undoing = Undoing(session, runner)

    def undo():
        with qtbot.waitSignal(undoing.announced) as told:
            undoing.undo()
        return told.args

    undo.undoing = undoing
    return undo


def test_what_came_of_it_is_said(undo, session):
    assert undo() == ["Nothing to undo", False]
    session.workspace.listeners.create(CONTROL, settings())
    assert undo() == ["1 change undone", False]
    assert session.workspace.listeners.cached() == []


def test_what_was_changed_since_is_bad_news(undo, session):
    row = session.workspace.listeners.create(CONTROL, settings())
    session.workspace.listeners.edit(CONTROL, row.id, settings(name="a"))
    session.workspace.listeners.delete(CONTROL, [row.id])
    undo(), undo(), undo()
    row = session.workspace.listeners.create(CONTROL, settings())
    session.workspace.listeners._store.drop_if(row)
    assert undo() == ["1 change could not be undone: changed since", True]


def test_F14_a_disk_that_takes_nothing_is_said(undo, session, monkeypatch):
    def full(*_args, **_how):
        raise StoreError("full", reason="disk_full", path="x")

    session.workspace.listeners.create(CONTROL, settings())
    monkeypatch.setattr(session.workspace.listeners._history, "undo", full)
    text, is_bad = undo()
    assert is_bad
    assert "full" in text.lower()


def test_without_a_connection_there_is_nothing_to_do(undo, session, runner):
    session.workspace.close()
    session.workspace = None
    undo.undoing.undo()
    assert not runner.is_busy
