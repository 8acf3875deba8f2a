"""`conflicts …`: where somebody else changed what was changed here, and a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from app.cli.output import (
    EXIT_USAGE,
    CommandFailed,
    remark,
    say,
    shortened,
    show_facts,
    show_json,
    show_table,
)
from app.cli.profile import shapes
from app.cli.profile.credentials import tell_how_it_is
from app.cli.profile.finding import find
from app.cli.profile.options import Offline, ProfileCommand, session_of
from app.cli.profile.reaching import send
from app.cli.profile.wording import setting_text, since, state_of
from app.domain.conflict import FIELDS, Difference, Side
from app.domain.pending import ChangeKind, PendingChange, Subject
from app.domain.sync_state import LocalListener, SyncState
from app.domain.waiting_credential import draft_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.cli.profile.session import Session
    from app.domain.control import JobControl
    from app.services.workspace import Workspace

_NAME_LIMIT: Final = 60

ConflictId = Annotated[
    str,
    typer.Argument(metavar="ID", help="Of what is in conflict, or a name that only one has."),
]


def add_to(cli: typer.Typer, name: str, what: str) -> None:
    """Make this group of commands part of the command line."""
    group = typer.Typer(no_args_is_help=True, help=what, rich_markup_mode=None)
    group.command("list", cls=ProfileCommand)(list_conflicts)
    group.command(cls=ProfileCommand)(show)
    group.command(cls=ProfileCommand)(resolve)
    cli.add_typer(group, name=name)


@dataclass(frozen=True, slots=True)
class _Conflict:
    """One conflict; `row` is None for a credential's, which only a whole side decides."""

    change: PendingChange
    row: LocalListener | None
    found: tuple[Difference, ...]
    is_gone_there: bool

    @property
    def is_whole(self) -> bool:
        """Whether it is about all of it, because a side deleted it, or it is a credential."""
        return self.row is None or self.is_gone_there or self.change.kind is ChangeKind.DELETE

    @property
    def here(self) -> str:
        return "deleted" if self.change.kind is ChangeKind.DELETE else "edited"

    @property
    def there(self) -> str:
        return "deleted" if self.is_gone_there else "edited"

    @property
    def shape(self) -> dict[str, Any]:
        return shapes.conflict(self.change, self.found, is_gone_there=self.is_gone_there)


def list_conflicts(context: typer.Context) -> None:
    """List the conflicts; both versions of each are kept until somebody decides."""
    session = session_of(context)
    conflicts = _conflicts(session.workspace(offline=True))
    if session.as_json:
        show_json({"items": [one.shape for one in conflicts]})
    elif conflicts:
        show_table(
            ("id", "name", "here", "there", "to decide"),
            [
                (
                    one.change.id,
                    shortened(one.change.label, _NAME_LIMIT),
                    one.here,
                    one.there,
                    "all" if one.is_whole else ", ".join(_undecided(one.found, {})),
                )
                for one in conflicts
            ],
            stacked=True,
        )
    else:
        remark("There are none.")


def show(context: typer.Context, conflict: ConflictId) -> None:
    """Show a conflict, setting by setting: as it was, as it is wanted here, as it is there."""
    session = session_of(context)
    one = _find(session.workspace(offline=True), conflict)
    if session.as_json:
        show_json(one.shape)
        return
    show_facts(
        [
            ("id", one.change.id),
            ("name", one.change.label),
            ("here", f"{one.here} {since(one.change.since)}"),
            ("there", one.there),
        ]
    )
    if one.found:
        show_table(
            ("setting", "before", "mine", "theirs", "stands"),
            [
                (
                    each.name,
                    setting_text(each.name, each.before),
                    setting_text(each.name, each.mine),
                    setting_text(each.name, each.theirs),
                    "to decide" if each.side is None else each.side.value,
                )
                for each in one.found
            ],
        )


def resolve(
    context: typer.Context,
    conflict: ConflictId,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=SIDE", help="Whose value of a setting: mine or theirs."),
    ] = None,
    everything: Annotated[
        Side | None, typer.Option("--all", help="Whose version of everything.")
    ] = None,
    offline: Offline = False,
) -> None:
    """Decide a conflict; what was decided is sent at once."""
    if (everything is None) == (not field):
        raise typer.BadParameter("say --field for each setting, or --all", param_hint="--all")
    choices = _choices(field or [])
    session = session_of(context)
    workspace = session.writable(offline=offline)
    one = _find(workspace, conflict)
    decided = session.run(lambda control: _decide(workspace, control, one, choices, everything))
    failure = None if offline else send(session, workspace, [decided])
    if one.row is None:
        tell_how_it_is(session, workspace, decided, "resolved")
    else:
        _tell_of_listener(session, workspace, decided)
    if failure is not None:
        raise failure


