"""`listeners …`: looking at listeners; changes, imports and tests have modules of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.output import minute, remark, shortened, show_facts, show_json, show_table
from app.cli.profile import listener_changes, listener_import, listener_tests
from app.cli.profile.drafting import Channel, Entity, Function
from app.cli.profile.options import ListenerId, Offline, ProfileCommand, session_of
from app.cli.profile.reaching import find_rows, refresh
from app.cli.profile.wording import state_of, where
from app.domain.listener import Status
from app.domain.sync_state import LocalListener, SyncState

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_LIST_LIMIT: Final = 60  # characters of a name or an address in a list


def add_to(cli: typer.Typer, name: str, what: str) -> None:
    """Make this group of commands part of the command line."""
    group = typer.Typer(no_args_is_help=True, help=what, rich_markup_mode=None)
    group.command("list", cls=ProfileCommand)(list_listeners)
    group.command(cls=ProfileCommand)(show)
    listener_changes.add_to(group)
    listener_import.add_to(group)
    listener_tests.add_to(group)
    cli.add_typer(group, name=name)


def list_listeners(
    context: typer.Context,
    entity: Entity = None,
    function: Function = None,
    channel: Channel = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="As the platform has it: active, paused, disabled, ...; given twice: or.",
        ),
    ] = None,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="In the name, the URL or the address.")
    ] = None,
    offline: Offline = False,
) -> None:
    """List listeners; what waits to be deleted is left out."""
    from app.cli.profile import shapes
    from app.cli.profile.catalog_words import refuse_unknown

    wanted = _statuses(status or ())
    session = session_of(context)
    workspace = session.workspace(offline=offline)
    stale = refresh(session, workspace, workspace.sync.pull, offline=offline)
    channel_id = _channel_id(workspace, channel)
    every = workspace.listeners.cached()
    if stale is None:
        refuse_unknown(session, workspace, every, entity=entity, function=function, offline=offline)
    rows = [
        row
        for row in every
        if entity in (None, row.settings.entity)
        and function in (None, row.settings.function)
        and (channel is None or row.settings.channel_id == channel_id)
        and (not wanted or (row.base is not None and row.base.status in wanted))
        and (search is None or _mentions(row, search))
    ]
    if session.as_json:
        overview = workspace.sync.overview()
        show_json(
            {
                "items": [shapes.listener(row) for row in rows],
                "synced_at": shapes.time_text(overview.synced_at),
                "online": overview.online,
            }
        )
    elif rows:
        show_table(
            ("id", "name", "listens to", "sends to", "state"),
            [
                (
                    row.id,
                    shortened(row.settings.name, _LIST_LIMIT),
                    f"{row.settings.entity} {row.settings.function}",
                    shortened(where(row), _LIST_LIMIT),
                    state_of(row),
                )
                for row in rows
            ],
            stacked=True,
        )
    elif stale is None:
        remark("There are none.")
    if stale is not None:
        raise stale


def show(context: typer.Context, listener: ListenerId, offline: Offline = False) -> None:
    """Show one listener: as it is wanted here, and what the platform says of it."""
    from app.cli.profile import shapes

    session = session_of(context)
    workspace = session.workspace(offline=offline)
    stale = refresh(session, workspace, workspace.sync.pull, offline=offline)
    (row,) = find_rows(session, workspace, [listener], offline=True)
    if session.as_json:
        show_json(shapes.listener(row))
    else:
        show_facts(_facts(row, workspace))
    if stale is not None:
        raise stale


def _facts(row: LocalListener, workspace: Workspace) -> list[tuple[str, str]]:
    from app.cli.profile.shapes import time_text

    settings, to, base = row.settings, row.settings.destination, row.base
    facts = [
        ("id", row.id),
        ("name", settings.name),
        ("listens to", f"{settings.entity} {settings.function}"),
        ("channel", settings.channel_id or "all"),
        ("sends to", where(row)),
    ]
    if to.url:
        names = {one.id: one.name for one in workspace.credentials.cached()}
        credential = (
            f": {names.get(to.credential_id, to.credential_id)}" if to.credential_id else ""
        )
        facts.append(("authentication", to.auth_type + credential))
    facts += [("signed", "yes" if settings.signing else "no"), ("mode", settings.mode.value)]
    if base is not None:
        reason = f" ({base.status_reason})" if base.status_reason else ""
        health = base.health
        facts += [
            ("status", base.status.value + reason),
            ("health", health.state.value),
            ("last 24 hours", f"{health.delivered_24h} delivered, {health.failed_24h} failed"),
            ("last try", minute(time_text(health.last_attempt_at))),
            ("version", f"{base.version}, {minute(time_text(base.updated_at))} UTC"),
        ]
    if row.state is not SyncState.CLEAN:
        since = f", since {minute(time_text(row.changed_at))} UTC" if row.changed_at else ""
        facts.append(("here", state_of(row) + since))
    if row.refusal_detail:
        facts.append(("refused because", row.refusal_detail))
    facts += [(one.pointer, one.detail or one.code) for one in row.refusals]
    return facts


def _channel_id(workspace: Workspace, wanted: str | None) -> str | None:
    from app.cli.profile.drafting import NOTHING
    from app.cli.profile.finding import find_channel

    if wanted is None or wanted == NOTHING:
        return None
    return find_channel(workspace.me.channels if workspace.me else (), wanted).id


def _statuses(given: Sequence[str]) -> frozenset[Status]:
    known = {one.value: one for one in Status if one is not Status.UNKNOWN}
    for name in given:
        if name not in known:
            raise typer.BadParameter(
                f"there is no such status; there are {', '.join(known)}", param_hint="--status"
            )
    return frozenset(known[name] for name in given)


def _mentions(row: LocalListener, text: str) -> bool:
    wanted = text.casefold()
    return wanted in row.settings.name.casefold() or wanted in where(row).casefold()
