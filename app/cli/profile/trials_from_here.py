"""A test that this computer sends: with the secrets it knows, or is given for this one test.

The platform never gives a secret out (contract section 5).  What is given is used and not kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.output import EXIT_USAGE, CommandFailed, remark
from app.cli.profile.credential_input import options_of, secrets_of
from app.cli.profile.exits import EXIT_REFUSED
from app.cli.profile.options import refuse_problems
from app.cli.profile.reaching import catalog_of
from app.domain.credential import CredentialDraft
from app.domain.errors import SecretStoreError
from app.domain.outbound import CredentialMaterial

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.cli.profile.session import Session
    from app.domain.control import JobControl
    from app.domain.credential import Credential
    from app.domain.delivery import Attempt
    from app.domain.listener import Destination, ListenerSettings
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class GivenSecrets:
    """Where the secrets for one test are, as the command line says it."""

    files: tuple[str, ...] = ()
    is_on_stdin: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not self.files and not self.is_on_stdin


def trial_from_here(
    session: Session,
    workspace: Workspace,
    settings: ListenerSettings,
    *,
    payload: bytes | None,
    record: str | None,
    given: GivenSecrets,
) -> Callable[[JobControl], Attempt]:
    """What sends it; nothing is sent yet.

    Raises:
        CommandFailed: It takes what only the platform has, or a secret that nobody gave.
        typer.BadParameter: A secret was given that is none of this credential's.
    """
    if settings.destination.kind.value == "email":
        raise CommandFailed(
            "only the platform's own mail server sends e-mail, and not this computer",
            code=EXIT_REFUSED,
        )
    credential = _credential(session, workspace, settings.destination, given)
    remark("Sent from this computer, signed with a one-time secret.")

    def send(control: JobControl) -> Attempt:
        body = payload
        if record is not None:
            body = workspace.records.get(control, settings.entity, record).body
        if body is None:
            body = workspace.catalog.sample(control, settings.entity)
        return workspace.tests.from_here(control, settings, body=body, credential=credential)

    return send


def _credential(
    session: Session, workspace: Workspace, to: Destination, given: GivenSecrets
) -> CredentialMaterial | None:
    if to.auth_type == "none":
        if not given.is_empty:
            raise CommandFailed("this listener has no credential: no secret", code=EXIT_USAGE)
        return None
    credential = _find(session, workspace, to.credential_id)
    kind = catalog_of(session, workspace, offline=False).auth_type(to.auth_type)
    if credential is None or kind is None:
        raise CommandFailed(
            "the credential of this listener is not on the platform", code=EXIT_REFUSED
        )
    if given.is_empty:
        return _known(workspace, credential)
    secrets = secrets_of(kind, list(given.files), from_stdin=given.is_on_stdin)
    draft = CredentialDraft(kind.name, credential.name or credential.id, credential.fields, secrets)
    refuse_problems(draft.problems(kind), options=options_of(kind))
    return CredentialMaterial(kind.name, credential.fields, secrets)


def _find(session: Session, workspace: Workspace, wanted: str | None) -> Credential | None:
    def cached() -> Credential | None:
        return next((one for one in workspace.credentials.cached() if one.id == wanted), None)

    known = cached()
    if known is None:
        session.run(workspace.credentials.refresh, doing="reading")
        known = cached()
    return known


def _known(workspace: Workspace, credential: Credential) -> CredentialMaterial:
    """What waits in the keyring, or was kept for tests there."""
    try:
        material = workspace.known_secrets.find(credential)
    except SecretStoreError:  # whoever runs this knows it all the same
        material = None
    if material is None:
        raise CommandFailed(
            f"the platform does not give out the secret of {credential.name or credential.id}, "
            "and this computer does not know it: use --secret-file or --secret-stdin",
            code=EXIT_USAGE,
        )
    return material
