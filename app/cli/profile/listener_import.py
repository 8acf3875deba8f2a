"""`listeners import`: new listeners out of a file, all of them or none."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.output import EXIT_USAGE, CommandFailed, remark, say, show_json, show_table
from app.cli.profile.options import Offline, ProfileCommand, session_of
from app.cli.profile.reaching import catalog_of, send
from app.domain.listener import ListenerSettings, Mode
from app.domain.listener_draft import ListenerDraft
from app.domain.listener_file import SIZE_LIMIT, Fault, FileRefused, read_listeners
from app.domain.validation import describe

if TYPE_CHECKING:
    from app.cli.profile.session import Session
    from app.services.workspace import Workspace

_SHOWN: Final = 20  # faults; more are only counted


def add_to(group: typer.Typer) -> None:
    """Make this command part of `listeners`."""
    group.command("import", cls=ProfileCommand)(import_listeners)


def import_listeners(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="As `listeners list --json` writes it.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be made.")
    ] = False,
    keep_mode: Annotated[
        bool, typer.Option("--keep-mode", help="On where the file says so, not switched off.")
    ] = False,
    offline: Offline = False,
) -> None:
    """Make new listeners of a file, all or none; they are switched off at first."""
    session = session_of(context)
    workspace = session.workspace(offline=offline) if dry_run else session.writable(offline=offline)
    try:
        drafts = read_listeners(_read(file))
        many = _judged(drafts, session, workspace, keep_mode=keep_mode, offline=offline)
    except FileRefused as error:
        raise _failed(error) from None
    if dry_run:
        _preview(session, many)
        return
    rows = session.run(lambda control: workspace.listeners.create_all(control, many))
    ids = [row.id for row in rows]
    failure = None if offline else send(session, workspace, ids)
    if session.as_json:
        from app.cli.profile import shapes

        found = [workspace.listeners.get(one) for one in ids]
        show_json({"items": [shapes.listener(row) for row in found if row is not None]})
    else:
        say(f"{len(ids)} made{'' if keep_mode else ', switched off'}")
    if offline and ids:
        remark("What waits here is sent by `sync`.")
    if failure is not None:
        raise failure


def _read(file: Path) -> bytes:
    """What is in it, if it is a file and not too large (T39)."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe holds up nobody
    except OSError as error:
        raise _unreadable(error.strerror or "") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _unreadable("this is no file")
    with open(handle, "rb") as opened:
        try:
            return opened.read(SIZE_LIMIT + 1)
        except OSError as error:
            raise _unreadable(error.strerror or "") from None


def _unreadable(why: str) -> typer.BadParameter:
    return typer.BadParameter(f"it cannot be read: {why}", param_hint="FILE")


def _judged(
    drafts: list[ListenerDraft],
    session: Session,
    workspace: Workspace,
    *,
    keep_mode: bool,
    offline: bool,
) -> list[ListenerSettings]:
    """All as the form would save them.

    Raises:
        FileRefused: With everything that the form would refuse.
    """
    catalog = catalog_of(session, workspace, offline=offline)
    if not offline and any(one.credential_id for one in drafts):
        session.run(workspace.credentials.refresh, doing="reading")
    credentials = workspace.credentials.cached()
    channels = {one.id for one in workspace.me.channels} if workspace.me is not None else set()
    faults = []
    for number, draft in enumerate(drafts, start=1):
        for problem in draft.problems(catalog, credentials):
            words = describe(problem).removeprefix(f"{problem.field}: ")
            faults.append(Fault(number, problem.field, words))
        if draft.channel_id is not None and draft.channel_id not in channels:
            faults.append(Fault(number, "channel_id", "there is no such channel"))
    if faults:
        raise FileRefused(tuple(faults))
    return [(one if keep_mode else replace(one, mode=Mode.DISABLED)).settings() for one in drafts]


def _failed(error: FileRefused) -> CommandFailed:
    lines = [str(one) for one in error.faults[:_SHOWN]]
    left = len(error.faults) - len(lines)
    more = [f"and {left} more"] if left else []
    return CommandFailed(lines[0], code=EXIT_USAGE, details=[*lines[1:], *more, "nothing was made"])


def _preview(session: Session, many: list[ListenerSettings]) -> None:
    if session.as_json:
        from app.adapters.wire.listeners import write_settings

        show_json({"items": [write_settings(one) for one in many], "dry_run": True})
        return
    show_table(
        ("name", "listens to", "sends to", "mode"),
        [
            (
                one.name,
                f"{one.entity} {one.function}",
                one.destination.url or one.destination.address,
                one.mode.value,
            )
            for one in many
        ],
        stacked=True,
    )
    remark(f"{len(many)} would be made; nothing was.")
