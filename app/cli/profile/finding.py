"""Finds what is named on the command line: by its id, or by a name that only one has."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, TypeVar

import typer

from app.cli.output import shortened

if TYPE_CHECKING:
    from app.domain.credential import Credential
    from app.domain.sync_state import LocalListener
    from app.domain.workspace import Channel, Connection

T = TypeVar("T")

_SHOWN: Final = 5
_NAME_LIMIT: Final = 40


def find_connection(connections: Iterable[Connection], wanted: str | None) -> Connection:
    """The connection of that name or id; without one, the only one there is.

    Raises:
        typer.BadParameter: There is none, or it is not clear which.
    """
    known = list(connections)
    if wanted is not None:
        return find(known, wanted, "connection", "--connection", key=lambda one: (one.id, one.name))
    if len(known) == 1:
        return known[0]
    if not known:
        raise typer.BadParameter(
            "there is none yet; `connections add` makes one", param_hint="--connection"
        )
    raise typer.BadParameter(
        f"there are several, say which: {_listed(one.name for one in known)}",
        param_hint="--connection",
    )


def find_listener(rows: Iterable[LocalListener], wanted: str) -> LocalListener:
    """The listener of that id or name.

    Raises:
        typer.BadParameter: There is none, or several have the name.
    """
    return find(rows, wanted, "listener", "ID", key=lambda row: (row.id, row.settings.name))


def find_credential(
    credentials: Iterable[Credential], wanted: str, *, hint: str = "ID"
) -> Credential:
    """The credential of that id or name.

    Raises:
        typer.BadParameter: There is none, or several have the name.
    """
    return find(credentials, wanted, "credential", hint, key=lambda one: (one.id, one.name))


def find_channel(channels: Iterable[Channel], wanted: str) -> Channel:
    """The channel of that id or name.

    Raises:
        typer.BadParameter: There is none, or several have the name.
    """
    return find(channels, wanted, "channel", "--channel", key=lambda one: (one.id, one.name))


def find(
    known: Iterable[T],
    wanted: str,
    kind: str,
    hint: str,
    *,
    key: Callable[[T], tuple[str, str]],
) -> T:
    """The one with that id, else the only one with that name.

    Args:
        known: All there are.
        wanted: An id or a name.
        kind: What they are, for the message.
        hint: Where it was named.
        key: The id and the name of one.

    Raises:
        typer.BadParameter: There is none, or several have the name.
    """
    everything = [(key(one), one) for one in known]
    for (one_id, _), one in everything:
        if one_id == wanted:
            return one
    name = unicodedata.normalize("NFC", wanted.strip(" "))
    named = [(one_id, one) for (one_id, one_name), one in everything if name and one_name == name]
    if len(named) == 1:
        return named[0][1]
    if named:
        raise typer.BadParameter(
            f"several have this name, say the id: {_listed(one_id for one_id, _ in named)}",
            param_hint=hint,
        )
    shown = shortened(wanted, _NAME_LIMIT)
    raise typer.BadParameter(f"there is no {kind} '{shown}'", param_hint=hint)


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    shown = ", ".join(shortened(one, _NAME_LIMIT) for one in every[:_SHOWN])
    return shown if len(every) <= _SHOWN else f"{shown} and {len(every) - _SHOWN} more"
