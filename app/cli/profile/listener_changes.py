"""`listeners create`, `edit`, `enable`, `disable`, `pause` and `delete`.

A change is kept here first and sent at once; with `--offline`, or when the platform is
away, it waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.output import remark, say, show_json
from app.cli.profile.drafting import (
    AuthType,
    Channel,
    CredentialName,
    Email,
    Entity,
    Function,
    Given,
    Name,
    Signing,
    Url,
    settings_of,
    warn_of_twins,
)
from app.cli.profile.options import (
    ListenerId,
    ListenerIds,
    Offline,
    ProfileCommand,
    Yes,
    confirm,
    session_of,
)
from app.cli.profile.reaching import find_rows, send
from app.cli.profile.wording import state_of
from app.domain.listener import Mode
from app.domain.sync_state import SyncState

if TYPE_CHECKING:
    from app.cli.profile.session import Session
    from app.services.workspace import Workspace

_ASKED_ONE_BY_ONE: Final = 5


def add_to(group: typer.Typer) -> None:
    """Make these commands part of `listeners`."""
    for command in (create, edit, enable, disable, pause, delete):
        group.command(cls=ProfileCommand)(command)


def create(
    context: typer.Context,
    entity: Entity = None,
    function: Function = "create",
    url: Url = None,
    auth_type: AuthType = None,
    credential: CredentialName = None,
    email: Email = None,
    name: Name = None,
    channel: Channel = None,
    signing: Signing = None,
    mode: Annotated[Mode, typer.Option(help="What it does once it is there.")] = Mode.ENABLED,
    offline: Offline = False,
) -> None:
    """Make a listener."""
    given = Given(entity, function, url, email, auth_type, credential, name, channel, signing, mode)
    session = session_of(context)
    workspace = session.writable(offline=offline)
    settings = settings_of(given, None, session, workspace, offline=offline)
    warn_of_twins("", settings, workspace.listeners.cached())
    row = session.run(lambda control: workspace.listeners.create(control, settings))
    _finish(session, workspace, [row.id], "created", offline=offline, alone=True)


def edit(
    context: typer.Context,
    listener: ListenerId,
    entity: Entity = None,
    function: Function = None,
    url: Url = None,
    auth_type: AuthType = None,
    credential: CredentialName = None,
    email: Email = None,
    name: Name = None,
    channel: Channel = None,
    signing: Signing = None,
    offline: Offline = False,
) -> None:
    """Change settings of a listener; what is not given stays."""
    given = Given(entity, function, url, email, auth_type, credential, name, channel, signing)
    if given.is_empty:
        raise typer.BadParameter("say what to change, such as --name", param_hint="edit")
    session = session_of(context)
    workspace = session.writable(offline=offline)
    (row,) = find_rows(session, workspace, [listener], offline=offline)
    settings = settings_of(given, row.settings, session, workspace, offline=offline)
    if settings.destination != row.settings.destination:
        warn_of_twins(row.id, settings, workspace.listeners.cached())
    session.run(lambda control: workspace.listeners.edit(control, row.id, settings))
    _finish(session, workspace, [row.id], "changed", offline=offline, alone=True)


def enable(context: typer.Context, listeners: ListenerIds, offline: Offline = False) -> None:
    """Switch listeners on; what was held while one was paused is sent."""
    _set_mode(context, listeners, Mode.ENABLED, offline=offline)


def disable(context: typer.Context, listeners: ListenerIds, offline: Offline = False) -> None:
    """Switch listeners off; events are not kept for them."""
    _set_mode(context, listeners, Mode.DISABLED, offline=offline)


def pause(context: typer.Context, listeners: ListenerIds, offline: Offline = False) -> None:
    """Hold what listeners would send until they are switched on again."""
    _set_mode(context, listeners, Mode.PAUSED, offline=offline)


def delete(
    context: typer.Context, listeners: ListenerIds, yes: Yes = False, offline: Offline = False
) -> None:
    """Delete listeners, for good."""
    session = session_of(context)
    workspace = session.writable(offline=offline)
    rows = find_rows(session, workspace, listeners, offline=offline)
    names = ", ".join(row.settings.name or row.id for row in rows[:_ASKED_ONE_BY_ONE])
    more = f" and {len(rows) - _ASKED_ONE_BY_ONE} more" if len(rows) > _ASKED_ONE_BY_ONE else ""
    confirm(f"Delete {names}{more}?", yes=yes)
    ids = [row.id for row in rows]
    session.run(lambda control: workspace.listeners.delete(control, ids))
    _finish(session, workspace, ids, "deleted", offline=offline)


def _set_mode(context: typer.Context, wanted: list[str], mode: Mode, *, offline: bool) -> None:
    session = session_of(context)
    workspace = session.writable(offline=offline)
    rows = find_rows(session, workspace, wanted, offline=offline)
    ids = [row.id for row in rows]
    session.run(lambda control: workspace.listeners.set_mode(control, ids, mode))
    _finish(session, workspace, ids, mode.value, offline=offline)


def _finish(
    session: Session,
    workspace: Workspace,
    ids: list[str],
    done: str,
    *,
    offline: bool,
    alone: bool = False,
) -> None:
    """Send, and show how each listener is then; `alone` shows one and no list of one."""
    from app.cli.profile import shapes

    failure = None if offline else send(session, workspace, ids)
    rows = [(one, workspace.listeners.get(one)) for one in ids]
    if session.as_json:
        items = [
            {"id": one, "deleted": True} if row is None else shapes.listener(row)
            for one, row in rows
        ]
        show_json(items[0] if alone else {"items": items})
    else:
        for one, row in rows:
            is_done = row is None or row.state is SyncState.CLEAN
            say(f"{one}  {done if row is None or is_done else state_of(row)}")
    if offline and any(row is not None for _, row in rows):
        remark("What waits here is sent by `sync`.")
    if failure is not None:
        raise failure
