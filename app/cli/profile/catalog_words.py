"""Names of the catalog that somebody mistyped: an empty list would say that there are none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from app.cli.profile.session import Session
    from app.domain.catalog import Catalog
    from app.domain.sync_state import LocalListener
    from app.services.workspace import Workspace


def refuse_unknown(
    session: Session,
    workspace: Workspace,
    rows: Iterable[LocalListener],
    *,
    entity: str | None,
    function: str | None,
    offline: bool,
) -> None:
    """Say which entities and functions there are, where one was asked for that is none.

    What a listener is of is known, whatever the catalog says.  The platform is asked once
    more before a name is refused, for it may be new; where nothing was ever read of the
    catalog, nothing is refused.

    Raises:
        typer.BadParameter: There is no such entity or function.
    """
    settings = [row.settings for row in rows]
    used = {one.entity for one in settings} | {one.function for one in settings}
    if {entity, function} <= {None, *used}:
        return
    known = workspace.catalog.cached()
    if not offline and (known is None or _wrong(known, used, entity, function) is not None):
        known = session.run(workspace.catalog.refresh, doing="reading")
    wrong = _wrong(known, used, entity, function) if known is not None else None
    if wrong is not None:
        raise wrong


def _wrong(
    catalog: Catalog, used: set[str], entity: str | None, function: str | None
) -> typer.BadParameter | None:
    for what, wanted, names in (
        ("entity", entity, [one.name for one in catalog.entities]),
        ("function", function, [one.name for one in catalog.functions]),
    ):
        if wanted is not None and wanted not in {*names, *used}:
            words = f"there is no such {what}; there are {', '.join(names)}"
            return typer.BadParameter(words, param_hint=f"--{what}")
    return None
