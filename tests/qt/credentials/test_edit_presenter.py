"""Making and changing a credential: what is sent, and what of it is forgotten."""

from __future__ import annotations

import pytest

from app.domain.credential import CredentialDraft
from app.domain.errors import FieldRefusal, Rejected, TimedOut
from app.domain.secret import Secret
from app.domain.validation import Code
from app.ui.credential_dialog.edit_presenter import CredentialEditPresenter
from tests.support.builders import a_catalog, a_credential

TYPES = a_catalog().auth_types
GOOD = CredentialDraft("basic", "CRM", {"username": "svc"}, {"password": Secret("hunter2hunter2")})


@pytest.fixture
def service(scripted):
    return scripted()


@pytest.fixture
def make(service, runner):
    def make(**how):
        return CredentialEditPresenter(service, TYPES, runner, **how)

    return make


def test_only_types_with_something_to_ask_for_are_offered(make):
    assert [one.name for one in make().auth_types] == ["basic", "bearer", "api_key"]
    assert [one.name for one in make(fixed_type="bearer").auth_types] == ["bearer"]


def test_a_type_that_the_catalog_does_not_have_is_a_bug_of_the_caller(make):
    with pytest.raises(ValueError, match="kerberos"):
        make(fixed_type="kerberos")


def test_saving_creates_and_then_forgets_the_secrets(qtbot, make, service, secrets_of):
    presenter = make()
    presenter.take(GOOD)
    with qtbot.waitSignal(presenter.saved) as saved:
        presenter.save()
    (draft,) = service.created
    assert secrets_of(draft) == {"password": "hunter2hunter2"}
    assert saved.args[0].name == "CRM"
    assert presenter.draft.secrets == {}


def test_a_draft_with_problems_is_not_sent(make, service):
    presenter = make()
    presenter.save()
    assert service.created == []
    assert [problem.code for problem in presenter.problems(presenter.draft)] == [Code.REQUIRED] * 3


def test_changing_keeps_secrets_that_are_left_empty(qtbot, make, service):
    credential = a_credential()
    presenter = make(credential=credential)
    assert presenter.draft == CredentialDraft("basic", credential.name, credential.fields)
    assert presenter.problems(presenter.draft) == ()
    with qtbot.waitSignal(presenter.saved):
        presenter.save()
    ((changed, draft),) = service.updated
    assert (changed, draft.secrets) == (credential.id, {})


def test_another_type_keeps_the_name_and_drops_what_it_does_not_ask_for(make):
    presenter = make()
    presenter.take(GOOD)
    presenter.choose_type("bearer")
    assert presenter.draft == CredentialDraft("bearer", "CRM")


def test_pressing_save_twice_saves_once(qtbot, make, service, gate):
    presenter = make()
    presenter.take(GOOD)
    service.hold = gate
    presenter.save()
    gate.wait_entered()
    presenter.save()
    with qtbot.waitSignal(presenter.saved):
        gate.opened.set()
    assert len(service.created) == 1


@pytest.mark.parametrize(
    ("error", "fields", "is_told_apart"),
    [
        (TimedOut("30 s"), set(), True),
        (
            Rejected("no", status=422, fields=(FieldRefusal("/secrets/password", "too_short"),)),
            {"password"},
            False,
        ),
        (
            Rejected(
                "no",
                status=422,
                fields=(FieldRefusal("/name", "taken"), FieldRefusal("/elsewhere", "odd")),
            ),
            {"name"},
            True,
        ),
    ],
)
def test_failures_stand_where_they_belong(qtbot, make, service, error, fields, is_told_apart):
    presenter = make()
    presenter.take(GOOD)
    service.faults.append(error)

    def settled(status):
        return not status.is_saving

    with qtbot.waitSignal(presenter.status_changed, check_params_cb=settled):
        presenter.save()
    assert set(presenter.status.refusals) == fields
    assert (presenter.status.error is error) is is_told_apart
    assert presenter.draft == GOOD


def test_T10_nothing_that_is_logged_or_shown_holds_the_secret(qtbot, make, service, caplog):
    presenter = make()
    presenter.take(GOOD)
    service.faults.append(RuntimeError("boom"))

    def has_error(status):
        return status.error is not None

    with qtbot.waitSignal(presenter.status_changed, check_params_cb=has_error):
        presenter.save()
    assert "hunter2" not in caplog.text
    assert "hunter2" not in repr(presenter.draft) + repr(presenter.status)
