"""From the options of a listener to its settings, judged as the window's form judges them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.output import remark
from app.domain.endpoint_check import are_twins
from app.domain.listener import Kind, ListenerSettings, Mode
from app.domain.listener_draft import ListenerDraft
from app.domain.validation import Code, Problem

if TYPE_CHECKING:
    from app.cli.profile.session import Session
    from app.domain.catalog import Catalog
    from app.domain.credential import Credential
    from app.domain.sync_state import LocalListener
    from app.services.workspace import Workspace

Entity = Annotated[
    str | None, typer.Option(metavar="NAME", help="What is listened to, e.g. clients.")
]
Function = Annotated[str | None, typer.Option(metavar="NAME", help="What happens: create, update.")]
Url = Annotated[str | None, typer.Option(help="The endpoint that events are sent to.")]
Email = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Or: where they are mailed to.")]
AuthType = Annotated[
    str | None,
    typer.Option("--auth-type", metavar="TYPE", help="none, basic, bearer, ... of the catalog."),
]
CredentialName = Annotated[
    str | None,
    typer.Option("--credential", metavar="ID", help="What the endpoint asks for: id or name."),
]
Name = Annotated[str | None, typer.Option(metavar="TEXT", help="A label of your own.")]
Channel = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Only records of this channel (id or name); none: all."),
]
Signing = Annotated[
    bool | None, typer.Option("--signing/--no-signing", help="Whether what is sent is signed.")
]
NOTHING: Final = "none"


@dataclass(frozen=True, slots=True)
class Given:
    """The options as they were typed; None for those that were not."""

    entity: str | None = None
    function: str | None = None
    url: str | None = None
    email: str | None = None
    auth_type: str | None = None
    credential: str | None = None
    name: str | None = None
    channel: str | None = None
    signing: bool | None = None
    mode: Mode | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return self == Given()


def settings_of(
    given: Given,
    before: ListenerSettings | None,
    session: Session,
    workspace: Workspace,
    *,
    offline: bool,
) -> ListenerSettings:
    """The settings that the options make, on top of those before.

    Raises:
        CommandFailed: Something is not accepted; every such option is named.
        typer.BadParameter: An option contradicts another, or names what is not there.
    """
    from app.cli.profile.options import refuse_problems
    from app.cli.profile.reaching import catalog_of

    catalog = catalog_of(session, workspace, offline=offline)
    credentials = _credentials(given, before, session, workspace, offline=offline)
    draft = _destination(given, before, credentials)
    draft = _others(given, draft, workspace)
    problems = draft.problems(catalog, credentials)
    refuse_problems(problems, lambda problem: _explained(problem, catalog))
    return draft.settings()


def warn_of_twins(row_id: str, settings: ListenerSettings, rows: list[LocalListener]) -> None:
    """Tell of other listeners that send the same events to the same place."""
    twins = [row.id for row in rows if row.id != row_id and are_twins(row.settings, settings)]
    if twins:
        remark(
            f"The same events are also sent there by {', '.join(twins[:3])}: one arrives twice, "
            "with one webhook-id."
        )


def _credentials(
    given: Given,
    before: ListenerSettings | None,
    session: Session,
    workspace: Workspace,
    *,
    offline: bool,
) -> list[Credential]:
    from app.cli.profile.finding import find_credential
    from app.cli.profile.reaching import found

    def read() -> list[Credential]:
        return session.run(workspace.credentials.refresh, doing="reading")

    wanted, known = given.credential, workspace.credentials.cached
    if wanted is not None and wanted != NOTHING:
        found(lambda: find_credential(known(), wanted, hint="--credential"), read, offline=offline)
    elif before is not None and not offline:
        kept = before.destination.credential_id
        if kept is not None and kept not in [one.id for one in known()]:
            read()
    return known()


def _destination(
    given: Given, before: ListenerSettings | None, credentials: list[Credential]
) -> ListenerDraft:
    from app.cli.profile.finding import find_credential

    draft = ListenerDraft() if before is None else ListenerDraft.of(before)
    to_endpoint = (given.url, given.auth_type, given.credential) != (None, None, None)
    if given.email is not None:
        if to_endpoint:
            raise typer.BadParameter(
                "an e-mail address has no URL and no authentication", param_hint="--email"
            )
        return replace(draft, kind=Kind.EMAIL, address=given.email)
    if before is None and given.url is None:
        raise typer.BadParameter("say --url or --email", param_hint="--url")
    if to_endpoint and given.url is None and draft.kind is Kind.EMAIL:
        raise typer.BadParameter("an e-mail address has none; say --url", param_hint="--auth-type")
    if given.url is not None:
        _keep_credential_at_home(given, before)
        draft = replace(draft, kind=Kind.ENDPOINT, url=given.url)
    if given.auth_type is not None:
        is_same = given.auth_type == draft.auth_type
        kept = draft.credential_id if is_same else None
        draft = replace(draft, auth_type=given.auth_type, credential_id=kept)
    if given.credential == NOTHING:
        draft = replace(draft, credential_id=None)
    elif given.credential is not None:
        one = find_credential(credentials, given.credential, hint="--credential")
        auth_type = one.auth_type if given.auth_type is None else given.auth_type
        draft = replace(draft, auth_type=auth_type, credential_id=one.id)
    return draft


def _keep_credential_at_home(given: Given, before: ListenerSettings | None) -> None:
    """A credential never goes to another host unless a person says so."""
    from app.domain.url import parse_url
    from app.domain.validation import Refused

    if before is None or before.destination.credential_id is None:
        return
    if given.credential is not None or given.auth_type is not None or given.url is None:
        return
    try:
        same = parse_url(given.url).origin == parse_url(before.destination.url).origin
    except Refused:
        return  # said with the other problems
    if not same:
        raise typer.BadParameter(
            "this is another host; say --credential to send it the credential, too, or "
            "--auth-type none",
            param_hint="--url",
        )


def _others(given: Given, draft: ListenerDraft, workspace: Workspace) -> ListenerDraft:
    from app.cli.profile.finding import find_channel

    if given.entity is not None:
        draft = replace(draft, entity=given.entity)
    if given.function is not None:
        draft = replace(draft, function=given.function)
    if given.name is not None:
        draft = replace(draft, name=given.name)
    if given.channel == NOTHING:
        draft = replace(draft, channel_id=None)
    elif given.channel is not None:
        channels = workspace.me.channels if workspace.me is not None else ()
        draft = replace(draft, channel_id=find_channel(channels, given.channel).id)
    if given.signing is not None:
        draft = replace(draft, signing=given.signing)
    return draft if given.mode is None else replace(draft, mode=given.mode)


def _explained(problem: Problem, catalog: Catalog) -> str | None:
    """Words for what the catalog does not have, with what it has instead."""
    match problem.code:
        case Code.REQUIRED if problem.field == "entity":
            return f"--entity: say which; there are {_entities(catalog)}"
        case Code.UNKNOWN_ENTITY:
            return f"--entity: there is no such entity; there are {_entities(catalog)}"
        case Code.ENTITY_NOT_LISTENABLE:
            return (
                "--entity: this cannot be listened to, such a listener never becomes active; "
                f"choose of {_entities(catalog)}"
            )
        case Code.FUNCTION_NOT_SUPPORTED:
            supported = ", ".join(one.name for one in catalog.functions if one.supported)
            return f"--function: this is not sent; choose of {supported}"
        case Code.UNKNOWN_AUTH_TYPE:
            types = ", ".join(one.name for one in catalog.auth_types)
            return f"--auth-type: there is no such type; there are {types}"
        case Code.CREDENTIAL_REQUIRED:
            return "--credential: this type needs one; `credentials create` makes it"
        case Code.CREDENTIAL_TYPE_MISMATCH:
            return "--credential: this credential is of another type; leave --auth-type out"
        case _:
            return None


def _entities(catalog: Catalog) -> str:
    return ", ".join(one.name for one in catalog.entities if one.listenable)
