"""`pending ...`: changes made here that the platform does not have (yet)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.output import remark, say, shortened, show_facts, show_json, show_table
from app.cli.profile import shapes
from app.cli.profile.finding import find
from app.cli.profile.options import ProfileCommand, Yes, confirm, session_of
from app.cli.profile.wording import setting_text, since

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.pending import PendingChange
    from app.services.workspace import Workspace

_NAME_LIMIT: Final = 60

ChangeId = Annotated[
    str, typer.Argument(metavar="ID", help="Of what was changed; or its name if only one has it.")
]


def add_to(cli: typer.Typer, name: str, what: str) -> None:
    """Make this group of commands part of the command line."""
    group = typer.Typer(no_args_is_help=True, help=what, rich_markup_mode=None)
    group.command("list", cls=ProfileCommand)(list_pending)
    group.command(cls=ProfileCommand)(show)
    group.command(cls=ProfileCommand)(discard)
    cli.add_typer(group, name=name)


def list_pending(context: typer.Context) -> None:
    """List what waits, what was refused and what is in conflict, oldest first."""
    session = session_of(context)
    changes = session.workspace(offline=True).pending.changes()
    if session.as_json:
        show_json({"items": [shapes.pending(one) for one in changes]})
    elif changes:
        show_table(
            ("id", "name", "change", "state", "since"),
            [
                (
                    one.id,
                    shortened(one.label, _NAME_LIMIT),
                    one.kind.value,
                    one.state.value,
                    since(one.since),
                )
                for one in changes
            ],
            stacked=True,
        )
    else:
        remark("Nothing waits.")


def show(context: typer.Context, change: ChangeId) -> None:
    """Show one change: what the platform has, and what is wanted."""
    session = session_of(context)
    one = _find(session.workspace(offline=True), change)
    if session.as_json:
        show_json(shapes.pending(one))
        return
    show_facts(
        [
            ("id", one.id),
            ("name", one.label),
            ("change", one.kind.value),
            ("state", one.state.value),
            ("since", since(one.since)),
            *([("refused because", one.refusal_detail)] if one.refusal_detail else []),
            *((each.pointer, each.detail or each.code) for each in one.refusals),
        ]
    )
    if one.differences:
        show_table(
            ("setting", "before", "wanted"),
            [
                (
                    each.name,
                    setting_text(each.name, each.before),
                    setting_text(each.name, each.mine),
                )
                for each in one.differences
            ],
        )


def discard(
    context: typer.Context,
    changes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID...]", help="Whose changes; an id, or a name only one has."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every change that was not taken.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Give changes up: the platform's version stands, and what it does not know goes."""
    if everything == bool(changes):
        raise typer.BadParameter("say which, or --all for every change", param_hint="ID")
    session = session_of(context)
    workspace = session.workspace(offline=True)
    wanted = dict.fromkeys(changes or [])
    found = workspace.pending.changes() if everything else [_find(workspace, w) for w in wanted]
    ids = list(dict.fromkeys(one.id for one in found))
    if ids:
        confirm(f"Give up {len(ids)} change{'s' if len(ids) > 1 else ''} for good?", yes=yes)

    def give_up(control: JobControl) -> None:
        for one in ids:
            workspace.pending.discard(control, one)

    session.run(give_up)
    left = [one for one in ids if workspace.pending.find(one) is not None]
    if session.as_json:
        show_json({"items": [{"id": one, "discarded": one not in left} for one in ids]})
    else:
        for one in ids:
            say(f"{one}  {'to be undone' if one in left else 'discarded'}")
    if left:
        remark("What was sent without an answer may have arrived; `sync` undoes it.")


def _find(workspace: Workspace, wanted: str) -> PendingChange:
    return find(
        workspace.pending.changes(),
        wanted,
        "waiting change of",
        "ID",
        key=lambda one: (one.id, one.label),
    )
