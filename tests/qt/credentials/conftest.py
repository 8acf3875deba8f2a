"""What every test of the Credentials page and dialog needs."""

from __future__ import annotations

import pytest

from app.runtime.events import AppEvents
from app.ui.theme import Theme
from tests.support.builders import a_catalog, a_credential


@pytest.fixture
def events(qtbot):
    return AppEvents()


@pytest.fixture
def theme(qapp):
    """The app's look, at its usual size again when the test ends."""
    theme = Theme(qapp)
    theme.apply("light")
    yield theme
    theme.apply("light")
    theme.deleteLater()


class ScriptedCredentials:
    """Satisfies the credential and the catalog service, failing when told to."""

    def __init__(self, *credentials):
        self.rows = list(credentials)
        self.created = []
        self.updated = []
        self.deleted = []
        self.faults = []
        self.hold = None
        self.waits = {}
        self.ends_ = {}
        self.catalog_ = a_catalog()

    def cached(self):
        return list(self.rows)

    def waiting(self):
        return self.waits

    def ends(self):
        return self.ends_

    def refresh(self, control):
        self._check(control)
        return list(self.rows)

    def create(self, control, draft):
        self._check(control)
        self.created.append(draft)
        made = a_credential(name=draft.name, auth_type=draft.auth_type, fields=dict(draft.fields))
        self.rows.append(made)
        return made

    def update(self, control, credential_id, draft):
        self._check(control)
        self.updated.append((credential_id, draft))
        new = a_credential(id=credential_id, name=draft.name, fields=dict(draft.fields))
        self.rows = [new if one.id == credential_id else one for one in self.rows]
        return new

    def delete(self, control, credential_id):
        self._check(control)
        self.deleted.append(credential_id)
        self.rows = [one for one in self.rows if one.id != credential_id]

    def _check(self, control):
        control.check()
        if self.hold is not None:
            self.hold()
        if self.faults:
            raise self.faults.pop(0)


class KeptCatalog:
    """Satisfies the catalog service."""

    def __init__(self, catalog):
        self.catalog = catalog

    def cached(self):
        return self.catalog

    def refresh(self, control):
        control.check()
        self.catalog = a_catalog()
        return self.catalog


@pytest.fixture
def scripted():
    return ScriptedCredentials


@pytest.fixture
def kept_catalog():
    return KeptCatalog


def revealed(draft):
    """A draft's secrets, for comparing."""
    return {name: secret.reveal() for name, secret in draft.secrets.items()}


@pytest.fixture
def secrets_of():
    return revealed
