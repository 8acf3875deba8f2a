"""A token that is not taken any more: asked for once, kept only when it works."""

import pytest

from app.domain.announce import Changed
from app.domain.control import JobControl
from app.domain.errors import (
    AppError,
    NotAuthorised,
    NotSignedIn,
    PermissionMissing,
    PlatformStartError,
)
from app.domain.secret import Secret
from app.domain.workspace import SyncOverview
from app.runtime.events import AppEvents
from app.ui.sign_in_dialog import SignInDialog
from app.ui.status_line import StatusLine
from app.ui.syncing import Syncing
from app.ui.widgets import Banner, Button, SecretField
from app.ui.widgets.chip import StatusDot
from tests.support.builders import a_connect_request
from tests.support.fakes import FakePlatform, FakeSecretStore, a_connection_service, a_workspace
from tests.support.one_session import OneSession
from tests.support.page_world import click, find

CONTROL = JobControl()
REFUSED = NotAuthorised("no", status=401)


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def secrets():
    return FakeSecretStore()


@pytest.fixture
def service(platform, secrets):
    return a_connection_service(platform=platform, secrets=secrets)


@pytest.fixture
def connection(service):
    return service.add(CONTROL, a_connect_request(secret=Secret("old-token-0123456789")))


def kept(secrets):
    return [one.reveal() for one in secrets.kept.values()]


def test_F37_a_new_token_is_kept_once_it_works(service, connection, secrets):
    service.renew(CONTROL, connection.id, Secret("new-token-0123456789"))
    assert kept(secrets) == ["new-token-0123456789"]


def test_F37_one_that_does_not_work_leaves_the_old_one(service, connection, platform, secrets):
    platform.fail("me", REFUSED)
    with pytest.raises(NotAuthorised):
        service.renew(CONTROL, connection.id, Secret("bad-token-0123456789"))
    assert kept(secrets) == ["old-token-0123456789"]


class RenewingSession(OneSession):
    """Renews as told."""

    def __init__(self, runner, answer=None):
        super().__init__()
        self._runner, self._answer = runner, answer
        self.asked = []

    def renew(self, connection_id, secret):
        self.asked.append((connection_id, secret.reveal()))

        def job(_control):
            if isinstance(self._answer, AppError):
                raise self._answer

        return self._runner.submit(job, name="session.open")


def shown(qtbot, session, connection):
    dialog = SignInDialog(session, connection)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_token_that_is_accepted_ends_the_dialog_and_stays_in_no_field(qtbot, runner, connection):
    session = RenewingSession(runner)
    dialog = shown(qtbot, session, connection)
    field = find(dialog, SecretField, "new_secret")
    field.setText(" new-token ")
    with qtbot.waitSignal(dialog.accepted):
        click(qtbot, dialog, "sign_in")
    assert session.asked == [(connection.id, "new-token")]
    assert field.text() == ""


def test_one_that_is_refused_says_why(qtbot, runner, connection):
    dialog = shown(qtbot, RenewingSession(runner, REFUSED), connection)
    find(dialog, SecretField, "new_secret").setText("bad")
    click(qtbot, dialog, "sign_in")
    banner = find(dialog, Banner, "sign_in_failed")
    qtbot.waitUntil(banner.isVisible)
    assert banner.title == "The platform did not accept the credential"
    assert find(dialog, Button, "sign_in").isEnabled()


def test_nothing_is_asked_without_a_token(qtbot, runner, connection):
    session = RenewingSession(runner)
    dialog = shown(qtbot, session, connection)
    click(qtbot, dialog, "sign_in")
    assert session.asked == []
    with qtbot.waitSignal(dialog.rejected):
        click(qtbot, dialog, "sign_in_later")


@pytest.mark.parametrize("refused", [REFUSED, NotSignedIn("gone", reason="missing")])
def test_F37_a_token_is_asked_for_once_for_each_opening(qtbot, runner, platform, refused):
    session, events = RenewingSession(runner), AppEvents()
    syncing = Syncing(session, runner, events)
    asked = []
    syncing.sign_in_wanted.connect(lambda: asked.append(1))
    workspace = a_workspace(platform=platform, announce=events.announce)
    session.workspace = workspace
    for opening in (1, 2):
        platform.fail("changes", refused)
        session.opened.emit(workspace)
        syncing.begin()
        qtbot.waitUntil(lambda opening=opening: len(asked) == opening)
        qtbot.waitUntil(lambda: not syncing.schedule.is_running)
        platform.fail("changes", refused)
        with qtbot.waitSignal(syncing.schedule.failed):
            syncing.schedule.request_now()
        assert len(asked) == opening
        qtbot.waitUntil(lambda: not syncing.schedule.is_running)
    syncing.stop()
    workspace.close()


def test_nobody_is_asked_for_a_token_while_the_keychain_asks_to_be_unlocked(
    qtbot, runner, platform
):
    session, events = RenewingSession(runner), AppEvents()
    syncing = Syncing(session, runner, events)
    workspace = a_workspace(platform=platform, announce=events.announce)
    session.workspace = workspace
    platform.fail("changes", NotSignedIn("no answer", reason="timed_out"))
    session.opened.emit(workspace)
    with (
        qtbot.assertNotEmitted(syncing.sign_in_wanted),
        qtbot.waitSignal(syncing.schedule.failed),
    ):
        syncing.begin()
    qtbot.waitUntil(lambda: not syncing.schedule.is_running)
    with qtbot.waitSignal(syncing.schedule.running_changed):
        events.announce(Changed.PLATFORM)  # it was unlocked
    qtbot.waitUntil(lambda: not syncing.schedule.is_running)
    syncing.stop()
    workspace.close()


def test_a_sync_of_a_page_that_gets_through_lets_the_others_go_on(qtbot, runner, platform):
    session, events = RenewingSession(runner), AppEvents()
    syncing = Syncing(session, runner, events)
    workspace = a_workspace(platform=platform, announce=events.announce)
    session.workspace = workspace
    platform.fail("changes", REFUSED)
    session.opened.emit(workspace)
    syncing.begin()
    qtbot.waitUntil(lambda: syncing.schedule.needs_person and not syncing.schedule.is_running)
    workspace.sync.sync(CONTROL)
    qtbot.waitUntil(lambda: syncing.schedule.next_s is not None)
    syncing.stop()
    workspace.close()


@pytest.mark.parametrize(
    ("overview", "words"),
    [
        (SyncOverview(online=True), "Connected"),
        (SyncOverview(online=True, fault=REFUSED), "Not signed in"),
        (SyncOverview(fault=NotSignedIn("no", reason="missing")), "Not signed in"),
        (SyncOverview(online=True, fault=PermissionMissing("no", status=403)), "Not allowed"),
        (SyncOverview(), "Connecting"),
        (SyncOverview(fault=PlatformStartError("no")), "Not connected"),
    ],
)
def test_F37_the_status_bar_does_not_call_it_connected(qtbot, overview, words):
    bar = StatusLine()
    qtbot.addWidget(bar)
    bar.show_sync(overview)
    assert find(bar, StatusDot, "connection_state").text() == words
