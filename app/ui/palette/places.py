"""Entries of what a connection has many of: its listeners and its credentials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.listener import Kind
from app.ui.palette.entries import Entry
from app.ui.palette.index import Index
from app.ui.text.messages import split_url
from app.ui.text.names import function_label, listener_name
from app.ui.widgets.environment import environment_name

if TYPE_CHECKING:
    from app.domain.credential import Credential
    from app.domain.listener import ListenerSettings
    from app.domain.sync_state import LocalListener
    from app.domain.workspace import Connection

translate = QCoreApplication.translate

Go = Callable[[str, str], None]  # to a page, with the id of what to select there


def index_of(
    listeners: Sequence[LocalListener], credentials: Sequence[Credential], go: Go
) -> Index:
    """All of them, prepared; callable on any thread."""
    made = [
        Entry(
            key=f"listener:{row.id}",
            title=listener_name(row.settings),
            run=partial(go, "listeners", row.id),
            second=_second(row.settings),
            icon_name="listeners",
        )
        for row in listeners
    ]
    kind = translate("palette", "Credential")
    made += [
        Entry(
            key=f"credential:{one.id}",
            title=one.name or one.id,
            run=partial(go, "credentials", one.id),
            second=kind,
            icon_name="key",
        )
        for one in credentials
    ]
    return Index(made)


def connections(
    known: Sequence[Connection],
    current_id: str,
    shortcut: Callable[[int], str],
    go: Callable[[str], None],
) -> list[Entry]:
    """The other connections of the profile."""
    words = translate("palette", "{environment} connection")
    return [
        Entry(
            key=f"connection:{one.id}",
            title=one.name,
            run=partial(go, one.id),
            second=words.format(environment=environment_name(one.environment)),
            icon_name="server",
            shortcut=shortcut(at),
        )
        for at, one in enumerate(known)
        if one.id != current_id
    ]


def _second(settings: ListenerSettings) -> str:
    to = settings.destination
    where = to.address if to.kind is Kind.EMAIL else split_url(to.url)[0]
    what = f"{settings.entity}, {function_label(settings.function)}"
    return f"{what} · {where}" if settings.name else where
