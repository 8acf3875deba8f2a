"""Ctrl+Z undoes the last change of a listener, asks where that matters, and says what it was."""

from dataclasses import replace

import pytest

from app.domain.control import JobControl
from app.domain.errors import StoreError
from app.domain.listener import Mode
from app.domain.workspace import Environment
from app.ui.undoing import Undoing
from tests.support.builders import settings
from tests.support.dialogs import ScriptedDialogs
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
def dialogs():
    return ScriptedDialogs()


@pytest.fixture
def undo(qtbot, runner, session, dialogs):
    undoing = Undoing(session, runner, dialogs)

    def undo():
        with qtbot.waitSignal(undoing.announced) as told:
            undoing.undo()
        return told.args

    undo.undoing = undoing
    return undo


def create(session, **how):
    return session.workspace.listeners.create(CONTROL, settings(**how))


def open_on(session, **how):
    session.workspace.connection = replace(session.workspace.connection, **how)


def test_a_new_listener_is_deleted_only_when_a_person_agrees(undo, session, dialogs):
    create(session, name="CRM")
    dialogs.answers += [False, True]
    undo.undoing.undo()
    assert len(session.workspace.listeners.cached()) == 1
    assert undo() == ["“CRM” is deleted", False]
    assert session.workspace.listeners.cached() == []
    title, _text, button, kind = dialogs.asked[-1][1:]
    assert (title, button, kind) == ("Undo the creation of “CRM”?", "Delete", "danger")


def test_what_was_undone_is_named(undo, session):
    assert undo() == ["Nothing to undo", False]
    row = create(session, name="CRM")
    changed = replace(row.settings, name="New CRM", mode=Mode.DISABLED)
    session.workspace.listeners.edit(CONTROL, row.id, changed)
    assert undo() == ["“CRM” is as before: Label, Status", False]
    session.workspace.listeners.delete(CONTROL, [row.id])
    assert undo() == ["“CRM” is there again", False]


def test_several_at_once_are_counted(undo, session):
    ids = [create(session).id for _one in range(3)]
    session.workspace.listeners.set_mode(CONTROL, ids, Mode.DISABLED)
    assert undo() == ["3 changes undone", False]


def test_production_is_asked_about_everything(undo, session, dialogs):
    open_on(session, environment=Environment.PRODUCTION)
    row = create(session, name="CRM")
    session.workspace.listeners.edit(CONTROL, row.id, replace(row.settings, name="New"))
    dialogs.answers += [False, True, True]
    undo.undoing.undo()
    assert undo() == ["“CRM” is as before: Label", False]
    title, text, button, kind = dialogs.asked[-1][1:]
    assert title == "Undo the last change of “CRM” in Production?"
    assert (text, button, kind) == ("This is as before then: Label", "Undo in Production", "prod")
    undo()
    assert dialogs.asked[-1][3] == "Delete in Production"


def test_nothing_is_done_to_another_change_than_the_one_that_was_asked_about(
    undo, session, dialogs, monkeypatch
):
    create(session, name="CRM")

    def confirm(*_words, **_how):
        create(session, name="Made by a job that was under way")
        return True

    monkeypatch.setattr(dialogs, "confirm", confirm)
    assert undo() == ["1 change could not be undone: changed since", True]
    assert len(session.workspace.listeners.cached()) == 2


def test_a_connection_that_only_reads_undoes_nothing(undo, session):
    create(session)
    open_on(session, read_only=True)
    assert undo() == ["This connection is read only.", True]
    assert len(session.workspace.listeners.cached()) == 1


def test_what_was_changed_since_is_bad_news(undo, session, dialogs):
    row = create(session)
    session.workspace.listeners._store.drop_if(row)
    dialogs.answers.append(True)
    assert undo() == ["1 change could not be undone: changed since", True]


def test_F14_a_disk_that_takes_nothing_is_said(undo, session, dialogs, monkeypatch):
    def full(*_args, **_how):
        raise StoreError("full", reason="disk_full", path="x")

    create(session)
    dialogs.answers.append(True)
    monkeypatch.setattr(session.workspace.listeners._rows.history, "undo", full)
    text, is_bad = undo()
    assert is_bad
    assert "full" in text.lower()


def test_without_a_connection_there_is_nothing_to_do(undo, session, runner):
    session.workspace.close()
    session.workspace = None
    undo.undoing.undo()
    assert not runner.is_busy