def _tell_of_listener(session: Session, workspace: Workspace, listener_id: str) -> None:
    now = workspace.listeners.get(listener_id)
    if session.as_json:
        gone = {"id": listener_id, "deleted": True}
        show_json(gone if now is None else shapes.listener(now))
    elif now is None:
        say(f"{listener_id}  gone")
    else:
        say(f"{now.id}  {'resolved' if now.state is SyncState.CLEAN else state_of(now)}")


def _decide(
    workspace: Workspace,
    control: JobControl,
    one: _Conflict,
    choices: Mapping[str, Side],
    everything: Side | None,
) -> str:
    """Apply what was decided; the id that it has then."""
    if everything is None and one.is_whole:
        raise CommandFailed(
            "--field: this is decided as a whole, by --all mine or --all theirs", code=EXIT_USAGE
        )
    if everything is Side.THEIRS:
        workspace.pending.discard(control, one.change.id)
        return one.change.id
    if one.row is None:
        _insist(workspace, control, one)
        return one.change.id
    if one.is_whole:
        return workspace.listeners.keep_mine(control, one.row.id).id
    if everything is Side.MINE:
        choices = dict.fromkeys((each.name for each in one.found), Side.MINE)
    _check_choices(one.found, choices)
    return workspace.listeners.resolve(control, one.row, choices).id


def _insist(workspace: Workspace, control: JobControl, one: _Conflict) -> None:
    """Send a credential's change once more, on top of what the platform has now."""
    waiting = workspace.credentials.waiting()[one.change.id]
    if waiting.kind is ChangeKind.DELETE:
        workspace.credentials.delete(control, waiting.id)
    else:
        workspace.credentials.update(control, waiting.id, draft_of(waiting))


def _check_choices(found: tuple[Difference, ...], choices: Mapping[str, Side]) -> None:
    differing = {one.name for one in found}
    strange = [name for name in choices if name not in differing]
    if strange:
        raise CommandFailed(
            f"--field: {strange[0]} is the same on both sides; different are "
            f"{', '.join(sorted(differing))}",
            code=EXIT_USAGE,
        )
    missing = _undecided(found, choices)
    if missing:
        raise CommandFailed(
            f"--field: nothing was decided; say mine or theirs for {', '.join(missing)}, too",
            code=EXIT_USAGE,
        )


def _undecided(found: tuple[Difference, ...], choices: Mapping[str, Side]) -> list[str]:
    return [one.name for one in found if one.side is None and one.name not in choices]


def _choices(words: list[str]) -> dict[str, Side]:
    choices: dict[str, Side] = {}
    for word in words:
        name, _, side = word.partition("=")
        if name not in FIELDS or side not in set(Side):
            raise typer.BadParameter(
                f"this is NAME=mine or NAME=theirs, with a NAME of {', '.join(FIELDS)}",
                param_hint="--field",
            )
        if choices.setdefault(name, Side(side)) != side:
            raise typer.BadParameter(f"{name} is both mine and theirs", param_hint="--field")
    return choices


def _find(workspace: Workspace, wanted: str) -> _Conflict:
    return find(
        _conflicts(workspace),
        wanted,
        "conflict of",
        "ID",
        key=lambda one: (one.change.id, one.change.label),
    )


def _conflicts(workspace: Workspace) -> list[_Conflict]:
    found = []
    for change in workspace.pending.changes():
        if change.state is not SyncState.CONFLICT:
            continue
        if change.subject is Subject.CREDENTIAL:
            waiting = workspace.credentials.waiting().get(change.id)
            gone = waiting is None or waiting.theirs is None
            found.append(_Conflict(change, None, change.differences, gone))
        elif (row := workspace.listeners.get(change.id)) is not None:
            is_whole = row.theirs is None or row.delete_wanted
            settings = () if is_whole else change.differences
            found.append(_Conflict(change, row, settings, row.theirs is None))
    return found
