"""The words of a notice: names only, and nothing that a desktop could take for markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.domain.printable import printable
from app.domain.trouble import Trouble
from app.ui.text.names import listener_name

if TYPE_CHECKING:
    from app.domain.sync_state import LocalListener

translate = QCoreApplication.translate

_NAMED: Final = 3
_LONGEST: Final = 60
# A desktop's notifications read HTML, and there is no telling whether this one does (T35).
_HARMLESS: Final = str.maketrans({"<": "\u2039", ">": "\u203a", "&": "\uff06"})


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What is said."""

    title: str
    text: str


def of(news: Mapping[Trouble, Sequence[LocalListener]]) -> NoticeWords:
    """One notice for all that happened; the worst gives the title."""
    parts = [_part(trouble, news[trouble]) for trouble in sorted(news, reverse=True)]
    title, names = parts[0]
    more = [f"{head}: {text}" for head, text in parts[1:]]
    return NoticeWords(title, "\n".join([names, *more]))


def _part(trouble: Trouble, rows: Sequence[LocalListener]) -> tuple[str, str]:
    count = len(rows)
    match trouble:
        case Trouble.SUSPENDED:
            title = translate("notices", "%Ln listener(s) stopped by the platform", None, count)
        case Trouble.SUSPENDING:
            title = translate("notices", "%Ln listener(s) about to be stopped", None, count)
        case _:
            title = translate("notices", "%Ln listener(s) failing", None, count)
    names = ", ".join(_plain(listener_name(row.settings)) for row in rows[:_NAMED])
    if count > _NAMED:
        more = translate("notices", "and %Ln more", None, count - _NAMED)
        names = f"{names} {more}"
    return title, names


def _plain(name: str) -> str:
    shown = printable(name).translate(_HARMLESS)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
