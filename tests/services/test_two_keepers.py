"""F27: credentials that a window and a command line change at once, on one local copy.

Each side has a connection to the file and locks of its own, as a process has; the keyring
is the computer's.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.adapters.local_store import SqliteLocalStore
from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.errors import NetworkError
from app.domain.secret import Secret
from app.services.credential_outbox import CredentialOutbox
from app.services.credentials import CredentialService
from app.services.local_copy import LocalCopy
from app.services.sync import SyncService
from tests.support.builders import a_credential
from tests.support.fakes import FakePlatform, FakeSecretStore

CONTROL = JobControl()


class Side:
    """One process."""

    def __init__(self, path, platform, secrets) -> None:
        self.local = LocalCopy(SqliteLocalStore(path))
        outbox = CredentialOutbox(platform, self.local, secrets, connection_id="con_1")
        self.credentials = CredentialService(platform, self.local, outbox=outbox)
        self.engine = SyncService(platform, self.local, outbox=outbox)

    def change(self, credential_id: str, name: str) -> None:
        draft = CredentialDraft("bearer", name, {}, {"token": Secret(f"secret of {name}")})
        self.credentials.update(CONTROL, credential_id, draft)


@pytest.fixture
def secrets() -> FakeSecretStore:
    return FakeSecretStore()


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform()


@pytest.fixture
def sides(tmp_path, platform, secrets) -> Iterator[list[Side]]:
    made = [Side(tmp_path / "local.db", platform, secrets) for _ in range(2)]
    yield made
    for side in made:
        side.local.close()


@pytest.mark.parametrize("moment", ["changes", "update_credential"])
def test_F27_a_change_kept_while_another_process_sends_is_sent_too(
    sides, platform, secrets, moment
):
    window, command = sides
    known = a_credential(name="old", auth_type="bearer", etag='"k-1"')
    platform.credentials_[known.id] = known
    window.credentials.refresh(CONTROL)
    platform.fail("update_credential", NetworkError("away"))
    window.change(known.id, "first")

    def change_again() -> None:
        platform.before.clear()
        window.change(known.id, "second")

    platform.before[moment] = change_again
    command.engine.sync(CONTROL)
    for side in (*sides, *sides):
        side.engine.sync(CONTROL)
    assert platform.credentials_[known.id].name == "second"
    assert platform.secrets_[known.id] == {"token": "secret of second"}
    assert [side.credentials.waiting() for side in sides] == [{}, {}]
    assert secrets.kept == {}


def test_F27_one_made_by_a_process_that_ended_is_changed_before_it_was_seen(
    sides, platform, secrets
):
    window, command = sides
    platform.fail("create_credential", NetworkError("away"))
    draft = CredentialDraft("bearer", "new", {}, {"token": Secret("secret of new")})
    made = command.credentials.create(CONTROL, draft)
    window.change(made.id, "newer")
    for side in sides:
        side.engine.sync(CONTROL)
    assert platform.credentials_[made.id].name == "newer"
    assert platform.secrets_[made.id] == {"token": "secret of newer"}
    assert secrets.kept == {}


@pytest.mark.parametrize("whose", [0, 1], ids=["its own process", "another process"])
def test_F27_one_made_while_the_list_is_read_stays_in_it(sides, platform, monkeypatch, whose):
    """The answer on its way was given before: taken over, it would hide what was just made."""
    window, listed = sides[0], platform.credentials
    made: list[str] = []

    def overtaken(control: JobControl):
        found = listed(control)
        if not made:
            draft = CredentialDraft("bearer", "new", {}, {"token": Secret("secret of new")})
            made.append(sides[whose].credentials.create(control, draft).id)
        return found

    monkeypatch.setattr(platform, "credentials", overtaken)
    window.credentials.refresh(CONTROL)
    assert [one.id for one in window.credentials.cached()] == made
